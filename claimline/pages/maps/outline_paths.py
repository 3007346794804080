"""The outlines that a map shows, cut to its frame and written as SVG paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from claimline.pages.maps.frame import WIDTH, Frame
from claimline.pages.maps.outlines import UNIT, Outline, outlines
from claimline.pages.maps.polyline import Point
from claimline.pages.maps.simplify import simplify

POINTS = 1500
"""The most points that the outlines may have."""
FINEST = 0.6
"""How far a line may lie from the true one, in units, if there is room for so many points."""
BEYOND = 8
"""How far outlines go beyond the frame, so that its edge shows no cut."""

Box = tuple[int, int, int, int]


def outline_paths(frame: Frame) -> tuple[str, str, str]:
    """Return the paths of land, borders and disputed borders, with at most ``POINTS`` points."""
    whole = [list(_visible_lines(frame, kind)) for kind in ("land", "border", "disputed")]
    tolerance = FINEST
    while True:
        land, border, disputed = (
            [line for line in (simplify(line, tolerance) for line in lines) if len(line) > 1]
            for lines in whole
        )
        land = [ring for ring in land if len(set(ring)) > 2]
        if sum(map(len, (*land, *border, *disputed))) <= POINTS:
            return _path(land, closed=True), _path(border), _path(disputed)
        tolerance *= 1.5


def _visible_lines(frame: Frame, kind: str) -> Iterator[list[Point]]:
    """Yield the lines of a kind that the frame shows, in units of the drawing."""
    box = (-BEYOND, -BEYOND, WIDTH + BEYOND, frame.height + BEYOND)
    for outline, turn in _in_frame(outlines()[kind], frame):
        placed = (frame.place(x / UNIT + turn, y / UNIT) for x, y in outline.points)
        points = [point for point, _ in groupby(placed)]
        yield from [_clipped(points, box)] if kind == "land" else _runs(points, box)


def _in_frame(lines: Iterable[Outline], frame: Frame) -> Iterator[tuple[Outline, int]]:
    """Yield the outlines whose box overlaps the frame, and how far to move each: -360, 0 or 360."""
    # The edges of the frame in units of the file, half a unit of the drawing further out.
    wide, high = frame.scale * frame.narrowing, frame.scale
    west, east = frame.west - 0.5 / wide, frame.west + (WIDTH + 0.5) / wide
    north, south = frame.north + 0.5 / high, frame.north - (frame.height + 0.5) / high
    for outline in lines:
        left, bottom, right, top = (edge / UNIT for edge in outline.box)
        if top >= south and bottom <= north:
            for turn in (-360, 0, 360):
                if left + turn <= east and right + turn >= west:
                    yield outline, turn


def _clipped(points: list[Point], box: Box) -> list[Point]:
    """Return a ring cut at the four edges of a box (Sutherland and Hodgman)."""
    for axis, edge, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        inside = [sign * (point[axis] - edge) >= 0 for point in points]
        ring: list[Point] = []
        for nth, point in enumerate(points):
            if inside[nth] != inside[nth - 1]:
                ring.append(_crossing(points[nth - 1], point, axis, edge))
            if inside[nth]:
                ring.append(point)
        points = ring
    return [*points, points[0]] if points and points[0] != points[-1] else points


def _crossing(start: Point, end: Point, axis: int, edge: int) -> Point:
    """Return the point where a line meets an edge."""
    other = 1 - axis
    share = (edge - start[axis]) / (end[axis] - start[axis])
    there = round(start[other] + share * (end[other] - start[other]))
    return (edge, there) if axis == 0 else (there, edge)


def _runs(points: list[Point], box: Box) -> Iterator[list[Point]]:
    """Yield the parts of a line whose segments may be in a box."""
    run: list[Point] = []
    for start, end in pairwise(points):
        outside = any(
            max(a, b) < low or min(a, b) > high
            for a, b, low, high in zip(start, end, box[:2], box[2:], strict=True)
        )
        if outside:
            if run:
                yield run
            run = []
        else:
            run = [*run, end] if run else [start, end]
    if run:
        yield run


def _path(lines: Sequence[Sequence[Point]], *, closed: bool = False) -> str:
    """Return lines as the data of an SVG path, in relative steps."""
    parts: list[str] = []
    for line in lines:
        steps = "".join(
            f"{_next(x2 - x1)}{_next(y2 - y1)}" for (x1, y1), (x2, y2) in pairwise(line)
        ).strip()
        parts.append(f"M{line[0][0]}{_next(line[0][1]).rstrip()}l{steps}{'z' if closed else ''}")
    return "".join(parts)


def _next(number: int) -> str:
    """Return a number that follows another: a minus parts them, or else a blank."""
    return str(number) if number < 0 else f" {number}"
