"""The benchmark: builds one investigation with claimline and its peers, in turns.

``make bench`` runs it, or ``python -m bench.run``. It writes ``bench/results.json`` and from it
``bench/RESULTS.md`` and ``bench/plot.svg``. ``--quick`` is a smoke run of a minute, whose results
go to ``build/bench/quick/``.

Each round runs every tool once for each row, one after the other (A B C, A B C, ...), as whole
processes, so that a slow moment of the machine falls on all of them. Ratios are taken round by
round.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from bench import (
    corpus,
    equal,
    measure,
    plot,
    report,
    rows,
    setup,
    shipped,
    steps,
    targets,
    tools,
    watch,
)
from bench.case import Case
from bench.figures import LARGE, TUNED
from bench.weights import weights
from bench.workshop import workshop

HERE = Path(__file__).resolve().parent
SAME_WORK = tuple(row for row in rows.FRESH if row != "title")
"""Rows for which a slow tool that keeps nothing is not timed again."""
WATCH = "watch"


def measured(claims: int, rounds: int, seed: int, picked: list[tools.Tool]) -> dict[str, Any]:
    """All rows at one size. The keys are those of ``results.json``."""
    with workshop(claims) as (place, memory_backed):
        corpus.write(claims, place / "sites", seed=seed, tools=[tool.name for tool in picked])
        case = Case(claims, seed)
        for tool in picked:
            rows.prepare(tool, place / "sites" / tool.name, case, rounds + 2)
        memory = {tool.name: _first(tool, place) for tool in picked}
        links = _equal(picked, place)
        times: dict[str, dict[str, list[dict[str, float]]]] = {
            row: {tool.name: [] for tool in picked} for row in rows.ROWS
        }
        times[TUNED] = {tool.name: [] for tool in picked if tool.tuned}
        for nth in range(rounds):
            for row in rows.ROWS:
                for tool in picked:
                    if claims >= LARGE and not tool.caches_builds and row in SAME_WORK:
                        rows.edit(tool, *_places(tool, place), row, nth, case)
                    else:
                        times[row][tool.name].append(_times(_one(tool, place, row, nth, case)))
            for tool in picked:
                if tool.tuned:
                    times[TUNED][tool.name].append(_times(_tuned(tool, place)))
            _say(f"{claims} claims: round {nth + 1} of {rounds}")
        for tool in picked:  # a tool that keeps nothing does the same work in each of these
            for row in SAME_WORK:
                times[row][tool.name] = times[row][tool.name] or times["title"][tool.name]
        edit_memory = {tool.name: _edit_memory(tool, place, rounds, case) for tool in picked}
        content = _bytes(place / "sites" / picked[0].name)
        weighed = {tool.name: weights(place / "out" / tool.name) for tool in picked}
        size: dict[str, Any] = {
            "claims": claims, "rounds": rounds, "memory_backed": memory_backed, "times": times,
            "memory": memory, "edit_memory": edit_memory, "equal": links, "weights": weighed,
            "content": content,
        }  # fmt: skip
        ours = picked[0]
        if ours.name == "claimline":
            size["steps"] = steps.of_missed_rows(size, ours, *_places(ours, place), case)
        shutil.rmtree(place / "out")
        watched = [tool for tool in picked if tool.watch]
        times[WATCH], profile = _watched(watched, place, rounds, case)
        if profile and targets.is_missed(size, WATCH):
            size["steps"][WATCH] = profile
        return size


def alone(claims: int, seed: int, tool: tools.Tool) -> dict[str, Any]:
    """One build of a size that only claimline is asked for, in one process, with its memory."""
    options = ("--jobs", "1", "--timings")
    one_process = replace(tool, command=lambda *folders: [*tool.command(*folders), *options])
    with workshop(claims) as (place, memory_backed):
        corpus.write(claims, place / "sites", seed=seed, tools=[tool.name])
        content = _bytes(place / "sites" / tool.name)
        _say(f"{tool.name}: {claims} claims are written")
        took = _build(one_process, place, sample=True)
        _say(f"{tool.name}: {claims} claims, {took.wall:.0f} s")
        case = Case(claims, seed)
        rows.edit(tool, *_places(tool, place), "body", 0, case)
        edited = _build(one_process, place, sample=True)
        rows.verify(tool, place / "out" / tool.name, "body", 0, case)
        _say(f"{tool.name}: one body edited, {edited.wall:.1f} s")
        output = place / "out" / tool.name
        pages = sum(1 for path in output.rglob("*.html") if path.is_file())
        return {
            "tool": tool.name, "claims": claims, "pages": pages, "content": content,
            "output": _bytes(output), "wall": took.wall, "memory": took.tree or took.largest,
            "edit": _times(edited), "edit_memory": edited.tree or edited.largest,
            "memory_backed": memory_backed,
            "steps": {
                "cold": steps.of_run(took.printed, took.wall),
                "body": steps.of_run(edited.printed, edited.wall),
            },
        }  # fmt: skip


def _bytes(folder: Path) -> int:
    """How much the files in a folder hold, without those that are hidden."""
    return sum(
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _first(tool: tools.Tool, place: Path) -> dict[str, int]:
    """A build that is not timed: it warms the caches of the machine, and memory is sampled."""
    tools.prepare(tool, place / "sites" / tool.name)
    took = _build(tool, place, sample=True)
    _say(f"{tool.name}: first build, {took.wall:.1f} s")
    return {"tree": took.tree, "largest": took.largest}


def _build(tool: tools.Tool, place: Path, *, sample: bool = False) -> measure.Run:
    site, output = _places(tool, place)
    command = tool.command(site, output)
    return measure.run(command, site, tool.environment(output), sample=sample)


def _one(tool: tools.Tool, place: Path, row: str, nth: int, case: Case) -> measure.Run:
    """One timed run of one row."""
    rows.edit(tool, *_places(tool, place), row, nth, case)
    took = _build(tool, place)
    rows.verify(tool, place / "out" / tool.name, row, nth, case)
    return took


def _edit_memory(tool: tools.Tool, place: Path, nth: int, case: Case) -> dict[str, int]:
    """The memory of a build after one edit of a body, in a round that is not timed."""
    rows.edit(tool, *_places(tool, place), "body", nth, case)
    took = _build(tool, place, sample=True)
    return {"tree": took.tree, "largest": took.largest}


def _times(took: measure.Run) -> dict[str, float]:
    return {"wall": took.wall, "user": took.user, "system": took.system}


def _places(tool: tools.Tool, place: Path) -> tuple[Path, Path]:
    """The folders of a tool's sources and of its output."""
    return place / "sites" / tool.name, place / "out" / tool.name


def _tuned(tool: tools.Tool, place: Path) -> measure.Run:
    """A cold build of a tool with settings that are not its default."""
    site, output = place / "sites" / tool.name, place / "out" / f"{tool.name}-tuned"
    shutil.rmtree(output, ignore_errors=True)
    environment = {**tool.environment(output), **tool.tuned}
    return measure.run(tool.command(site, output), site, environment)


def _watched(
    picked: list[tools.Tool], place: Path, rounds: int, case: Case
) -> tuple[dict[str, list[dict[str, float]]], steps.Profile]:
    """The seconds from an edit to the written page, all tools watching at the same time.

    Also returns the steps of claimline's last build.
    """
    printed: dict[str, Callable[[], str]] = {}
    times: dict[str, list[dict[str, float]]] = {tool.name: [] for tool in picked}
    with ExitStack() as open_ones:
        for tool in picked:
            site, output = place / "sites" / tool.name, place / "out" / tool.name
            assert tool.watch
            command, environment = tool.watch(site, output), tool.environment(output)
            watching = watch.watching(command, site, environment, tool.ready)
            printed[tool.name] = open_ones.enter_context(watching)
            _say(f"{tool.name} watches")
        for nth in range(-1, rounds):  # the first edit is not timed
            id_ = case.id("claim", (nth * 41 + 44) % case.size.claims)
            for tool in picked:
                path = place / "sites" / tool.name / tool.claim.format(id_)
                page = place / "out" / tool.name / "claims" / f"{id_}.html"
                words = f"This line was edited while watching, time {nth + 2}"
                edit = partial(tools.edit_body, tool, path, f"{words}.")
                took = watch.seconds_to(page, words, edit)
                if nth >= 0:
                    times[tool.name].append({"wall": took})
        ours = printed.get("claimline")
        profile = steps.of_last_rebuild(ours, rounds + 1) if ours else {}
    return times, profile


def _equal(picked: list[tools.Tool], place: Path) -> dict[str, Any]:
    """Whether the outputs have the same pages and links, and how many."""
    first, *others = [(tool.name, equal.read(place / "out" / tool.name)) for tool in picked]
    return {
        "pages": sum(first[1].pages.values()),
        "links": sum(map(len, first[1].links.values())),
        "differences": {name: equal.compare(first[1], other) for name, other in others},
    }


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000, 10_000],
                        metavar="CLAIMS",
                        help="with none, the results of an earlier run stay")  # fmt: skip
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large-rounds", type=int, default=5,
                        help=f"rounds at {LARGE} claims and more")  # fmt: skip
    parser.add_argument("--alone", type=int, metavar="CLAIMS",
                        help="build claimline at this size too, once, in one process")  # fmt: skip
    parser.add_argument("--tools", nargs="+", metavar="NAME", help="leave out the others")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="one round at 100 claims")
    parser.add_argument("--folder", type=Path, help="where the results go")
    options = parser.parse_args()
    folder: Path = options.folder or (setup.PLACE / "quick" if options.quick else HERE)
    if options.quick:
        options.sizes, options.rounds = [100], 1
    setup.install()
    picked = [tool for tool in tools.commands() if tool.name in (options.tools or [tool.name])]
    results = {
        "format": 1,
        "command": " ".join(["python -m bench.run", *sys.argv[1:]]),
        "machine": {"cores": os.cpu_count() or 0, "system": platform.system()},
        "versions": {**{tool.name: tool.version for tool in picked}, **tools.versions()},
        "seed": options.seed,
        "sizes": [],
    }
    sizes: list[dict[str, Any]] = []
    for claims in options.sizes:
        rounds = options.large_rounds if claims >= LARGE else options.rounds
        some = [tool for tool in picked if claims < LARGE or tool.name in ("claimline", "hugo")]
        if not some:
            continue
        sizes.append(measured(claims, rounds, options.seed, some))
        results["sizes"] = sizes
        _tell(results, folder)
    if sizes and picked[0].name == "claimline":
        results["shipped"] = shipped.measured(picked[0], options.rounds, _say)
        _tell(results, folder)
    if options.alone:
        command = results["command"]
        if not sizes:
            results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
        large = alone(options.alone, options.seed, tools.commands()[0])
        results["alone"] = {**large, "command": command}
        _tell(results, folder)


def _tell(results: dict[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    before = folder / "results.json"
    if before.is_file():  # what `bench.reader` measured stays
        known = json.loads(before.read_text(encoding="utf-8"))
        results = results | {"reader": known["reader"]} if "reader" in known else results
    _put(folder / "results.json", json.dumps(results, indent=1) + "\n")
    _put(folder / "RESULTS.md", report.markdown(results))
    _put(folder / "plot.svg", plot.svg(results))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
