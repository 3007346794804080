"""The names of key moments in the drawing of all days."""

from __future__ import annotations

from hypothesis import given

from claimline.pages.timeline import DatedItem, Span, overview
from claimline.pages.timeline.span import DAY
from tests.pages.test_timeline import FIRST, days_of, items


def named(made: list[DatedItem]) -> dict[str, str]:
    drawn = overview(made, days_of(made), ())
    assert drawn is not None
    return {mark.entry: mark.label for lane in drawn.lanes for mark in lane.marks}


def test_only_key_moments_have_their_names_in_the_drawing_of_all_days() -> None:
    day = Span(FIRST, FIRST + DAY)
    made = [
        DatedItem(
            "event", f"event-{nth}", f"What happened {nth}", "", "", "reported", day, key=nth < 2
        )
        for nth in range(4)
    ]
    made += [
        DatedItem(
            "event", f"event-{nth}", "Later", "", "", "reported",
            Span(FIRST + nth * DAY, FIRST + (nth + 1) * DAY),
        )
        for nth in range(4, 30)
    ]  # fmt: skip
    names = named(made)
    assert {entry for entry, name in names.items() if name} == {"event-0", "event-1"}
    assert names["event-1"] == "What happened 1"


@given(items(lanes=["event"]))
def test_a_name_is_the_title_of_its_mark_or_its_beginning(made: list[DatedItem]) -> None:
    titles = {it.entry: it.title for it in made if it.key}
    for entry, name in named(made).items():
        assert not name or titles[entry].startswith(name.removesuffix("\u2026"))
