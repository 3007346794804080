"""An edit of a text reads the records that its pages need, and no others."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.engine.table import Table
from claimline.options import BuildOptions
from claimline.pipeline import build
from tests.small import tree, write_small

MANY = 40
NOTICE = """\
title: Notice {n}
publisher: Board {n}
language: en
kind: official
url: https://board.example.org/{n}
note: Found in folder {n} [@harbour-letter].
"""
CLAIM = """\
claim: The gate of lock {n} was shut.
short: Lock {n} was shut
verdict: disputed
reasoning: The notice of lock {n} says so [@notice-{n}]. Nobody else was there.
citations:
  - source: notice-{n}
    stance: supports
    quote: shut
    at: line 1
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with many records that have nothing to do with each other."""
    folder = write_small(tmp_path / "project")
    for n in range(MANY):
        (folder / f"content/sources/notice-{n}.yaml").write_text(NOTICE.format(n=n))
        (folder / f"content/claims/lock-{n}.yaml").write_text(CLAIM.format(n=n))
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose records are read from the cache, in order."""
    paths: list[str] = []
    get = Table[bytes, bytes].get

    def spied(table: Table[bytes, bytes], key: bytes) -> bytes | None:
        if table.name == "records":
            paths.append(os.fsdecode(key))
        return get(table, key)

    monkeypatch.setattr(Table, "get", spied)
    return paths


def rebuilt(project: Path) -> dict[str, bytes]:
    """The site after a build in a process that has only the cache."""
    cache = Cache(project)
    site = project.parent / "site"
    options = BuildOptions(project, site, cache=cache, against_last_build=False)
    done = build(options, report := Report())
    cache.close()
    assert done.written, list(report)
    return tree(site)


def clean(project: Path) -> dict[str, bytes]:
    site = project.parent / "clean"
    build(BuildOptions(project, site, against_last_build=False), Report())
    return tree(site)


Edit = Callable[[str], str]
EDITS: dict[str, Edit] = {
    "a sentence": lambda text: text.replace("Nobody else", "No one else"),
    "a sentence that cites": lambda text: text.replace("says so", "has it"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=[*EDITS])
def test_few_records_are_read(project: Path, read: list[str], edit: Edit) -> None:
    rebuilt(project)
    file = project / "content/claims/lock-7.yaml"
    file.write_text(edit(file.read_text()))
    read.clear()
    site = rebuilt(project)
    assert site == clean(project)
    others = {path for path in read if path.startswith("content/claims/lock-")}
    assert not others
    assert len(set(read)) < MANY / 2, sorted(set(read))


def test_a_quote_is_not_part_of_the_outline(project: Path) -> None:
    rebuilt(project)
    file = project / "content/claims/lock-7.yaml"
    file.write_text(file.read_text().replace("quote: shut", "quote: was shut"))
    assert rebuilt(project) == clean(project)


def test_an_edit_of_a_title_reads_all(project: Path, read: list[str]) -> None:
    """Else the tests above could not fail."""
    rebuilt(project)
    file = project / "content/claims/lock-7.yaml"
    file.write_text(file.read_text().replace("short: Lock 7", "short: The lock 7"))
    read.clear()
    assert rebuilt(project) == clean(project)
    assert len(set(read)) > MANY


def test_links_are_not_kept_while_one_is_wrong(project: Path, read: list[str]) -> None:
    rebuilt(project)
    file = project / "content/claims/lock-7.yaml"
    sound = file.read_text()
    file.write_text(sound.replace("@notice-7]", "@no-such-source]"))
    cache = Cache(project)
    options = BuildOptions(project, project.parent / "site", cache=cache)
    for _ in range(2):
        assert not build(options, report := Report()).written
        assert any('There is no source "no-such-source"' in found.message for found in report)
    cache.close()
    file.write_text(sound.replace("Nobody", "No one"))
    assert rebuilt(project) == clean(project)


def test_each_change_of_words_reaches_the_page_of_the_source(project: Path) -> None:
    rebuilt(project)
    file = project / "content/claims/lock-7.yaml"
    words = "says so"
    for other in ("has it", "shows it"):
        file.write_text(file.read_text().replace(words, other))
        words = other
        page = rebuilt(project)["sources/notice-7.html"].decode()
        assert f"The notice of lock 7 {words}" in page
    assert rebuilt(project) == clean(project)
