"""The frame of a map: what part of the Earth it shows, and where positions lie in the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians

from claimline.pages.maps.polyline import Point
from claimline.value import Value

WIDTH = 320
"""Units from left to right."""
LOWEST, HIGHEST = 200, 300
"""The least and the greatest height."""
NARROWEST = 9.0
"""The least width of the frame, in degrees of latitude: about 1,000 km."""
MARGIN = 0.12
"""The room at each side of the places, as a share of their extent."""
KILOMETRE = 1 / 111.2
"""Degrees of latitude to a kilometre."""


class MapSpot(Value, frozen=True):
    """A place to draw. ``within`` is in metres, or None if its precision is not recorded."""

    name: str
    latitude: float
    longitude: float
    within: int | None


class Frame(Value, frozen=True):
    """What part of the Earth is shown.

    ``scale`` is units to a degree of latitude. ``narrowing`` is how much shorter a degree of
    longitude is in the middle of the map.
    """

    west: float
    north: float
    scale: float
    narrowing: float
    height: int

    def place(self, longitude: float, latitude: float) -> Point:
        """Return where a position lies in the drawing."""
        x = (longitude - self.west) * self.narrowing * self.scale
        return round(x), round((self.north - latitude) * self.scale)


def unbroken(longitudes: Sequence[float]) -> list[float]:
    """Return the longitudes as close together as they can lie, beyond 180 if need be."""
    ordered = sorted(set(longitudes))
    gaps = pairwise([*ordered, ordered[0] + 360])
    _, start = max((after - before, after) for before, after in gaps)
    start = start - 360 if start > 180 else start
    return [longitude if longitude >= start else longitude + 360 for longitude in longitudes]


def frame_of(spots: Sequence[MapSpot], longitudes: Sequence[float]) -> Frame:
    """Choose the frame: all areas with a margin, in a form that fits a column.

    ``longitudes`` are those of the places, made ``unbroken``.
    """
    radii = [min((spot.within or 0) / 1000 * KILOMETRE, 90.0) for spot in spots]
    south = min(spot.latitude - r for spot, r in zip(spots, radii, strict=True))
    north = max(spot.latitude + r for spot, r in zip(spots, radii, strict=True))
    south, north = max(south, -90.0), min(north, 90.0)
    middle = (south + north) / 2
    narrowing = max(0.1, round(cos(radians(middle)), 4))
    wide = [r / narrowing for r in radii]
    west = min(x - r for x, r in zip(longitudes, wide, strict=True))
    east = max(x + r for x, r in zip(longitudes, wide, strict=True))
    if east - west > 360:
        west, east = (west + east) / 2 - 180, (west + east) / 2 + 180
    room = 1 + 2 * MARGIN
    width = max((east - west) * narrowing * room, NARROWEST)
    height = max((north - south) * room, width * LOWEST / WIDTH)
    width = max(width, height * WIDTH / HIGHEST)
    scale = WIDTH / width
    return Frame(
        (west + east) / 2 - width / narrowing / 2, middle + height / 2, scale, narrowing,
        round(height * scale),
    )  # fmt: skip
