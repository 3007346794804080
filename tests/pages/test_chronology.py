"""The chronology: what is derived, what is drawn, and how the two lead to each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from claimline.dates import parse
from claimline.pages.chronology import ChronologyView, Day
from claimline.pages.chronology_drawing import clock
from claimline.pages.chronology_event import EventEntry
from claimline.pages.chronology_overview import OverviewView
from claimline.pages.chronology_rows import DerivedRow
from tests.dossiers import SITE, Data, page, planned

CASE: dict[str, Data] = {
    "site": {**SITE, "time_zone": "Europe/Moscow"},
    "actor/state": {"name": "The state"},
    "actor/minister": {"name": "A minister", "party": "state"},
    "statement/said": {"by": "minister", "said": "2024-03-02T12:00"},
    "source/paper": {
        "published": "2024-03-02", "carries": [{"statement": "said", "how": "quotes"}],
    },
    "claim/first": {
        "by": ["minister"], "statement": "said", "tags": ["roof"],
        "citations": [{"source": "paper", "stance": "supports"}],
    },
    "claim/undated": {},
    "event/noon": {
        "date": "2024-03-02T12:00[Europe/Moscow]", "tags": ["roof"], "actors": ["minister"],
    },
    "event/new-york": {"date": "2024-03-02T13:30[America/New_York]", "status": "established"},
    "event/month": {"date": "2024-02", "status": "reported"},
    "event/later": {"date": "2024-05-09"},
}  # fmt: skip


def view_of(given: Mapping[str, Data]) -> ChronologyView:
    view = page(given, "chronology.html").view
    assert isinstance(view, ChronologyView)
    return view


@pytest.fixture(scope="module")
def view() -> ChronologyView:
    return view_of(CASE)


def rows_of(found: Day) -> list[EventEntry | DerivedRow]:
    return [*found.timed, *found.untimed, *found.claims, *found.statements, *found.sources]


def day(view: ChronologyView, anchor: str) -> Day:
    return next(day for day in view.days if day.anchor == anchor)


def test_claims_statements_and_sources_stand_on_their_day(view: ChronologyView) -> None:
    found = day(view, "day-2024-03-02")
    assert [row.anchor for row in found.claims] == ["claim-first"]
    assert [row.anchor for row in found.statements] == ["statement-said"]
    assert [row.anchor for row in found.sources] == ["source-paper"]
    assert [entry.anchor for entry in found.timed] == ["event-noon", "event-new-york"]


def test_what_has_no_date_is_not_in_the_chronology(view: ChronologyView) -> None:
    assert not [row for day in view.days for row in day.claims if row.anchor == "claim-undated"]


def test_words_to_filter_by_come_from_the_records(view: ChronologyView) -> None:
    found = day(view, "day-2024-03-02")
    # By who speaks and for whom, by the tags of what rests on it.
    for row in rows_of(found)[:1] + rows_of(found)[2:]:
        assert (row.actor_ids, row.tag_ids) == ("minister state", "roof"), row.anchor
    assert [(it.value, it.label) for it in view.actors] == [
        ("minister", "A minister"), ("state", "The state"),
    ]  # fmt: skip
    assert [it.value for it in view.tags] == ["roof"]
    assert [it.value for it in view.statuses] == ["alleged", "reported", "established"]
    assert [it.value for it in view.lanes] == ["event", "claim", "statement", "source"]


def test_every_entry_has_a_mark_and_every_mark_an_entry(view: ChronologyView) -> None:
    entries: dict[str, str] = {}
    for found in view.days:
        for row in rows_of(found):
            entries[row.anchor] = row.mark
    assert view.overview is not None
    lanes = view.overview.lanes
    marks = [mark for lane in lanes for mark in lane.marks]
    bundles = [bundle for lane in lanes for bundle in lane.bundles]
    anchors = [mark.anchor for mark in marks if mark.anchor]
    anchors += [bundle.anchor for bundle in bundles]
    assert len(anchors) == len(set(anchors))
    assert set(entries.values()) == set(anchors)
    assert {mark.entry for mark in marks} | {
        of for it in bundles for of in it.entries.split()
    } == set(entries)


def test_columns_lead_to_days(view: ChronologyView) -> None:
    assert view.overview is not None
    anchors = {found.anchor for found in view.days}
    columns = {column.anchor: column for column in view.overview.columns}
    assert columns["at-2024-03-02"].href == "day-2024-03-02"
    assert columns["at-2024-03-02"].name == (
        "2 March 2024: 2 events, 1 claim, 1 statement and 1 source"
    )
    assert {column.href for column in columns.values()} <= anchors
    assert day(view, "day-2024-03-02").mark == "at-2024-03-02"


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_addresses_do_not_depend_on_the_language(language: str) -> None:
    wide = {
        "2023-12": "day-2023-12", "2023-12~": "day-2023-12_around", "202X": "day-202x",
        "2023-12?": "day-2023-12_uncertain", "2023-12-05/..": "day-2023-12-05_open",
        "2023-12-05/": "day-2023-12-05_", "../2023-12": "day-open_2023-12",
        "2023-21%": "day-2023-21_around_uncertain",
        "2023-12-05T10:00/2023-12-09[Asia/Tokyo]": "day-2023-12-05t1000_2023-12-09_asia_tokyo",
        "2023-12-05T10:00+02:00/2023-12-09": "day-2023-12-05t1000_plus0200_2023-12-09",
    }  # fmt: skip
    events = {f"event/e{nth}": {"date": date} for nth, date in enumerate(wide)}
    site = {**SITE, "interface_language": language}
    days = view_of({**CASE, "site": site, **events}).days
    homes = {row.anchor: found.anchor for found in days for row in rows_of(found)}
    assert {date: homes[f"event-e{nth}"] for nth, date in enumerate(wide)} == wide
    assert homes["event-noon"] == "day-2024-03-02"
    anchors = [found.anchor for found in days]
    assert len(anchors) == len(set(anchors))
    told = {found.anchor: found.heading.words for found in days}
    assert told["day-2023-12"] == {
        "en": "December 2023", "de": "Dezember 2023", "ar": "ديسمبر 2023",
    }[language]  # fmt: skip


def test_empty_time_is_cut_out_and_marked(view: ChronologyView) -> None:
    assert view.overview is not None
    # 1 March, after the column of February; then the days between March and May.
    assert [gap.days for gap in view.overview.gaps] == [1, 67]
    assert [gap.name for gap in view.overview.gaps] == [
        "1 day without an entry", "2 months without an entry",
    ]  # fmt: skip


def test_a_day_is_drawn_by_the_hour_where_hours_tell_something(view: ChronologyView) -> None:
    assert day(view, "day-2024-03-02").page == "chronology/2024-03-02.html"
    chart = _zoomed("chronology/2024-03-02.html").hours
    assert chart is not None
    assert chart.zone == "Moscow time"
    assert [words for _, words in chart.ticks] == [
        "00", "03", "06", "09", "12", "15", "18", "21",
    ]  # fmt: skip
    assert [it.page for it in view.days if it.anchor != "day-2024-03-02"] == [""] * 2
    noon, new_york = chart.lanes[0].marks
    assert noon.clock == "12:00"
    assert new_york.clock == "13:30 New York time"
    # 21:30 in Moscow.
    places = {words: x for x, words in chart.ticks}
    assert noon.x == places["12"]
    assert places["21"] < new_york.x < places["21"] + (places["21"] - places["18"]) // 3


def _zoomed(path: str, given: Mapping[str, Data] = CASE) -> Any:
    return page(given, path).view


def test_the_page_of_a_day_has_its_entries_and_leads_to_the_chronology() -> None:
    view = _zoomed("chronology/2024-03-02.html")
    marks = [mark for lane in view.hours.lanes for mark in lane.marks]
    rows = (*view.events, *view.claims, *view.statements, *view.sources)
    assert sorted(mark.entry for mark in marks) == sorted(row.anchor for row in rows)
    assert [row.ref.href for row in view.events] == [
        "chronology.html#event-noon", "chronology.html#event-new-york",
    ]  # fmt: skip
    assert [link.href for link in view.zoom] == ["chronology.html", "chronology/2024-03-02.html"]


def test_the_key_days_have_a_page_where_it_shows_less_than_all() -> None:
    given = {**CASE, "event/noon": {**CASE["event/noon"], "key": True}}
    view = _zoomed("chronology/key-days.html", given)
    assert [row.anchor for row in view.events] == ["event-noon", "event-new-york"]
    assert [column.page for column in view.overview.columns] == ["chronology/2024-03-02.html"]
    assert "chronology/key-days.html" not in {it.path for it in planned(CASE).pages}


def test_a_chronology_of_one_day_has_no_other_pages() -> None:
    given = {
        f"event/e{hour}": {"date": f"2024-03-02T{hour}:00", "key": True} for hour in (10, 12, 14)
    }
    assert [it.path for it in planned(given).pages if it.path.startswith("chronology")] == [
        "chronology.html"
    ]
    (found,) = view_of(given).days
    assert found.hours is not None


def test_a_party_that_could_know_has_a_lane_and_all_others_share_one() -> None:
    given: dict[str, Data] = {
        "actor/state": {"name": "The state"}, "actor/town": {"name": "The town"},
        "actor/paper": {"name": "A paper", "role": "commentator"},
        **{
            f"statement/s{nth}": {"by": by, "said": f"2024-03-0{nth + 1}"}
            for nth, by in enumerate(["town", "state", "state", "paper"])
        },
        "claim/c": {"said": "2024-03-01", "by": "town"},
        "claim/d": {"said": "2024-03-01", "by": "town"},
        "event/e": {"date": "2024-03-02"},
    }  # fmt: skip
    view = view_of(given)
    assert view.overview is not None
    lanes = [(lane.name, lane.party, len(lane.marks)) for lane in view.overview.lanes]
    assert lanes == [
        ("event", "", 1), ("party", "The town", 3), ("party", "The state", 2), ("party", "", 1),
    ]  # fmt: skip


def test_what_the_heading_says_is_not_said_again(view: ChronologyView) -> None:
    found = day(view, "day-2024-03-02")
    assert [row.said for row in found.sources] == [None]


def test_a_night_makes_the_axis_longer() -> None:
    given = {
        "event/night": {"date": "2024-03-02T22:00/2024-03-03T05:30"},
        "event/noon": {"date": "2024-03-02T12:00"},
    }
    (found,) = view_of(given).days
    assert found.hours is not None
    assert [words for _, words in found.hours.ticks][-4:] == ["21", "3 Mar", "03", "06"]


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2024-03-02", ""),
        ("2024-03-02T19:20", "19:20"),
        ("2024-03-02T19:20~", "~19:20"),
        ("2024-03-02T19:20[Europe/Moscow]", "19:20"),
        ("2024-03-02T19:20[Europe/Kyiv]", "19:20 Kyiv time"),
        ("2024-03-02T19:20+05:30", "19:20 UTC+5:30"),
        ("2024-03-02T23:00/2024-03-03T07:00[Europe/Moscow]", "23:00\u201307:00"),
        ("2024-03-02/2024-03-03T07:00", ""),
        ("2024-03-02/..", ""),
    ],
)
def test_times_are_told_by_their_own_clock(date: str, told: str) -> None:
    assert clock(parse(date), "Europe/Moscow") == told


def test_a_date_without_an_end_is_in_the_list_and_in_the_drawing() -> None:
    view = view_of({"event/since": {"date": "2024-03-02/.."}, "event/day": {"date": "2024-03-02"}})
    assert view.overview is not None
    marks = {mark.entry: mark for mark in view.overview.lanes[0].marks}
    assert marks["event-since"].span.after == "open"
    assert marks["event-since"].x == marks["event-day"].x


def test_nothing_gives_no_drawing() -> None:
    view = view_of({})
    assert view.overview is None
    assert view.days == ()


def test_days_beyond_the_calendar_do_no_harm() -> None:
    view = view_of({f"event/e{nth}": {"date": date} for nth, date in enumerate(
        ["-0043", "Y17000", "../2024-03-02", "2024-03-02/..", "9999-12-31", "0001-01-01", "20XX"]
    )})  # fmt: skip
    assert sum(len(day.timed) + len(day.untimed) for day in view.days) == 7


# Many


def many(events: int) -> dict[str, Data]:
    given: dict[str, Any] = {
        f"event/e{nth}": {
            "date": f"2{nth // 240:03}-{nth // 20 % 12 + 1:02}-{nth % 20 + 1:02}T12:00"
        }
        for nth in range(events)
    }
    given["claim/c"] = {"said": "2000-01-01"}
    return given


def test_many_events_are_counted_by_month() -> None:
    view = page(many(480), "chronology.html").view
    assert isinstance(view, OverviewView)
    assert view.drawing is not None
    assert len(view.drawing.columns) == 24
    assert view.drawing.columns[0].page == "chronology/2000-01.html"
    (events, claims) = view.drawing.lanes
    assert [tally.number for tally in events.more] == [20] * 24
    assert [tally.number for tally in claims.more] == [1]


def test_more_months_than_a_page_holds_are_counted_by_year() -> None:
    view = view_of({f"event/e{nth}": {"date": f"{1900 + nth}-03-02"} for nth in range(60)})
    assert view.overview is not None
    assert [column.label for column in view.overview.columns] == ["Mar"] * 60
    view = view_of({f"event/e{nth}": {"date": f"{1900 + nth}-03-02"} for nth in range(120)})
    assert view.overview is not None
    assert len(view.overview.columns) == 12
    assert view.overview.columns[0].name == "1900 to 1909: 10 events"
