"""Measures what readers get: builds a newsroom's collection and opens its heaviest pages.

``make bench-weights`` runs it, or ``python -m bench.reader``. It writes its part of
``bench/results.json`` and of ``bench/RESULTS.md``. No test holds a time against a limit: the times
depend on the machine and on what else it does, so the page of results names its load.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench import measure, newsroom, tools
from bench.heaviest import heaviest
from bench.opening import chromium, opened, widest
from bench.reader_report import placed, section
from bench.workshop import workshop

HERE = Path(__file__).resolve().parent
INTERFACES = ("en", "ar")
"""A language of each direction of writing. The pages of the first are weighed."""
SOME = 24
"""Pages of each kind whose width is measured."""


def measured(
    incidents: int, seed: int, loads: int, interfaces: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Build the collection in each interface and measure its pages. Yield what is known so far."""
    figures: dict[str, Any] = {
        "incidents": incidents, "loads": loads, "seed": seed, "cores": os.cpu_count() or 0,
        "load": [round(os.getloadavg()[0], 1)] * 2, "widths": {},
    }  # fmt: skip
    with workshop(incidents * 3) as (place, memory_backed):
        figures["memory_backed"] = memory_backed
        for nth, interface in enumerate(interfaces):
            project = place / interface
            case = newsroom.Newsroom(incidents, seed, interface)
            newsroom.write(case, project)
            _say(f"{interface}: the records are written")
            built = _run(project, check=False)
            _say(f"{interface}: built in {built['wall']:.0f} s")
            if nth == 0:
                figures |= {"sources": case.size.sources, "build": built}
                figures["check"] = _run(project, check=True)
                figures["pages"] = _opened(project / "site", loads)
            figures["widths"][interface] = _widths(project / "site")
            figures["load"][1] = round(os.getloadavg()[0], 1)
            yield figures


def _run(project: Path, *, check: bool) -> dict[str, float]:
    """A cold build or, after it, a cold check of the same project. Its time and memory."""
    command = [sys.executable, str(tools.ROOT / "build.py"), "check" if check else "build",
               "--project", str(project)]  # fmt: skip
    environment = {"XDG_CACHE_HOME": str(project / ("check-cache" if check else "build-cache"))}
    took = measure.run(command, project, environment, sample=True)
    return {"wall": took.wall, "processor": took.user + took.system, "memory": took.tree}


def _opened(site: Path, loads: int) -> list[dict[str, Any]]:
    """The heaviest page of each kind, in a browser."""
    rows = []
    with chromium() as browser:
        for page in heaviest(site, 0):
            row = {**dataclasses.asdict(page), **_seen(browser, site / page.path, loads)}
            del row["some"]
            rows.append(row)
            _say(f"{page.path}: ready after {row['ready']:.2f} s")
    return rows


def _seen(browser: Any, file: Path, loads: int) -> dict[str, Any]:
    return dataclasses.asdict(opened(browser, file, loads))


def _widths(site: Path) -> dict[str, tuple[int, str]]:
    """The widest page of each kind in a narrow window."""
    with chromium() as browser:
        return {page.kind: widest(browser, site, page.some) for page in heaviest(site, SOME)}


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--incidents", type=int, default=newsroom.INCIDENTS)
    parser.add_argument("--loads", type=int, default=5, help="how often each page is opened")
    parser.add_argument("--interfaces", nargs="+", default=INTERFACES, metavar="LANGUAGE")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, default=HERE, help="where the results are")
    options = parser.parse_args()
    for figures in measured(options.incidents, options.seed, options.loads, options.interfaces):
        _write(figures, options.folder)


def _write(figures: dict[str, Any], folder: Path) -> None:
    file, page = folder / "results.json", folder / "RESULTS.md"
    results = json.loads(file.read_text(encoding="utf-8")) | {"reader": figures}
    file.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8", newline="\n")
    text = placed(page.read_text(encoding="utf-8"), section(results))
    page.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
