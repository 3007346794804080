"""Dates of records as plain days of the calendar, for other formats."""

from __future__ import annotations

from claimline.dates.plain_day import plain_day as plain_day
from claimline.dates.point import Point
from claimline.model.claim_changes import change_dates
from claimline.model.records import Brief, Claim, Page
from claimline.model.validate import Key
from claimline.pages.view_builder import ViewBuilder, part


def known_numbers(point: Point) -> tuple[int, ...]:
    """Return the year, month and day of a point, as far as they are known."""
    year, _ = point.years
    if not point.month.isdigit() or int(point.month) > 12:
        return (year,)
    return (year, int(point.month), int(point.day)) if point.has_day else (year, int(point.month))


@part("last change")
def last_change(builder: ViewBuilder, key: Key) -> str:
    """Return the day of a record's last change, or "" if none is known.

    A claim last changed when its verdict did, or when it was corrected.
    """
    record = builder.dossier.records(key[0])[key[1]]
    if isinstance(record, Claim):
        return max(map(plain_day, change_dates(record)), default="")
    return plain_day(record.updated) if isinstance(record, Brief | Page) else ""
