"""A date as far as it is known, and how two of them compare."""

from __future__ import annotations

import datetime as dt
from datetime import datetime, tzinfo

from claimline.dates.bounds import BEGINNING, END, first_instant, last_instant
from claimline.dates.point import Open, Point
from claimline.dates.zones import offset_info, zone_info
from claimline.value import Value


class PartialDate(Value, frozen=True):
    """A point of the calendar, or a span between two. Made by ``parse``.

    ``end`` is ``None`` where the date is no span. ``zone`` is an IANA name, or empty where the
    text states none. ``str`` gives the canonical text, which reads back as an equal value.
    """

    start: Point | Open
    end: Point | Open | None = None
    zone: str = ""

    def __str__(self) -> str:
        suffix = f"[{self.zone}]" if self.zone else ""
        if self.end is None:
            return f"{self.start}{suffix}"
        end = self.end.clock if isinstance(self.end, Point) and self._in_a_day() else self.end
        return f"{self.start}/{end}{suffix}"

    def earliest(self, zone: str) -> datetime:
        """The first instant that it may mean, in UTC.

        ``zone`` is the site's IANA zone and counts where the date states none. The qualifiers
        ``?`` and ``~`` do not widen the bounds. A start that is open or unknown, and years
        before 1 or after 9999, give the ends of Python's calendar.
        """
        first = self.start
        if isinstance(first, Open):
            return BEGINNING
        return first_instant(first, self.clock_of(first, zone))

    def latest(self, zone: str) -> datetime:
        """The last microsecond that it may mean, in UTC; else as ``earliest``."""
        last = self.start if self.end is None else self.end
        if isinstance(last, Open):
            return END
        return last_instant(last, self.clock_of(last, zone))

    def clock_of(self, point: Point, zone: str) -> tzinfo:
        """The clock by which one of its points is told, ``zone`` being the site's."""
        if point.offset is not None:
            return offset_info(point.offset)
        if self.zone:
            return zone_info(self.zone)
        # A day at one end of a span is a day of the clock at the other end.
        for other in (self.start, self.end):
            if isinstance(other, Point) and other.offset is not None:
                return offset_info(other.offset)
        return zone_info(zone)

    def _in_a_day(self) -> bool:
        """Whether it is a range of times in one day."""
        start, end = self.start, self.end
        return (
            isinstance(start, Point)
            and isinstance(end, Point)
            and start.time is not None
            and end.time is not None
            and start.calendar == end.calendar
        )


def sort_key(date: PartialDate, zone: str) -> tuple[datetime, datetime, str]:
    """A total order: by earliest, then by latest instant, then by text."""
    return date.earliest(zone), date.latest(zone), str(date)


def overlaps(a: PartialDate, b: PartialDate, zone: str) -> bool:
    """Whether the two may mean the same instant, so that no order between them is known."""
    return a.earliest(zone) <= b.latest(zone) and b.earliest(zone) <= a.latest(zone)


def day(date: PartialDate, zone: str) -> dt.date | None:
    """The one civil day in which the date wholly lies, or ``None`` if it spans more.

    The day is that of the date's own clock. Where the ends of a span have different offsets,
    it is the day in ``zone``, the site's.
    """
    start, end = date.start, date.start if date.end is None else date.end
    if not (isinstance(start, Point) and isinstance(end, Point) and start.has_day and end.has_day):
        return None
    if not (len(start.year) == len(end.year) == 4 and "0000" not in (start.year, end.year)):
        return None
    if start.time and end.time and start.offset != end.offset and not date.zone:
        site = zone_info(zone)
        try:
            first, last = (
                at.astimezone(site).date() for at in (date.earliest(zone), date.latest(zone))
            )
        except OverflowError:
            return None
    else:
        first, last = dt.date(*start.low[:3]), dt.date(*end.low[:3])
    return first if first == last else None
