"""Directions: degrees from north, or one of the sixteen points of the compass."""

from __future__ import annotations

from claimline.model.editor_values import COMPASS
from claimline.value import Value


class Sector(Value, frozen=True):
    """The directions that a bearing can mean, in degrees clockwise from north.

    ``middle`` is at least 0 and less than 360. ``spread`` is how far the sector reaches on each
    side: 0 for degrees. The eight main points, such as north-east, reach half way to the next main
    point. The points between, such as north-north-east, reach half way to the next of all sixteen.
    """

    middle: float
    spread: float


def sector(bearing: str) -> Sector:
    """Return the directions that a valid bearing, such as ``north-east`` or ``315``, can mean."""
    if bearing not in COMPASS:
        return Sector(float(bearing) % 360, 0)
    place = COMPASS.index(bearing)
    return Sector(place * 360 / len(COMPASS), 11.25 if place % 2 else 22.5)
