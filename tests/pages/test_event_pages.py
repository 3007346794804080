"""The pages of events and places: which there are, what they say, and what leads to them."""

from __future__ import annotations

from typing import Any, cast

import pytest

from claimline.pages.event import EventView
from claimline.pages.place import EVENTS_ON_PAGE, PlaceView
from claimline.pages.source import SourceView
from tests.dossiers import Data, Given, page, planned

CITED: Data = {"citations": [{"source": "s", "stance": "supports"}]}
BASE: Given = {"actor/x": {}, "statement/said": {}, "source/s": {}, "place/square": {}}
NO_PAGES = {"sections": {"events": "false", "places": "false"}}


def event(given: Given, id_: str = "e") -> EventView:
    return cast(EventView, page({**BASE, **given}, f"events/{id_}.html").view)


def place(given: Given) -> PlaceView:
    return cast(PlaceView, page({**BASE, **given}, "places/square.html").view)


def paths(given: Given) -> set[str]:
    found = {page.path for page in planned({**BASE, **given}).pages}
    return {path for path in found if path.startswith(("events/", "places/"))}


@pytest.mark.parametrize(
    "more",
    [
        CITED,
        {"claims": ["c"]},
        {"involved": [{"actor": "x", "role": "witness", "statement": "said"}]},
        {"counts": [{"what": "people injured", "at_least": 2, "source": "s"}]},
    ],
)
def test_an_event_with_evidence_or_a_claim_has_a_page(more: Data) -> None:
    assert paths({"claim/c": {}, "event/e": more}) == {"events/e.html"}


def test_a_claim_about_an_event_gives_it_a_page() -> None:
    assert paths({"event/e": {}, "claim/c": {"event": "e"}}) == {"events/e.html"}


def test_of_an_event_without_more_the_chronology_says_all() -> None:
    assert paths({"event/e": {"place": "square"}}) == {"places/square.html"}
    (row,) = place({"event/e": {"place": "square"}}).events
    assert row.ref.href == "chronology.html#event-e"


def test_a_site_can_leave_the_pages_out() -> None:
    given: Given = {"event/e": {**CITED, "place": "square"}}
    assert paths({**given, "site": {"title": "A", "summary": "B", **NO_PAGES}}) == set()


def test_links_lead_to_the_page_and_it_leads_to_its_entry() -> None:
    view = event({"event/e": {**CITED, "text": "It was so [@s]."}})
    assert view.row == "chronology.html#event-e"
    source: Any = page({**BASE, "event/e": CITED}, "sources/s.html").view
    assert cast(SourceView, source).usages[0].entries[0].back == "events/e.html#cite-e-1"


def test_a_citation_has_the_number_by_which_the_text_cites_its_source() -> None:
    twice = [{"source": "s", "stance": "supports"}, {"source": "s", "stance": "context"}]
    citations = [*twice, {"source": "t", "stance": "disputes"}]
    given: Given = {
        "source/t": {},
        "source/u": {},
        "event/e": {"citations": citations, "text": "One [@t]. Two [@u; @s]. Three [@s]."},
    }
    view = event(given)
    assert [(it.number, it.anchor) for it in view.evidence] == [
        (1, "cite-e-1"), (1, "cite-e-2"), (2, "cite-e-3"),
    ]  # fmt: skip
    assert [[(back.label, back.href) for back in it.backs] for it in view.evidence] == [
        [("a", "#s-e-2"), ("b", "#s-e-3")], [], [("a", "#s-e-1")],
    ]  # fmt: skip
    assert view.event.text is not None
    numbers = [[(it.number, it.href) for it in cites] for cites in view.event.text.cites]
    assert numbers[0] == [(2, "#cite-e-3")]
    assert [it.number for it in view.references] == [3]


def test_what_came_before_and_after_and_where_the_order_is_open() -> None:
    given: Given = {
        "event/a": {"date": "2024-03-01"},
        "event/e": {**CITED, "date": "2024-03-02"},
        "event/z": {"date": "2024-03-02T10:00"},
    }
    view = event(given)
    assert view.before is not None
    assert view.after is not None
    assert (view.before.row.ref.href, view.before.open_order) == ("chronology.html#event-a", False)
    assert (view.after.row.ref.href, view.after.open_order) == ("chronology.html#event-z", True)
    alone = event({"event/e": CITED})
    assert (alone.before, alone.after) == (None, None)


def test_a_place_has_its_events_their_claims_and_a_map() -> None:
    view = place(
        {
            "place/square": {"name": "The square", "latitude": 52.5, "longitude": -1.25},
            "claim/c": {},
            "event/b": {"date": "2024-03-05", "place": "square", "claims": ["c"]},
            "event/a": {"date": "2024-03-09", "place": "square", "claims": ["c"]},
        }
    )
    assert [row.ref.href for row in view.events] == ["events/b.html", "events/a.html"]
    assert [row.ref.href for row in view.claims] == ["claims/c.html"]
    assert view.position == "52.5, -1.25"
    assert view.shape is not None


def test_a_place_of_no_known_position_has_no_map() -> None:
    view = place({"event/e": {"place": "square"}})
    assert (view.position, view.shape) == ("", None)


def test_a_place_of_many_events_has_pages() -> None:
    events: Given = {f"event/e{nth}": {"place": "square"} for nth in range(EVENTS_ON_PAGE)}
    assert paths(events) == {"places/square.html"}
    assert paths({**events, "event/more": {"place": "square"}}) == {
        "places/square.html",
        "places/square/page-2.html",
    }


def test_the_search_finds_events_and_places_at_their_pages() -> None:
    given: Given = {"event/e": {**CITED, "place": "square"}, "event/plain": {"date": "2024-05-01"}}
    hrefs = {entry.href for entry in planned({**BASE, **given, **SEARCHED}).search_entries()}
    assert {"events/e.html", "places/square.html", "chronology.html#event-plain"} <= hrefs


SEARCHED: Given = {"site": {"title": "A", "summary": "B", "sections": {"search": "true"}}}
