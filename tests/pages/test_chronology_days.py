"""The list and the drawing put a thing on one day, in order, and count only empty days as empty."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from claimline.pages.chronology import ChronologyView, Day
from claimline.pages.timeline import Overview
from tests.dossiers import SITE, Data, page


def view_of(
    dates: dict[str, str], zone: str = "UTC", more: Mapping[str, Data] | None = None
) -> ChronologyView:
    """The chronology of events with these dates, and of statements where an id says so."""
    given: dict[str, Data] = {"site": {**SITE, "time_zone": zone}, "actor/x": {}}
    for id_, date in dates.items():
        given |= (
            {f"statement/{id_}": {"said": date}}
            if id_.startswith("said")
            else {f"event/{id_}": {"date": date}}
        )
    view = page({**given, **(more or {})}, "chronology.html").view
    assert isinstance(view, ChronologyView)
    return view


def entries_of(day: Day) -> list[str]:
    rows = [*day.timed, *day.untimed, *day.claims, *day.statements, *day.sources]
    return [row.anchor for row in rows]


def drawn_in(overview: Overview, entry: str) -> list[str]:
    """The columns over which the overview draws an entry."""
    for lane in overview.lanes:
        for mark in lane.marks:
            if mark.entry == entry:
                right = mark.x + max(mark.width, 1)
                return [
                    column.anchor
                    for column in overview.columns
                    if column.x < right and mark.x < column.x + column.width
                ]
    raise AssertionError(f"{entry} is not drawn")


@pytest.mark.parametrize(
    ("zone", "date", "own"),
    [
        ("Europe/London", "2024-03-04T23:30[America/New_York]", "2024-03-04"),
        ("Europe/London", "2024-03-04T22:30-08:00", "2024-03-04"),
        ("America/New_York", "2024-03-05T01:00[Asia/Tokyo]", "2024-03-05"),
        ("America/New_York", "2024-03-05T00:10Z", "2024-03-05"),
        ("Europe/London", "2024-03-04Tevening[America/Los_Angeles]", "2024-03-04"),
        ("Pacific/Auckland", "2024-03-04Tnight[America/Los_Angeles]", "2024-03-04"),
        ("Pacific/Auckland", "2024-03-04[America/Los_Angeles]", "2024-03-04"),
        ("Pacific/Kiritimati", "2024-03-04T12:00-12:00", "2024-03-04"),
        ("America/New_York", "2024-03-04T23:00/2024-03-05T05:00[Asia/Tokyo]", "2024-03-04"),
    ],
)
@pytest.mark.parametrize("id_", ["told", "said"])
def test_the_strip_the_list_and_the_words_have_one_day(
    zone: str, date: str, own: str, id_: str
) -> None:
    others = {f"at-{day}": f"2024-03-0{day}T12:00" for day in (3, 4, 5, 6)}
    view = view_of({**others, id_: date}, zone)
    entry = "event-told" if id_ == "told" else "statement-said"
    (listed,) = (day for day in view.days if entry in entries_of(day))
    assert listed.anchor == f"day-{own}"
    assert view.overview is not None
    assert drawn_in(view.overview, entry)[0] == f"at-{own}"
    column = next(it for it in view.overview.columns if it.anchor == f"at-{own}")
    number = "2 events" if id_ == "told" else "1 statement"
    assert number in column.name
    assert column.name.startswith(listed.heading.words)


def test_a_day_at_a_place_stands_on_that_day_and_says_so() -> None:
    view = view_of(
        {"said": "2020-06-05T22:30[America/Los_Angeles]", "other": "2020-06-06T10:00"},
        more={
            "place/portland": {"time_zone": "America/Los_Angeles"},
            "event/march": {"date": "2020-06-05", "place": "portland", "first_said": "said"},
        },
    )
    assert [day.anchor for day in view.days] == ["day-2020-06-05", "day-2020-06-06"]
    (march,) = view.days[0].untimed
    assert march.when.words == "5 June 2020 (Los Angeles time)"
    assert march.disclosed is not None
    assert march.disclosed.gap == ""
    assert view.disclosures == ()


def test_an_approximate_date_keeps_its_place_among_the_disclosed_without_a_gap() -> None:
    view = view_of(
        {"said": "2024-03-02T10:00Z"},
        more={"event/march": {"date": "2021-03-02~", "first_said": "said"}},
    )
    (entry,) = view.disclosures
    assert entry.event.href.endswith("#event-march")
    assert (entry.gap, entry.status_words) == ("", "alleged")


# Years


def test_years_of_any_age_are_in_order_under_their_own_headings() -> None:
    dates = {
        "later": "Y20000", "caesar": "-0044-03-15", "old": "-0500", "young": "2024-03-04",
        "augustus": "0014-08-19", "end": "9999-12-31", "deep": "Y-12000", "era": "-01XX",
    }  # fmt: skip
    view = view_of(dates)
    assert [(day.anchor, day.heading.words) for day in view.days] == [
        ("day-y-12000", "12,001 BC"),
        ("day--0500", "501 BC"),
        ("day--01xx", "200 BC to 101 BC"),
        ("day--0044-03-15", "15 March 45 BC"),
        ("day-0014-08-19", "19 August AD 14"),
        ("day-2024-03-04", "4 March 2024"),
        ("day-9999-12-31", "31 December 9999"),
        ("day-y20000", "20,000"),
    ]
    assert view.overview is not None
    assert [column.x for column in view.overview.columns] == sorted(
        column.x for column in view.overview.columns
    )


@pytest.mark.parametrize(
    ("dates", "labels"),
    [
        # Too many years for a column each.
        (
            [f"{-year:05}" for year in range(30, 150)],
            ["151 BC to 150 BC", "149 BC to 140 BC", "139 BC to 130 BC", "129 BC to 120 BC",
             "119 BC to 110 BC", "109 BC to 100 BC", "99 BC to 90 BC", "89 BC to 80 BC",
             "79 BC to 70 BC", "69 BC to 60 BC", "59 BC to 50 BC", "49 BC to 40 BC",
             "39 BC to 30 BC"],
        ),
        (
            [*(f"{-year:05}" for year in range(1, 60)), *(f"{year:04}" for year in range(1, 60))],
            ["60 BC", "59 BC to 50 BC", "49 BC to 40 BC", "39 BC to 30 BC", "29 BC to 20 BC",
             "19 BC to 10 BC", "9 BC to 1 BC", "AD 1 to AD 9", "AD 10 to AD 19",
             "AD 20 to AD 29", "AD 30 to AD 39", "AD 40 to AD 49", "AD 50 to AD 59"],
        ),
        ([f"Y{year}" for year in range(10_000, 10_180)], ["10,000 to 10,009"]),
        ([f"{year}-03-02" for year in range(1900, 2020)], ["1900 to 1909", "1910s"]),
    ],
)  # fmt: skip
def test_columns_of_many_years_are_round_numbers_of_years(
    dates: list[str], labels: list[str]
) -> None:
    view = view_of({f"e{nth}": date for nth, date in enumerate(dates)})
    assert view.overview is not None
    shown = [column.label for column in view.overview.columns]
    if len(labels) > 2:
        assert len(shown) == len(labels)
        assert shown[1:-1] == labels[1:-1]
    else:
        assert shown[: len(labels)] == labels
    assert sum(tally.number for tally in view.overview.lanes[0].more) == len(dates)


# Gaps


@pytest.mark.parametrize(
    ("dates", "columns", "gaps"),
    [
        # A year between two days has a column of its own, and lies in no gap.
        (
            ["1964-08-02", "1984", "2005-11-30"],
            ["at-1964-08-02", "at-1984", "at-2005-11-30"],
            ["19 years without an entry", "21 years without an entry"],
        ),
        (
            ["1964-08-02", "198X", "2005-11-30"],
            ["at-1964-08-02", "at-198x", "at-2005-11-30"],
            ["15 years without an entry", "16 years without an entry"],
        ),
        (
            ["2024-03-02", "2024-05", "2024-09-21"],
            ["at-2024-03-02", "at-2024-05", "at-2024-09-21"],
            ["59 days without an entry", "4 months without an entry"],
        ),
        (
            ["2024-03-02", "2024-22", "2024-12-21"],
            ["at-2024-03-02", "at-2024-06-01_2024-08-31", "at-2024-12-21"],
            ["3 months without an entry", "4 months without an entry"],
        ),
        # Of a year that holds a day, the rest is no empty time.
        (
            ["1983-12-30", "1984", "1984-06-01", "1985-01-03"],
            ["at-1983-12-30", "at-1984-06-01", "at-1985-01-03"],
            ["1 day without an entry", "2 days without an entry"],
        ),
        # Nobody knows how much of an open span is empty.
        (
            ["2024-03-02", "2024-03-20/..", "2024-09-21"],
            ["at-2024-03-02", "at-2024-09-21"],
            ["17 days without an entry"],
        ),
        (["2024-03-02", "../2024-09-01", "2024-09-21"],
         ["at-2024-03-02", "at-2024-09-21"], ["19 days without an entry"]),
        (["2024-03-02/..", "2024-03-02", "2024-09-21"],
         ["at-2024-03-02", "at-2024-09-21"], [""]),
    ],
)  # fmt: skip
def test_only_time_that_no_date_touches_is_without_an_entry(
    dates: list[str], columns: list[str], gaps: list[str]
) -> None:
    overview = view_of({f"e{nth}": date for nth, date in enumerate(dates)}).overview
    assert overview is not None
    assert [column.anchor for column in overview.columns] == columns
    between = [
        gap for gap in overview.gaps if overview.columns[0].x < gap.x < overview.columns[-1].x
    ]
    assert [gap.name for gap in between] == gaps


def test_many_dates_are_counted_and_no_gap_spans_one() -> None:
    dates = [f"{year}-03-02" for year in range(1900, 1940)] + ["1950/1959", "1970-03-02"]
    overview = view_of({f"e{nth}": date for nth, date in enumerate(dates)}).overview
    assert overview is not None
    assert [column.anchor for column in overview.columns][-2:] == ["at-195x", "at-1970-03"]
    assert [gap.name for gap in overview.gaps][-2:] == [
        "11 years without an entry", "10 years without an entry",
    ]  # fmt: skip


def test_what_is_wider_than_the_columns_leads_to_its_place_in_the_list() -> None:
    view = view_of({"a": "1964-08-02", "b": "1984", "c": "2005-11-30"})
    assert view.overview is not None
    column = view.overview.columns[1]
    assert (column.href, column.name) == ("day-1984", "1984: 1 event")
    assert [day.mark for day in view.days] == [it.anchor for it in view.overview.columns]
    assert [band.label for band in view.overview.bands] == ["Aug 1964", "1984", "Nov 2005"]
