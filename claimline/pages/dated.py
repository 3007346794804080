"""The records that have a date, and the headings of the chronology under which they are listed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimline.dates import (
    BEGINNING,
    DAY,
    PartialDate,
    civil,
    civil_days,
    day,
    day_number,
    day_text,
    sort_key,
)
from claimline.pages.batches import in_batches
from claimline.pages.parts import part
from claimline.pages.timeline import span
from claimline.value import Value

if TYPE_CHECKING:
    from claimline.pages.view_builder import ViewBuilder

_IN_ANCHOR = str.maketrans(
    {"/": "_", "~": "_around", "?": "_uncertain", "%": "_around_uncertain", "+": "_plus",
     "[": "_", "]": "", ":": ""}
)  # fmt: skip
"""What stands in a fragment for characters of EDTF that an address would have to escape."""


class Days(Value, frozen=True, order=True):
    """A run of civil days, by number, from ``first`` to ``last``."""

    first: int
    last: int


class Dated(Value, frozen=True):
    """A record with a date, in its lane: ``event``, ``claim``, ``statement`` or ``source``."""

    lane: str
    id: str
    date: PartialDate

    @property
    def anchor(self) -> str:
        """The fragment of its entry in the list."""
        return f"{self.lane}-{self.id}"


class Heading(Value, frozen=True, order=True):
    """A heading of the list: a day, or a date wider than a day. Headings sort as in the list.

    A wide date comes after the day on which it begins. ``text`` is the date in EDTF.
    """

    day: int
    wide: bool
    latest: int
    text: str

    @property
    def anchor(self) -> str:
        """Its fragment, the same in every language of the interface."""
        return f"day-{self.text}".lower().replace("..", "open").translate(_IN_ANCHOR)

    @property
    def filed(self) -> int:
        """The day by which it belongs to a month or year: its last one, if its start is open."""
        return self.day if self.day > BEGINNING // DAY else self.latest


class Filed(Value, frozen=True):
    """How a record with a date is listed: under which heading, and in which order.

    ``timed`` is whether the time of day is known.
    """

    date: PartialDate
    heading: Heading
    order: tuple[int, int, str]
    timed: bool


def heading_of(date: PartialDate, zone: str) -> Heading:
    """Return the heading of a date: a day by the date's own clock, or the date itself."""
    number = day(date, zone)
    if number is None:
        first, last = civil_days(date, zone)
        return Heading(first, True, last, str(date))
    return Heading(number, False, number, day_text(number))


def unit_of(number: int, unit: str | int) -> Days:
    """Return the month, the year, or the run of years that holds a day.

    ``unit`` is "month" or a number of years. Runs of years begin with round numbers, before our
    era too: 1 to 9 BC, 10 to 19 BC.
    """
    year, month, _ = civil(number)
    if isinstance(unit, str):
        following = (year, month + 1) if month < 12 else (year + 1, 1)
        return Days(day_number(year, month, 1), day_number(*following, 1) - 1)
    if year > 0:
        begin = year // unit * unit
        return Days(day_number(max(begin, 1), 1, 1), day_number(begin + unit, 1, 1) - 1)
    end = (1 - year) // unit * unit
    return Days(day_number(2 - end - unit, 1, 1), day_number(1 - max(end, 1), 12, 31))


def dated_records(builder: ViewBuilder) -> Iterator[Dated]:
    """Yield every record with a date, lane by lane."""
    return (Dated(lane, id_, it.date) for lane, id_, it in filed_records(builder))


def filed_records(builder: ViewBuilder) -> Iterator[tuple[str, str, Filed]]:
    """Yield the lane and the id of every record with a date, lane by lane, and how it is listed."""
    for lane in ("event", "claim", "statement", "source"):
        for id_, filed in _filed(builder, lane):
            if filed is not None:
                yield lane, id_, filed


@in_batches("filed", Filed | None)
def _filed(builder: ViewBuilder, key: str) -> Filed | None:
    """Return how a record is listed, or None if it has no date. ``key`` is lane, space, id."""
    lane, _, id_ = key.partition(" ")
    date = date_of(builder, lane, id_)
    if date is None:
        return None
    zone = builder.zone
    return Filed(date, heading_of(date, zone), sort_key(date, zone), span(date, zone).timed)


def date_of(builder: ViewBuilder, lane: str, id_: str) -> PartialDate | None:
    """Return the date by which a record is in the chronology, or None.

    It is when an event happened, a claim was first made, a statement was made, or a source was
    published. A claim can take the date of its statement.
    """
    return (
        builder.dossier.event_dates[id_] if lane == "event" else _date_of(builder, f"{lane} {id_}")
    )


@part("date of")
def _date_of(builder: ViewBuilder, key: str) -> PartialDate | None:
    """Return the date of a claim, statement or source. ``key`` is kind, space, id."""
    kind, _, id_ = key.partition(" ")
    dossier = builder.dossier
    if kind == "source":
        return dossier.sources[id_].published
    if kind == "statement":
        return dossier.statements[id_].said
    claim = dossier.claims[id_]
    if claim.said is None and claim.statement is not None:
        return dossier.statements[claim.statement].said
    return claim.said
