"""Where events and places are shown: on a page of their own, if there is enough to say.

An event has a page if it has evidence or a claim: a citation, a role, a number, or a claim that it
names or that names it. Of any other event, the chronology says all. A place has a page if an event
happened there. ``site.yaml`` can leave out the pages of either kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimline.pages.address import own_page
from claimline.pages.chronology_cut import page_of_event
from claimline.pages.parts import part
from claimline.pages.shared_views import Ref

if TYPE_CHECKING:
    from claimline.pages.view_builder import ViewBuilder


def path_of_event(builder: ViewBuilder, id_: str) -> str:
    """Return the path of the page to which links to an event lead: its own, or the chronology's."""
    return event_page_path(builder, id_) or page_of_event(builder, id_)


@part("event page path")
def event_page_path(builder: ViewBuilder, id_: str) -> str:
    """Return the path of an event's own page, or "" if it has none."""
    dossier = builder.dossier
    if not dossier.site.sections.events:
        return ""
    event = dossier.events[id_]
    has_more = event.citations or event.involved or event.counts or event.claims
    about = dossier.backlinks("event", id_).claims
    return own_page("event", id_) if has_more or about else ""


def place_page_path(builder: ViewBuilder, id_: str) -> str:
    """Return the path of a place's page, or "" if it has none."""
    dossier = builder.dossier
    shown = dossier.site.sections.places and dossier.backlinks("place", id_).events
    return own_page("place", id_) if shown else ""


def place_ref(builder: ViewBuilder, id_: str) -> Ref:
    """Return a link to a place. It has no address if the place has no page."""
    return Ref(place_page_path(builder, id_), _place_name(builder, id_))


@part("place name")
def _place_name(builder: ViewBuilder, id_: str) -> str:
    return builder.dossier.places[id_].name
