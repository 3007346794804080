"""The layout of a map in whole units: the outlines in its frame, and a mark for each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from claimline.pages.maps.frame import KILOMETRE, WIDTH, Frame, MapSpot, frame_of, unbroken
from claimline.pages.maps.outline_paths import Box, outline_paths
from claimline.pages.maps.polyline import Point
from claimline.value import Value

SMALLEST = 8
"""The least radius of an area, so that its number can be read."""
NEAR = 15
"""Marks whose middles are nearer than this share one number."""
LETTER = 6
"""The width of a letter of a name, on average."""
LINE = 12
"""The height of a name."""


class MapMark(Value, frozen=True):
    """The area of a place. ``exact`` is false if nobody recorded how exact the position is.

    ``number`` is its number in the list, at the height ``number_y``. Where numbers would lie on
    each other, the first mark has them all, and the others have "".
    ``name`` is "" if the map has no room for it. The name's start, middle or end is at ``name_x``.
    """

    x: int
    y: int
    radius: int
    exact: bool
    number: str
    number_y: int
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


def lay_out(spots: Sequence[MapSpot]) -> MapShape:
    """Lay out a map of one place or more. The first place has the number 1."""
    longitudes = unbroken([spot.longitude for spot in spots])
    frame = frame_of(spots, longitudes)
    middles = [
        frame.place(longitude, spot.latitude)
        for longitude, spot in zip(longitudes, spots, strict=True)
    ]
    marks = tuple(_marks(spots, middles, frame))
    return MapShape(WIDTH, frame.height, *outline_paths(frame), marks)


def _marks(spots: Sequence[MapSpot], middles: Sequence[Point], frame: Frame) -> Iterator[MapMark]:
    radii = [
        max(SMALLEST, round((spot.within or 0) / 1000 * KILOMETRE * frame.scale)) for spot in spots
    ]
    heights = _number_heights(middles, radii, frame.height)
    numbers = _numbers([(x, y) for (x, _), y in zip(middles, heights, strict=True)])
    taken: list[Box] = []
    for (x, _), y, number in zip(middles, heights, numbers, strict=True):
        half = 4 * len(number)
        taken.append((x - half, y - 7, x + half, y + 7))
    for spot, (x, y), radius, number_y, number in zip(
        spots, middles, radii, heights, numbers, strict=True
    ):
        exact = spot.within is not None
        mark = MapMark(x, y, radius, exact, number, number_y, "", 0, 0, "")
        if number.isdecimal():
            for name_x, name_y, anchor, box in _seats(spot.name, x, number_y, frame.height):
                if not any(_collide(box, other) for other in taken):
                    taken.append(box)
                    mark = replace(
                        mark, name=spot.name, name_x=name_x, name_y=name_y, anchor=anchor
                    )
                    break
        yield mark


def _number_heights(middles: Sequence[Point], radii: Sequence[int], height: int) -> list[int]:
    """Return where the number of each mark stands: in the middle, if no other number is there.

    Small marks choose first. In a wide area, the number may stand at the top or the bottom.
    """
    chosen: dict[int, Point] = {}
    for nth in sorted(range(len(middles)), key=lambda nth: (radii[nth], nth)):
        x, y = middles[nth]
        seats = [(x, y)]
        if radii[nth] > NEAR + LINE:
            seats += [(x, y - radii[nth] + LINE), (x, y + radii[nth] - LINE)]
        free = [
            seat
            for seat in seats
            if LINE <= seat[1] <= height - LINE
            and not any(_near(seat, other) for other in chosen.values())
        ]
        chosen[nth] = free[0] if free else (x, y)
    return [chosen[nth][1] for nth in range(len(middles))]


def _near(first: Point, second: Point) -> bool:
    return abs(first[0] - second[0]) < NEAR and abs(first[1] - second[1]) < NEAR


def _numbers(places: Sequence[Point]) -> list[str]:
    """Return the number of each mark, or all numbers on the first of those that lie together."""
    groups: list[list[int]] = []
    for nth, place in enumerate(places):
        group = next((group for group in groups if _near(place, places[group[0]])), None)
        if group is None:
            groups.append([nth])
        else:
            group.append(nth)
    words = [""] * len(places)
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
