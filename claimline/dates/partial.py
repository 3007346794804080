"""A date as far as it is known, and how two of them compare."""

from __future__ import annotations

from datetime import tzinfo

from claimline.dates.bounds import BEGINNING, END, first_instant, last_instant, local_second
from claimline.dates.civil import DAY
from claimline.dates.point import Open, Point
from claimline.dates.zones import offset_info, zone_info
from claimline.value import Value

_NIGHT = DAY + DAY // 2
"""Seconds of a span, at most, that is listed under the day on which it begins."""


class PartialDate(Value, frozen=True):
    """A point of the calendar, or a span between two. ``parse`` makes it.

    ``end`` is ``None`` if the date is not a span. ``zone`` is an IANA name, or empty if the text
    states none. ``str`` gives the canonical text, which ``parse`` reads as an equal value.
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

    @property
    def points(self) -> tuple[Point, ...]:
        """Its points. An open end is not one of them."""
        return tuple(end for end in (self.start, self.end) if isinstance(end, Point))

    @property
    def states_zone(self) -> bool:
        """Whether the date says which clock showed it."""
        return bool(self.zone) or any(point.offset is not None for point in self.points)

    def earliest(self, zone: str) -> int:
        """Return the first instant that the date may mean, in seconds since 1970 in UTC.

        ``zone`` is the site's IANA zone. It counts if the date states none. The qualifiers
        ``?`` and ``~`` do not widen the bounds. A start that is open or unknown is ``BEGINNING``.
        """
        first = self.start
        if isinstance(first, Open):
            return BEGINNING
        return first_instant(first.low, self.clock_of(first, zone))

    def latest(self, zone: str) -> int:
        """Return the last second that the date may mean. An open or unknown end is ``END``."""
        last = self.start if self.end is None else self.end
        if isinstance(last, Open):
            return END
        return last_instant(last.high, self.clock_of(last, zone))

    def clock_of(self, point: Point, zone: str) -> tzinfo:
        """Return the clock that showed one of its points. ``zone`` is the site's."""
        if point.offset is not None:
            return offset_info(point.offset)
        if self.zone:
            return zone_info(self.zone)
        # If only one end of a span has an offset, it counts for both ends.
        for other in self.points:
            if other.offset is not None:
                return offset_info(other.offset)
        return zone_info(zone)

    def _in_a_day(self) -> bool:
        """Whether the date is a range of times in one day."""
        start, end = self.start, self.end
        return (
            isinstance(start, Point)
            and isinstance(end, Point)
            and bool(start.time and end.time)
            and start.calendar == end.calendar
        )


def sort_key(date: PartialDate, zone: str) -> tuple[int, int, str]:
    """Return a key for a total order: by earliest, then by latest instant, then by text."""
    return date.earliest(zone), date.latest(zone), str(date)


def overlaps(a: PartialDate, b: PartialDate, zone: str) -> bool:
    """Whether two dates may mean the same instant, so that their order is not known."""
    return a.earliest(zone) <= b.latest(zone) and b.earliest(zone) <= a.latest(zone)


def civil_days(date: PartialDate, zone: str) -> tuple[int, int]:
    """Return the first and the last civil day that a date may mean, as day numbers.

    They are days of the date's own clock. If the ends of a span have different offsets, they are
    days in ``zone``, the site's. An open end gives a day before or after all others.
    """
    clocks = {date.clock_of(point, zone) for point in date.points}
    if len(clocks) > 1:
        site = zone_info(zone)
        first, last = (local_second(at, site) for at in (date.earliest(zone), date.latest(zone)))
        return first // DAY, last // DAY
    end = date.start if date.end is None else date.end
    return (
        (date.start.low if isinstance(date.start, Point) else BEGINNING) // DAY,
        (end.high if isinstance(end, Point) else END) // DAY,
    )


def day(date: PartialDate, zone: str) -> int | None:
    """Return the civil day under which a date is listed, as a day number.

    A night, or another span over two days of at most 36 hours, is listed under the first day. A
    date that spans more gives None.
    """
    first, last = civil_days(date, zone)
    night = last == first + 1 and date.latest(zone) - date.earliest(zone) < _NIGHT
    return first if first == last or night else None
