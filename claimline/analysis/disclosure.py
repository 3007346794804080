"""When was this first said? The clock of disclosure beside the clock of events.

An event is disclosed by the earliest statement to which its citations trace, or by the earliest
source where no such statement has a date. A statement that repeats another says nothing first:
the other stands for it. The gap between the two is given by its bounds, since either
date may be known only to the day.
"""

from __future__ import annotations

from datetime import timedelta

from claimline.dates import PartialDate
from claimline.model.dossier import Dossier
from claimline.model.records import Event
from claimline.value import Value


class Disclosure(Value, frozen=True):
    """The first saying of an event. ``shortest`` and ``longest`` bound the gap after the event.

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
        """Whether it was said only after the event was over."""
        return self.shortest > timedelta(0)


def disclosure(dossier: Dossier, event: Event) -> Disclosure | None:
    """The first saying of an event, or None where no date of one is known."""
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
