"""Dates by example."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from claimline.dates import DateError, day, machine, overlaps, parse, sort_key, words, zone_info
from tests.dates.cases import cases

SITE = "Europe/Kyiv"
LIMITS = {"min": datetime.min.replace(tzinfo=UTC), "max": datetime.max.replace(tzinfo=UTC)}


def _minute(at: datetime) -> str:
    names = {limit: name for name, limit in LIMITS.items()}
    return names.get(at) or at.isoformat()[:16]


@pytest.mark.parametrize(("text", "canonical"), cases("canonical", 2))
def test_canonical_text(text: str, canonical: str) -> None:
    date = parse(text)
    assert str(date) == canonical
    assert parse(canonical) == date
    assert hash(parse(canonical)) == hash(date)


@pytest.mark.parametrize(("text", "earliest", "latest"), cases("bounds", 3))
def test_bounds(text: str, earliest: str, latest: str) -> None:
    date = parse(text)
    assert (_minute(date.earliest(SITE)), _minute(date.latest(SITE))) == (earliest, latest)


@pytest.mark.parametrize(("text", "told"), cases("words", 2))
def test_words(text: str, told: str) -> None:
    assert words(parse(text)) == told


@pytest.mark.parametrize(("text", "value"), cases("machine", 2))
def test_machine(text: str, value: str) -> None:
    assert machine(parse(text)) == value


@pytest.mark.parametrize(("text", "civil"), cases("day", 2))
def test_day(text: str, civil: str) -> None:
    found = day(parse(text), SITE)
    assert (found.isoformat() if found else "") == civil


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


def test_bounds_are_whole_minutes_to_the_last_microsecond() -> None:
    date = parse("2025-12-28T19:20Z")
    assert date.earliest(SITE) == datetime(2025, 12, 28, 19, 20, tzinfo=UTC)
    assert date.latest(SITE) == datetime(2025, 12, 28, 19, 20, 59, 999_999, tzinfo=UTC)


def test_a_day_starts_when_clocks_leap_over_midnight() -> None:
    # On 4 November 2018 clocks in São Paulo went from 00:00 to 01:00, at 03:00 UTC.
    date = parse("2018-11-04")
    assert date.earliest("America/Sao_Paulo") == datetime(2018, 11, 4, 3, tzinfo=UTC)
    before = parse("2018-11-03")
    assert not overlaps(before, date, "America/Sao_Paulo")


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
