"""A compass: directions as sectors or lines from the middle, each with its number at the rim."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin

from claimline.model.bearing import Sector
from claimline.value import Value

SIZE = 240
MIDDLE = SIZE // 2
RIM, LABELS, POINTS = 76, 104, 62
"""The distances from the middle: of the rim, of the numbers, and of the names of directions."""
SLOT = 12
"""The degrees between two numbers at the least, so that numbers of two digits do not touch."""
MOST = 360 // SLOT


class Needle(Value, frozen=True):
    """One answer. A sector has a ``path``; its middle is at ``x`` and ``y`` on the rim."""

    number: int
    x: float
    y: float
    label_x: float
    label_y: float
    path: str


class Compass(Value, frozen=True):
    """A compass in a square of ``size``, with the names of north, east, south and west."""

    size: int
    middle: int
    rim: int
    names: tuple[tuple[float, float, str], ...]
    needles: tuple[Needle, ...]


def compass(sectors: Sequence[Sector], names: Sequence[str]) -> Compass | None:
    """Lay out directions. ``names`` are those of north, east, south and west.

    Return None if there are too many directions for their numbers to stay apart.
    """
    if len(sectors) > MOST:
        return None
    slots = _slots([it.middle for it in sectors])
    needles = []
    for number, (own, slot) in enumerate(zip(sectors, slots, strict=True), 1):
        x, y = _point(own.middle, RIM)
        left, right = _point(own.middle - own.spread, RIM), _point(own.middle + own.spread, RIM)
        path = f"M{MIDDLE} {MIDDLE}L{left[0]} {left[1]}"
        if own.spread:
            path += f"A{RIM} {RIM} 0 0 1 {right[0]} {right[1]}Z"
        needles.append(Needle(number, x, y, *_point(slot * SLOT, LABELS), path))
    points = tuple((*_point(90 * nth, POINTS), name) for nth, name in enumerate(names))
    return Compass(SIZE, MIDDLE, RIM, points, tuple(needles))


def _slots(middles: Sequence[float]) -> list[int]:
    """Return for each direction a place of its own round the rim, as near to it as can be."""
    taken: dict[int, int] = {}
    for nth in sorted(range(len(middles)), key=lambda nth: (middles[nth], nth)):
        wanted = round(middles[nth] / SLOT)
        nearest = (wanted + side * step for step in range(MOST) for side in (1, -1))
        taken[next(slot for it in nearest if (slot := it % MOST) not in taken)] = nth
    places = {nth: slot for slot, nth in taken.items()}
    return [places[nth] for nth in range(len(middles))]


def _point(degrees: float, distance: int) -> tuple[float, float]:
    """Return the place at a distance from the middle, in degrees clockwise from the top."""
    angle = radians(degrees)
    x, y = MIDDLE + distance * sin(angle), MIDDLE - distance * cos(angle)
    return round(x, 1), round(y, 1)
