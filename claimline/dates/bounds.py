"""From the minutes on a clock to instants in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from claimline.dates.point import Minute, Point

BEGINNING = datetime.min.replace(tzinfo=UTC)
END = datetime.max.replace(tzinfo=UTC)
_ALMOST_A_MINUTE = timedelta(seconds=59, microseconds=999_999)


def first_instant(point: Point, zone: tzinfo) -> datetime:
    """The first instant of a point, in UTC; ``BEGINNING`` or ``END`` where it lies beyond."""
    return _bound(point.low, timedelta(), zone, first=True)


def last_instant(point: Point, zone: tzinfo) -> datetime:
    """The last microsecond of a point, in UTC; ``BEGINNING`` or ``END`` where it lies beyond."""
    return _bound(point.high, _ALMOST_A_MINUTE, zone, first=False)


def instants(local: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """The instants at which clocks show ``local`` (without a zone), in order, in UTC.

    One as a rule, two where clocks are set back over it, none where they are set forward.
    Raises ``OverflowError`` at the ends of the calendar.
    """
    before, after = _offsets(local, zone)
    if before == after:
        return ((local - before).replace(tzinfo=UTC),)
    if before < after:
        return ()
    return (local - before).replace(tzinfo=UTC), (local - after).replace(tzinfo=UTC)


def leap(local: datetime, zone: tzinfo) -> datetime:
    """The instant, in UTC, at which clocks are set forward over ``local``, which none shows."""
    before, after = _offsets(local, zone)
    low, high = (local - after).replace(tzinfo=UTC), (local - before).replace(tzinfo=UTC)
    while (step := (high - low) // 2) > timedelta():
        middle = low + step
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def _offsets(local: datetime, zone: tzinfo) -> tuple[timedelta, timedelta]:
    """The offsets before and after a change of clocks (PEP 495); the same where there is none."""
    before = local.replace(tzinfo=zone, fold=0).utcoffset()
    after = local.replace(tzinfo=zone, fold=1).utcoffset()
    return before or timedelta(), after or timedelta()


@lru_cache(maxsize=20_000)  # many records have a date in common
def _bound(minute: Minute, rest: timedelta, zone: tzinfo, *, first: bool) -> datetime:
    year = minute[0]
    if not 1 <= year <= 9999:
        return BEGINNING if year < 1 else END
    local = datetime(*minute) + rest
    try:
        found = instants(local, zone)
        # A minute that the clocks leap over is no time at all, so both of its bounds meet.
        return found[0 if first else -1] if found else leap(local, zone)
    except OverflowError:
        return BEGINNING if year == 1 else END
