"""Disclosure: when an event was first said, and how long after it happened.

An event is disclosed by the earliest statement that its citations trace to, or by the earliest
source where no such statement has a date. A statement that repeats another is replaced by the
other. The gap between event and disclosure has bounds, since either date may be known only to
the day.
"""

from __future__ import annotations

from datetime import timedelta

from claimline.dates import PartialDate
from claimline.model.dossier import Dossier
from claimline.model.records import Event
from claimline.value import Value


class Disclosure(Value, frozen=True):
    """The disclosure of an event, with the shortest and longest gap after the event.

    ``shortest`` is negative where the two overlap or the event was announced beforehand.
    """

    kind: str
    """``statement`` or ``source``."""
    id: str
    date: PartialDate
    shortest: timedelta
    longest: timedelta

    @property
    def later(self) -> bool:
        """Whether the event was first said after it was over."""
        return self.shortest > timedelta(0)


def disclosure(dossier: Dossier, event: Event) -> Disclosure | None:
    """Return the disclosure of an event, or None where no date of one is known."""
    zone = dossier.site.time_zone
    said: dict[tuple[str, str], PartialDate] = {}
    for citation in event.citations:
        statement = dossier.cited_statement(citation.source, citation.statement)
        if statement is None:
            continue
        first_said = dossier.origin(statement).statement
        date = dossier.statements[first_said].said
        if date is not None:
            said["statement", first_said] = date
    if not said:
        for citation in event.citations:
            date = dossier.sources[citation.source].published
            if date is not None:
                said["source", citation.source] = date
    if not said:
        return None
    (kind, id_), first = min(
        said.items(), key=lambda item: (item[1].earliest(zone), item[1].latest(zone), item[0])
    )
    return Disclosure(
        kind=kind,
        id=id_,
        date=first,
        shortest=first.earliest(zone) - event.date.latest(zone),
        longest=first.latest(zone) - event.date.earliest(zone),
    )
