"""Turn a partial date into the minutes that a drawing needs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from claimline.dates import Open, PartialDate, Point
from claimline.value import Value

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = 24 * 60
"""Minutes in a day."""
WIDE = 22 * 60
"""The least length, in minutes, of a date without a time of day. A day can have 23 hours."""


class Span(Value, frozen=True):
    """A span of time in minutes since 1970 (UTC): from ``start`` up to but not including ``end``.

    ``before`` and ``after`` are ``open`` or ``unknown`` where that end has no date, else "".
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
        """All that decides where it is drawn."""
        return self.start, self.end, self.before, self.after

    @property
    def timed(self) -> bool:
        """Whether the time of day is known."""
        return self.length < WIDE


def span(date: PartialDate, zone: str) -> Span:
    """Return the minutes of a date. ``zone`` is the site's, for a date that states none."""
    start = (date.earliest(zone) - EPOCH) // MINUTE
    end = (date.latest(zone) - EPOCH) // MINUTE
    points = [point for point in (date.start, date.end) if isinstance(point, Point)]
    return Span(
        start,
        max(end, start) + 1,
        _missing(date.start),
        _missing(date.end),
        any(point.around for point in points),
        any(point.uncertain for point in points),
    )


def _missing(end: Point | Open | None) -> str:
    if not isinstance(end, Open):
        return ""
    return "open" if end is Open.LIMITLESS else "unknown"
