"""The day of a date, for formats and lists that have no place for its time."""

from __future__ import annotations

from claimline.dates.civil import day_text
from claimline.dates.edtf import parse
from claimline.dates.partial import PartialDate, day
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


def listed_day(date: PartialDate, zone: str) -> PartialDate:
    """Return the civil day under which a date is listed, or the date itself if it has no such day.

    A day that is in doubt, or only approximate, stays so. ``zone`` is the site's, an IANA name. See
    ``partial.day``.
    """
    number = day(date, zone)
    if number is None:
        return date
    uncertain = any(point.uncertain for point in date.points)
    around = any(point.around and not point.time for point in date.points)
    qualifier = "%" if uncertain and around else "?" if uncertain else "~" if around else ""
    return parse(day_text(number) + qualifier)
