"""Dates for machines: the value of HTML's ``<time datetime>``."""

from __future__ import annotations

import re
from datetime import timedelta

from claimline.dates.bounds import instants, reading
from claimline.dates.partial import PartialDate
from claimline.dates.point import Open, Point, offset_text
from claimline.dates.seasons import SEASONS
from claimline.dates.zones import zone_info

_FROM_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")


def machine(date: PartialDate) -> str:
    """Return a year, month, day or date-time as the HTML standard defines them, or an empty string.

    A span gives its start. Unknown parts are left out. Seasons, negative years and decades have no
    such form. A time is local if it has no zone, or if the clocks of its zone showed it twice.
    """
    start = date.start
    if isinstance(start, Open):
        return ""
    year = start.year.removeprefix("Y")
    if not year.isdigit() or int(year) == 0 or start.month in SEASONS:
        return ""
    known = "-".join(part for part in (year, start.month, start.day) if part.isdigit())
    if not start.clock_time:
        return known
    return f"{known}T{start.time}{offset_text(_offset(start, date.zone))}"


def known_day(date: PartialDate | None) -> str:
    """Return a date as ISO 8601 writes it, with its time if that is known.

    Returns "" for a date that is doubtful, spans more than a day, or lies outside years 1 to 9999.
    """
    if date is None or date.end is not None or isinstance(date.start, Open) or date.start.qualifier:
        return ""
    text = machine(date)
    return text if _FROM_DAY.match(text) else ""


def _offset(point: Point, zone: str) -> int | None:
    """Return the offset in minutes, if there is just one and it is of whole minutes."""
    if point.offset is not None or not zone:
        return point.offset
    local = reading(point.low)
    possible = instants(local, zone_info(zone))
    if len(possible) != 1:
        return None
    minutes, rest = divmod(local - possible[0].replace(tzinfo=None), timedelta(minutes=1))
    return None if rest else minutes
