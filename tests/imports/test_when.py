"""Dates in any usual form, and the doubt that they have."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.dates import parse
from claimline.imports.when import of_moment, read_when


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2024-03-05", "2024-03-05"),
        ("5 March 2024", "2024-03-05"),
        ("5. März 2024", "2024-03-05"),
        ("1er février 2023", "2023-02-01"),
        ("٥ آذار ٢٠٢٤", "2024-03-05"),
        ("5 مارس 2024", "2024-03-05"),
        ("03.04.2024", "2024-04-03"),
        ("25/04/2024", "2024-04-25"),
        ("04/25/2024", "2024-04-25"),
        ("05/05/2024", "2024-05-05"),
        ("20240304", "2024-03-04"),
        ("2024-03-04 21:30:00", "2024-03-04T21:30:00"),
        ("March 5, 2024 at 10:30", "2024-03-05T10:30"),
        ("ca. 2019", "2019~"),
        ("um den 5. Mai 2021", "2021-05-05~"),
        ("vermutlich 3. Juni 2020", "2020-06-03?"),
        ("(Believed to be) 2020-06-05", "2020-06-05?"),
        ("vor 5. Mai 2020", "../2020-05-04"),
        ("entre 5 mai 2020 et 7 mai 2020", "2020-05-05/2020-05-07"),
        ("am Abend des 5. März 2024", "2024-03-05Tevening"),
        ("12.3.24", "2024-03-12?"),
        ("12.3.85", "1985-03-12?"),
        ("someday", ""),
        ("45355", ""),
        ("13/13/2024", ""),
        ("", ""),
    ],
)
def test_a_date_is_read_with_its_doubt(text: str, edtf: str) -> None:
    when = read_when(text)
    assert (when.edtf, when.two_ways) == (edtf, False)


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("03/04/2024", "2024-04-03", "2024-03-04"),
        ("3-4-2024", "2024-04-03", "2024-03-04"),
        ("3/4/24", "2024-04-03?", "2024-03-04?"),
        ("4/3/2024 9:30 PM", "2024-03-04T21:30", "2024-04-03T21:30"),
        ("4/3/2024 12:30 am", "2024-03-04T00:30", "2024-04-03T00:30"),
    ],
)
def test_a_date_with_two_readings_waits_for_an_order(
    text: str, day_first: str, month_first: str
) -> None:
    assert read_when(text).two_ways
    assert read_when(text).edtf == ""
    assert read_when(text, "day-first").edtf == day_first
    assert read_when(text, "month-first").edtf == month_first


@given(st.text(max_size=60) | st.from_regex(r"[0-9]{1,2}[./ -][0-9]{1,2}[./ -][0-9]{2,4}[a-z ]*"))
def test_whatever_is_read_is_a_date(text: str) -> None:
    for order in ("", "day-first", "month-first"):
        if edtf := read_when(text, order).edtf:
            parse(edtf)


def test_moments_of_a_spreadsheet() -> None:
    assert of_moment(date(2024, 3, 4)) == "2024-03-04"
    assert of_moment(datetime(2024, 3, 4)) == "2024-03-04"
    assert of_moment(datetime(2024, 3, 4, 21, 30)) == "2024-03-04T21:30"
    assert of_moment(datetime(2024, 3, 4, 0, 0, tzinfo=UTC)) == "2024-03-04T00:00Z"
    assert of_moment(datetime(2024, 3, 4, 21, 30, 5, 999)) == "2024-03-04T21:30:05"
