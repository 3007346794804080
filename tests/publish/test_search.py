"""The index of the search: whole, in files of even size, and the same from the same entries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimline.pages.shared_views import SearchEntry
from claimline.publish import search
from claimline.publish.search import IN_NAME, IN_TEXT, IN_TITLE, OFTEN, index

ENTRIES = (
    SearchEntry(
        "claim",
        "claims/roof.html",
        "The roof fell in",
        (("kind", "Claim"), ("verdict", 'So & "so"')),
        ("The zebra saw the roof.", "A zebra, a zebra and Энн."),
        related_names=("Ann Ashby",),
    ),
    SearchEntry(
        "actor", "actors/mayor.html", "Ann Ashby", (("kind", "Actor"),), names=("Энн Эшби <b>",)
    ),
    SearchEntry(
        "event", "chronology.html", "An event", (("kind", "Event"),), fragment="event-e"
    ),
    SearchEntry("source", "sources/s.html", "普京", (("kind", "Source"),)),
)  # fmt: skip
HREFS = ["actors/mayor.html", "claims/roof.html", "chronology.html#event-e", "sources/s.html"]


def files(entries: tuple[SearchEntry, ...] = ENTRIES) -> dict[str, Any]:
    """The data of each file of the index, by name."""
    data = {}
    for path, script in index(entries).items():
        name = path.removeprefix("search/").removesuffix(".js")
        call = script.decode().removesuffix(");\n").removeprefix("searchData(")
        called, _, json_ = call.partition(",")
        assert json.loads(called) == name
        data[name] = json.loads(json_)
    return data


def places(data: dict[str, Any]) -> dict[str, dict[int, int]]:
    """For each word, its entries and where each has it."""
    terms: dict[str, dict[int, int]] = {}
    for first, name in data["start"]["terms"]:
        assert data[name][0][0] == first
        for term, *steps in data[name]:
            numbers = terms[term] = {}
            number = 0
            for step in steps:
                number += step // 4
                numbers[number] = step % 4
    return terms


def texts(data: dict[str, Any]) -> list[list[Any]]:
    """All entries as readers see them."""
    shown: list[list[Any]] = []
    for first, name in data["start"]["texts"]:
        assert first == len(shown)
        shown += data[name]
    return shown


def test_each_entry_has_its_address_title_notes_and_whole_sentences() -> None:
    shown = texts(files())
    assert [entry[0] for entry in shown] == HREFS
    assert shown[1][1:] == [
        "The roof fell in", ["Claim", 'So & "so"'],
        "The zebra saw the roof.", "A zebra, a zebra and Энн.",
    ]  # fmt: skip


def test_a_word_leads_to_its_entries_and_to_where_it_stands() -> None:
    terms = places(files())
    actor, claim, event, source = range(4)
    assert terms["ashbi"] == {actor: IN_NAME, claim: IN_TEXT}
    assert terms["en"] == {actor: IN_NAME, claim: IN_TEXT}
    assert terms["rof"] == {claim: IN_TITLE}
    assert terms["zebra"] == {claim: OFTEN}
    assert terms["event"] == {event: IN_TITLE}
    assert terms["普京"] == {source: IN_TITLE}


def test_filters_name_their_entries() -> None:
    data = files()
    filters = data["start"]["filters"]
    assert {name: counts for name, (_, counts) in filters.items()} == {
        "kind": [["Actor", 1], ["Claim", 1], ["Event", 1], ["Source", 1]],
        "verdict": [['So & "so"', 1]],
    }
    assert data[filters["verdict"][0]] == {'So & "so"': [1]}
    assert data[filters["kind"][0]]["Source"] == [3]


def test_kinds_that_readers_look_for_first_count_more() -> None:
    assert files()["start"]["ranks"] == [[0, 4], [1, 1], [2, 1], [3, 1]]


def test_the_same_entries_give_the_same_bytes_in_any_order() -> None:
    assert index(ENTRIES) == index(ENTRIES[::-1])


def test_a_long_index_is_in_many_files_of_even_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "TERMS_SIZE", 300)
    monkeypatch.setattr(search, "TEXTS_SIZE", 300)
    entries = tuple(
        SearchEntry("claim", f"claims/c{n}.html", f"Title {n}", (), (f"Word{n} and 𐀀 ﬁ {n}.",))
        for n in range(100)
    )
    data = files(entries)
    assert len(data["start"]["terms"]) > 5
    assert len(data["start"]["texts"]) > 5
    assert [entry[0] for entry in texts(data)] == sorted(entry.page for entry in entries)
    assert len(places(data)["vord7"]) == 1
    sizes = [len(script) for path, script in index(entries).items() if "start" not in path]
    assert max(sizes) < 2_000
    words = [term for _, name in data["start"]["terms"] for term, *_ in data[name]]
    assert words == sorted(words, key=lambda word: word.encode("utf-16-be"))


def test_no_name_of_a_file_comes_from_an_entry() -> None:
    entry = SearchEntry("claim", "claims/c.html", "It", (("../../kind", "../x"),))
    assert all(path.startswith("search/") and ".." not in path for path in index((entry,)))


def test_there_is_no_index_of_nothing() -> None:
    assert index(()) == {}


def test_the_shipped_index_is_small_and_holds_no_large_file(built_site: Path) -> None:
    sizes = [file.stat().st_size for file in (built_site / "search").iterdir()]
    assert 100_000 < sum(sizes) < 1_000_000
    assert max(sizes) < 150_000
