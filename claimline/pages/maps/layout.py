"""The layout of a map in whole units: the frame, the outlines in it, and a mark for each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, radians

from msgspec.structs import replace

from claimline.pages.maps.outlines import UNIT, Outline, outlines
from claimline.pages.maps.polyline import Point
from claimline.pages.maps.simplify import simplify
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
SMALLEST = 8
"""The least radius of an area, so that its number can be read."""
NEAR = 15
"""Marks whose middles are nearer than this share one number."""
POINTS = 1500
"""The most points that the outlines may have."""
LETTER = 6
"""The width of a letter of a name, on average."""
LINE = 12
"""The height of a name."""


class Spot(Value, frozen=True):
    """A place to draw. ``within`` is in metres, or None if its precision is not recorded."""

    name: str
    latitude: float
    longitude: float
    within: int | None


class MapMark(Value, frozen=True):
    """The area of a place. ``exact`` is false if nobody recorded how exact the position is.

    ``number`` is its number in the list, or those of all marks that share its place, or "".
    ``name`` is "" if the map has no room for it. The name's start, middle or end is at ``name_x``.
    """

    x: int
    y: int
    radius: int
    exact: bool
    number: str
    name: str
    name_x: int
    name_y: int
    anchor: str


class MapShape(Value, frozen=True):
    """A map as SVG paths: ``land``, ``border`` and ``disputed`` borders, and the marks on it."""

    width: int
    height: int
    land: str
    border: str
    disputed: str
    marks: tuple[MapMark, ...]


class _Frame(Value, frozen=True):
    """What part of the Earth is shown. ``scale`` is units to a degree of latitude."""

    west: float
    north: float
    scale: float
    narrowing: float
    height: int

    def place(self, longitude: float, latitude: float) -> Point:
        x = (longitude - self.west) * self.narrowing * self.scale
        return round(x), round((self.north - latitude) * self.scale)


def lay_out(spots: Sequence[Spot]) -> MapShape:
    """Lay out a map of one place or more. The first place has the number 1."""
    longitudes = _unbroken([spot.longitude for spot in spots])
    frame = _frame(spots, longitudes)
    shapes = _outlines(frame)
    middles = [
        frame.place(longitude, spot.latitude)
        for longitude, spot in zip(longitudes, spots, strict=True)
    ]
    return MapShape(
        WIDTH, frame.height, *shapes, tuple(_marks(spots, middles, frame))
    )  # fmt: skip


def _unbroken(longitudes: Sequence[float]) -> list[float]:
    """Return the longitudes as close together as they can lie, beyond 180 if need be."""
    ordered = sorted(set(longitudes))
    gaps = [
        (after - before, after)
        for before, after in pairwise([*ordered, ordered[0] + 360])
    ]  # fmt: skip
    _, start = max(gaps)
    start = start - 360 if start > 180 else start
    return [longitude if longitude >= start else longitude + 360 for longitude in longitudes]


def _frame(spots: Sequence[Spot], longitudes: Sequence[float]) -> _Frame:
    """Choose the frame: all areas with a margin, in a form that fits a column."""
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
    return _Frame(
        (west + east) / 2 - width / narrowing / 2, middle + height / 2, scale, narrowing,
        round(height * scale),
    )  # fmt: skip


def _outlines(frame: _Frame) -> tuple[str, str, str]:
    """Return the paths of land, borders and disputed borders, with at most ``POINTS`` points."""
    tolerance = 0.6
    while True:
        land = [
            ring
            for ring in _seen(frame, "land", closed=True, tolerance=tolerance)
            if len(set(ring)) > 2
        ]
        border = list(_seen(frame, "border", closed=False, tolerance=tolerance))
        disputed = list(_seen(frame, "disputed", closed=False, tolerance=tolerance))
        if sum(map(len, (*land, *border, *disputed))) <= POINTS:
            return _path(land, closed=True), _path(border), _path(disputed)
        tolerance *= 1.5


def _seen(frame: _Frame, kind: str, *, closed: bool, tolerance: float) -> Iterator[list[Point]]:
    """Yield the lines of a kind that the frame shows, in units of the drawing."""
    far = 8
    box = (-far, -far, WIDTH + far, frame.height + far)
    for outline in outlines()[kind]:
        for turn in (-360, 0, 360):
            if not _overlaps(outline, turn, frame):
                continue
            points = [frame.place(x / UNIT + turn, y / UNIT) for x, y in outline.points]
            pieces = [_clipped(points, box)] if closed else list(_runs(points, box))
            for piece in pieces:
                line = simplify(piece, tolerance)
                if len(set(line)) > 1:
                    yield line


def _overlaps(outline: Outline, turn: int, frame: _Frame) -> bool:
    west, south, east, north = (edge / UNIT for edge in outline.box)
    left, top = frame.place(west + turn, north)
    right, bottom = frame.place(east + turn, south)
    return left <= WIDTH and right >= 0 and top <= frame.height and bottom >= 0


Box = tuple[int, int, int, int]


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


def _marks(
    spots: Sequence[Spot], middles: Sequence[Point], frame: _Frame
) -> Iterator[MapMark]:  # fmt: skip
    numbers = _numbers(middles)
    taken: list[Box] = []
    for (x, y), number in zip(middles, numbers, strict=True):
        half = 4 * len(number)
        taken.append((x - half, y - 7, x + half, y + 7))
    for spot, (x, y), number in zip(spots, middles, numbers, strict=True):
        metres = spot.within or 0
        radius = max(SMALLEST, round(metres / 1000 * KILOMETRE * frame.scale))
        exact = spot.within is not None
        mark = MapMark(x, y, radius, exact, number, "", 0, 0, "")
        for name_x, name_y, anchor, box in _seats(spot.name, x, y, frame.height):
            if number and not any(_collide(box, other) for other in taken):
                taken.append(box)
                mark = replace(
                    mark, name=spot.name, name_x=name_x, name_y=name_y, anchor=anchor
                )  # fmt: skip
                break
        yield mark


def _numbers(middles: Sequence[Point]) -> list[str]:
    """Return the number of each mark. Marks that lie together share those of the first."""
    groups: list[list[int]] = []
    for nth, (x, y) in enumerate(middles):
        for group in groups:
            first_x, first_y = middles[group[0]]
            if abs(x - first_x) < NEAR and abs(y - first_y) < NEAR:
                group.append(nth)
                break
        else:
            groups.append([nth])
    words = [""] * len(middles)
    for group in groups:
        words[group[0]] = ", ".join(str(nth + 1) for nth in group)
    return words


def _seats(name: str, x: int, y: int, height: int) -> Iterator[tuple[int, int, str, Box]]:
    """Yield where a name can stand beside the number of its mark: position, anchor and box."""
    width, away = LETTER * len(name), SMALLEST + 4
    for left, middle, anchor in (
        (x + away, y, "start"),
        (x - away - width, y, "end"),
        (x - width // 2, y + away + 4, "middle"),
        (x - width // 2, y - away - 4, "middle"),
    ):
        box = (left, middle - LINE // 2, left + width, middle + LINE // 2)
        if box[0] >= 2 and box[1] >= 2 and box[2] <= WIDTH - 2 and box[3] <= height - 2:
            at = {"start": left, "end": left + width, "middle": x}[anchor]
            yield at, middle + 4, anchor, box


def _collide(first: Box, second: Box) -> bool:
    return (
        first[0] < second[2]
        and second[0] < first[2]
        and first[1] < second[3]
        and second[1] < first[3]
    )
