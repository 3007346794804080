"""What no field of a record is made for can be said, and an event without a known source too."""

from __future__ import annotations

from typing import Any

import pytest

from claimline.pages.search_entries import search_entries
from claimline.pages.shared_views import FieldEntry
from tests.dossiers import Data, codes, page, planned

FIELDS = [
    {"label": "Dead", "text": "28"},
    {"label": "Injured", "text": "40 to 58, by [the notice](source:notice) [@notice]."},
]
GIVEN: dict[str, Data] = {
    "source/notice": {"fields": FIELDS, "title": "The notice"},
    "claim/c": {
        "description": "Not the ceiling of one room [@notice].",
        "fields": FIELDS,
        "citations": [{"source": "notice", "stance": "supports"}],
    },
    "place/square": {
        "name": "The square",
        "latitude": 52.5,
        "longitude": -1.25,
        "note": "to a street",
    },
    "event/e": {
        "place": "square",
        "fields": FIELDS,
        "no_source": "The register has burnt; see [](claim:c).",
    },
}


def _event() -> Any:
    view: Any = page(GIVEN, "chronology.html").view
    (event,) = (event for day in view.days for event in (*day.timed, *day.untimed))
    return event


def _words(entries: tuple[FieldEntry, ...]) -> list[tuple[str, str]]:
    return [(entry.label, "".join(map(str, entry.text.pieces))) for entry in entries]


@pytest.mark.parametrize("path", ["sources/notice.html", "claims/c.html", "chronology.html"])
def test_fields_are_shown(path: str) -> None:
    view: Any = _event() if path == "chronology.html" else page(GIVEN, path).view
    (dead, first), (injured, second) = _words(view.fields)
    assert (dead, injured) == ("Dead", "Injured")
    assert "28" in first
    assert "40 to 58" in second


def test_a_sentence_in_a_field_is_cited_and_led_back_to() -> None:
    source: Any = page(GIVEN, "sources/notice.html").view
    cited = {(group.kind, entry.anchor) for group in source.usages for entry in group.entries}
    assert {("claim", "from-claim-c-s-1"), ("event", "from-event-e-s-e-1")} <= cited


def test_a_longer_description() -> None:
    view: Any = page(GIVEN, "claims/c.html").view
    assert "Not the ceiling of one room" in "".join(map(str, view.description.pieces))


def test_an_event_without_a_known_source() -> None:
    assert "event-without-citation" not in codes(GIVEN)
    assert "event-without-citation" in codes({"event/e": {}})
    assert "The register has burnt" in "".join(map(str, _event().no_source.pieces))


def test_an_event_is_not_both_cited_and_without_a_source() -> None:
    given: dict[str, Data] = {
        "source/notice": {},
        "event/e": {
            "no_source": "Burnt.",
            "citations": [{"source": "notice", "stance": "supports"}],
        },
    }
    assert "bad-value" in codes(given)


def test_where_it_was_and_how_exactly_that_is_known() -> None:
    """The note on a place, here "to a street", is on the page of the place."""
    assert (_event().place.label, _event().position) == ("The square", "52.5, -1.25")


def test_an_archive_copy_whose_original_is_not_known() -> None:
    archives = [{"url": "https://archive.example.org/x"}]
    given: dict[str, Data] = {"source/notice": {"url": None, "archives": archives}}
    view: Any = page(given, "sources/notice.html").view
    assert view.card.address_note == "The original address is not known."
    assert "source-without-address" not in codes(given)


def test_the_search_finds_an_event_by_its_fields() -> None:
    site = {"title": "A site", "summary": "Words.", "sections": {"search": "true"}}
    entries = search_entries(planned({"site": site, **GIVEN}).builder)
    (event,) = (it for it in entries if it.kind == "event")
    text = " ".join(event.sentences)
    assert "40 to 58" in text
    assert "The register has burnt" in text
