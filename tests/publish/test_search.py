"""The index of the search: made by Pagefind of the finished pages, the same every time."""

from __future__ import annotations

import gzip
import importlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from claimline import pipeline
from claimline.diagnostics import Code, Report
from claimline.options import BuildOptions
from claimline.pages.shared_views import SearchEntry
from claimline.publish import search
from tests.small import FILES, write_files

PAGE = '<!doctype html><html lang="en"><head><title>x</title></head><body><main>{}</main></body>'
FILES_MADE = {
    "claims/roof.html": PAGE.format("<h1>The roof fell in</h1><p>zebra</p>").encode(),
    "actors/mayor.html": PAGE.format("<h1>Ann Ashby</h1><p class='ways'>unicorn</p>").encode(),
    "chronology.html": PAGE.format("<h1>Chronology</h1>").encode(),
    "assets/style.css": b"",
}
FINDS = (
    SearchEntry("claims/roof.html", "The roof", (("kind", "Claim"), ("verdict", 'So & "so"'))),
    SearchEntry("actors/mayor.html", "Ann Ashby", (("kind", "Actor"),), names=("Энн Эшби <b>",)),
    SearchEntry(
        "chronology.html", "An event", (("kind", "Event"),), "It <i>fell</i>.", fragment="event-e"
    ),
)


def made(
    files: dict[str, bytes] = FILES_MADE, finds: tuple[SearchEntry, ...] = FINDS
) -> dict[str, bytes]:
    report = Report()
    found = search.index(files, finds, "en", report)
    assert list(report) == []
    return found


def test_the_index_is_whole_and_nothing_else_is_shipped() -> None:
    found = made()
    assert {path.split("/")[0] for path in found} == {"pagefind"}
    assert {"pagefind/pagefind.js", "pagefind/pagefind-entry.json"} <= set(found)
    assert sum(path.endswith(".pf_fragment") for path in found) == len(FINDS)
    assert "pagefind/facets.json" in found
    assert not [path for path in found if path.endswith(".css") or "ui" in path]
    entry = json.loads(found["pagefind/pagefind-entry.json"])
    assert entry["languages"]["en"]["page_count"] == len(FINDS)


def test_the_same_pages_give_the_same_bytes_in_any_order() -> None:
    backwards = dict(reversed(FILES_MADE.items()))
    first = made()
    for again in (made(), made(), made(backwards), made(finds=FINDS[::-1])):
        assert again == first


def test_facets_name_what_pagefind_found() -> None:
    found = made()
    facets = json.loads(found["pagefind/facets.json"])
    assert {name: sorted(words) for name, words in facets.items()} == {
        "kind": ["Actor", "Claim", "Event"], "verdict": ['So & "so"'],
    }  # fmt: skip
    named = [id_ for words in facets["kind"].values() for id_ in words]
    assert len({*named}) == len(FINDS)
    assert {f"pagefind/fragment/{id_}.pf_fragment" for id_ in named} <= set(found)
    assert facets["verdict"]['So & "so"'] == facets["kind"]["Claim"]


def test_another_form_of_fragments_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {"pagefind/fragment/en_1.pf_fragment": gzip.compress(b'{"meta": {}}')}
    monkeypatch.setattr(search, "_run", lambda *_: made)
    report = Report()
    assert search.index(FILES_MADE, FINDS, "en", report) == {}
    assert [found.code for found in report] == [Code.SEARCH]


def test_a_word_more_on_a_page_changes_that_pages_part_alone() -> None:
    changed = FILES_MADE | {"claims/roof.html": FILES_MADE["claims/roof.html"] + b""}
    changed["claims/roof.html"] = changed["claims/roof.html"].replace(b"zebra", b"zebra okapi")
    fragments = [
        {path for path in made(files) if path.endswith(".pf_fragment")}
        for files in (FILES_MADE, changed)
    ]
    assert len(fragments[0] & fragments[1]) == len(FINDS) - 1


def test_words_of_records_stay_words() -> None:
    copies = search._copies(FILES_MADE, FINDS, 'e"n')
    assert set(copies) == {
        "claims/roof.html", "actors/mayor.html", "chronology.html/event-e.html",
    }  # fmt: skip
    whole = "".join(copies.values())
    assert "Энн Эшби &lt;b&gt;" in whole
    assert "It &lt;i&gt;fell&lt;/i&gt;." in whole
    assert 'content="Claim, So &amp; &quot;so&quot;"' in whole
    assert 'lang="e&quot;n"' in whole


def test_no_search_is_made_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_run", lambda *_: pytest.fail("it ran"))
    assert made(finds=()) == {}


def _missing(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.import_module

    def gone(name: str) -> Any:
        if name in search.PACKAGES:
            raise ModuleNotFoundError(name)
        return found(name)

    monkeypatch.setattr(importlib, "import_module", gone)


def test_a_missing_package_is_a_warning_and_the_site_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _missing(monkeypatch)
    files = {**FILES, "content/site.yaml": FILES["content/site.yaml"] + SECTIONS}
    write_files(tmp_path / "project", files)
    report = Report()
    outcome = pipeline.build(BuildOptions(tmp_path / "project", tmp_path / "site"), report)
    assert [str(found) for found in report] == [MISSING]
    assert outcome.written
    assert (tmp_path / "site" / "search.html").is_file()
    assert not (tmp_path / "site" / "pagefind").exists()


SECTIONS = "\nsections: {search: true}\n"
MISSING = (
    "content/site.yaml: warning[search] The search is not built: the package pagefind_bin is not "
    "installed. In claimline's checkout, run: pip install '.[search]'"
)


@pytest.mark.parametrize(
    "error",
    [
        OSError("no room"),
        subprocess.CalledProcessError(1, "pagefind", stderr="no room\n at all"),
        subprocess.TimeoutExpired("pagefind", 1),
    ],
)
def test_a_failing_program_is_a_warning(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> dict[str, bytes]:
        raise error

    monkeypatch.setattr(search, "_run", fails)
    report = Report()
    assert search.index(FILES_MADE, FINDS, "en", report) == {}
    (found,) = report
    assert found.code is Code.SEARCH
    assert "pagefind failed: " in found.message


@pytest.mark.parametrize(("language", "first"), [("en", 0), ("zh-Hant", 1), ("ja", 1), ("ar", 0)])
def test_the_larger_package_serves_languages_without_spaces(
    language: str, first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def gone(name: str) -> Any:
        asked.append(name)
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(importlib, "import_module", gone)
    assert search._program(language) is None
    assert asked[0] == search.PACKAGES[first]
