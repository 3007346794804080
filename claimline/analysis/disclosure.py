"""Disclosure: when an event was first said, and how long after it happened.

An article of 2024 on an event of 2021 does not show when people learned of it. Only the author can
know that nobody said it before. So the record of an event names the statement (``first_said``). If
that only repeats another statement, the other one counts.
"""

from __future__ import annotations

from claimline.dates import DAY, Open, PartialDate
from claimline.model.dossier import Dossier
from claimline.value import Value


class Disclosure(Value, frozen=True):
    """The statement in which an event was first said, with the shortest and longest gap after it.

    There are two gaps, in seconds, since either date may be known only to the day. ``shortest`` is
    negative if the two dates overlap or the event was announced beforehand. ``sure`` is false if a
    day, month or year is approximate or uncertain: no record says how far, so no gap is told.
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
    sure = not any(point.qualifier and not point.time for point in points)
    return Disclosure(statement, said, *_gap(happened, said, dossier.site.time_zone), sure)


def _open(date: PartialDate) -> bool:
    return isinstance(date.start, Open) or isinstance(date.end, Open)


def _gap(happened: PartialDate, said: PartialDate, zone: str) -> tuple[int, int]:
    """Return the shortest and the longest time between two dates without open ends, in seconds."""
    qualified = any(point.qualifier for point in (*happened.points, *said.points))
    if happened.states_zone == said.states_zone and not qualified:
        return (
            said.earliest(zone) - happened.latest(zone),
            said.latest(zone) - happened.earliest(zone),
        )
    # If only one of them states a zone, readers take both for days of one calendar. Hours may be
    # those of two clocks. So it is with a time of day that is approximate: its day alone is known.
    return (
        _day_begins(said.points[0].low) - _day_ends(happened.points[-1].high),
        _day_ends(said.points[-1].high) - _day_begins(happened.points[0].low),
    )


def _day_begins(second: int) -> int:
    return second - second % DAY


def _day_ends(second: int) -> int:
    return _day_begins(second) + DAY - 1
