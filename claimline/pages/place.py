"""The page of a place: where it is, how exactly that is known, and what happened there.

A place of many events has more pages, such as ``places/library/page-2.html``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from claimline.pages.address import list_path
from claimline.pages.chronology_event import claims_of_event
from claimline.pages.event_parts import position
from claimline.pages.maps import MapShape, MapSpot, lay_out
from claimline.pages.paging import Pager, page_of_list, paged_title, pages_of
from claimline.pages.record_paths import place_page_path
from claimline.pages.shared_views import ClaimRow, EventRow, HtmlPage
from claimline.pages.view_builder import ViewBuilder, part
from claimline.pages.withheld import with_mark
from claimline.value import Value

EVENTS_ON_PAGE = 60
"""The most events of a place on one page. With its claims, each takes 2 to 4 kilobytes."""


class PlaceView(Value, frozen=True):
    """A place, and the events there. ``claims`` are those of the events on the page."""

    id: str
    name: str
    also_known_as: tuple[str, ...]
    country: str
    position: str
    """Degrees north and east, and how exactly they are known."""
    shape: MapShape | None
    events: tuple[EventRow, ...]
    claims: tuple[ClaimRow, ...]
    pager: Pager | None


def place_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], HtmlPage]]:
    """Return the functions that make the pages of places, by path."""
    return {
        list_path(path, number): partial(_place_page, id_=id_, number=number)
        for id_ in builder.dossier.places
        if (path := place_page_path(builder, id_))
        for number in range(1, pages_of(len(_events_at(builder, id_)), EVENTS_ON_PAGE) + 1)
    }


@part("events at place", tuple[str, ...])
def _events_at(builder: ViewBuilder, id_: str) -> tuple[str, ...]:
    """Return the events at a place by date."""
    return tuple(builder.events_by_date(builder.dossier.backlinks("place", id_).events))


def _place_page(builder: ViewBuilder, id_: str, number: int) -> HtmlPage:
    place, ids = builder.dossier.places[id_], _events_at(builder, id_)
    path = place_page_path(builder, id_)
    list_page = page_of_list(
        path, (("", ids),), EVENTS_ON_PAGE, number, str, language=builder.language
    )
    shown = list_page.rows()
    claims = dict.fromkeys(claim for event in shown for claim in claims_of_event(builder, event))
    view = PlaceView(
        id=id_,
        name=place.name,
        also_known_as=place.also_known_as,
        country=builder.language.conventions.country(place.country or ""),
        position=position(builder, None, place),
        shape=None
        if place.latitude is None or place.longitude is None
        else lay_out([MapSpot(place.name, place.latitude, place.longitude, place.within)]),
        events=builder.event_rows(shown),
        claims=builder.claim_rows(claims),
        pager=list_page.pager,
    )
    title = paged_title(builder.dossier.titles["place", id_], number, builder.language)
    description = builder.n(
        "{place}: {n} event.", "{place}: {n} events.", len(ids), place=place.name
    )
    page = HtmlPage(list_page.path, "pages/place.html", title, description, "chronology.html", view)
    return with_mark(builder, page, place)
