"""The cut of the chronology: which entries are on which of its pages.

A short chronology is one page. A longer one has a page for each year. A year that is still too long
has a page for each month, and a month that is still too long has several. Where there are very many
years, a page stands for ten of them, or more. Each entry is on exactly one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from claimline.dates import civil, sort_key, year_text
from claimline.pages.address import CHRONOLOGY, list_path, stem_of
from claimline.pages.dated import Dated, Days, Heading, dated_records, heading_of, unit_of
from claimline.pages.parts import part
from claimline.pages.timeline import LANES, span
from claimline.value import Value

if TYPE_CHECKING:
    from claimline.pages.view_builder import ViewBuilder

ONE_PAGE = 570
"""The largest size of a chronology that is on one page: that is about 400 kilobytes."""
PAGE = 240
"""The most kilobytes, roughly, of one page of a chronology that is cut."""
MOST_PERIODS = 60
"""The most years or runs of years before they are cut further."""
ROW = 1
"""Roughly the kilobytes of a claim, statement or source in the list and in the drawings."""


class Period(Value, frozen=True):
    """A page of the chronology: some of the entries of a month, a year or a run of years.

    ``number`` counts the pages of these days from 1, up to ``total``. Of each entry, ``lanes`` has
    the lane and ``ids`` the id, in the order of the list. ``headings`` has the fragments of the
    days that begin on the page. ``neighbours`` are events with a time of day on the page's days
    that are on another page.
    """

    path: str
    days: Days
    number: int
    total: int
    lanes: tuple[str, ...]
    ids: tuple[str, ...]
    headings: tuple[str, ...]
    neighbours: tuple[str, ...] = ()


class _Row(Value, frozen=True):
    """An entry with its heading, its place under it, and its size in kilobytes, roughly."""

    heading: Heading
    place: tuple[bool, int, bool, tuple[int, int, str], str]
    entry: Dated
    size: int


@part("chronology periods", tuple[Period, ...])
def chronology_periods(builder: ViewBuilder, key: str) -> tuple[Period, ...]:
    """Return all pages of a chronology that is cut, in order. One on a single page has none."""
    rows = sorted(
        (_row(builder, it) for it in dated_records(builder)),
        key=lambda row: (row.heading, row.place),
    )
    if _size(rows) <= ONE_PAGE:
        return ()
    unit = next(
        unit
        for unit in (10**power for power in range(12))
        if len({unit_of(row.heading.filed, unit) for row in rows}) <= MOST_PERIODS
    )
    return tuple(period for days, group in _by_unit(rows, unit) for period in _pages(days, group))


@part("chronology period")
def chronology_period(builder: ViewBuilder, path: str) -> Period:
    """Return one page of a chronology that is cut."""
    return next(it for it in chronology_periods(builder, "") if it.path == path)


@part("pages of events", dict[str, str])
def _pages_of_events(builder: ViewBuilder, key: str) -> dict[str, str]:
    return {
        id_: period.path
        for period in chronology_periods(builder, "")
        for lane, id_ in zip(period.lanes, period.ids, strict=True)
        if lane == "event"
    }


@part("page of event")
def page_of_event(builder: ViewBuilder, id_: str) -> str:
    """Return the path of the page of the chronology that shows an event."""
    return _pages_of_events(builder, "").get(id_, CHRONOLOGY)


def year_path(days: Days) -> str:
    """Return the path of the year of a month, or "" for a period that is no month."""
    year = unit_of(days.first, 1)
    return _path(year) if days == unit_of(days.first, "month") else ""


def _path(days: Days) -> str:
    return f"{stem_of(CHRONOLOGY)}/{_key(days)}.html"


def _row(builder: ViewBuilder, it: Dated) -> _Row:
    timed = it.lane == "event" and span(it.date, builder.zone).timed
    order = sort_key(it.date, builder.zone)
    return _Row(
        heading_of(it.date, builder.zone),
        (it.lane != "event", LANES.index(it.lane), not timed, order, it.id),
        it,
        _event_size(builder, it.id) if it.lane == "event" else ROW,
    )


@part("event size")
def _event_size(builder: ViewBuilder, id_: str) -> int:
    """Return roughly how many kilobytes of HTML an event takes, with its references.

    It is in steps, so that an edit of a few words does not cut the chronology anew.
    """
    event = builder.dossier.events[id_]
    quoted = sum(
        1 + len(it.quote or "") // 400 + len(it.note or "") // 800 for it in event.citations
    )
    parts = len(event.involved) + len(event.counts) + len(event.fields) + len(event.actors) // 4
    return 3 + len(event.text or "") // 800 + quoted + parts // 2 + len(event.claims) // 4


def _size(rows: Iterable[_Row]) -> int:
    return sum(row.size for row in rows)


def _by_unit(rows: Sequence[_Row], unit: str | int) -> Iterator[tuple[Days, list[_Row]]]:
    """Yield the rows of each month, year or run of years. Cut what is too long for a page."""
    groups: dict[Days, list[_Row]] = {}
    for row in rows:
        groups.setdefault(unit_of(row.heading.filed, unit), []).append(row)
    for days, group in sorted(groups.items()):
        if _size(group) > PAGE and isinstance(unit, int):
            yield from _by_unit(group, unit // 10 if unit > 1 else "month")
        else:
            yield days, group


def _pages(days: Days, rows: Sequence[_Row]) -> Iterator[Period]:
    """Yield the pages of a period. A page ends with a day unless one day is too long for it."""
    pages: list[list[_Row]] = [[]]
    room = PAGE
    for day in _by_heading(rows):
        if pages[-1] and _size(day) > room:
            pages.append([])
            room = PAGE
        for row in day:
            if pages[-1] and row.size > room:
                pages.append([])
                room = PAGE
            pages[-1].append(row)
            room -= row.size
    begun: set[str] = set()
    for number, page in enumerate(pages, 1):
        anchors = dict.fromkeys(row.heading.anchor for row in page)
        own = {row.entry.id for row in page if row.entry.lane == "event"}
        yield Period(
            list_path(_path(days), number),
            days,
            number,
            len(pages),
            tuple(row.entry.lane for row in page),
            tuple(row.entry.id for row in page),
            tuple(anchor for anchor in anchors if anchor not in begun),
            tuple(
                row.entry.id
                for row in rows
                if row.heading.anchor in anchors
                and row.entry.lane == "event"
                and not row.place[2]
                and row.entry.id not in own
            )
            if len(pages) > 1
            else (),
        )
        begun.update(anchors)


def _by_heading(rows: Sequence[_Row]) -> list[list[_Row]]:
    days: dict[Heading, list[_Row]] = {}
    for row in rows:
        days.setdefault(row.heading, []).append(row)
    return list(days.values())


def _key(days: Days) -> str:
    """Return the name of a period in addresses: ``2024-03``, ``2024``, or ``1960_1969``."""
    first, last = civil(days.first), civil(days.last)
    key = year_text(first[0]).lower()
    if first[0] != last[0]:
        return f"{key}_{year_text(last[0]).lower()}"
    return key if first[1] != last[1] else f"{key}-{first[1]:02}"
