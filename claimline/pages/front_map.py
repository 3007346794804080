"""The map of the front page: where the key events and the events of the main claims happened."""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from msgspec import json

from claimline.model.records import Event, Place
from claimline.pages.batches import in_batches
from claimline.pages.event_parts import within_words
from claimline.pages.maps import MapShape, MapSpot, lay_out
from claimline.pages.record_paths import place_ref
from claimline.pages.shared_views import EventRow, Ref
from claimline.pages.view_builder import ViewBuilder, part
from claimline.value import Value

AROUND = 1_000
"""Kilometres from a main place within which the map shows the site's other places too."""
MOST = 12
"""How many places the map shows at most."""
EVENTS = 3
"""How many events the list names for a place."""
_EARTH = 6371
"""The radius of the Earth in kilometres."""


class PlaceEntry(Value, frozen=True):
    """A place of the map's list. ``more`` is the number of its events that the list leaves out."""

    ref: Ref
    """The place. It has no address if it has no page."""
    precision: str
    events: tuple[EventRow, ...]
    more: int


class MapView(Value, frozen=True):
    """A map, and the list that says the same in words.

    ``unplaced`` are places whose position is not recorded. ``left_out`` is the number of places for
    which the map has no room.
    """

    shape: MapShape
    entries: tuple[PlaceEntry, ...]
    unplaced: tuple[str, ...]
    left_out: int


def front_map(builder: ViewBuilder, main: Iterable[str]) -> MapView | None:
    """Return the map of the main events, or None if no position is known.

    The map has the places of the main events, and those of other events that lie near one of
    them. Of these, the nearest come first, up to ``MOST`` places in all.
    """
    events: dict[MapSpot, list[str]] = {}
    unplaced: dict[str, None] = {}
    main = frozenset(main)
    spots_of = dict(_spots(builder, "event"))
    others = set(builder.dossier.events) - main
    for id_ in (*builder.events_by_date(main), *builder.events_by_date(others)):
        spot, place = spots_of[id_]
        if spot:
            events.setdefault(spot, []).append(id_)
        elif place and id_ in main:
            unplaced[place] = None
    first = [spot for spot, ids in events.items() if ids[0] in main]
    if not first:
        return None
    distances = {
        spot: min(_kilometres(spot, other) for other in first[:MOST])
        for spot, ids in events.items()
        if ids[0] not in main
    }
    near = sorted(
        (distance, spot.name, nth, spot)
        for nth, (spot, distance) in enumerate(distances.items())
        if distance <= AROUND
    )
    spots = [*first, *(spot for *_, spot in near)]
    return MapView(
        _shape(builder, json.encode(spots[:MOST]).decode()),
        tuple(_entry(builder, spot, events[spot]) for spot in spots[:MOST]),
        tuple(unplaced),
        len(spots[MOST:]),
    )


@part("front map shape", MapShape)
def _shape(builder: ViewBuilder, spots: str) -> MapShape:
    """Lay out the map of places, given in JSON. This takes longer than the rest of the page."""
    return lay_out(json.decode(spots, type=list[MapSpot]))


@in_batches("spot", tuple[MapSpot | None, str])
def _spots(builder: ViewBuilder, key: str) -> tuple[MapSpot | None, str]:
    """Return where an event happened, and the name of its place or "".

    ``key`` is "event", space, id.
    """
    event = builder.dossier.events[key.partition(" ")[2]]
    place = builder.dossier.places[event.place] if event.place else None
    return _spot(event, place), place.name if place else ""


def _spot(event: Event, place: Place | None) -> MapSpot | None:
    """Return where an event happened. Its own position is preferred to that of its place."""
    at = event if event.latitude is not None else place
    if at is None or at.latitude is None or at.longitude is None:
        return None
    return MapSpot(place.name if place else event.title, at.latitude, at.longitude, at.within)


def _kilometres(first: MapSpot, second: MapSpot) -> float:
    """Return the distance between two places, to a whole kilometre."""
    north, other = radians(first.latitude), radians(second.latitude)
    east = radians(second.longitude - first.longitude)
    half = sin((other - north) / 2) ** 2 + cos(north) * cos(other) * sin(east / 2) ** 2
    return round(2 * _EARTH * asin(min(1.0, sqrt(half))))


def _entry(builder: ViewBuilder, spot: MapSpot, ids: list[str]) -> PlaceEntry:
    rows = builder.event_rows(ids[:EVENTS], by_day=True)
    place = builder.dossier.events[ids[0]].place
    ref = place_ref(builder, place) if place else Ref("", spot.name)
    return PlaceEntry(ref, _precision(builder, spot.within), rows, len(ids) - len(rows))


def _precision(builder: ViewBuilder, within: int | None) -> str:
    if within is None:
        return builder.t("how exact is not recorded")
    return within_words(builder, within)
