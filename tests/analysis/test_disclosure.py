"""The clock of disclosure: when was an event first said, and how long after it?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from claimline.analysis.disclosure import Disclosure
from claimline.pages.vocabulary import gap_words
from tests.dossiers import analysed

ACTOR = {"actor/board": {"name": "The board"}}
SECOND = timedelta(seconds=1)


def _of(event: dict[str, Any], **records: dict[str, Any]) -> Disclosure | None:
    given = {
        **ACTOR,
        "event/flood": {"first_said": "first", **event},
        **{name.replace("_", "/", 1): data for name, data in records.items()},
    }
    _, analysis, _ = analysed(given)
    return analysis.disclosure.get("flood")


def _said(when: str) -> dict[str, str]:
    return {"by": "board", "said": when}


def _told(date: str, said: str, **records: dict[str, Any]) -> str:
    first_said = _of({"date": date}, statement_first=_said(said), **records)
    assert first_said is not None
    tells = first_said.later and first_said.sure
    return gap_words(first_said.shortest, first_said.longest) if tells else ""


def test_nothing_is_concluded_from_what_an_event_cites() -> None:
    # An article of 2024 on an event of 2021, and what it quotes, may be the hundredth.
    assert _of(
        {"date": "2021-03-02", "first_said": None, "citations": [{"source": "paper"}]},
        statement_late=_said("2024-03-04"),
        source_paper={
            "published": "2024-03-04", "carries": [{"statement": "late", "how": "reports"}]
        },
    ) is None  # fmt: skip


def test_the_statement_that_the_record_names_counts() -> None:
    first_said = _of({"date": "2024-03-02"}, statement_first=_said("2024-03-04"))
    assert first_said is not None
    assert (first_said.statement, first_said.later) == ("first", True)
    # From the last moment of the 2nd to the first of the 4th lies the whole of the 3rd.
    assert first_said.shortest == 24 * 60 * 60 + 1
    assert gap_words(first_said.shortest, first_said.longest) == "1 to 2 days later"


def test_a_statement_that_repeats_another_is_not_the_first() -> None:
    first_said = _of(
        {"date": "2024-03-02", "first_said": "repeat"},
        statement_repeat={**_said("2024-03-09"), "repeats": "first"},
        statement_first=_said("2024-03-03"),
    )
    assert first_said is not None
    assert (first_said.statement, str(first_said.date)) == ("first", "2024-03-03")


@pytest.mark.parametrize("said", [None, "2024-03-04/..", "../2024-03-04"])
def test_without_a_date_no_gap_is_told(said: str | None) -> None:
    first_said = _of({"date": "2024-03-02"}, statement_first={"by": "board", "said": said})
    assert first_said is not None
    assert first_said.statement == "first"
    assert not first_said.later


@pytest.mark.parametrize(
    ("date", "said", "told"),
    [
        ("2024-03-02T07:00[Europe/London]", "2024-03-02T13:00[Europe/London]", "6 hours later"),
        ("2024-03-02T07:00:10Z", "2024-03-02T07:25:00Z", "25 minutes later"),
        ("2021-03-02", "2024-03-01T10:00Z", "3 years later"),
        ("2021-03-02", "2021-06-20", "4 months later"),
        ("2024-03-02", "2024-03-02", ""),
        ("2024-03-02", "2024-02-20", ""),
        # Readers see one day twice, and are not told of another.
        ("2020-06-05", "2020-06-05T22:30[America/Los_Angeles]", ""),
        ("2020-06-05", "2020-06-05T22:30-07:00", ""),
        ("2020-06-05T23:00[America/Los_Angeles]", "2020-06-05", ""),
        ("2020-06-05", "2020-06-07T22:30-07:00", "1 to 2 days later"),
        ("2020-06-05[America/Los_Angeles]", "2020-06-05T22:30[America/Los_Angeles]", ""),
        ("2020-06-05[America/Los_Angeles]", "2020-06-06T22:30[Asia/Tokyo]", "up to 1 day later"),
        ("-0044-03-15", "2024-03-15", "2068 years later"),
        # Of two clocks, one of which nobody states, only the days can be told.
        ("2024-03-02T07:00", "2024-03-02T13:00[Europe/London]", ""),
        ("2024-03-02T07:00Z", "2024-03-04T13:00", "1 to 2 days later"),
        ("2024-03-02T07:00", "2024-03-02T13:00", "6 hours later"),
        # By the clocks of some places, the one of these dates that states no zone comes first.
        ("2024-03-02T23:00-12:00", "2024-03-03", ""),
        ("2024-03-02T23:00-12:00", "2024-03-04T01:00", ""),
        ("2024-03-02T23:00-12:00", "2024-03-04T01:01", "1 to 2 days later"),
        ("2024-03-02", "2024-03-03T01:00Z", ""),
        ("2024-03-02T08:00Z", "2024-03-03", "up to 1 day later"),
        ("2024-03-02T11:00Z~", "2024-03-03", ""),
        # Of an approximate time, the day is known. How far another date is off, no record says.
        ("2024-03-02T07:00Z~", "2024-03-02T13:00Z", ""),
        ("2024-03-02T07:00Z~", "2024-03-04T13:00Z~", "1 to 2 days later"),
        ("2024-03-02Tnight~", "2024-03-03T10:00", ""),
        ("2024-03-02T23:00-12:00~", "2024-03-03T01:00+14:00", ""),
        ("2024-03-02T23:00-12:00", "2024-03-03T01:00+14:00~", ""),
        ("2024-03-02T23:00+14:00~", "2024-03-03T01:00-12:00", "1 to 2 days later"),
        ("2021-03-02~", "2024-03-02T10:00Z", ""),
        ("2021-03-02", "2024-03?", ""),
        ("2021~/2022", "2024-03-02", ""),
    ],
)
def test_gaps_between_dates(date: str, said: str, told: str) -> None:
    assert _told(date, said) == told


def test_an_approximate_time_has_its_own_day() -> None:
    # By the clocks of the world, it was said first.
    first_said = _of(
        {"date": "2024-03-02T23:00-12:00~"}, statement_first=_said("2024-03-03T01:00+14:00~")
    )
    assert first_said is not None
    assert not first_said.later


def test_a_day_at_a_place_is_a_day_of_the_place() -> None:
    place = {"time_zone": "America/Los_Angeles"}
    first_said = _of(
        {"date": "2020-06-05", "place": "portland"},
        statement_first=_said("2020-06-05T22:30[America/Los_Angeles]"),
        place_portland=place,
    )
    assert first_said is not None
    assert not first_said.later


@pytest.mark.parametrize(
    ("shortest", "longest", "told"),
    [
        (timedelta(hours=1), timedelta(hours=1), "1 hour later"),
        (timedelta(hours=5), timedelta(hours=7), "5 to 7 hours later"),
        (timedelta(hours=3), timedelta(days=1), "up to 1 day later"),
        (timedelta(hours=1), timedelta(days=2), "up to 1 day later"),
        (timedelta(days=3), timedelta(days=5), "3 to 4 days later"),
        (timedelta(days=40), timedelta(days=41), "40 days later"),
        (timedelta(minutes=3), timedelta(minutes=4), "4 minutes later"),
        (timedelta(days=59), timedelta(days=61), "59 to 60 days later"),
        (timedelta(days=90), timedelta(days=92), "3 months later"),
        (timedelta(days=10), timedelta(days=100), "up to 3 months later"),
        (timedelta(days=90), timedelta(days=200), "3 to 7 months later"),
        (timedelta(days=1095), timedelta(days=1097), "3 years later"),
        (timedelta(days=100), timedelta(days=1097), "up to 3 years later"),
        (timedelta(days=800), timedelta(days=1500), "2 to 4 years later"),
    ],
)
def test_gaps_are_told_within_their_bounds(
    shortest: timedelta, longest: timedelta, told: str
) -> None:
    assert gap_words(shortest // SECOND, longest // SECOND) == told


@pytest.mark.parametrize("minutes", [1, 7, 40, 58])
def test_minutes_between_two_clock_times_are_those_between_them(minutes: int) -> None:
    told = _told("2024-03-02T12:00[Europe/London]", f"2024-03-02T12:{minutes:02}[Europe/London]")
    assert told == ("1 minute later" if minutes == 1 else f"{minutes} minutes later")
