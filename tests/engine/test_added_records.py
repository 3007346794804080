"""A record that is added or removed: what has nothing to do with it is not made anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.engine.graph import Graph
from claimline.options import BuildOptions
from claimline.output import Output
from claimline.pages import batches, chronology_cut
from claimline.pages.parts import PARTS
from claimline.pipeline import build
from claimline.publish import render
from tests.small import tree, write_files, write_small

MONTHS = 6
SOURCE = """\
title: Notice {n}
publisher: Board {n}
published: 2023-{n:02}-02
language: en
kind: official
url: https://board.example.org/{n}
carries:
  - statement: board-2024-03-02
    how: quotes
"""
CLAIM = """\
claim: The gate of lock {n} was shut.
short: Lock {n} was shut
verdict: disputed
said: 2023-{n:02}-02
reasoning: The notice of lock {n} says so [@notice-{n}].
citations:
  - source: notice-{n}
    stance: supports
    statement: board-2024-03-02
    quote: shut
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose chronology has a page for each month."""
    monkeypatch.setattr(chronology_cut, "ONE_PAGE", 1)
    monkeypatch.setattr(chronology_cut, "PAGE", 7_000)
    monkeypatch.setattr(batches, "SIZE", 1)
    folder = write_small(tmp_path / "project")
    for n in range(1, MONTHS + 1):
        add(folder, n)
    rebuilt(folder)
    return folder


def add(project: Path, n: int, claim: str = "") -> None:
    """Add a claim with its source, in one month. Or add only a claim, under another name."""
    files = {f"content/claims/{claim or f'lock-{n}'}.yaml": CLAIM.format(n=n)}
    if not claim:
        files[f"content/sources/notice-{n}.yaml"] = SOURCE.format(n=n)
    write_files(project, files)


def rebuilt(project: Path) -> dict[str, bytes]:
    """The site after a build in a process that has only the cache."""
    cache = Cache(project)
    options = BuildOptions(project, project.parent / "site", cache=cache, against_last_build=False)
    done = build(options, report := Report())
    cache.close()
    assert done.written, list(report)
    return tree(project.parent / "site")


def clean(project: Path) -> dict[str, bytes]:
    site = project.parent / "clean"
    build(BuildOptions(project, site, against_last_build=False), Report())
    return tree(site)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the outputs that are rendered, in order."""
    paths: list[str] = []
    real = render._render

    def spied(output: Output, *rest: Any) -> Any:
        paths.append(output.path)
        return real(output, *rest)

    monkeypatch.setattr(render, "_render", spied)
    return paths


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """The queries that run, with their keys."""
    runs: list[tuple[str, Any]] = []

    def noted(name: str, make: Callable[..., Any]) -> Callable[..., Any]:
        def run(builder: Any, key: Any) -> Any:
            runs.append((name, key))
            return make(builder, key)

        return run

    for name, make in [*PARTS.items()]:
        monkeypatch.setitem(PARTS, name, noted(name, make))
    return runs


def test_the_other_months_are_not_rendered(project: Path, rendered: list[str]) -> None:
    add(project, 3, "also-shut")
    rendered.clear()
    site = rebuilt(project)
    made = [*rendered]
    assert site == clean(project)
    assert "chronology/2023-03.html" in made
    assert "chronology/2023-05.html" in site.keys() - {*made}


def test_claims_on_the_same_statement_are_not_rendered(project: Path, rendered: list[str]) -> None:
    """Neither if another claim rests on it, nor if another source carries it.

    The claim has so many sources that its page draws how they have the statement.
    """
    cited = "".join(f"  - {{source: notice-{n}, stance: supports}}\n" for n in (1, 2, 3, 4, 6))
    write_files(project, {"content/claims/lock-5.yaml": CLAIM.format(n=5) + cited})
    assert b'class="flow' in rebuilt(project)["claims/lock-5.html"]
    add(project, 3, "also-shut")
    write_files(project, {"content/sources/notice-8.yaml": SOURCE.format(n=8)})
    rendered.clear()
    site = rebuilt(project)
    made = [*rendered]
    assert site == clean(project)
    assert {"claims/also-shut.html", "sources/notice-8.html"} <= {*made}
    assert "claims/lock-5.html" in site.keys() - {*made}


def test_what_no_change_reaches_is_not_computed(project: Path, ran: list[tuple[str, Any]]) -> None:
    add(project, 3, "also-shut")
    rebuilt(project)
    assert ("own row", ("claim", "also-shut")) in ran
    for query in ("own row", "filed", "row size", "entries", "selections"):
        keys = {key for name, key in ran if name == query}
        assert not {"claim lock-5", ("claim", "lock-5")} & keys, query
    sources = {key for name, key in ran if name == "annotations"}
    assert sources == {("source", "notice-3")}


def test_an_edit_of_a_text_does_not_ask_what_it_may_reach(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is a great part of the graph. It only matters where a stored result is needed."""
    asked: list[Any] = []
    real = Graph.reached

    def noted(self: Graph, changed: Any) -> Any:
        asked.append(changed)
        return real(self, changed)

    monkeypatch.setattr(Graph, "reached", noted)
    text = CLAIM.format(n=3).replace("says so", "says so twice")
    write_files(project, {"content/claims/lock-3.yaml": text})
    assert rebuilt(project) == clean(project)
    assert not asked
    add(project, 3, "also-shut")
    assert rebuilt(project) == clean(project)
    assert asked


def test_the_only_record_of_a_month_is_removed(project: Path) -> None:
    """Its page goes, and those before and after it lead to each other."""
    (project / "content/claims/lock-4.yaml").unlink()
    (project / "content/sources/notice-4.yaml").unlink()
    site = rebuilt(project)
    assert site == clean(project)
    assert "chronology/2023-04.html" not in site
    assert b"2023-05.html" in site["chronology/2023-03.html"]


def test_each_table_has_the_rows_of_the_records(project: Path) -> None:
    add(project, 3, "also-shut")
    assert rebuilt(project) == clean(project)
    (project / "content/claims/also-shut.yaml").unlink()
    (project / "content/claims/lock-1.yaml").write_text(CLAIM.format(n=2))
    assert rebuilt(project) == clean(project)
