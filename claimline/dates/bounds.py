"""Turns the times that clocks show into instants in UTC.

An instant is a number of seconds since the start of 1970 in UTC, so that years before 1 and
after 9999, which Python's own calendar does not have, keep their order.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from claimline.dates.civil import DAY

EPOCH = datetime(1970, 1, 1)
BEGINNING, END = -(2**62), 2**62
"""The limits of all dates, 146,000 million years away. Dates beyond them count as the limits."""
_SECOND = timedelta(seconds=1)
# Up to two days from the ends of Python's calendar, every clock on Earth can be computed.
_FIRST = (datetime.min - EPOCH) // _SECOND + 2 * DAY
_LAST = (datetime.max - EPOCH) // _SECOND - 2 * DAY


def first_instant(local: int, zone: tzinfo) -> int:
    """Return the first instant at which clocks show the second ``local``."""
    return _instant(local, zone, first=True)


def last_instant(local: int, zone: tzinfo) -> int:
    """Return the last instant at which clocks show the second ``local``."""
    return _instant(local, zone, first=False)


def local_second(instant: int, zone: tzinfo) -> int:
    """Return what a clock shows at an instant, in seconds from the start of 1970 on that clock.

    Outside the years 1 to 9999, a clock has the offset that it has at the nearer end.
    """
    within = min(max(instant, _FIRST), _LAST)
    offset = (EPOCH + timedelta(seconds=within)).replace(tzinfo=UTC).astimezone(zone).utcoffset()
    return instant + (offset or timedelta()) // _SECOND


def reading(local: int) -> datetime:
    """Return the date and time that a clock shows at its second ``local``, without a zone.

    Raises ``OverflowError`` beyond the years 1 to 9999.
    """
    return EPOCH + timedelta(seconds=local)


def instants(local: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """Return the instants at which clocks show ``local`` (without a zone), in order, in UTC.

    There is usually one. There are two if clocks are set back over ``local``, and none if they are
    set forward over it.

    Raises ``OverflowError`` at the ends of the calendar.
    """
    before, after = _offsets(local, zone)
    if before == after:
        return ((local - before).replace(tzinfo=UTC),)
    if before < after:
        return ()
    return (local - before).replace(tzinfo=UTC), (local - after).replace(tzinfo=UTC)


def leap(local: datetime, zone: tzinfo) -> datetime:
    """Return the instant, in UTC, at which clocks are set forward over ``local``.

    No clock shows ``local``.
    """
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
    """Return the offsets before and after a change of clocks (PEP 495).

    They are equal if the clocks do not change.
    """
    before = local.replace(tzinfo=zone, fold=0).utcoffset()
    after = local.replace(tzinfo=zone, fold=1).utcoffset()
    return before or timedelta(), after or timedelta()


@lru_cache(maxsize=20_000)  # many records have a date in common
def _instant(local: int, zone: tzinfo, *, first: bool) -> int:
    # Outside Python's calendar, a clock has the offset that it has at the nearer end.
    within = min(max(local, _FIRST), _LAST)
    at = reading(within)
    possible = instants(at, zone)
    # A time that the clocks leap over has no length, so both of its bounds are that leap.
    chosen = possible[0 if first else -1] if possible else leap(at, zone)
    seconds = (chosen.replace(tzinfo=None) - EPOCH) // _SECOND
    return min(max(seconds + local - within, BEGINNING + 1), END - 1)
