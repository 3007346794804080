"""Dates of records as plain days of the calendar, for other formats."""

from __future__ import annotations

from claimline.dates.plain_day import plain_day as plain_day
from claimline.dates.point import Point
from claimline.model.records import Claim


def known_numbers(point: Point) -> tuple[int, ...]:
    """Return the year, month and day of a point, as far as they are known."""
    year, _ = point.years
    if not point.month.isdigit() or int(point.month) > 12:
        return (year,)
    return (year, int(point.month), int(point.day)) if point.has_day else (year, int(point.month))


def last_change(claim: Claim) -> str:
    """Return the day of a claim's last change of verdict or correction, or "" if none is known."""
    days = [plain_day(change.date) for change in claim.history]
    days += [plain_day(correction.date) for correction in claim.corrections]
    return max(days, default="")
