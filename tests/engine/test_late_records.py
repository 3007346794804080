"""An edit of a text reads the records that its pages need, and no others."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from claimline import edition_links
from claimline.diagnostics import Code, Report
from claimline.engine.cache import Cache
from claimline.engine.table import Table
from claimline.options import BuildOptions
from claimline.pipeline import build
from tests.small import tree, write_small

MANY = 24
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
    assert len(set(read)) < MANY / 2, sorted(set(read))


def test_a_quote_is_not_part_of_the_skeleton(project: Path) -> None:
    rebuilt(project)
    file = project / "content/claims/lock-7.yaml"
    file.write_text(file.read_text().replace("quote: shut", "quote: was shut"))
    assert rebuilt(project) == clean(project)


@pytest.mark.parametrize("field", ["claim", "short"])
def test_what_a_claim_says_is_not_part_of_the_skeleton(
    project: Path, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuilt(project)
    file = project / "content/claims/lock-7.yaml"
    file.write_text(re.sub(f"(?m)^{field}: ", f"{field}: Surely ", file.read_text()))
    with monkeypatch.context() as patch:
        patch.delattr(edition_links, "link")  # all records would be linked again
        site = rebuilt(project)
    assert site == clean(project)
    index = json.loads((project.parent / "site/.claimline.json").read_bytes())
    assert ("Surely" in index["published"]["claims"]["lock-7"]["claim"]) == (field == "claim")


def test_an_edit_of_a_verdict_reads_all(project: Path, read: list[str]) -> None:
    """Else the tests above could not fail."""
    rebuilt(project)
    file = project / "content/claims/lock-7.yaml"
    file.write_text(file.read_text().replace("disputed", "supported"))
    read.clear()
    assert rebuilt(project) == clean(project)
    assert len(set(read)) > MANY


def test_the_name_of_a_record_changes_in_sentences_that_name_it(project: Path) -> None:
    page, claim = project / "content/pages/about.md", project / "content/claims/lock-7.yaml"
    page.write_text(f"{page.read_text()}\nSee [](claim:lock-7) [@notice-3].\n")
    rebuilt(project)
    claim.write_text(claim.read_text().replace("short: Lock 7 was", "short: Lock seven was"))
    site = rebuilt(project)
    assert "See Lock seven was shut" in site["sources/notice-3.html"].decode()
    assert site == clean(project)


@pytest.mark.parametrize("other", ["Lock 8 was shut", "LOCK 8 WAS SHUT"])
def test_records_that_come_to_share_a_title_are_told_apart(project: Path, other: str) -> None:
    one, two = (project / f"content/claims/lock-{n}.yaml" for n in (7, 8))
    for file, day in ((one, "2024-03-01"), (two, "2024-03-04")):
        file.write_text(f"{file.read_text()}when: {day}\n")
    rebuilt(project)
    before = one.read_text()
    one.write_text(before.replace("short: Lock 7 was shut", f"short: {other}"))
    site = rebuilt(project)
    assert site == clean(project)
    assert "(2024-03-04)" in site["claims/index.html"].decode()
    two.write_text(two.read_text().replace("says so", "has it"))
    assert rebuilt(project) == clean(project)
    one.write_text(before)
    site = rebuilt(project)
    assert site == clean(project)
    assert "(2024-03-04)" not in site["claims/index.html"].decode()


def test_waivers_and_listed_files_are_judged_again(project: Path) -> None:
    """The locator that a waiver is about is not part of the skeleton."""
    claim = project / "content/claims/lock-7.yaml"
    notice = project / "content/sources/notice-7.yaml"
    sound = claim.read_text()
    bare = sound.replace("    at: line 1\n", "")
    waiver = "accept:\n  - rule: quote-without-locator\n    why: The notice has one line.\n"
    media = project / "content/media"
    media.mkdir()
    Image.new("L", (8, 8)).save(media / "notice.png")
    notice.write_text(
        f"{notice.read_text()}media:\n  - file: notice.png\n    alt: The notice\n"
        "    credit: The board\n    licence: {name: CC0}\n"
    )
    claim.write_text(bare + waiver)
    texts = (bare + waiver, bare.replace("Nobody", "No one") + waiver, sound + waiver)
    for text in texts:
        claim.write_text(text)
        reports = []
        for cache in (Cache(project), Cache(None)):
            site = project.parent / ("site" if cache.usable else "clean")
            options = BuildOptions(project, site, cache=cache, against_last_build=False)
            done = build(options, report := Report())
            cache.close()
            assert (done.written is not None) == (text != texts[-1])
            reports.append((list(report), list(report.waived)))
        assert reports[0] == reports[1]
        assert bool(reports[0][1]) == (text != texts[-1])
        assert any(found.code is Code.UNUSED_WAIVER for found in report) == (text == texts[-1])
        assert tree(project.parent / "site") == tree(project.parent / "clean")


def test_what_is_kept_back_stays_so(project: Path) -> None:
    secret, draft = (project / f"content/claims/lock-{n}.yaml" for n in (11, 12))
    secret.write_text(f"{secret.read_text()}private: true\n")
    draft.write_text(f"{draft.read_text()}stage: draft\n")
    partly = project / "content/claims/lock-13.yaml"
    partly.write_text(
        f"{partly.read_text()}unknowns: Who kept the key.\nprivate_fields: unknowns\n"
        "withheld_because: The keeper asked for it.\n"
    )
    assert rebuilt(project) == clean(project)
    for file in (secret, draft, partly, project / "content/claims/lock-7.yaml"):
        file.write_text(file.read_text().replace("Nobody else", "No one else"))
        site = rebuilt(project)
        assert site == clean(project)
        assert {"claims/lock-11.html", "claims/lock-12.html"}.isdisjoint(site)
        assert not any(b"kept the key" in data for data in site.values())


def test_the_name_of_a_place_tells_records_apart(project: Path) -> None:
    names = ("gate-a", "gate-b")
    for nth, name in enumerate(names):
        (project / f"content/places/{name}.yaml").parent.mkdir(exist_ok=True)
        (project / f"content/places/{name}.yaml").write_text(f"name: The {name}\n")
        (project / f"content/events/{name}.yaml").write_text(
            f"title: It was shut\ndate: 2024-03-02\nstatus: alleged\ntext: So it is said.\n"
            f"place: {name}\nno_source: The log was burnt in {nth}.\n"
        )
    rebuilt(project)
    place = project / "content/places/gate-a.yaml"
    place.write_text("name: The sluice\n")
    assert rebuilt(project) == clean(project)


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
