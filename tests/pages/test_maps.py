"""Maps: the outlines in the package, the layout in whole units, and the front page's text equal."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest

from claimline.pages.front_map import MOST
from claimline.pages.maps import MapShape, MapSpot, lay_out
from claimline.pages.maps.frame import NARROWEST, WIDTH
from claimline.pages.maps.layout import SMALLEST
from claimline.pages.maps.outline_paths import POINTS
from claimline.pages.maps.outlines import FILE, outlines
from claimline.pages.maps.polyline import decode, encode
from claimline.pages.maps.simplify import simplify
from claimline.reference.outlines_file import CRIMEA
from claimline.reference.outlines_file import outlines as outlines_of
from tests.dossiers import Data, page

# Lines and outlines


def test_a_line_is_a_short_text() -> None:
    # The example of the format's description.
    points = ((3850000, -12020000), (4070000, -12095000), (4325200, -12645300))
    assert encode(points) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"
    assert decode(encode(points)) == points
    assert decode("") == ()


def test_a_simplified_line_keeps_what_is_far_from_it() -> None:
    line = [(0, 0), (10, 1), (20, 0), (30, 20), (40, 0)]
    assert simplify(line, 2) == [(0, 0), (20, 0), (30, 20), (40, 0)]
    assert simplify(line, 50) == [(0, 0), (40, 0)]
    assert simplify(line[:2], 50) == line[:2]
    ring = [(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)]
    assert simplify(ring, 1) == ring


def test_the_outlines_are_small_and_lie_on_the_earth() -> None:
    assert FILE.stat().st_size < 300_000
    kinds = outlines()
    assert set(kinds) == {"land", "border", "disputed"}
    for lines in kinds.values():
        for line in lines:
            west, south, east, north = line.box
            xs, ys = zip(*line.points, strict=True)
            assert line.box == (min(xs), min(ys), max(xs), max(ys))
            assert -18_000 <= west <= east <= 18_000
            assert -9_000 <= south <= north <= 9_000
    assert all(ring.points[0] == ring.points[-1] for ring in kinds["land"])


def test_no_line_parts_crimea_from_ukraine() -> None:
    west, south, east, north = CRIMEA
    for kind in ("border", "disputed"):
        for line in outlines()[kind]:
            inside = [west <= x <= east and south <= y <= north for x, y in line.points]
            assert not any(inside), (kind, line.box)


def _topology(first: str, second: str, line: list[list[int]]) -> dict[str, Any]:
    """Two countries with one line between them. Lines are in degrees, as differences."""
    (x, y), *_ = line
    end = [sum(step) for step in zip(*line, strict=True)]
    west = [end, [-9, 0], [0, y - end[1]], [x + 9 - end[0], 0]]
    east = [end, [9, 0], [0, y - end[1]], [x - 9 - end[0], 0]]
    names = {"transform": {"scale": [1, 1], "translate": [0, 0]}, "arcs": [line, west, east]}
    shapes = [
        {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": first}},
        {"type": "MultiPolygon", "arcs": [[[2, ~0]]], "properties": {"name": second}},
    ]
    land = [{"type": "MultiPolygon", "arcs": [[[1, ~2]]]}]
    return {**names, "objects": {"countries": {"geometries": shapes}, "land": {"geometries": land}}}


@pytest.mark.parametrize(
    ("first", "second", "line", "kind"),
    [
        ("France", "Spain", [[10, 10], [1, 5]], "border"),
        ("India", "Pakistan", [[10, 10], [1, 5]], "disputed"),
        ("Pakistan", "India", [[10, 10], [1, 5]], "disputed"),
        ("Russia", "Ukraine", [[34, 50], [1, 1]], "border"),
        ("Russia", "Ukraine", [[34, 46], [1, 0]], None),
        ("Ukraine", "Russia", [[34, 46], [1, 0]], None),
    ],
)
def test_a_line_between_countries_is_a_border_or_in_dispute_or_left_out(
    first: str, second: str, line: list[list[int]], kind: str | None
) -> None:
    made = outlines_of(_topology(first, second, line))
    assert {name for name in ("border", "disputed") if made[name]} == ({kind} if kind else set())
    (ring,) = made["land"]
    assert len(decode(ring)) > 4


# The layout


def spot(latitude: float, longitude: float, within: int | None = None, name: str = "A") -> MapSpot:
    return MapSpot(name, latitude, longitude, within)


def _numbers(shape: MapShape) -> int:
    paths = shape.land + shape.border + shape.disputed
    return len(re.findall(r"-?\d+", paths)) // 2


@pytest.mark.parametrize(
    "spots",
    [
        [spot(57.98, 33.25)],
        [spot(50.45, 30.52, 0), spot(55.75, 37.62, 20_000)],
        [spot(-16.5, 179.5, 1000), spot(-17.5, -179.5)],
        [spot(90, 0, 20_037_509)],
        [spot(-90, 180), spot(90, -180)],
        [spot(0, 0), spot(10, 120), spot(-10, -120)],
        [spot(26.68, -80.04), spot(24.45, 54.38), spot(57.98, 33.25)],
        [spot(0, -30, 5)],
    ],
)
def test_every_place_is_in_a_small_drawing(spots: list[MapSpot]) -> None:
    shape = lay_out(spots)
    assert shape.width == WIDTH
    assert len(shape.marks) == len(spots)
    for mark in shape.marks:
        assert 0 <= mark.x <= shape.width
        assert 0 <= mark.y <= shape.height
        assert mark.radius >= SMALLEST
    assert _numbers(shape) <= POINTS
    assert "." not in shape.land


def test_an_area_is_as_wide_as_the_position_is_uncertain() -> None:
    near, far, unknown = lay_out(
        [spot(57.98, 33.25, 20_000), spot(58.43, 32.38, 200_000), spot(50.45, 30.52)]
    ).marks
    assert (near.exact, far.exact, unknown.exact) == (True, True, False)
    assert near.radius == unknown.radius == SMALLEST
    # Half the frame's least width is some 500 km: the wider the frame, the smaller the area.
    assert 2 * SMALLEST < far.radius < WIDTH * 2 / NARROWEST
    (alone,) = lay_out([spot(58.43, 32.38, 200_000)]).marks
    assert alone.radius > far.radius


def test_places_on_both_sides_of_the_date_line_lie_together() -> None:
    east, west = lay_out([spot(-17, 179), spot(-17, -179)]).marks
    assert 0 < west.x - east.x < WIDTH / 2
    before, after = lay_out([spot(60, -179), spot(60, 179)]).marks
    assert 0 < before.x - after.x < WIDTH / 2


def test_the_outlines_meet_on_both_sides_of_the_date_line() -> None:
    # Fiji's islands lie on both sides.
    assert lay_out([spot(-16.5, 179.9), spot(-16.5, -179.9)]).land.count("M") > 2


def test_places_at_one_spot_share_a_number() -> None:
    first, second, third = lay_out([spot(50, 30), spot(50, 30, 7), spot(55, 37)]).marks
    assert (first.number, second.number, third.number) == ("1, 2", "", "3")
    assert (first.name, second.name, third.name) == ("", "", "A")


def test_the_number_of_a_wide_area_makes_way_for_a_place_in_it() -> None:
    # The wide one is given first and last: the small place keeps its middle.
    wide, small = spot(58.43, 32.38, 200_000, "Region"), spot(58.4, 32.4, 500, "House")
    for spots in ([wide, small], [small, wide]):
        marks = {mark.radius: mark for mark in lay_out(spots).marks}
        house, region = marks[min(marks)], marks[max(marks)]
        assert {house.number, region.number} == {"1", "2"}
        assert house.number_y == house.y
        assert region.number_y != region.y
        assert abs(region.number_y - region.y) < region.radius
        assert (house.name, region.name) == ("House", "Region")


def test_names_lie_apart_and_on_the_map() -> None:
    spots = [spot(50 + nth % 4, 30 + nth, 5, f"Place number {nth}") for nth in range(12)]
    shape = lay_out(spots)
    boxes = []
    for mark in shape.marks:
        if mark.name:
            width = 6 * len(mark.name)
            start = {"start": 0, "middle": width // 2, "end": width}[mark.anchor]
            boxes.append((mark.name_x - start, mark.name_y, width))
    assert len(boxes) > 2
    assert all(x >= 0 and x + width <= WIDTH for x, _, width in boxes)
    for (x1, y1, width1), (x2, y2, width2) in combinations(boxes, 2):
        assert x1 + width1 <= x2 or x2 + width2 <= x1 or abs(y1 - y2) >= 12


def test_a_name_without_room_is_left_to_the_list() -> None:
    (mark,) = lay_out([spot(50, 30, 5, "A very long name " * 5)]).marks
    assert (mark.name, mark.number) == ("", "1")


# The front page

PLACES: dict[str, Data] = {
    "place/hall": {"name": "Town hall", "latitude": 52.5, "longitude": -1.25, "within": 500},
    "place/mill": {"name": "The mill", "latitude": 54.5, "longitude": 1.5},
    "place/port": {"name": "The port", "latitude": -33.9, "longitude": 18.4, "within": 2000},
    "place/barn": {"name": "The barn"},
}


def _event(day: int, **event: Any) -> Data:
    said = {"title": f"Day {day}", "date": f"2024-03-{day:02}", "status": "alleged"}
    return {**said, "no_source": "None known.", **event}


def _map(**events: Data) -> Any:
    given = {**PLACES, **{f"event/{id_}": event for id_, event in events.items()}}
    view: Any = page(given, "index.html").view
    return view.map


def test_no_position_no_map() -> None:
    assert _map() is None
    assert _map(a=_event(1, place="barn", key=True)) is None
    # A position is on the map because of a main event, not by itself.
    assert _map(a=_event(1, place="barn", key=True), b=_event(2, place="hall")) is None


def test_the_list_says_what_happened_where() -> None:
    made = _map(
        a=_event(2, place="mill"),
        b=_event(3, place="hall", key=True),
        c=_event(1, place="hall"),
        d=_event(4, place="barn", key=True),
        e=_event(5, place="port"),
    )
    assert [
        (it.ref.label, it.precision, [row.ref.label for row in it.events], it.more)
        for it in made.entries
    ] == [
        ("Town hall", "within 500 metres", ["Day 1", "Day 3"], 0),
        ("The mill", "how exact is not recorded", ["Day 2"], 0),
    ]
    assert [row.status_words for row in made.entries[0].events] == ["alleged", "alleged"]
    assert made.unplaced == ("The barn",)
    assert [mark.name for mark in made.shape.marks] == ["Town hall", "The mill"]


def test_an_event_s_own_position_comes_before_that_of_its_place() -> None:
    own = {"latitude": 40.0, "longitude": 20.0, "within": 2000}
    made = _map(a=_event(1, place="hall", key=True, **own), b=_event(2, key=True, **own))
    assert [(it.ref.label, it.precision) for it in made.entries] == [
        ("Town hall", "within 2 kilometres"),
        ("Day 2", "within 2 kilometres"),
    ]


def test_the_events_of_a_main_claim_are_on_the_map() -> None:
    given: dict[str, Data] = {
        **PLACES,
        "claim/c": {"claim": "The roof fell in."},
        "event/a": _event(1, place="barn", key=True),
        "event/b": _event(2, place="port", claims=["c"]),
    }
    view: Any = page(given, "index.html").view
    assert [it.ref.label for it in view.map.entries] == ["The port"]


def test_the_rest_is_counted() -> None:
    made = _map(**{f"e{day}": _event(day, place="hall", key=day == 9) for day in range(1, 10)})
    (entry,) = made.entries
    assert (len(entry.events), entry.more) == (3, 6)
    assert "Day 9" in [row.ref.label for row in entry.events]


def test_a_map_has_few_places() -> None:
    many = {
        f"e{nth}": _event(1 + nth, key=True, latitude=40.0 + nth, longitude=20.0)
        for nth in range(MOST + 3)
    }
    made = _map(**many)
    assert len(made.entries) == len(made.shape.marks) == MOST
    assert made.left_out == 3
    near = {f"e{nth}": _event(2 + nth, latitude=50.0, longitude=nth / 9) for nth in range(MOST)}
    made = _map(a=_event(1, place="hall", key=True), **near)
    assert (len(made.entries), made.left_out) == (MOST, 1)
    # The nearest come first: the last is the most to the west and the east of the hall.
    assert made.entries[0].ref.label == "Town hall"
    assert made.entries[1].ref.label == "Day 2"
