"""A date for formats that have only plain days of the calendar."""

from __future__ import annotations

from claimline.dates.partial import PartialDate
from claimline.dates.point import Point


def plain_day(date: PartialDate | None) -> str:
    """Return the day of a date as ISO 8601 writes it, without its time and zone.

    Returns "" if the date is not a single day of the years 1 to 9999.
    """
    if date is None or date.end is not None or not isinstance(date.start, Point):
        return ""
    point = date.start
    if not point.has_day or not point.year.isdigit() or len(point.year) != 4:
        return ""
    return point.calendar
