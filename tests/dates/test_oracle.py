"""Our reading of EDTF against that of the package ``edtf``, where the two overlap."""

from __future__ import annotations

import math
from datetime import date
from time import struct_time

import pytest
from edtf import EDTFObject, EDTFParseException, parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from claimline.dates import DateError, PartialDate, parse
from claimline.dates.bounds import BEGINNING, END
from claimline.dates.civil import DAY, day_number
from tests.dates import strategies as some

bare = st.one_of(some.level0, some.days())
qualified = st.builds("{}{}".format, bare, some.qualifiers)
uncertain = st.builds("{}{}".format, some.unspecified, some.qualifiers)
# Seasons with a qualifier are left out: the specification does not exclude them, `edtf` does.
singles = st.one_of(qualified, uncertain, some.seasons, some.long_years)
# Unknown digits and Y in spans are an extension of ours, so that level 1 is what is compared.
end = st.one_of(qualified, st.builds("{}{}".format, some.seasons, some.qualifiers))
spans = st.one_of(
    st.builds("{}/{}".format, end, end),
    st.builds("{}/{}".format, end, st.sampled_from(["", ".."])),
    st.builds("{}/{}".format, st.sampled_from(["", ".."]), end),
)
broken_days = st.builds(
    "{}-{}-{}{}".format, some.any_years, some.numbers, some.numbers, some.qualifiers
)
broken_months = st.builds("{}-{:02}".format, some.any_years, st.integers(0, 24))


def _ours(text: str) -> PartialDate | None:
    try:
        return parse(text)
    except DateError:
        return None


def _theirs(text: str) -> EDTFObject | None:
    try:
        read: EDTFObject = parse_edtf(text)
    except EDTFParseException:
        return None
    return read


@given(st.one_of(singles, broken_days, broken_months))
def test_they_agree_on_what_a_date_is(text: str) -> None:
    ours, theirs = _ours(text), _theirs(text)
    if "-02-29" in text and ours is None:
        # `edtf` takes 29 February in every year; ISO 8601 has it in leap years only.
        assert "has 28 days" in _reason(text)
    else:
        assert (ours is None) == (theirs is None)


@given(spans)
def test_they_agree_on_what_a_span_is(text: str) -> None:
    ours, theirs = _ours(text), _theirs(text)
    if ours is None and "ends before" in _reason(text):
        # `edtf` does not look at the order of the ends.
        return
    assert (ours is None) == (theirs is None)


@given(singles)
def test_they_agree_on_the_bounds_of_dates(text: str) -> None:
    _agree(text)


@given(st.builds("{}/{}".format, qualified, qualified))
def test_they_agree_on_the_bounds_of_spans(text: str) -> None:
    _agree(text)


@given(end, st.booleans())
def test_they_agree_on_open_ends(known: str, forward: bool) -> None:
    # Not on unknown ends, to which `edtf` gives a length of ten years.
    text = f"{known}/.." if forward else f"../{known}"
    theirs, ours = parse_edtf(text), parse(text)
    if forward:
        assert theirs.upper_strict() == math.inf
        assert ours.latest("UTC") == END
    else:
        assert theirs.lower_strict() == -math.inf
        assert ours.earliest("UTC") == BEGINNING


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2XXX", "the specification knows one or two unknown digits in a year"),
        ("../..", "a span without ends says nothing"),
        ("2004-06-~01", "level 2"),
        ("{2025,2026}", "level 2"),
        ("2025-31", "level 2"),
    ],
)
def test_what_they_take_and_we_do_not(text: str, why: str) -> None:
    assert _theirs(text) is not None
    assert _ours(text) is None, why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2025-12-28T19:20", "times may be to the minute"),
        ("2025-12-28[UTC]", "days have zones"),
        ("2025-12-28Tevening", "parts of the day"),
        ("2025-12-28T19:20[UTC]", "zones"),
        ("2025-21?", "seasons may be qualified like any date"),
        ("Y17000/Y18000", "years with Y may be ends of spans"),
    ],
)
def test_what_we_take_and_they_do_not(text: str, why: str) -> None:
    assert _ours(text) is not None, why
    assert _theirs(text) is None


def _reason(text: str) -> str:
    with pytest.raises(DateError) as caught:
        parse(text)
    return caught.value.reason


def _agree(text: str) -> None:
    ours = _ours(text)
    if ours is None:
        return
    if text.startswith("-") and "X" in text:
        # `edtf` takes the ends of such a span the wrong way round.
        return
    theirs = parse_edtf(text)
    lower, upper = ours.earliest("UTC"), ours.latest("UTC")
    assert lower == _instant(theirs.lower_strict(), last=False)
    winter = "-24" in text and "-24-" not in text
    if winter:
        # `edtf` lets a winter be its December; ours goes on to the end of February.
        return
    assert upper == _instant(theirs.upper_strict(), last=True)


def _instant(day: struct_time, *, last: bool) -> int:
    # `edtf` gives years of any size, of which the standard library knows those of four digits.
    number = day_number(day.tm_year, day.tm_mon, day.tm_mday)
    if 1 <= day.tm_year <= 9999:
        assert number == date(day.tm_year, day.tm_mon, day.tm_mday).toordinal() - 719_163
    return min(max(number * DAY + (DAY - 1 if last else 0), BEGINNING + 1), END - 1)
