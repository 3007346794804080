"""The layout of the timeline: what must hold for any set of dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise, product
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claimline.dates import parse
from claimline.pages.timeline import (
    LANES,
    DatedItem,
    Hours,
    HourTick,
    Overview,
    Period,
    Span,
    TimelineMark,
    hours,
    overview,
    span,
    tallies,
)
from claimline.pages.timeline.scale import Piece, Scale, measure, rows, shortened
from claimline.pages.timeline.shapes import TARGET, Lane
from claimline.pages.timeline.span import DAY, WIDE

FIRST = 20_000 * DAY
lengths = st.one_of(
    st.just(1), st.integers(2, WIDE - 1), st.sampled_from([DAY, 2 * DAY, 31 * DAY, 400 * DAY])
)
_dice = Random(20240302)
# Each choice of Hypothesis's costs as much as an item's layout: what needs no shrinking is one.
titles = st.sampled_from(
    ["", *("".join(_dice.choices("ab \u6f22", k=nth % 91)) for nth in range(1, 400))]
)
spans = st.sampled_from(
    list(product(["", "", "", "", "open", "unknown"], [False, True], [False, True]))
)
sides = st.sampled_from(
    list(
        product(
            ["", "19:20", "~13:30 New York time"], ["", "The town hall", "The state"], [False, True]
        )
    )
)


@st.composite
def items(draw: st.DrawFn, most: int = 40 * DAY, lanes: Sequence[str] = LANES) -> list[DatedItem]:
    """Items of any lane from ``FIRST`` on, some without an end."""
    found = []
    for nth in range(draw(st.integers(1, 40))):
        start = FIRST + draw(st.integers(0, most))
        lane = draw(st.sampled_from(lanes))
        long = draw(lengths)
        end, around, uncertain = draw(spans)
        covered = Span(start, start + long, "", end if long > DAY else "", around, uncertain)
        clock, party, key = draw(sides)
        title = draw(titles)
        found.append(
            DatedItem(lane, f"{lane}-{nth}", title, clock, title, "alleged", covered, party, key)
        )
    return found


def days_of(given: Iterable[DatedItem]) -> list[Period]:
    """The days on which something begins, or ends if it is short."""
    found = {it.span.start // DAY for it in given}
    found |= {(it.span.end - 1) // DAY for it in given if it.span.length <= 3 * DAY}
    return [
        Period(f"at-{day}", f"day-{day}", str(day % 30 + 1), f"Mon {day // 30}", str(day),
               day * DAY, (day + 1) * DAY)
        for day in sorted(found)
    ]  # fmt: skip


def extent(mark: TimelineMark) -> tuple[int, int]:
    """What the shape of a mark covers; a small dot less."""
    return (mark.x, mark.x + mark.width) if mark.width else (mark.x - 2, mark.x + 2)


def in_order(marks: Iterable[TimelineMark]) -> None:
    """No mark that begins earlier is to the right of one that begins later."""
    ordered = sorted(marks, key=lambda mark: (mark.span.start, mark.x))
    for before, after in pairwise(ordered):
        if before.span.start < after.span.start:
            assert before.x <= after.x, (before, after)


def in_bounds(drawn: Overview | Hours) -> None:
    """Every mark is inside the drawing and inside its lane, and lanes do not meet."""
    top = drawn.axis
    for lane in drawn.lanes:
        assert lane.top >= top
        top = lane.bottom
        for mark in lane.marks:
            first, last = extent(mark)
            assert drawn.left - 5 <= first <= last <= drawn.width
            assert lane.top < mark.y < lane.bottom
        for bundle in lane.bundles:
            assert drawn.left <= bundle.x < bundle.x + bundle.width <= drawn.width
            assert lane.top < bundle.y < lane.bottom
        for tally in lane.more:
            assert lane.top < tally.y <= tally.y + tally.height <= lane.bottom
    assert top <= drawn.height


def apart(lane: Lane) -> None:
    """No two marks of a lane cover each other."""
    by_row: dict[int, list[tuple[int, int]]] = {}
    for mark in lane.marks:
        by_row.setdefault(mark.y, []).append(extent(mark))
    for row in by_row.values():
        for (_, last), (first, _) in pairwise(sorted(row)):
            assert last <= first


def labels_apart(lane: Lane) -> None:
    """No two labels of a lane cover each other, by the most room that their letters take."""
    by_row: dict[int, list[tuple[int, int]]] = {}
    for mark in lane.marks:
        long = measure(mark.clock, bold=True) + measure(mark.label)
        first = mark.label_x - long if mark.label_end else mark.label_x
        assert first >= 0
        assert first + long <= 800
        by_row.setdefault(mark.label_y, []).append((first, first + long))
    for row in by_row.values():
        for (_, last), (first, _) in pairwise(sorted(row)):
            assert last <= first


def boxes_of(drawn: Overview | Hours) -> list[tuple[str, int, int, int, int]]:
    """The labels of a drawing: words, left, right, top and bottom, as wide as they can be."""

    def box(words: str, x: int, y: int, *, bold: bool = False, middle: bool = False) -> Any:
        long = measure(words, bold=bold)
        left = x - long // 2 if middle else x
        return (words, left, left + long, y - 9, y + 3)

    boxes = [box(lane.party or "All the others", 0, lane.top + 15) for lane in drawn.lanes]
    for mark in (mark for lane in drawn.lanes for mark in lane.marks if mark.label):
        long = measure(mark.clock, bold=True) + measure(mark.label)
        left = mark.label_x - long if mark.label_end else mark.label_x
        assert 0 <= left <= left + long <= drawn.width
        boxes.append((mark.label, left, left + long, mark.label_y - 9, mark.label_y + 3))
    if isinstance(drawn, Hours):
        return boxes + [box(words, x, 12, middle=True) for x, words in drawn.ticks]
    boxes += [box(band.label, band.x + 3, 11, bold=True) for band in drawn.bands]
    boxes += [
        box(column.label, column.x + column.width // 2, 30, middle=True) for column in drawn.columns
    ]
    for lane in drawn.lanes:
        boxes += [
            box(str(it.number), it.x + it.width // 2, it.y - 3, middle=True) for it in lane.more
        ]
        boxes += [box(str(it.number), it.x, it.y + 4) for it in lane.bundles if it.number > 1]
    return boxes


def all_apart(boxes: Iterable[tuple[object, int, int, int, int]]) -> None:
    """No two boxes overlap."""
    for one, other in combinations(boxes, 2):
        aside = one[2] <= other[1] or other[2] <= one[1]
        assert aside or one[4] <= other[3] or other[4] <= one[3], (one, other)


def targets_of(drawn: Overview | Hours) -> list[tuple[object, int, int, int, int]]:
    """What a reader can point at: marks with a link, each with its box."""
    linked = [
        mark for lane in drawn.lanes for mark in lane.marks
        if isinstance(drawn, Hours) or (lane.name == "event" and mark.anchor)
    ]  # fmt: skip
    boxes: list[tuple[object, int, int, int, int]] = [
        (mark.entry, x, x + width, y, y + height)
        for mark in linked for x, y, width, height in [mark.target]
    ]  # fmt: skip
    for bundle in (it for lane in drawn.lanes for it in lane.bundles):
        x, y = bundle.x, bundle.y
        boxes.append((bundle.href, x, x + bundle.width, y - TARGET // 2, y + TARGET // 2))
    return boxes


def all_large_and_apart(drawn: Overview | Hours) -> None:
    """What a reader can point at is large enough, and nothing else is in its place."""
    targets = targets_of(drawn)
    assert all(right - left >= 24 and low - high >= 24 for _, left, right, high, low in targets)
    all_apart(targets)


@given(items())
def test_no_labels_meet_and_every_mark_is_large_enough_to_point_at(made: list[DatedItem]) -> None:
    for drawn in (overview(made, days_of(made), ()), tallies(made, days_of(made))):
        assert drawn is not None
        all_apart(boxes_of(drawn))
        all_large_and_apart(drawn)


@given(items(most=DAY - 1).map(lambda made: [it for it in made if it.span.length <= DAY]))
def test_the_same_holds_by_the_hour(made: list[DatedItem]) -> None:
    ticks = [HourTick(FIRST + hour * 60, f"{hour:02}") for hour in range(0, 48, 3)]
    drawn = hours(made, FIRST, FIRST + 2 * DAY, ticks, "UTC")
    all_apart(boxes_of(drawn))
    all_large_and_apart(drawn)


# The overview


@given(items())
def test_an_overview_keeps_the_order_and_its_bounds(made: list[DatedItem]) -> None:
    drawn = overview(made, days_of(made), ())
    assert drawn is not None
    in_bounds(drawn)
    for lane in drawn.lanes:
        in_order(lane.marks)
        apart(lane)


@given(items())
def test_an_overview_shows_every_item_once(made: list[DatedItem]) -> None:
    drawn = overview(made, days_of(made), ())
    assert drawn is not None
    shown = [mark.entry for lane in drawn.lanes for mark in lane.marks]
    shown += [
        of for lane in drawn.lanes for bundle in lane.bundles for of in bundle.entries.split()
    ]
    assert sorted(shown) == sorted(it.entry for it in made)


@given(items(), st.randoms(use_true_random=True))
def test_an_overview_does_not_depend_on_the_order_of_items(
    made: list[DatedItem], dice: object
) -> None:
    before = overview(made, days_of(made), ())
    dice.shuffle(made)  # type: ignore[attr-defined]
    assert overview(made, days_of(made), ()) == before


@given(items())
def test_columns_stand_side_by_side_under_headings_that_fit(made: list[DatedItem]) -> None:
    drawn = overview(made, days_of(made), ())
    assert drawn is not None
    for before, after in pairwise(drawn.columns):
        assert before.x + before.width <= after.x
    for column in drawn.columns:
        assert measure(column.label) <= column.width
    for head, following in pairwise(drawn.bands):
        assert head.x + measure(head.label, bold=True) <= following.x
    pieces = sorted(
        [(it.x, it.width) for it in drawn.columns] + [(it.x, it.width) for it in drawn.gaps]
    )
    for (x, width), (following_x, _) in pairwise(pieces):
        assert x + width == following_x


def test_a_mark_of_a_day_that_has_its_own_drawing_is_no_place_to_link_to() -> None:
    day = Span(FIRST, FIRST + DAY)
    made = [DatedItem("event", of, "", "", "", "alleged", day) for of in ("a", "b")]
    drawn = overview(made, days_of(made), {"a"})
    assert drawn is not None
    assert {mark.entry: mark.anchor for mark in drawn.lanes[0].marks} == {"a": "", "b": "mark-b"}


def test_many_dots_of_a_day_are_a_number() -> None:
    day = Span(FIRST, FIRST + DAY)
    made = [DatedItem("source", str(nth), "", "", "", "", day) for nth in range(61)]
    drawn = overview(made, days_of(made), ())
    assert drawn is not None
    assert [tally.number for tally in drawn.lanes[0].more] == [61]
    assert drawn.lanes[0].marks == ()
    drawn = overview(made[1:], days_of(made), ())
    assert drawn is not None
    assert len(drawn.lanes[0].marks) == 60


def test_nothing_to_draw_is_no_drawing() -> None:
    assert overview([], [], ()) is None
    assert tallies([], []) is None


# Many


@given(items())
def test_tallies_count_every_item_that_a_period_holds(made: list[DatedItem]) -> None:
    drawn = tallies(made, days_of(made))
    assert drawn is not None
    in_bounds(drawn)
    counted = sum(tally.number for lane in drawn.lanes for tally in lane.more)
    drawn_alone = [mark for lane in drawn.lanes for mark in lane.marks]
    assert counted + len(drawn_alone) + drawn.left_out == len(made)
    in_order(drawn_alone)
    for lane in drawn.lanes:
        apart(lane)


# A day by the hour


@given(items(most=DAY - 1).map(lambda made: [it for it in made if it.span.length <= DAY]))
def test_a_day_keeps_the_order_and_its_bounds(made: list[DatedItem]) -> None:
    # What is known to the day is known to this day or to one of another zone.
    drawn = hours(made, FIRST, FIRST + 2 * DAY, [], "UTC")
    in_bounds(drawn)
    assert sorted(mark.entry for lane in drawn.lanes for mark in lane.marks) == sorted(
        it.entry for it in made
    )
    for lane in drawn.lanes:
        in_order(mark for mark in lane.marks if mark.span.timed)
        apart(lane)
        for x, y, width, height in lane.held:
            assert drawn.left <= x < x + width <= drawn.width
            assert lane.top < y < y + height < lane.bottom
        if lane.name == "event":
            labels_apart(lane)


@given(st.lists(st.integers(0, DAY), max_size=60), st.text("0123456789 Dec", max_size=6))
def test_ticks_stand_clear_of_each_other(minutes: list[int], words: str) -> None:
    ticks = [HourTick(FIRST + minute, words) for minute in minutes]
    drawn = hours([], FIRST, FIRST + DAY, ticks, "UTC")
    half = measure(words) // 2
    for (before, _), (after, _) in pairwise(drawn.ticks):
        assert before + half < after - half or not words


# The pieces


@given(
    st.lists(st.tuples(st.integers(1, 10_000), st.integers(0, 200)), min_size=1, max_size=20),
    st.lists(st.integers(-5000, 250_000), min_size=2),
)
def test_a_scale_never_falls(parts: list[tuple[int, int]], minutes: list[int]) -> None:
    pieces, at, x = [], 0, 80
    for long, width in parts:
        pieces.append(Piece(at, at + long, x, width))
        at, x = at + long, x + width
    scale = Scale(tuple(pieces))
    places = [scale.x(minute) for minute in sorted(minutes)]
    assert places == sorted(places)
    assert all(80 <= place <= x for place in places)
    assert (scale.x(0), scale.x(at)) == (80, x)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 80))), st.integers(0, 12))
def test_what_shares_a_row_stands_apart(given_: list[tuple[int, int]], gap: int) -> None:
    extents = sorted((x, x + width) for x, width in given_)
    found = rows(extents, gap)
    for row in set(found):
        here = [it for it, nth in zip(extents, found, strict=True) if nth == row]
        assert all(last + gap <= first for (_, last), (first, _) in pairwise(here))


@given(st.text(max_size=120), st.integers(20, 400))
def test_a_shortened_label_fits(text: str, room: int) -> None:
    short = shortened(text, room)
    assert measure(short) <= room
    assert short == text or short.endswith("\u2026")


# From dates


def minutes(text: str, zone: str = "UTC") -> Span:
    return span(parse(text), zone)


def test_the_span_of_a_date_is_as_long_as_what_is_known() -> None:
    assert minutes("2025-12-29T19:20").length == 1
    assert minutes("2025-12-29T19:20/21:00").length == 101
    assert minutes("2025-12-29").length == DAY
    assert minutes("2025-12").length == 31 * DAY
    # The clocks go forward on this day.
    assert minutes("2024-03-31", "Europe/Berlin").length == 23 * 60
    assert not minutes("2024-03-31", "Europe/Berlin").timed


def test_the_same_instant_is_the_same_minute_in_every_zone() -> None:
    moscow = minutes("2025-12-29T21:30[Europe/Moscow]")
    assert moscow == minutes("2025-12-29T13:30[America/New_York]")
    assert moscow == minutes("2025-12-29T21:30", "Europe/Moscow")
    assert moscow != minutes("2025-12-29T21:30")


def test_what_is_not_known_of_a_date_is_kept() -> None:
    assert minutes("2025-12-29/..").after == "open"
    assert minutes("2025-12-29/").after == "unknown"
    assert minutes("../2025-12-29").before == "open"
    assert minutes("2025-12-29~").around
    assert not minutes("2025-12-29~").uncertain
    assert minutes("2025-12-29?").uncertain
    assert minutes("2025-12-29%").around
    assert minutes("2025-12-29%").uncertain
