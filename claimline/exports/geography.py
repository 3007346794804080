"""Places and events as GeoJSON (RFC 7946), with the precision of each position.

A place without a known position has no geometry, as the format allows. The position of an event is
its own, or else that of its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from claimline.analysis import Analysis
from claimline.exports.json_bytes import json_bytes
from claimline.model.dossier import Dossier
from claimline.model.records import Event, Place
from claimline.output import Output

TYPE = "application/geo+json"


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield the places, and the events with their places."""

    def places() -> bytes:
        return _collection(_place(id_, place) for id_, place in dossier.places.items())

    def events() -> bytes:
        return _collection(_event(dossier, id_) for id_ in dossier.events)

    yield Output("data/places.geojson", TYPE, places, traced=True)
    yield Output("data/events.geojson", TYPE, events, traced=True)


def _collection(features: Iterator[dict[str, Any]]) -> bytes:
    return json_bytes({"type": "FeatureCollection", "features": list(features)})


def _place(id_: str, place: Place) -> dict[str, Any]:
    own = {"name": place.name, "also_known_as": list(place.also_known_as)}
    return _feature(f"place:{id_}", place, {**own, **_precision(place)})


def _event(dossier: Dossier, id_: str) -> dict[str, Any]:
    event = dossier.events[id_]
    place = dossier.places[event.place] if event.place else None
    own = {
        "title": event.title,
        "date": str(event.date),
        "status": event.status,
        "text": event.text,
        "place": event.place,
        "place_name": place and place.name,
        "claims": list(event.claims),
        "tags": list(event.tags),
    }
    if event.latitude is None:
        return _feature(f"event:{id_}", place, {**own, **_precision(place)})
    country = {"country": place and place.country}
    return _feature(f"event:{id_}", event, {**own, **country, "within_metres": event.within})


def _precision(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    exactness = {"precision": place.note, "within_metres": place.within}
    return {"country": place.country, **exactness}


def _feature(id_: str, at: Place | Event | None, own: Mapping[str, Any]) -> dict[str, Any]:
    """Return a feature, without properties that are not known."""
    position = None
    if at is not None and at.latitude is not None and at.longitude is not None:
        position = {"type": "Point", "coordinates": [at.longitude, at.latitude]}
    properties = {key: value for key, value in own.items() if value not in (None, [])}
    return {"type": "Feature", "id": id_, "geometry": position, "properties": properties}
