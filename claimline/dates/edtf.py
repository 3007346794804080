"""Reading dates: EDTF level 1 with times of day, zones and ranges of times.

The grammar is that of the Extended Date/Time Format of the Library of Congress (4 February
2019, a profile of ISO 8601-2:2019), level 1. The ends of a span may also have unspecified digits
(``X``) and long years (``Y``). claimline adds times to the minute or second, parts of the day such
as ``Tevening``, the zone suffix of RFC 9557, and ``start/HH:MM`` for a range of times in one day.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from msgspec.structs import replace

from claimline.dates.bounds import first_instant, instants, last_instant, leap, reading
from claimline.dates.civil import DAY, civil, day_text, days_in_month
from claimline.dates.day_parts import DAY_PARTS
from claimline.dates.partial import PartialDate
from claimline.dates.point import DateError, Open, Point, offset_text
from claimline.dates.seasons import SEASONS
from claimline.dates.zones import offset_info, zone_info

LONGEST = 120

_PART = "|".join(DAY_PARTS)
_CLOCK = rf"(?P<time>\d\d:\d\d(?::\d\d)?|{_PART})(?P<offset>Z|[+-]\d\d(?::\d\d)?)?"
_YEAR = r"-?\d{4}|-?\d{3}X|-?\d\dXX|Y-?[1-9]\d{4,}"
_POINT = re.compile(
    rf"(?P<year>{_YEAR})(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?(?:T{_CLOCK})?"
    r"(?P<qualifier>[?~%])?",
    re.ASCII,
)
_END_OF_RANGE = re.compile(rf"{_CLOCK}(?P<qualifier>[?~%])?", re.ASCII)
_FRACTION = re.compile(r"\d:\d\d:\d\d[.,]\d", re.ASCII)
_ZONE = re.compile(r"(?P<rest>[^\[\]]*)\[(?P<zone>[^\[\]]*)\]")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


class _NotADateError(Exception):
    """Says why a text is not a date. The text itself is added later."""

    def __init__(self, why: str, suggestion: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.suggestion = suggestion


def parse(text: str) -> PartialDate:
    """Read a date.

    Raises ``DateError`` if the text is not a date. The error has a suggestion if the text can only
    mean one date.
    """
    try:
        return _read(text)
    except _NotADateError as wrong:
        shown = text if len(text) <= 60 else f"{text[:57]}..."
        suggestion = wrong.suggestion or _suggest(text)
        raise DateError(f'"{shown}" is not a date: {wrong.why}', suggestion) from None


def at_place(date: PartialDate, zone: str) -> PartialDate:
    """Return the date as one of a place: days and times without a zone get ``zone``.

    Raises ``DateError`` if clocks there never showed the time.
    """
    if date.states_zone or not any(point.has_day for point in date.points):
        return date
    zoned = replace(date, zone=zone)
    try:
        _check_zone(zoned)
    except _NotADateError as wrong:
        raise DateError(
            f'"{date}" is not a time in that zone: {wrong.why}', wrong.suggestion
        ) from None
    return zoned


def _suggest(text: str) -> str:
    if len(text) > LONGEST:
        return ""
    # Few texts need a suggestion, and its patterns take long to compile.
    from claimline.dates.hints import candidates, explain

    for candidate in candidates(text):
        try:
            canonical = str(_read(candidate))
        except _NotADateError:
            continue
        # A full stop after an open end would read as a third dot.
        return f'Write "{canonical}".' if canonical.endswith(".") else f"Write {canonical}."
    return explain(text)


@lru_cache(maxsize=1 << 12)
def _read(text: str) -> PartialDate:
    if not text:
        raise _NotADateError("it is empty")
    if len(text) > LONGEST:
        raise _NotADateError(f"it is longer than {LONGEST} characters")
    zone, rest = "", text
    if text.endswith("]") and (zoned := _ZONE.fullmatch(text)):
        rest, zone = zoned["rest"], zoned["zone"]
        if not zone:
            raise _NotADateError("the brackets hold no time zone")
    elif "[" in text:
        raise _NotADateError("a date has at most one time zone in brackets, at its end")
    start, slash, end = rest.partition("/")
    date = _span(start, end, zone) if slash else PartialDate(_point(start), None, zone)
    if zone:
        _check_zone(date)
    return date


def _span(start_text: str, end_text: str, zone: str) -> PartialDate:
    start = _end(start_text)
    short = _END_OF_RANGE.fullmatch(end_text)
    if short and isinstance(start, Point) and start.time:
        end: Point | Open = Point(start.year, start.month, start.day, *_clock(short))
    else:
        end = _end(end_text)
    if isinstance(start, Open) and isinstance(end, Open):
        raise _NotADateError("at least one end of a span must be known")
    if isinstance(start, Point) and isinstance(end, Point):
        if not zone:
            start, end = _shared(start, end), _shared(end, start)
        if short and _before(end, start):
            raise _NotADateError("the range ends before it starts", _on_next_day(start, end, zone))
        if _before(end, start):
            raise _NotADateError("the span ends before it starts")
    return PartialDate(start, end, zone)


def _end(text: str) -> Point | Open:
    return Open(text) if text in ("", "..") else _point(text)


def _shared(point: Point, other: Point) -> Point:
    """Return an end of a span. A time without an offset gets the offset of the other end."""
    if not point.time or point.offset is not None or other.offset is None:
        return point
    return replace(point, offset=other.offset)


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise _NotADateError(_misshapen(text))
    year, month, day = match["year"], match["month"] or "", match["day"] or ""
    if year == "-0000":
        raise _NotADateError("there is no year -0000")
    if month:
        _check_calendar(year, month, day)
    if not match["time"]:
        return Point(year, month, day, qualifier=match["qualifier"] or "")
    if not day.isdigit():
        raise _NotADateError("a time of day needs a full date before it")
    if len(year) != 4 or year == "0000":
        raise _NotADateError("a time of day needs a year from 0001 to 9999")
    return Point(year, month, day, *_clock(match))


def _misshapen(text: str) -> str:
    if _FRACTION.search(text):
        return "times are given to the second, without a fraction"
    if "midnight" in text:
        return "midnight is the end of one day and the beginning of another"
    if "XXX" in text:
        return "only the last one or two digits of a year may be X"
    return "it has none of the forms 2025, 2025-12, 2025-12-29 or 2025-12-29T19:20"


def _check_calendar(year: str, month: str, day: str) -> None:
    if year.startswith("Y"):
        raise _NotADateError("a year with Y stands alone, without month and day")
    if "X" in year:
        raise _NotADateError("a year with unknown digits stands alone, without month and day")
    if month == "XX":
        if day.isdigit():
            raise _NotADateError("a day cannot be known where its month is not")
        return
    if month in SEASONS:
        if day:
            raise _NotADateError("a season (21 to 24) has no days")
        return
    number = int(month)
    if 25 <= number <= 41:
        raise _NotADateError(f"there is no month {month}, and the seasons are 21 to 24")
    if not 1 <= number <= 12:
        raise _NotADateError(f"there is no month {month}")
    if day.isdigit():
        length = days_in_month(int(year), number)
        if not 1 <= int(day) <= 31:
            raise _NotADateError(f"there is no day {day}")
        if int(day) > length:
            raise _NotADateError(f"{_MONTHS[number - 1]} {year} has {length} days")


def _clock(match: re.Match[str]) -> tuple[str, int | None, str]:
    time, offset = match["time"], match["offset"]
    if ":" in time:
        hour, minute, *second = map(int, time.split(":"))
        if hour > 23:
            raise _NotADateError(f"there is no hour {hour}; the last minute of a day is 23:59")
        if minute > 59:
            raise _NotADateError(f"there is no minute {minute}")
        if second and second[0] > 59:
            raise _NotADateError(f"there is no second {second[0]}")
    return time, _offset(offset) if offset else None, match["qualifier"] or ""


def _offset(text: str) -> int:
    if text == "Z":
        return 0
    hours, minutes = int(text[1:3]), int(text[4:] or 0)
    if minutes > 59 or hours * 60 + minutes > 14 * 60:
        raise _NotADateError(f"there is no offset {text}; offsets run from -14:00 to +14:00")
    if text[0] == "-" and not hours + minutes:
        raise _NotADateError(f"there is no offset {text}", "Write Z for UTC.")
    return (hours * 60 + minutes) * (-1 if text[0] == "-" else 1)


def _before(end: Point, start: Point) -> bool:
    """Whether a span is over before it starts."""
    if start.offset is not None and end.offset is not None:
        clocks = offset_info(start.offset), offset_info(end.offset)
        return last_instant(end.high, clocks[1]) < first_instant(start.low, clocks[0])
    return end.high < start.low


def _on_next_day(start: Point, end: Point, zone: str) -> str:
    next_day = start.low // DAY + 1
    if civil(next_day)[0] > 9999:
        return ""
    suffix = f"[{zone}]" if zone else ""
    ending = f"{day_text(next_day)}T{end.clock}{suffix}"
    return f"If it ends on the next day, write {start}/{ending}."


def _check_zone(date: PartialDate) -> None:
    if not any(point.has_day for point in date.points):
        raise _NotADateError("a time zone needs a day")
    try:
        zone = zone_info(date.zone)
    except DateError as error:
        raise _NotADateError(error.reason, error.suggestion) from None
    for point in date.points:
        if not point.clock_time:
            if point.offset is None:
                continue
            raise _NotADateError(
                "a part of the day has either an offset or a zone",
                "Leave out the offset.",
            )
        _check_clock(point, date.zone, zone)


def _check_clock(point: Point, name: str, zone: tzinfo) -> None:
    """Check that clocks of the zone showed the time, with its offset if it has one."""
    local = reading(point.low)
    try:
        possible = instants(local, zone)
    except OverflowError:
        raise _NotADateError("the time is beyond the years 0001 to 9999 in UTC") from None
    if not possible:
        raise _NotADateError(_leap_words(local, name))
    offsets = [local.replace(tzinfo=UTC) - instant for instant in possible]
    if point.offset is not None and timedelta(minutes=point.offset) not in offsets:
        stood = " or ".join(offset_text(round(at / timedelta(minutes=1))) for at in offsets)
        raise _NotADateError(
            f"clocks in {name} stood at {stood}, not {offset_text(point.offset)}",
            "Leave out either the offset or the zone.",
        )


def _leap_words(local: datetime, name: str) -> str:
    zone = zone_info(name)
    instant = leap(local, zone)
    after = instant.astimezone(zone)
    before = (instant - timedelta(seconds=1)).astimezone(zone) + timedelta(seconds=1)
    if after.date() != before.date():
        return f"clocks in {name} never showed {local:%H:%M} that day, as they were set forward"
    return (
        f"clocks in {name} never showed {local:%H:%M} that day: "
        f"they were set forward from {before:%H:%M} to {after:%H:%M}"
    )
