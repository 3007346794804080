"""The rows that build in a new process: what is done first, and what the pages must show then.

A source that is removed must be one that nothing cites, or a careful tool refuses to build. So
:func:`prepare` adds such sources before the first build, one for each round, each like a source
that carries a statement.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from bench import tools
from bench.case import Case
from bench.measure import RunError
from bench.tools import Tool

FRESH = ("unchanged", "body", "title", "added", "removed")
"""Rows of a build over what is there. A tool that keeps nothing does the same work in each."""
ROWS = ("cold", *FRESH)


def prepare(tool: Tool, site: Path, case: Case, rounds: int) -> None:
    """Add the sources that the rounds will remove."""
    for nth in range(rounds):
        model = case.id("source", nth % case.size.sources)
        tools.add_source(tool, site, model, _spare(nth), f"A source to be removed, number {nth}")


def _spare(nth: int) -> str:
    return f"spare-source-{nth}"


def edit(tool: Tool, site: Path, output: Path, row: str, nth: int, case: Case) -> None:
    """Do to a site what a row asks for in one round."""
    id_ = _claim(nth, case)
    if row == "cold":
        shutil.rmtree(output, ignore_errors=True)
        for cache in tool.caches:
            shutil.rmtree(site / cache, ignore_errors=True)
    elif row == "body":
        tools.edit_body(tool, site / tool.claim.format(id_), f"{_words(row, nth)}.")
    elif row == "title":
        tools.edit_title(tool, site / tool.claim.format(id_), _words(row, nth))
    elif row == "added":
        tools.add_claim(tool, site, id_, f"added-claim-{nth}", _words(row, nth))
    elif row == "removed":
        tools.remove_source(tool, site, _spare(nth))


def verify(tool: Tool, output: Path, row: str, nth: int, case: Case) -> None:
    """Hold the output of a round against its edit.

    Raises:
        RunError: the page does not show what was done.
    """
    shown = True
    if row in ("body", "title"):
        shown = _words(row, nth) in _text(output / "claims" / f"{_claim(nth, case)}.html")
    elif row == "added":
        page = output / "claims" / f"added-claim-{nth}.html"
        shown = _words(row, nth) in _text(page) and page.name in _list(output / "claims")
    elif row == "removed":
        shown = f"{_spare(nth)}.html" not in _list(output / "sources")
    if not shown:
        raise RunError(f"{tool.name} did not show the edit of round {nth + 1} ({row})")


def _claim(nth: int, case: Case) -> str:
    """The claim of a round."""
    return case.id("claim", (nth * 37 + 3) % case.size.claims)


def _words(row: str, nth: int) -> str:
    """What an edit writes."""
    told = {"body": "This line was edited", "title": "This title was edited",
            "added": "This claim was added"}  # fmt: skip
    return f"{told[row]} in round {nth + 1}"


def _list(folder: Path) -> str:
    """The pages of a list of records: the first, and those that a long one goes on with."""
    patterns = ("page-*.html", "page/*.html", "page/*/index.html")
    further = (page for pattern in patterns for page in folder.glob(pattern))
    return "".join(map(_text, (folder / "index.html", *sorted(further))))


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8") if page.is_file() else ""
