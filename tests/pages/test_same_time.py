"""Events whose order is not known name a few of each other, and say how many more there are."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from claimline.analysis import analysis_of
from claimline.dates import overlaps
from claimline.diagnostics import Report
from claimline.pages.chronology import ChronologyView
from claimline.pages.same_time import MOST, SameTime
from claimline.pages.view_builder import ViewBuilder
from tests.dossiers import Data, dossier, errors, planned
from tests.rendering import render

Given = dict[str, Data]


def all_day(number: int) -> Given:
    return {
        f"event/e{nth:03}": {"date": "2024-03-02T10:00/2024-03-02T16:00"} for nth in range(number)
    }


def at_random(seed: int) -> Given:
    """Events of a day at any minute, some exact and some hours long."""
    dice = random.Random(seed)
    given: Given = {}
    for nth in range(40):
        start, minutes = dice.randrange(1380), dice.choice((0, 5, 90, 700))
        times = [
            f"2024-03-02T{it // 60:02}:{it % 60:02}" for it in (start, min(start + minutes, 1439))
        ]
        given[f"event/e{nth}"] = {"date": times[0] if not minutes else "/".join(times)}
    return given


@pytest.mark.parametrize("seed", range(4))
def test_no_event_is_named_or_counted_that_does_not_overlap(seed: int) -> None:
    made = dossier(at_random(seed))
    builder = ViewBuilder(made, analysis_of(made))
    same_time = SameTime(builder, made.events)
    for id_ in made.events:
        named, more = same_time.overlapping(id_)
        expected = {
            other
            for other in made.events
            if other != id_
            and overlaps(made.event_dates[id_], made.event_dates[other], builder.zone)
        }
        assert set(named) <= expected
        assert len(named) == min(MOST, len(expected))
        assert len(named) + more == len(expected)
        order = [(builder.order(made.event_dates[it]), it) for it in named]
        assert order == sorted(order)


def test_the_nearest_events_are_named() -> None:
    made = dossier(all_day(40))
    named, more = SameTime(ViewBuilder(made, analysis_of(made)), made.events).overlapping("e020")
    assert named == ("e017", "e018", "e019", "e021", "e022", "e023")
    assert more == 33


def test_an_event_that_has_no_time_overlaps_nothing() -> None:
    made = dossier({"event/a": {}})
    assert SameTime(ViewBuilder(made, analysis_of(made)), ()).overlapping("a") == ((), 0)


@pytest.mark.parametrize(
    ("number", "links", "words"),
    [(1, 0, ""), (7, 6, ""), (8, 6, ", 1 more event<"), (30, 6, ", 23 more events<")],
)
def test_an_entry_says_how_many_more_there_are(
    number: int, links: int, words: str, tmp_path: Path
) -> None:
    page = render(planned(all_day(number)), tmp_path, report := Report()).files["chronology.html"]
    assert errors(report) == []
    lines = [it for it in page.decode().splitlines() if "May have happened before or after" in it]
    assert len(lines) == (number if links else 0)
    assert all(line.count("<a ") == links and (words in line) for line in lines)
    assert ("more event" in page.decode()) == bool(words)


def test_links_between_events_of_a_day_grow_with_their_number_alone() -> None:
    def links(number: int) -> int:
        plan = planned(all_day(number))
        views = [page.view for page in plan.pages if page.template == "pages/chronology.html"]
        return sum(
            len(entry.overlaps)
            for view in views
            if isinstance(view, ChronologyView)
            for day in view.days
            for entry in day.timed
        )

    assert (links(20), links(200)) == (20 * MOST, 200 * MOST)
