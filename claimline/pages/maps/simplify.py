"""Lines with fewer points, by the method of Douglas and Peucker."""

from __future__ import annotations

from collections.abc import Sequence

from claimline.pages.maps.polyline import Point


def simplify(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Return the points without those that lie within ``tolerance`` of the line between others.

    The first and the last point stay.
    """
    if len(points) < 3:
        return list(points)
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        distance, middle = _farthest(points, first, last)
        if distance > tolerance * tolerance:
            keep.add(middle)
            spans += [(first, middle), (middle, last)]
    return [points[nth] for nth in sorted(keep)]


def _farthest(points: Sequence[Point], first: int, last: int) -> tuple[float, int]:
    """Return which point between two others lies farthest from the segment between these.

    The distance comes first, squared.
    """
    (x1, y1), (x2, y2) = points[first], points[last]
    dx, dy = x2 - x1, y2 - y1
    square = dx * dx + dy * dy
    most, farthest = -1.0, first
    for nth in range(first + 1, last):
        x, y = points[nth][0] - x1, points[nth][1] - y1
        share = (x * dx + y * dy) / square if square else 0.0
        if share < 0.0:
            share = 0.0
        elif share > 1.0:
            share = 1.0
        across, along = x - share * dx, y - share * dy
        distance = across * across + along * along
        if distance > most:
            most, farthest = distance, nth
    return most, farthest
