"""A date as formats have it that know plain days of the calendar alone."""

from __future__ import annotations

from claimline.dates.partial import PartialDate
from claimline.dates.point import Point


def plain_day(date: PartialDate | None) -> str:
    """Return the day of a date as ISO 8601 has it, "" where it is no single day of years 1 to 9999.

    The day is that of the date's own calendar. What time it was, and in which zone, is left out.
    """
    if date is None or date.end is not None or not isinstance(date.start, Point):
        return ""
    point = date.start
    if not point.has_day or not point.year.isdigit() or len(point.year) != 4:
        return ""
    return point.calendar
