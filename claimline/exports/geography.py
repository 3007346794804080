"""Places and events as GeoJSON (RFC 7946), with the precision of each position.

A place without a known position has no geometry, as the format allows. The position of an event is
its own, or else that of its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from claimline.analysis import Analysis
from claimline.exports.shares import Shares, json_item, json_list, output_of_shares
from claimline.model.dossier import Dossier
from claimline.model.records import Event, Place
from claimline.model.validate import Key
from claimline.output import Output
from claimline.pages.view_builder import ViewBuilder, part

TYPE = "application/geo+json"


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield the places, and the events with their places."""
    queries = ViewBuilder(dossier, analysis).queries
    for kind in ("place", "event"):
        parts = partial(_collection, dossier, kind)
        yield output_of_shares(f"data/{kind}s.geojson", TYPE, queries, parts)


def _collection(dossier: Dossier, kind: str) -> Iterator[bytes | Shares]:
    yield b'{\n "type": "FeatureCollection",\n "features": '
    yield json_list("feature", kind, list(dossier.records(kind)), 1)
    yield b"\n}\n"


@part("feature")
def _feature_data(builder: ViewBuilder, key: Key) -> bytes:
    kind, id_ = key
    dossier = builder.dossier
    feature = _place(id_, dossier.places[id_]) if kind == "place" else _event(dossier, id_)
    return json_item(feature, 1)


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
