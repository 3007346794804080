"""The pictures of a question's answers: who is where, and labels that never touch."""

from __future__ import annotations

from itertools import combinations
from math import hypot, inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.analysis.comparison import Range
from claimline.dates import parse
from claimline.locale import ENGLISH, translator
from claimline.model.bearing import Sector, sector
from claimline.model.editor_values import COMPASS
from claimline.pages.answers import NARROW, Line, compass, number_line, time_line
from claimline.pages.answers.line import label_box
from claimline.pages.answers.time_labels import TimeLabels
from claimline.pages.timeline import span
from tests.dates.strategies import dates
from tests.dossiers import Data, findings, page

NAMES = ("N", "E", "S", "W")
SOURCES: dict[str, Data] = {
    **{f"source/{id_}": {"origin": "unknown"} for id_ in "abc"},
    "actor/mayor": {"name": "The mayor"},
    "statement/first": {"by": "mayor", "said": "2024-03-03"},
    "statement/second": {"by": "mayor", "said": "2024-03-05", "revises": "first"},
    "statement/third": {"by": "mayor", "said": "2024-03-07", "revises": "second"},
}


def _pictures(*values: Data) -> Any:
    answers = [value if "statement" in value else {"source": "a", **value} for value in values]
    view: Any = page({**SOURCES, "detail/d": {"values": answers}}, "details/d.html").view
    return view.pictures


def _ends(line: Line) -> list[tuple[float, float]]:
    return [(it.at, it.at + it.width) for it in line.extents]


# Which answers have a picture


@pytest.mark.parametrize(
    "values",
    [
        [{"value": "red"}, {"value": "blue"}],
        [{"value": "91"}, {"value": "91"}],
        [{"value": "91"}, {"value": "many"}],
        [{"value": "1,500"}, {"value": "1.500,0"}],
        [{"value": "noon", "when": "2024-03-03T12:00"}, {"value": "91"}],
        [{"value": "north", "bearing": "north"}, {"value": "0 degrees", "bearing": "north"}],
        [],
    ],
)
def test_nothing_is_drawn_where_fewer_than_two_answers_differ(values: list[Data]) -> None:
    assert _pictures(*values) == ()


def test_equal_answers_are_one_row_with_their_sources() -> None:
    (picture,) = _pictures(
        {"value": "91"}, {"value": "91", "source": "b"}, {"value": "23", "source": "c"},
        {"value": "many"},
    )  # fmt: skip
    rows = [([it.label for it in row.answers], row.counts) for row in picture.rows]
    assert rows == [
        (["23"], "1 source, in its own words"),
        (["91"], "2 sources, in their own words"),
    ]
    assert picture.left_out == 1


def test_other_words_for_the_same_number_share_a_row_and_lead_to_their_answers() -> None:
    (picture,) = _pictures(
        {"value": "91"}, {"value": "ninety-one", "at_least": 91, "at_most": 91}, {"value": "8"}
    )
    assert [(it.href, it.label) for it in picture.rows[1].answers] == [
        ("#answer-1", "91"),
        ("#answer-2", "ninety-one"),
    ]


def test_vantage_points_are_counted_once() -> None:
    (picture,) = _pictures(
        {"value": "10", "statement": "first"}, {"value": "10", "statement": "first", "source": "b"},
        {"value": "9", "source": "a"},
    )  # fmt: skip
    assert picture.rows[1].counts == "1 source from 1 vantage point"


def test_what_is_not_comparable_stands_apart() -> None:
    (picture,) = _pictures(
        {"value": "91"}, {"value": "91", "comparable": False}, {"value": "23", "comparable": False}
    )
    assert [row.comparable for row in picture.rows] == [False, True, False]


def test_a_revision_names_both_answers_in_their_order() -> None:
    (picture,) = _pictures(
        {"value": "9", "statement": "second"},
        {"value": "10", "statement": "first", "as_of": "2024-03-02"},
    )
    (change,) = picture.revisions
    (later,) = change.later
    assert (change.speaker.label, change.first.words, later.words) == ("The mayor", "10", "9")
    assert change.first.as_of.words == "2 March 2024"
    assert later.as_of.words == "5 March 2024"


def test_an_answer_revised_twice_is_one_row_of_answers() -> None:
    pictures = _pictures(
        {"value": "9", "statement": "second"},
        {"value": "8", "statement": "third"},
        {"value": "10", "statement": "first"},
    )
    (change,) = pictures[0].revisions
    assert (change.first.words, [it.words for it in change.later]) == ("10", ["9", "8"])


def test_numbers_and_directions_of_one_question_have_a_picture_each() -> None:
    here = {"value": "360 km north", "at_least": 360, "at_most": 360, "bearing": "north"}
    there = {"value": "140 km, 45 degrees", "at_least": 140, "at_most": 140, "bearing": 45}
    pictures = _pictures(here, there)
    assert [bool(it.compass) for it in pictures] == [False, True]
    assert [row.answers[0].label for row in pictures[1].rows] == [here["value"], there["value"]]


def test_the_same_number_in_two_directions_is_no_agreement() -> None:
    values = [
        {"value": way, "at_least": 5, "at_most": 5, "bearing": way, "source": "a"}
        for way in ("north", "south")
    ]
    view: Any = page({**SOURCES, "detail/d": {"values": values}}, "details/d.html").view
    assert view.summary.endswith("with 2 different values.")


@pytest.mark.parametrize("bearing", ["nord", "361", "-1", "north-north", "12.3456", "NNE"])
def test_a_direction_that_does_not_exist(bearing: str) -> None:
    values = [{"value": "x", "bearing": bearing, "source": "a"}]
    (found,) = findings({**SOURCES, "detail/d": {"values": values}})
    assert found.code == "bad-value"
    assert "north-east" in (found.suggestion or "")


# Where they are


def test_a_line_of_numbers_is_even() -> None:
    line = number_line([Range(0, 0), Range(50, 100), Range(100, 100), Range(25, inf)], str)
    assert line is not None
    first, middle, last, open_ended = line.extents
    assert middle.at - first.at == pytest.approx((last.at - first.at) / 2, abs=0.02)
    assert middle.at + middle.width == pytest.approx(last.at)
    assert (open_ended.before, open_ended.after) == (False, True)


@pytest.mark.parametrize(("low", "high"), [(1e13, 2e13), (1e6, 1e6 + 1e-3), (0, 5e-324)])
def test_numbers_that_no_line_can_show(low: float, high: float) -> None:
    assert number_line([Range(low, low), Range(high, high)], str) is None


numbers = st.one_of(
    st.integers(-(10**12), 10**12).map(float), st.floats(-1e6, 1e6), st.integers(0, 99).map(float)
)
ranges = st.tuples(numbers, numbers, st.sampled_from(["", "low", "high"])).map(
    lambda it: Range(
        -inf if it[2] == "low" else min(it[:2]), inf if it[2] == "high" else max(it[:2])
    )
)


@given(st.lists(ranges, min_size=2, max_size=12))
def test_the_order_on_a_line_is_that_of_the_numbers(given_ranges: list[Range]) -> None:
    line = number_line(given_ranges, lambda it: f"{it:,.10g}")
    if line is None:
        return
    for (own, first), (other, second) in combinations(
        zip(given_ranges, _ends(line), strict=True), 2
    ):
        assert (own.low < other.low) <= (first[0] <= second[0])
        assert (own.high > other.high) <= (first[1] >= second[1] - 0.02)
    _assert_apart(line)


@given(st.lists(dates, min_size=1, max_size=8), st.sampled_from(["en", "de", "ar"]))
def test_labels_of_a_line_of_time_never_touch(written: list[Any], language: str) -> None:
    spans = [span(date, "Europe/Moscow") for date in written]
    line = time_line(spans, TimeLabels(translator(language), "Europe/Moscow"))
    if line is None:
        assert all(it.before and it.after for it in spans)
        return
    _assert_apart(line)
    for (own, first), (other, second) in combinations(zip(spans, _ends(line), strict=True), 2):
        assert (own.start < other.start) <= (first[0] <= second[0])
        if own.start < other.end and other.start < own.end:
            # What overlaps in time is not drawn apart.
            assert first[0] <= second[1] + 0.02
            assert second[0] <= first[1] + 0.02


def _assert_apart(line: Line) -> None:
    assert all(0 <= first <= last <= 100.01 for first, last in _ends(line))
    for width in (NARROW, 400, 1000):
        for one, other in combinations(line.ticks, 2):
            (left, right), (begin, end) = label_box(one, width), label_box(other, width)
            assert one.row != other.row or right <= begin or end <= left


def test_a_long_time_without_an_answer_is_cut_out() -> None:
    written = ["2024-02-26", "2025-12-25", "2025-12-28T19:20", "2025-12-28T20:19"]
    spans = [span(parse(it), "Europe/Moscow") for it in written]
    line = time_line(spans, TimeLabels(ENGLISH, "Europe/Moscow"))
    assert line is not None
    assert len(line.cuts) == 2
    third, fourth = line.extents[2:]
    assert fourth.at - third.at > 5


# The compass


def test_words_are_sectors_and_degrees_are_lines() -> None:
    assert sector("north") == Sector(0, 22.5)
    assert sector("north-north-east") == Sector(22.5, 11.25)
    assert sector("360") == Sector(0, 0)
    assert {sector(name).middle for name in COMPASS} == {22.5 * nth for nth in range(16)}


@given(st.lists(st.floats(0, 359.99).map(lambda it: Sector(it, 0)), min_size=1, max_size=30))
def test_the_numbers_of_a_compass_never_touch(sectors: list[Sector]) -> None:
    drawn = compass(sectors, NAMES)
    assert drawn is not None
    boxes = [(it.label_x, it.label_y) for it in drawn.needles]
    boxes += [(x, y) for x, y, _ in drawn.names]
    for (x, y), (other_x, other_y) in combinations(boxes, 2):
        assert abs(x - other_x) >= 15.9 or abs(y - other_y) >= 11.9
    assert all(hypot(it.x - 120, it.y - 120) == pytest.approx(76, abs=0.1) for it in drawn.needles)


def test_a_compass_with_too_many_directions_is_left_to_the_list() -> None:
    assert compass([Sector(nth * 11, 0) for nth in range(31)], NAMES) is None


@pytest.mark.parametrize(("different", "drawn"), [(30, 1), (31, 0)])
def test_very_many_different_answers_are_left_to_the_table(different: int, drawn: int) -> None:
    values = [{"value": f"{nth}", "at_least": nth, "at_most": nth} for nth in range(different)]
    assert len(_pictures(*values)) == drawn
