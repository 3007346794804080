"""What holds for every date."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import assume, given
from hypothesis import strategies as st

from claimline.dates import (
    DateError,
    PartialDate,
    civil_days,
    day,
    machine,
    overlaps,
    parse,
    sort_key,
    words,
    zone_info,
)
from claimline.dates.bounds import local_second
from claimline.dates.civil import DAY, civil, day_number, days_in_month
from tests.dates import strategies as some

HOUR = 3600

# The values of a `time` element that we use, as the HTML standard has them: a year, a month, a
# date, a local or a global date and time. Lengths of months are the parser's business.
_MONTH, _DAY, _TIME = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])", r"(?:[01]\d|2[0-3]):[0-5]\d"
_OFFSET = rf"(?:Z|[+-]{_TIME})"
HTML_TIME = re.compile(
    rf"(?!0+(?:-|\Z))\d{{4,}}(?:-{_MONTH}(?:-{_DAY}(?:T{_TIME}(?::[0-5]\d)?{_OFFSET}?)?)?)?",
    re.ASCII,
)


@given(some.dates)
def test_canonical_text_reads_back(date: PartialDate) -> None:
    assert parse(str(date)) == date
    assert str(parse(str(date))) == str(date)


@given(some.dates, some.zones)
def test_the_earliest_instant_is_not_after_the_latest(date: PartialDate, zone: str) -> None:
    assert date.earliest(zone) <= date.latest(zone)


@given(some.dates, some.dates, some.dates, some.zones)
def test_order_is_total(a: PartialDate, b: PartialDate, c: PartialDate, zone: str) -> None:
    first, second, third = sort_key(a, zone), sort_key(b, zone), sort_key(c, zone)
    assert (first == second) == (a == b)
    assert (first < second) + (first > second) + (first == second) == 1
    if first <= second <= third:
        assert first <= third


@given(some.dates, some.dates, some.zones)
def test_dates_that_do_not_overlap_are_in_order(a: PartialDate, b: PartialDate, zone: str) -> None:
    assert overlaps(a, a, zone)
    assert overlaps(a, b, zone) == overlaps(b, a, zone)
    if not overlaps(a, b, zone):
        before = sort_key(a, zone) < sort_key(b, zone)
        first, last = (a, b) if before else (b, a)
        assert first.latest(zone) < last.earliest(zone)


@given(some.dates, some.zones)
def test_words_say_something_plain(date: PartialDate, zone: str) -> None:
    told = words(date, zone)
    assert told == told.strip() != ""
    assert not re.search(r"X|(?<!U)T|[Y~?%\[\]/_]|\s\s|\(\)|\d\d\d\d-\d\d", told)


@given(some.dates, st.sampled_from("?~%"), some.zones)
def test_a_qualifier_keeps_bounds_and_machine_value(
    date: PartialDate, mark: str, zone: str
) -> None:
    bare = re.sub("[?~%]", "", str(date))
    place = re.sub(r"((?<=\.\.)|(?<=/)|)(\[.*\])?\Z", rf"{mark}\2", bare, count=1)
    assume(not re.search(r"(\.\.|/)[?~%]", place))
    plain, marked = parse(bare), parse(place)
    assert plain != marked
    assert plain.earliest(zone) == marked.earliest(zone)
    assert plain.latest(zone) == marked.latest(zone)
    assert machine(plain) == machine(marked)
    assert words(plain, zone) != words(marked, zone)


@given(some.dates)
def test_the_machine_value_is_valid_html(date: PartialDate) -> None:
    value = machine(date)
    assert not value or HTML_TIME.fullmatch(value)


@given(some.dates, some.zones)
def test_a_date_lies_in_its_day_or_in_the_night_after_it(date: PartialDate, zone: str) -> None:
    number = day(date, zone)
    assume(number is not None)
    assert number is not None
    # A day of some clock on Earth spans 50 hours in UTC.
    assert number * DAY - 14 * HOUR <= date.earliest(zone)
    assert date.latest(zone) < (number + 2) * DAY + 12 * HOUR
    assert civil_days(date, zone)[0] == number


@given(st.integers(-(10**12), 10**12))
def test_a_day_has_one_number(number: int) -> None:
    year, month, day_of_month = civil(number)
    assert day_number(year, month, day_of_month) == number
    assert 1 <= day_of_month <= days_in_month(year, month)
    assert civil(number + 1) > (year, month, day_of_month)


@given(st.dates())
def test_the_calendar_is_that_of_the_standard_library(day_: dt.date) -> None:
    number = day_.toordinal() - 719_163
    assert day_number(day_.year, day_.month, day_.day) == number
    assert civil(number) == (day_.year, day_.month, day_.day)


@given(some.days(), some.clocks, some.zones)
def test_a_time_on_the_clock_is_what_the_clock_shows(day: str, clock: str, zone: str) -> None:
    text = f"{day}T{clock}[{zone}]"
    try:
        date = parse(text)
    except DateError as error:
        reason = error.reason
    else:
        reason = ""
    if reason:
        assert "never showed" in reason or "beyond the years" in reason
        return
    for at in (date.earliest("UTC"), date.latest("UTC")):
        hour, minute = divmod(local_second(at, zone_info(zone)) % DAY // 60, 60)
        assert f"{hour:02}:{minute:02}" == clock


@given(st.text(st.sampled_from("0123456789-/.:TXYZ?~%[] +Decmbr"), max_size=30))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        date = parse(text)
    except DateError as error:
        found = error
    else:
        assert words(date)
        return
    assert found.reason.startswith(f'"{text}" is not a date: ')
    if suggested := re.fullmatch(r'Write "?([^ "]+)"?\.', found.suggestion):
        parse(suggested[1])
