"""What readers get, as a section of the page of results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bench.figures import Results, ratio, seconds

MOST_KILOBYTES = 400
MOST_READY = 0.5
MOST_WIDTH = 320
MOST_CHECK = 2

TITLE = "## The heaviest pages"
NEXT = "## How to repeat it"
HEAD = """\
{title}

A made-up collection of {incidents} claims, {incidents} events and {sources} sources, with every
section on: map, matrix, origins, search, share pictures, embedded pages. Of each kind of page the
one with most bytes was opened {loads} times in Chromium, from the folder, each time in a fresh
profile; the times are medians. The machine's load was {before} at the start and {after} at the end,
on {cores} cores{busy}. The processor time of the page's main thread hardly depends on the load.
Kilobytes are as written and, in brackets, as gzip sends them. What is over a limit is bold.

| Kind | Kilobytes | Elements | First paint | Scripts ready | Processor |
| --- | ---: | ---: | ---: | ---: | ---: |
"""


def section(results: Results) -> str:
    """Return the section, or "" if nothing was measured."""
    reader = results.get("reader")
    if not reader:
        return ""
    before, after = reader["load"]
    busy = max(before, after) > reader["cores"]
    head = HEAD.format(
        title=TITLE,
        incidents=f"{reader['incidents']:,}", sources=f"{reader['sources']:,}",
        loads=reader["loads"], before=before, after=after, cores=reader["cores"],
        busy=": other programs ran, so times are longer than on a quiet machine" if busy else "",
    )  # fmt: skip
    return "\n".join(
        [head + "\n".join(map(_row, reader["pages"])), "", *_limits(reader), "", _build(reader), ""]
    )


def placed(page: str, section: str) -> str:
    """Return the page of results with this section in place of an older one. The rest stays."""
    before, heading, after = page.partition(NEXT)
    return f"{before.partition(TITLE)[0].rstrip()}\n\n{section}\n{heading}{after}"


def _row(page: dict[str, Any]) -> str:
    kilobytes = _bold(f"{page['raw'] / 1000:.1f}", page["raw"] > MOST_KILOBYTES * 1000)
    ready = _bold(f"{page['ready']:.2f} s", page["ready"] > MOST_READY)
    return (
        f"| {page['kind']} | {kilobytes} ({page['gzip'] / 1000:.1f}) | {page['elements']:,} "
        f"| {page['paint']:.2f} s | {ready} | {page['processor']:.2f} s |"
    )


def _bold(words: str, over: bool) -> str:
    return f"**{words}**" if over else words


def _limits(reader: dict[str, Any]) -> Iterable[str]:
    """The limits, each met or not met by the worst page."""
    heavy = max(reader["pages"], key=lambda page: page["raw"])
    slow = max(reader["pages"], key=lambda page: page["ready"])
    wide, path = max(tuple(it) for kinds in reader["widths"].values() for it in kinds.values())
    check = reader["check"]["processor"] / reader["build"]["processor"]
    yield _limit(
        f"no page over {MOST_KILOBYTES} KB of HTML", heavy["raw"] <= MOST_KILOBYTES * 1000,
        f"{heavy['raw'] / 1000:.1f}, {heavy['kind']}",
    )  # fmt: skip
    yield _limit(
        f"scripts ready within {MOST_READY} s", slow["ready"] <= MOST_READY,
        f"{slow['ready']:.2f} s, {slow['kind']}",
    )  # fmt: skip
    yield _limit(
        f"none wider than a window of {MOST_WIDTH} pixels", wide <= MOST_WIDTH, f"{wide}, {path}"
    )
    yield _limit(
        "a check takes at most twice the processor time of a build", check <= MOST_CHECK,
        ratio(check),
    )  # fmt: skip


def _limit(what: str, met: bool, figure: str) -> str:
    return f"- {what}: {'met' if met else '**not met**'} ({figure})"


def _build(reader: dict[str, Any]) -> str:
    kinds = {kind for widths in reader["widths"].values() for kind in widths}
    costs = " and ".join(
        f"a cold {name} takes {seconds(it['wall'])} s (processor {seconds(it['processor'])} s) and "
        f"{it['memory'] / 1e6:.0f} MB"
        for name, it in (("build", reader["build"]), ("check", reader["check"]))
    )
    interfaces = " and in ".join(reader["widths"])
    return (
        f"Widths are those of pages of all {len(kinds)} kinds, with the interface in {interfaces}. "
        f"Of this collection {costs}. `make bench-weights` measures it all anew."
    )
