"""Two actors with one page: after any edit, a build finds what a clean one does."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.model import link
from claimline.options import BuildOptions
from claimline.pipeline import build
from tests.small import FILES, write_files, write_small

BOARD, FISHERS = "content/actors/water-board.yaml", "content/actors/fishers.yaml"
SAID = "content/statements/fishers-2024-03-03.yaml"
OWN_WORD = FILES[SAID].replace("by: fishers", "by: water-board") + "speaks_for: water-board\n"
THIRD = "content/actors/angler.yaml"
PAGE = "same_as: https://www.wikidata.org/wiki/Q1\n"
ANGLER = f"name: The angler\nnote: See [them](actor:fishers).\n{PAGE}"
EVENT = "content/events/seen.yaml"
SEEN = """\
title: The angler was seen
date: 2024-03-02
status: reported
text: Somebody saw the angler [@board-notice].
citations: [{source: board-notice, stance: context}]
actors: [angler]
"""
WITH_PAGES = {BOARD: FILES[BOARD] + PAGE, FISHERS: FILES[FISHERS] + PAGE}

STEPS: list[tuple[str, dict[str, str | None], list[str]]] = [
    ("none has a page", {}, []),
    ("one has a page", {FISHERS: WITH_PAGES[FISHERS]}, []),
    ("the other has it too", {BOARD: WITH_PAGES[BOARD]}, ["water-board fishers"]),
    ("a line above it", {BOARD: "# The board\n" + WITH_PAGES[BOARD]}, ["water-board fishers"]),
    ("another name", {FISHERS: WITH_PAGES[FISHERS] + "note: A\n"}, ["water-board fishers"]),
    (
        "an earlier one",
        {THIRD: ANGLER, EVENT: SEEN},
        ["fishers angler", "water-board angler"],
    ),
    ("it is a draft", {THIRD: ANGLER + "stage: draft\n", EVENT: None}, ["water-board fishers"]),
    ("it is ready", {THIRD: ANGLER, EVENT: SEEN}, ["fishers angler", "water-board angler"]),
    (
        "it waits for a day",
        {THIRD: ANGLER + "not_before: 2024-05-01\n", EVENT: None},
        ["water-board fishers"],
    ),
    ("it is gone", {THIRD: None}, ["water-board fishers"]),
    ("one side", {BOARD: WITH_PAGES[BOARD] + "party: fishers\n"}, []),
    ("one's own word", {SAID: OWN_WORD}, ["water-board fishers"]),
    ("no longer", {SAID: FILES[SAID]}, []),
    ("two sides", {BOARD: WITH_PAGES[BOARD]}, ["water-board fishers"]),
    ("the first has another page", {FISHERS: FILES[FISHERS] + PAGE.replace("Q1", "Q2")}, []),
    ("and the old one", {FISHERS: WITH_PAGES[FISHERS]}, ["water-board fishers"]),
    ("the later has none", {BOARD: FILES[BOARD]}, []),
]  # fmt: skip


def found(project: Path, cache: Cache) -> list[str]:
    """The findings of a build. A cache of no project remembers nothing."""
    report = Report()
    site = project.parent / ("site" if cache.usable else "clean")
    build(BuildOptions(project, site, cache=cache, against_last_build=False), report)
    return [str(each) for each in report]


@pytest.mark.parametrize("in_memory", [True, False])
def test_it_is_found_as_by_a_clean_build(tmp_path: Path, in_memory: bool) -> None:
    project = write_small(tmp_path / "project")
    kept = Cache.in_memory()
    for name, files, expected in STEPS:
        write_files(project, {path: text for path, text in files.items() if text is not None})
        for path, text in files.items():
            if text is None:
                (project / path).unlink()
        cache = kept if in_memory else Cache(project)
        findings = found(project, cache)
        if not in_memory:
            cache.close()
        assert findings == found(project, Cache(None)), name
        of_pair = [line.split('"') for line in findings if "[same-actor]" in line]
        assert [f"{words[1]} {words[3]}" for words in of_pair] == expected, name


def test_an_edit_of_a_claim_looks_at_no_actor(tmp_path: Path) -> None:
    project = write_files(write_small(tmp_path / "project"), WITH_PAGES)
    cache = Cache.in_memory()
    before = found(project, cache)
    assert len(before) == 1
    claim = "content/claims/gate-was-repaired.yaml"
    write_files(project, {claim: FILES[claim] + "when: 2024-03-03\n"})
    with patch.object(link, "same_actors", side_effect=AssertionError):
        assert found(project, cache) == before
