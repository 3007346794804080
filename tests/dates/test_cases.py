"""Dates by example."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from claimline.dates import (
    DateError,
    at_place,
    day,
    machine,
    overlaps,
    parse,
    sort_key,
    words,
    zone_info,
)
from claimline.dates.bounds import BEGINNING, END
from claimline.dates.civil import DAY, civil, year_text
from tests.dates.cases import cases

SITE = "Europe/Kyiv"
LIMITS = {BEGINNING: "min", END: "max"}


def _shown(at: int) -> str:
    """An instant to the second; without the seconds where a whole minute begins or ends."""
    if at in LIMITS:
        return LIMITS[at]
    number, second = divmod(at, DAY)
    year, month, day = civil(number)
    time = str(timedelta(seconds=second)).rjust(8, "0")
    return f"{year_text(year)}-{month:02}-{day:02}T{time}"


def _instant(text: str) -> int:
    return (datetime.fromisoformat(text) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)


@pytest.mark.parametrize(("text", "canonical"), cases("canonical", 2))
def test_canonical_text(text: str, canonical: str) -> None:
    date = parse(text)
    assert str(date) == canonical
    assert parse(canonical) == date
    assert hash(parse(canonical)) == hash(date)


@pytest.mark.parametrize(("text", "earliest", "latest"), cases("bounds", 3))
def test_bounds(text: str, earliest: str, latest: str) -> None:
    date = parse(text)
    assert _shown(date.earliest(SITE)).removesuffix(":00") == earliest
    assert _shown(date.latest(SITE)).removesuffix(":59") == latest


@pytest.mark.parametrize(("text", "told"), cases("words", 2))
def test_words(text: str, told: str) -> None:
    assert words(parse(text)) == told


@pytest.mark.parametrize(("text", "value"), cases("machine", 2))
def test_machine(text: str, value: str) -> None:
    assert machine(parse(text)) == value


@pytest.mark.parametrize(("text", "civil_day"), cases("day", 2))
def test_day(text: str, civil_day: str) -> None:
    number = day(parse(text), SITE)
    assert ("" if number is None else _shown(number * DAY)[:-9]) == civil_day


@pytest.mark.parametrize(("text", "reason", "suggestion"), cases("errors", 3))
def test_errors(text: str, reason: str, suggestion: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert caught.value.reason == f'"{text}" is not a date: {reason}'
    assert caught.value.suggestion == suggestion


@pytest.mark.parametrize(("text", "suggestion"), cases("near misses", 2))
def test_near_misses(text: str, suggestion: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert caught.value.suggestion == suggestion


def test_an_error_is_a_value_error_that_reads_as_sentences() -> None:
    with pytest.raises(ValueError, match=r"is not a date: .*\. Write 2025-12-29\.$"):
        parse("29.12.2025")


def test_a_long_text_is_refused_and_shortened() -> None:
    with pytest.raises(DateError, match=r'^"Y1{56}\.\.\." .* longer than 120 characters$'):
        parse("Y" + "1" * 5000)


def test_bounds_are_whole_minutes_to_the_last_second() -> None:
    date = parse("2025-12-28T19:20Z")
    assert date.earliest(SITE) == _instant("2025-12-28T19:20:00Z")
    assert date.latest(SITE) == _instant("2025-12-28T19:20:59Z")


def test_a_time_with_seconds_is_one_second() -> None:
    date = parse("2022-05-23T09:58:42Z")
    assert date.earliest(SITE) == date.latest(SITE) == _instant("2022-05-23T09:58:42Z")
    assert not overlaps(date, parse("2022-05-23T09:58:43Z"), SITE)
    assert overlaps(date, parse("2022-05-23T09:58Z"), SITE)


def test_a_day_starts_when_clocks_leap_over_midnight() -> None:
    # On 4 November 2018 clocks in São Paulo went from 00:00 to 01:00, at 03:00 UTC.
    date = parse("2018-11-04")
    assert date.earliest("America/Sao_Paulo") == _instant("2018-11-04T03:00:00Z")
    before = parse("2018-11-03")
    assert not overlaps(before, date, "America/Sao_Paulo")


def test_a_day_of_a_zone_is_a_day_of_its_clocks() -> None:
    there, here = parse("2024-03-04[America/New_York]"), parse("2024-03-04")
    assert there.earliest(SITE) == _instant("2024-03-04T05:00:00Z")
    assert there.latest(SITE) == _instant("2024-03-05T04:59:59Z")
    assert here.earliest(SITE) == _instant("2024-03-03T22:00:00Z")
    assert words(there, SITE) == "4 March 2024 (New York time)"
    assert words(there, "America/New_York") == "4 March 2024"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-04Tevening[America/New_York]", "4 March 2024, evening (New York time)"),
        ("2024-03-04Tevening[Europe/Kyiv]", "4 March 2024, evening"),
        ("2024-03-04Tnight~[Asia/Damascus]", "around night of 4 to 5 March 2024 (Damascus time)"),
        ("2024-03-04/..[Asia/Tokyo]", "on or after 4 March 2024 (Tokyo time)"),
        ("2024-03-04/2024-03-05[Asia/Tokyo]", "4 to 5 March 2024 (Tokyo time)"),
        ("2024-03-04Tdawn+03:00", "4 March 2024, dawn (UTC+3)"),
    ],
)
def test_the_zone_of_a_day_is_named_where_it_is_not_the_site_s(text: str, expected: str) -> None:
    assert words(parse(text), SITE) == expected


@pytest.mark.parametrize(
    ("texts", "zone"),
    [
        (["-12000", "Y-12000", "-0500", "-0044-03-15", "-0044-03-16", "0000", "0001"], "UTC"),
        (["9998", "9999-12-31", "Y10000", "Y20000", "Y17000000"], "America/New_York"),
        (["2024-03-04Tearly-hours", "2024-03-04Tdawn", "2024-03-04Tmorning", "2024-03-04Tnoon",
          "2024-03-04Tafternoon", "2024-03-04Tdusk", "2024-03-04Tevening", "2024-03-04Tnight",
          "2024-03-05"], "Asia/Tokyo"),
    ],
)  # fmt: skip
def test_dates_of_any_age_keep_their_order(texts: list[str], zone: str) -> None:
    dates = [parse(text) for text in texts if text != "-12000"]
    assert sorted(dates, key=lambda date: sort_key(date, zone)) == dates
    assert len({date.earliest(zone) for date in dates}) >= len(dates) - 1


def test_what_happened_at_a_place_is_told_by_its_clock() -> None:
    zone = "America/Los_Angeles"
    assert str(at_place(parse("2020-06-05"), zone)) == "2020-06-05[America/Los_Angeles]"
    assert str(at_place(parse("2020-06-05T22:30"), zone)) == "2020-06-05T22:30[America/Los_Angeles]"
    assert str(at_place(parse("2020-06-05Tevening"), zone)) == (
        "2020-06-05Tevening[America/Los_Angeles]"
    )
    for stated in ("2020-06-05[UTC]", "2020-06-05T22:30Z", "2020-06", "2020", "../2020"):
        assert at_place(parse(stated), zone) == parse(stated)
    with pytest.raises(DateError, match=r"clocks in America/Los_Angeles never showed 02:30"):
        at_place(parse("2020-03-08T02:30"), zone)


def test_the_site_s_zone_counts_only_where_the_date_states_none() -> None:
    stated, bare = parse("2025-12-28T19:20[Europe/Moscow]"), parse("2025-12-28T19:20")
    assert stated.earliest("Asia/Tokyo") == stated.earliest("UTC")
    assert bare.earliest("Asia/Tokyo") != bare.earliest("UTC")


def test_words_repeat_the_time_by_the_site_s_clock() -> None:
    date = parse("2025-12-28T19:20[Europe/Moscow]")
    assert words(date, SITE) == "28 December 2025, 19:20 Moscow time (18:20 Kyiv time)"
    assert words(date, "Europe/Moscow") == "28 December 2025, 19:20 Moscow time"


def test_overlapping_spans_have_no_order() -> None:
    month, last, next_year = parse("2025-12"), parse("2025-12-31"), parse("2026")
    assert overlaps(month, last, SITE)
    assert overlaps(last, month, SITE)
    assert not overlaps(last, next_year, SITE)
    assert overlaps(parse("2025-12-28/.."), next_year, SITE)


def test_order_is_by_earliest_then_latest_then_text() -> None:
    texts = ["/2025", "2025-12", "2025-12-01", "2025-12-01?", "2025-12-01T00:00", "2025-11"]
    texts += ["2025-12-01/2025-12-02"]
    ordered = sorted(texts, key=lambda text: sort_key(parse(text), SITE))
    assert ordered == [
        "/2025", "2025-11", "2025-12-01T00:00", "2025-12-01", "2025-12-01?",
        "2025-12-01/2025-12-02", "2025-12",
    ]  # fmt: skip


def test_an_unknown_site_zone_is_an_error() -> None:
    with pytest.raises(DateError) as caught:
        parse("2025").earliest("Europe/Kyjiv")
    assert caught.value.suggestion == 'Did you mean "Europe/Kyiv"?'


def test_zones_do_not_come_from_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import zoneinfo

    place = tmp_path / "Europe"
    place.mkdir()
    (place / "Samara").write_bytes(b"not a zone file")
    monkeypatch.setattr(zoneinfo, "TZPATH", (str(tmp_path),))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    winter = datetime(2025, 12, 28, tzinfo=zone_info("Europe/Samara"))
    assert winter.isoformat() == "2025-12-28T00:00:00+04:00"
