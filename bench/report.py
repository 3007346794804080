"""The results as a page of Markdown."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import Any

from bench import reader_report, targets
from bench.figures import (
    LARGE,
    NAMES,
    ROWS,
    TUNED,
    Results,
    figure,
    growth,
    largest,
    median_wall,
    peak,
    peak_ratio,
    ratio,
    seconds,
    tools,
)  # fmt: skip
from bench.steps import Profile

HEAD = """\
# Results of the benchmark

<!-- Written by bench/run.py from results.json. `make bench` writes it anew. -->

One made-up investigation, built by claimline and by two of its peers, whose layouts are in
`bench/peers/`. At {size} claims it has {pages} pages and {links} links between records. {equal}

![Cold builds by size, and all rows at the largest size](plot.svg)

## Times

Wall time of the whole process in seconds: the median, then the least and the most of the rounds.
Below it the ratio to Hugo, taken round by round (below 1 is faster than Hugo), and the processor
time of all processes.
"""

TAIL = """\
- **Cold build**: no output and no cache. All other rows but that of watching: a new process over
  the output that is there. The edit changes bytes in every round, and the run fails if the pages
  do not show it. The claim that is added is like another but for its words. The source that is
  removed carries a statement and is cited nowhere. Hugo leaves its page where it was.
- **Targets** are ratios to Hugo with its default settings. The row with `GOGC=400` shows what Hugo
  gains if it may take more memory before it collects garbage.
- The rounds alternate between the tools. A first build of each is not timed; in it the memory of
  all processes is sampled ({memory}).
- **While watching**: `claimline serve` and `hugo server` run at the same time, and edits are made
  to one after the other; the time goes from the saved file to the page on disk that shows it. Of
  the steps of claimline, the first is the wait from the change until its build begins; what comes
  after writing is over only after that time.
- Hugo keeps nothing from one build to the next, so at {large} claims and more it is timed once in
  each round for all rows of a build over what is there. Eleventy is not run at that size.

## What is equal and what is not

- The matrix of claims by sources and the tree of origins are left out of all three sites, at every
  size (`sections:` in `site.yaml`), since they grow with claims times sources.
- `bench/equal.py` compares the pages, the links between records, the names of the data files and
  the cells of the tables. The columns of Markdown are left out, since each tool has its own form of
  a citation. So is what only claimline makes: the database (`investigation.sqlite`) and the digests
  of all files (`manifest.json`).
- claimline does more: it checks every record, link and quotation against its schema and its
  editorial rules, leads back from a source to the very sentence that cites it, and draws the
  timeline in more detail. Its links are relative, so that the site works from any folder.
- The peers are given more: each citation names the statement and the party to which it traces, each
  record lists what its prose cites and names its pages of the timeline and its letters of the A to
  Z. claimline works all of it out.
- The peers' layouts keep what recurs (a claim's row, a source's card) instead of making it again.
  Hugo's `partialCached` holds a thousand results for a whole site; such pieces are kept with their
  page instead.
"""


def markdown(results: Results) -> str:
    """The whole page."""
    sizes = results["sizes"]
    last = sizes[-1]
    found = [line for size in sizes for lines in size["equal"]["differences"].values()
             for line in lines]  # fmt: skip
    parts = [
        HEAD.format(
            size=_number(last["claims"]), pages=_number(last["equal"]["pages"]),
            links=_number(last["equal"]["links"]),
            equal=_equality(len(found)),
        )
    ]  # fmt: skip
    parts += [_times(size, tools(results)) for size in sizes]
    parts += [_growth(results), _shipped(results), _alone(results)]
    parts += ["## Memory\n", _memory(results), "## Notes\n"]
    sampled = any(peak["tree"] for size in sizes for peak in size["memory"].values())
    parts.append(TAIL.format(memory=_how(sampled), large=_number(LARGE)))
    parts += ["## Weight of pages\n", _weights(results), reader_report.section(results)]
    parts += [f"{reader_report.NEXT}\n", _repeat(results)]
    return "\n".join(part for part in parts if part)


def _equality(differences: int) -> str:
    if not differences:
        return (
            "Every tool\nwrites the same pages and the same links, which `bench/equal.py` checks. "
            "It found no differences."
        )
    number = f"{differences:,} difference{'' if differences == 1 else 's'}"
    return (
        f"**The tools do\nnot do the same work** everywhere: `bench/equal.py` finds {number}, over "
        "all sizes and tools.\n`results.json` has each, with its number of links or pages."
    )


def _how(sampled: bool) -> str:
    if sampled:
        return (
            "the largest sum of their proportional set sizes, every\n"
            "  20 ms, or less often where processes are large"
        )
    return "that of the largest process, as there is no /proc here"


def _number(value: int) -> str:
    return f"{value:,}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def _times(size: dict[str, Any], names: list[str]) -> str:
    rows = [
        [label, *(_cell(size, row, tool) for tool in names), targets.in_time(size, row)]
        for row, label in ROWS.items()
    ]
    if size["times"].get(TUNED):
        rows.append(["cold build, Hugo with `GOGC=400`",
                     *(_cell(size, TUNED, tool) for tool in names), ""])  # fmt: skip
    rounds = size["rounds"]
    where = "in memory" if size["memory_backed"] else "on disk"
    heading = (
        f"### {_number(size['claims'])} claims, {_number(size['equal']['pages'])} pages\n\n"
        f"{rounds} round{'' if rounds == 1 else 's'}; "
        f"sources and output on a file system {where}.\n"
    )
    head = ["", *(NAMES[tool] for tool in names), "claimline's target"]
    return f"{heading}\n{_table(head, rows)}{_steps(size.get('steps', {}))}"


def _steps(rows: dict[str, Profile]) -> str:
    """A profile of claimline's builds, by row and step."""
    table = _profile({ROWS[row]: steps for row, steps in rows.items()}, "seconds", seconds)
    return (
        table and f"\nWhere the time of claimline goes, in one more round, in seconds:\n\n{table}"
    )


def _profile(rows: dict[str, Profile], figure: str, told: Callable[[float], str]) -> str:
    """A table of one figure of each step, by row."""
    longest_first = sorted(rows.values(), key=len, reverse=True)
    names = [
        step for step in dict.fromkeys(step for steps in longest_first for step in steps)
        if any(steps.get(step, {}).get(figure) for steps in rows.values())
    ]  # fmt: skip
    if not names:
        return ""
    cells = [
        [label, *(told(found) if (found := steps.get(step, {}).get(figure)) else "–"
                  for step in names)]
        for label, steps in rows.items()
    ]  # fmt: skip
    return _table(["", *names], cells)


def _cell(size: dict[str, Any], row: str, tool: str) -> str:
    """The times of one tool in one row."""
    found = figure(size, row, tool)
    if found is None:
        return "not run"
    spread = f"{seconds(found.least)} to {seconds(found.most)}"
    used = "" if found.processor is None else f"; processor {seconds(found.processor)}"
    return f"**{seconds(found.median)}** ({spread})<br>{ratio(found.ratio)} × Hugo{used}"


def _growth(results: Results) -> str:
    """How each row grows from the last size but one to the last."""
    names = tools(results)
    rows = []
    for row, label in ROWS.items():
        found = [growth(results, row, tool) for tool in names]
        if any(found):
            cells = [ratio(times) if times else "not run" for times in found]
            rows.append([label, *cells, targets.in_growth(results, row)])
    if not rows:
        return ""
    small, large = (_number(size["claims"]) for size in largest(results))
    head = f"Times longer at {large} claims than at {small}"
    table = _table([head, *(NAMES[tool] for tool in names), "claimline's target"], rows)
    return f"### How cost grows\n\n{table}"


def _shipped(results: Results) -> str:
    """The investigation that comes with claimline."""
    case = results.get("shipped")
    if not case:
        return ""
    rows = []
    for row, label in (*ROWS.items(), ("python", "a bare Python")):
        if took := case["times"].get(row):
            walls = [one["wall"] for one in took]
            spread = f"({seconds(min(walls))} to {seconds(max(walls))})"
            used = seconds(median(one["user"] + one["system"] for one in took))
            told = f"**{seconds(median_wall(took))}** {spread}<br>processor {used}"
            rows.append([label, told, targets.shipped(case, row)])
    table = _table(["", "claimline", "claimline's target"], rows)
    profile = _steps(case.get("steps", {}))
    return f"### The shipped investigation, {case['claims']} claims\n\n{table}{profile}"


def _memory(results: Results) -> str:
    names = tools(results)
    rows = []
    for row, label in (("memory", "cold build"), ("edit_memory", "one body edited")):
        for size in results["sizes"]:
            peaks = size.get(row, {})
            if peaks:
                cells = [f"{peak(peaks[tool]) / 1e6:.0f} MB" if tool in peaks else "not run"
                         for tool in names]  # fmt: skip
                held = peak_ratio(size, row)
                if held is not None:
                    cells[0] += f"<br>{ratio(held)} × Hugo"
                name = f"{label}, {_number(size['claims'])} claims"
                rows.append([name, *cells, targets.in_memory(size, row)])
    table = _table(["Peak", *(NAMES[tool] for tool in names), "claimline's target"], rows)
    profiles = {
        f"{ROWS[row]}, {_number(size['claims'])} claims": size["steps"][row]
        for row in ("cold", "body")
        for size in results["sizes"]
        if row in size.get("steps", {}) and targets.is_memory_missed(size, row)
    }
    profile = _profile(profiles, "memory", lambda held: f"{held / 1e6:.0f}")
    if not profile:
        return table
    return (
        f"{table}\nWhere the memory of claimline goes, in one more round: the most that its first "
        "process has held until\nthe end of each step, in MB. The processes that read and render "
        f"beside it are not in here.\n\n{profile}"
    )


def _alone(results: Results) -> str:
    """The build of a size that only one tool was asked for, or that it was not measured."""
    found = results.get("alone")
    last = max(results["sizes"], key=lambda size: int(size["claims"]))
    if not found or found["tool"] not in results["versions"]:
        return _not_alone(last)
    before = peak(last["memory"][found["tool"]])
    used = found["edit"]["user"] + found["edit"]["system"]
    edit, place = found["edit"]["wall"], "in memory" if found["memory_backed"] else "on disk"
    memory = targets.alone(found["memory"], targets.ALONE_MEMORY, "2.5 GB")
    table = _table(
        ["", "time", "peak of memory", "claimline's target"],
        [
            ["cold build", f"{seconds(found['wall'] / 60)} minutes",
             f"{found['memory'] / 1e9:.1f} GB", memory],
            ["one body edited", f"{seconds(edit)} s; processor {seconds(used)}",
             f"{found['edit_memory'] / 1e9:.1f} GB",
             targets.alone(edit, targets.ALONE_EDIT, "3 s")],
        ],
    )  # fmt: skip
    profiles = {ROWS[row]: steps for row, steps in found["steps"].items()}
    held = _profile(profiles, "memory", lambda size: f"{size / 1e6:.0f}")
    return (
        f"### {_number(found['claims'])} claims, claimline alone\n\n"
        f"`{found['command']}` builds them once, in one process, with sources and output on a file "
        f"system {place}.\nThe memory is sampled meanwhile, so the times are too long. The "
        f"site has {_number(found['pages'])} pages, {found['output'] / 1e9:.1f} GB.\n"
        f"From {_number(last['claims'])} claims to that size, the records grow "
        f"{ratio(found['content'] / last['content'])} times and the memory "
        f"{ratio(found['memory'] / before)} times.\n\n{table}\n"
        f"Seconds of each step:\n\n{_profile(profiles, 'seconds', seconds)}\n"
        f"The most memory that was held until the end of each step, in MB:\n\n{held}"
    )


def _not_alone(last: dict[str, Any]) -> str:
    """Why no such build was measured: the memory at the largest size."""
    peaks = last.get("memory", {})
    if "claimline" not in peaks:
        return ""
    return (
        f"### {_number(targets.ALONE)} claims, claimline alone\n\n"
        f"No build of {_number(targets.ALONE)} claims was measured. At {_number(last['claims'])} "
        f"claims a cold one holds {peak(peaks['claimline']) / 1e9:.1f} GB, and the memory grows "
        f"with the claims (targets for {_number(targets.ALONE)}: at most 2.5 GB; one body edited "
        "in at most 3 s: **not measured**).\n"
    )


def _weights(results: Results) -> str:
    size = next(
        (size for size in reversed(results["sizes"]) if size["claims"] <= 1000),
        results["sizes"][0],
    )
    names = tools(results)
    rows = []
    for label in next(iter(size["weights"].values())):
        cells = [label]
        for tool in names:
            found = size["weights"].get(tool, {}).get(label, {"raw": 0, "gzip": 0})
            told = f"{_kilo(found['raw'])} ({_kilo(found['gzip'])})"
            cells.append(told if found["raw"] else "none")
        rows.append(cells)
    table = _table(["", *(NAMES[tool] for tool in names)], rows)
    return (
        f"At {_number(size['claims'])} claims, in kilobytes as written and, in brackets, as gzip "
        f"sends them. The peers' style sheet is a plain one.\n\n{table}"
    )


def _kilo(value: int) -> str:
    return f"{value / 1000:.1f}"


def _repeat(results: Results) -> str:
    versions = ", ".join(
        f"{NAMES.get(name, name.capitalize())} {version}"
        for name, version in results["versions"].items()
    )
    machine = results["machine"]
    return (
        f"`{results['command']}`, or `make bench`. Seed {results['seed']}. The numbers above come "
        f"from a machine with {machine['cores']} cores ({machine['system']}); ratios travel better "
        f"than seconds. {versions}.\n"
    )
