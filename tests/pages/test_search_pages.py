"""What the search can find, and where to look from a page that is not there."""

from __future__ import annotations

from typing import Any

import pytest

from claimline.pages.more import MoreView
from claimline.pages.plan import Plan
from claimline.pages.search_pages import MissingView, SearchView
from claimline.pages.shared_views import SearchEntry
from claimline.pages.site_pages import GROUPS, NAV, SITE_PAGES
from tests.dossiers import Data, page, planned

ON: Data = {"sections": {"search": "true"}}
RECORDS: dict[str, Any] = {
    "actor/hall": {"name": "Town hall", "kind": "office"},
    "actor/mayor": {"name": "Ann Ashby", "party": "hall", "also_known_as": ["Энн Эшби"]},
    "actor/keeper": {"name": "The keeper"},
    "statement/s": {"by": "mayor"},
    "source/s": {"carries": [{"statement": "s", "how": "quotes"}]},
    "source/t": {},
    "claim/c": {
        "by": "keeper", "verdict": "disputed", "citations": [{"source": "s", "stance": "supports"}],
    },
    "claim/open": {},
    "event/e": {
        "text": "The *roof* came down [@s], see [](claim:c) and [this](actor:mayor).",
        "actors": ["keeper"], "date": "2024-03-04",
    },
    "detail/d": {"values": [{"value": "2", "statement": "s"}, {"value": "3", "source": "t"}]},
    "brief/b": {"body": "So [@s].\n"},
    "page/method": {},
}  # fmt: skip


def found() -> dict[str, SearchEntry]:
    return {find.href: find for find in planned(RECORDS | {"site": ON}).search_entries()}


def test_every_record_with_a_page_and_each_event_is_found() -> None:
    assert set(found()) == {
        "actors/hall.html", "actors/mayor.html", "actors/keeper.html", "statements/s.html",
        "sources/s.html", "sources/t.html", "claims/c.html", "claims/open.html",
        "chronology.html#event-e", "details/d.html", "briefs/b.html",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("href", "facets"),
    [
        (
            "claims/c.html",
            [
                "kind Claim",
                "verdict Disputed",
                "vantage-point The keeper",
                "vantage-point Town hall",
            ],
        ),
        ("claims/open.html", ["kind Claim", "verdict Not assessed"]),
        ("sources/s.html", ["kind Source", "vantage-point Town hall"]),
        ("sources/t.html", ["kind Source"]),
        ("statements/s.html", ["kind Statement", "vantage-point Town hall"]),
        ("actors/mayor.html", ["kind Actor", "vantage-point Town hall"]),
        ("details/d.html", ["kind Question", "vantage-point Town hall"]),
        ("chronology.html#event-e", ["kind Event", "status alleged", "vantage-point The keeper"]),
        ("briefs/b.html", ["kind Brief"]),
    ],
)
def test_facets(href: str, facets: list[str]) -> None:
    assert [" ".join(facet) for facet in found()[href].facets] == facets


def test_an_event_is_found_by_its_own_words() -> None:
    event = found()["chronology.html#event-e"]
    assert event.sentences == (
        "An event.", "4 March 2024.", "The roof came down, see A claim and this.",
    )  # fmt: skip


def test_an_actor_is_found_by_every_spelling() -> None:
    assert found()["actors/mayor.html"].names == ("Энн Эшби",)


def more_ways(made: Plan) -> list[str]:
    """The addresses to which the page "More" of a site leads. Each page leads to that page."""
    assert "more.html" in [link.href for link in made.site.nav]
    (more,) = (it.view for it in made.pages if it.path == "more.html")
    assert isinstance(more, MoreView)
    return [way.ref.href for _, ways in more.groups for way in ways]


def test_a_page_that_the_navigation_leaves_out_is_below_a_heading_of_more() -> None:
    grouped = {name for name, page in SITE_PAGES.items() if page.group in GROUPS}
    assert SITE_PAGES.keys() - NAV == grouped


def test_what_an_actor_said_is_found_by_every_spelling_of_its_name() -> None:
    given = RECORDS | {
        "claim/c": {**RECORDS["claim/c"], "by": "mayor"},
        "event/e": {**RECORDS["event/e"], "actors": ["mayor"], "place": "square"},
        "place/square": {"name": "The square", "also_known_as": ["Площадь"]},
        "site": ON,
    }
    entries = {entry.href: entry for entry in planned(given).search_entries()}
    assert "Энн Эшби" in entries["claims/c.html"].related_names
    assert "Площадь" in entries["chronology.html#event-e"].related_names


def test_a_place_with_a_page_is_found_by_each_of_its_names() -> None:
    given = RECORDS | {
        "event/e": {**RECORDS["event/e"], "place": "square"},
        "place/square": {"name": "The square", "also_known_as": ["Площадь"]},
        "place/field": {"name": "A field"},
        "site": ON,
    }
    places = [entry for entry in planned(given).search_entries() if entry.kind == "place"]
    assert [(place.page, place.title, place.names) for place in places] == [
        ("places/square.html", "The square", ("Площадь",))
    ]


def test_sentences_are_whole_and_without_marks() -> None:
    body = "# On Mr. Ash\n\n- One, e.g. *this* [@s]. Two.\n- Two.\n\n|a|b|\n|-|-|\n|c|d|\n"
    entries = planned(RECORDS | {"brief/b": {"body": body}, "site": ON}).search_entries()
    (brief,) = (entry for entry in entries if entry.kind == "brief")
    assert brief.sentences == ("On Mr. Ash", "One, e.g. this.", "Two.", "a", "b", "c", "d")


def test_without_a_search_there_is_nothing_to_find() -> None:
    made = planned(RECORDS)
    assert made.search_entries() == ()
    assert "search.html" not in {page.path for page in made.pages}
    ways = more_ways(made)
    assert "a-z.html" in ways
    assert "search.html" not in ways
    view = page(RECORDS, "404.html").view
    assert isinstance(view, MissingView)
    assert "search.html" not in [ref.href for ref in view.ways]


def test_with_a_search_every_page_leads_to_it_and_to_the_a_to_z() -> None:
    made = planned(RECORDS | {"site": ON})
    pages = {page.path: page for page in made.pages}
    assert {"search.html", "a-z.html"} <= set(more_ways(made))
    for path in ("404.html", "search.html"):
        view = pages[path].view
        assert isinstance(view, MissingView | SearchView)
        assert "a-z.html" in [ref.href for ref in view.ways]
        assert {ref.href for ref in view.ways} <= set(pages)
