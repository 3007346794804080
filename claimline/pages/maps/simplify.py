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
        distance, middle = max(
            (_distance(points[nth], points[first], points[last]), -nth)
            for nth in range(first + 1, last)
        )
        if distance > tolerance * tolerance:
            keep.add(-middle)
            spans += [(first, -middle), (-middle, last)]
    return [points[nth] for nth in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return the square of how far a point lies from the segment between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    square = dx * dx + dy * dy
    share = min(1.0, max(0.0, ((x - x1) * dx + (y - y1) * dy) / square)) if square else 0.0
    across, along = x - x1 - share * dx, y - y1 - share * dy
    return across * across + along * along
