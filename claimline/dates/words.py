"""Dates for readers, in English, the same on every machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from datetime import datetime, tzinfo

from claimline.dates.bounds import instants
from claimline.dates.partial import PartialDate
from claimline.dates.point import Open, Point
from claimline.dates.zones import offset_label, zone_info, zone_label

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
NOT_STATED = "(time zone not stated)"


def words(date: PartialDate, zone: str = "UTC") -> str:
    """The date in words.

    A time of day whose zone is known is told by its own clock, then in brackets by that of
    ``zone``, an IANA name: ``28 December 2025, around 19:20 Moscow time (16:20 UTC)``.
    """
    start, end = date.start, date.end
    if isinstance(start, Open):
        assert isinstance(end, Point)
        lead = "until" if start is Open.LIMITLESS else "from an unknown date to"
        return f"{lead} {_alone(end, date, zone)}"
    if isinstance(end, Open):
        told = _alone(start, date, zone)
        return f"since {told}" if end is Open.LIMITLESS else f"{told} to an unknown date"
    if end is None or start == end:
        return _alone(start, date, zone)
    if start.time and end.time and start.offset == end.offset:
        return _times(start, end, date, zone)
    if start.time or end.time:
        return f"{_alone(start, date, zone)} to {_alone(end, date, zone)}"
    if start.qualifier or end.qualifier:
        return f"{_marked(_calendar(start), start)} to {_marked(_calendar(end), end)}"
    return _days(start, end)


def _alone(point: Point, date: PartialDate, zone: str) -> str:
    """A point by itself: its qualifiers around it, and for a time its zone after it."""
    around = "around " if point.around else ""
    uncertain = ", uncertain" if point.uncertain else ""
    if point.time is None:
        return f"{around}{_calendar(point)}{uncertain}"
    zoned = _zoned((point,), date, zone)
    return f"{_calendar(point)}, {around}{point.time:%H:%M}{zoned}{uncertain}"


def _marked(told: str, point: Point) -> str:
    """A point inside a span, where a comma would not show what is uncertain."""
    around = "around " if point.around else ""
    uncertain = " (uncertain)" if point.uncertain else ""
    return f"{around}{told}{uncertain}"


def _calendar(point: Point) -> str:
    """Year, month and day of a point, or as much of them as is known."""
    if "X" in point.year:
        return _unknown_digits(point)
    year = _year(point.years[0])
    if point.month == "XX":
        return f"{year}, {'day and month' if point.day else 'month'} unknown"
    if not point.month:
        return year
    if point.month in SEASONS:
        return f"{SEASONS[point.month]} {year}"
    month = f"{MONTHS[int(point.month) - 1]} {year}"
    if point.day == "XX":
        return f"{month}, day unknown"
    return f"{int(point.day)} {month}" if point.day else month


def _year(year: int) -> str:
    if year <= 0:
        return f"{1 - year} BC" if year > -9999 else f"{1 - year:,} BC"
    if year < 1000:
        return f"AD {year}"
    return str(year) if year < 10_000 else f"{year:,}"


def _unknown_digits(point: Point) -> str:
    """``2010s``, ``1900s``; both ends where that word would mean two things or is not usual."""
    low, high = point.years
    if low < 1000 or (point.year.count("X") == 1 and point.year[2] == "0"):
        return f"{_year(low)} to {_year(high)}"
    return f"{low}s"


def _days(start: Point, end: Point) -> str:
    """A span of days, months or years: what the ends share is said once."""
    plain = all(p.day.isdigit() or (not p.day and p.month.isdigit()) for p in (start, end))
    same_year = plain and start.year == end.year and bool(start.day) == bool(end.day)
    if not same_year or {start.month, end.month} & SEASONS.keys():
        return f"{_calendar(start)} to {_calendar(end)}"
    if start.month == end.month:
        return f"{int(start.day)} to {_calendar(end)}"
    day = f"{int(start.day)} " if start.day else ""
    return f"{day}{MONTHS[int(start.month) - 1]} to {_calendar(end)}"


def _times(start: Point, end: Point, date: PartialDate, zone: str) -> str:
    """A range of times by one clock, which is named once."""
    first, last = (_marked(f"{p.time:%H:%M}", p) for p in (start, end))
    day = "" if start.calendar == end.calendar else f"{_calendar(end)}, "
    return f"{_calendar(start)}, {first} to {day}{last}{_zoned((start, end), date, zone)}"


def _zoned(points: Sequence[Point], date: PartialDate, zone: str) -> str:
    """The name of the clock, and the same times by the clock of ``zone`` in brackets."""
    offset = points[0].offset
    if date.zone:
        label = zone_label(date.zone)
    elif offset is not None:
        label = offset_label(offset)
    else:
        return f" {NOT_STATED}"
    other = zone_label(zone)
    if label == other:
        return f" {label}"
    told = _elsewhere(points, date, zone)
    return f" {label} ({told} {other})" if told else f" {label}"


def _elsewhere(points: Sequence[Point], date: PartialDate, zone: str) -> str:
    """The times of points by another clock, with their days where those differ."""
    there = zone_info(zone)
    try:
        shown = [_readings(point, date.clock_of(point, zone), there) for point in points]
    except OverflowError:
        return ""
    days = [dt.date(*point.low[:3]) for point in points]
    moved = any(at.date() != day for ats, day in zip(shown, days, strict=True) for at in ats)
    told: list[str] = []
    named = days[0]
    for number, ats in enumerate(shown):
        texts: list[str] = []
        for at in ats:
            # A day is named when it is not the one that the reader has in mind.
            if moved and (at.date() != named or not (number or texts)):
                year = "" if at.year == named.year else f" {at.year}"
                texts.append(f"{at.day} {MONTHS[at.month - 1]}{year}, {at:%H:%M}")
                named = at.date()
            else:
                texts.append(f"{at:%H:%M}")
        told.append(" or ".join(texts))
    return " to ".join(told)


def _readings(point: Point, here: tzinfo, there: tzinfo) -> list[datetime]:
    """What the clock over there shows: one reading, or two where clocks here were set back."""
    local = datetime(*point.low)
    found = [local.replace(tzinfo=here)] if point.offset is not None else instants(local, here)
    return [at.astimezone(there) for at in found]
