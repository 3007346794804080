"""Disclosure: when an event was first said, and how long after it happened.

An article of 2024 on an event of 2021 does not show when people learned of it. Only the author can
know that nobody said it before. So the record of an event names the statement (``first_said``). If
that only repeats another statement, the other one counts.
"""

from __future__ import annotations

from claimline.dates import DAY, Open, PartialDate
from claimline.dates.bounds import first_instant, last_instant
from claimline.model.dossier import Dossier
from claimline.value import Value


class Disclosure(Value, frozen=True):
    """The statement in which an event was first said, with the shortest and longest gap after it.

    There are two gaps, in seconds, since either date may be known only to the day. ``shortest`` is
    negative if the two dates overlap or the event was announced beforehand. No gap is told unless
    it is ``sure``. It is not if a day, month or year is approximate or uncertain, since no record
    says how far. Nor is it if only one date states a zone, so that their order may be another.
    """

    statement: str
    date: PartialDate | None
    shortest: int = 0
    longest: int = 0
    sure: bool = True

    @property
    def later(self) -> bool:
        """Whether the event was first said after it was over."""
        return self.shortest > 0


def disclosure(dossier: Dossier, id_: str) -> Disclosure | None:
    """Return the disclosure of an event, or None if its record names no statement."""
    named = dossier.events[id_].first_said
    if named is None:
        return None
    statement = dossier.origin(named).statement
    said, happened = dossier.statements[statement].said, dossier.event_dates[id_]
    if said is None or _open(said) or _open(happened):
        return Disclosure(statement, said)
    points = (*happened.points, *said.points)
    exact = not any(point.qualifier and not point.time for point in points)
    sure = exact and _in_order_everywhere(happened, said)
    return Disclosure(statement, said, *_gap(happened, said, dossier.site.time_zone), sure)


def _open(date: PartialDate) -> bool:
    return isinstance(date.start, Open) or isinstance(date.end, Open)


def _gap(happened: PartialDate, said: PartialDate, zone: str) -> tuple[int, int]:
    """Return the shortest and the longest time between two dates without open ends, in seconds."""
    if happened.states_zone == said.states_zone:
        first, last = _bounds(happened, zone)
        earliest, latest = _bounds(said, zone)
        return earliest - last, latest - first
    # If only one of them states a zone, readers take both for days of one calendar. Hours may be
    # those of two clocks.
    return (
        _day_begins(said.points[0].low) - _day_ends(happened.points[-1].high),
        _day_ends(said.points[-1].high) - _day_begins(happened.points[0].low),
    )


def _in_order_everywhere(happened: PartialDate, said: PartialDate) -> bool:
    """Whether a date that alone states no zone has its place in the order by every clock on Earth.

    True if both dates state a zone, or neither does.
    """
    if happened.states_zone == said.states_zone:
        return True
    # The clocks 14 hours east and 12 hours west of Greenwich. These names have the opposite signs.
    return _bounds(said, "Etc/GMT-14")[0] > _bounds(happened, "Etc/GMT+12")[1]


def _bounds(date: PartialDate, zone: str) -> tuple[int, int]:
    """Return the first and the last instant of a date. Of an approximate time, the day counts."""
    start, end = date.points[0], date.points[-1]
    return (
        first_instant(
            _day_begins(start.low) if start.qualifier else start.low, date.clock_of(start, zone)
        ),
        last_instant(_day_ends(end.high) if end.qualifier else end.high, date.clock_of(end, zone)),
    )


def _day_begins(second: int) -> int:
    return second - second % DAY


def _day_ends(second: int) -> int:
    return _day_begins(second) + DAY - 1
