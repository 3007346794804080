"""Dates of records as other formats have them: plain days of the calendar."""

from __future__ import annotations

from claimline.dates import PartialDate
from claimline.dates.point import Point
from claimline.model.records import Claim


def known_numbers(point: Point) -> tuple[int, ...]:
    """Return year, month and day of a point, as far as they are known."""
    year, _ = point.years
    if not point.month.isdigit() or int(point.month) > 12:
        return (year,)
    return (year, int(point.month), int(point.day)) if point.has_day else (year, int(point.month))


def last_change(claim: Claim) -> str:
    """Return the day of a claim's last change of verdict or correction, "" where none is known."""
    days = [plain_day(change.date) for change in claim.history]
    days += [plain_day(correction.date) for correction in claim.corrections]
    return max(days, default="")


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
