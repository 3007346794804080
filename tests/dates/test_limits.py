"""Dates, offsets and zones at the limits of what can be written."""

from __future__ import annotations

import pytest

from claimline.dates import DateError, parse
from claimline.dates.words import words
from claimline.dates.zones import offset_label, zone_label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0000", "1 BC"),
        ("0001", "AD 1"),
        ("-9998", "9999 BC"),
        ("-9999", "10,000 BC"),
        ("0999", "AD 999"),
        ("1000", "1000"),
        ("9999", "9999"),
        ("Y10000", "10,000"),
        ("099X", "AD 990 to AD 999"),
        ("100X", "1000 to 1009"),
        ("2024-03-04T10:00+05:59", "4 March 2024, 10:00 UTC+5:59 (04:01 UTC)"),
        ("2024-03-04T10:00+14:00", "4 March 2024, 10:00 UTC+14 (3 March, 20:00 UTC)"),
        ("2024-03-04T10:00-01:01", "4 March 2024, 10:00 UTC-1:01 (11:01 UTC)"),
    ],
)
def test_words_at_a_limit(text: str, expected: str) -> None:
    assert words(parse(text)) == expected


@pytest.mark.parametrize("offset", ["+05:60", "+14:01", "+14:30", "-14:30", "-00:00"])
def test_offset_that_no_place_has(offset: str) -> None:
    with pytest.raises(DateError, match="there is no offset"):
        parse(f"2024-03-04T10:00{offset}")


def test_range_that_ends_after_the_last_day_gets_no_suggestion() -> None:
    with pytest.raises(DateError) as caught:
        parse("9999-12-31T23:00/01:00")
    assert "ends before it starts" in caught.value.reason
    assert caught.value.suggestion == ""


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("Etc/GMT+5", "UTC-5"),
        ("Etc/GMT-12", "UTC+12"),
        ("Etc/GMT", "GMT"),
        ("Etc/GMT0", "GMT"),
        ("Etc/GMT+0", "GMT"),
        ("Etc/GMT-0", "GMT"),
        ("Etc/UTC", "UTC"),
        ("CET", "CET"),
        ("EST5EDT", "EST5EDT"),
        ("Cuba", "Cuba time"),
        ("Europe/London", "London time"),
    ],
)
def test_label_of_a_zone(zone: str, label: str) -> None:
    assert zone_label(zone) == label


def test_label_of_an_offset() -> None:
    labels = [offset_label(minutes) for minutes in (0, 1, -30, 330)]
    assert labels == ["UTC", "UTC+0:01", "UTC-0:30", "UTC+5:30"]


@pytest.mark.parametrize(
    ("zone", "meant"),
    [("new york", "America/New_York"), ("Europe/Londn", "Europe/London"), ("utc", "UTC")],
)
def test_zone_that_was_meant(zone: str, meant: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(f"2024-03-04T10:00[{zone}]")
    assert caught.value.suggestion == f'Did you mean "{meant}"?'
