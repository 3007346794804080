"""Turns a partial date into the minutes that a drawing needs."""

from __future__ import annotations

from msgspec.structs import replace

from claimline.dates import DAY as SECONDS_OF_A_DAY
from claimline.dates import Open, PartialDate, Point, civil_days, zone_info
from claimline.dates.bounds import first_instant, last_instant
from claimline.value import Value

MINUTE = 60
"""Seconds in a minute."""
DAY = 24 * 60
"""Minutes in a day."""
WIDE = 22 * 60
"""The least length, in minutes, of a date without a time of day. A day can have 23 hours."""


class Span(Value, frozen=True):
    """A span of time in minutes since 1970 (UTC): from ``start`` up to but not including ``end``.

    ``before`` and ``after`` are ``open`` or ``unknown`` if that end has no date, else "".
    """

    start: int
    end: int
    before: str = ""
    after: str = ""
    around: bool = False
    uncertain: bool = False

    @property
    def length(self) -> int:
        """Its length in minutes, at least one."""
        return self.end - self.start

    @property
    def bounds(self) -> tuple[int, int, str, str]:
        """Everything that decides where it is drawn."""
        return self.start, self.end, self.before, self.after

    @property
    def timed(self) -> bool:
        """Whether the time of day is known."""
        return self.length < WIDE


def span(date: PartialDate, zone: str) -> Span:
    """Return the minutes of a date. ``zone`` is the site's, for a date that states no zone."""
    start, end = date.earliest(zone) // MINUTE, date.latest(zone) // MINUTE
    return Span(
        start,
        max(end, start) + 1,
        _missing(date.start),
        _missing(date.end),
        any(point.around for point in date.points),
        any(point.uncertain for point in date.points),
    )


def on_own_days(exact: Span, date: PartialDate, zone: str) -> Span:
    """Return a span, moved into the civil days of the date's own time zone.

    Lists put a date under a day of its own zone. In ``zone``, that of the site, it can be another
    day at that time. A drawing of whole days must put a date under the same day as the lists.
    """
    first, last = civil_days(date, zone)
    start, end = exact.start, exact.end
    if not exact.before:
        opens, closes = minutes_of_days(first, first, zone)
        start = min(max(start, opens), closes - 1)
    if not exact.after:
        opens, closes = minutes_of_days(last, last, zone)
        end = min(max(end, start + 1, opens + 1), closes)
    return replace(exact, start=start, end=max(end, start + 1))


def minutes_of_days(first: int, last: int, zone: str) -> tuple[int, int]:
    """Return the first minute of a run of civil days, by number, and the first one after it."""
    clock = zone_info(zone)
    start = first_instant(first * SECONDS_OF_A_DAY, clock)
    end = last_instant((last + 1) * SECONDS_OF_A_DAY - 1, clock)
    return start // MINUTE, end // MINUTE + 1


def _missing(end: Point | Open | None) -> str:
    if not isinstance(end, Open):
        return ""
    return "open" if end is Open.LIMITLESS else "unknown"
