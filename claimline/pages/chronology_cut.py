"""The cut of the chronology: which entries are on which of its pages.

A short chronology is one page. A longer one has a page for each year. A year that is still too long
has a page for each month, and a month that is still too long has several. Where there are very many
years, a page stands for ten of them, or more. Each entry is on exactly one page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claimline.dates import civil, year_text
from claimline.locale import ENGLISH
from claimline.pages.address import CHRONOLOGY, list_path, stem_of
from claimline.pages.chronology_size import (
    EntrySize,
    event_sizes,
    reference_sizes,
    row_sizes,
)
from claimline.pages.dated import Days, Heading, filed_records, unit_of
from claimline.pages.parts import part
from claimline.pages.same_time import MOST
from claimline.pages.timeline import LANES
from claimline.value import Value

if TYPE_CHECKING:
    from claimline.pages.view_builder import ViewBuilder

ONE_PAGE = 418_000
"""The most bytes of HTML of a chronology that is on one page, by an estimate that is a little high:
such a page has less than 400,000."""
PAGE = 240_000
"""The most bytes, by the same estimate, of one page of a chronology that is cut."""
MOST_PERIODS = 60
"""The most years, or runs of years, into which a chronology is cut at first."""
DAY = 700
"""Roughly the bytes of a day or wider date: its heading, its folds, its column of the drawing."""
OVERLAP = 150
"""Roughly the bytes of a link to an event that may have happened before or after another."""


class PeriodPage(Value, frozen=True):
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
    """An entry with its place under its heading, and roughly its bytes.

    ``sources`` has the id of each source that it cites, with the bytes of the reference.
    """

    place: tuple[bool, int, bool, tuple[int, int, str], str]
    lane: str
    id: str
    timed: bool
    size: int
    sources: tuple[tuple[str, int], ...]


class _Day(Value, frozen=True):
    """A heading with its rows, in order."""

    heading: Heading
    anchor: str
    rows: list[_Row]


@part("chronology periods", tuple[PeriodPage, ...])
def chronology_periods(builder: ViewBuilder, key: str) -> tuple[PeriodPage, ...]:
    """Return all pages of a chronology that is cut, in order. One on a single page has none."""
    days = _days(builder)
    if _size_of(days) <= _room(builder, ONE_PAGE):
        return ()
    unit = next(
        unit
        for unit in (10**power for power in range(12))
        if len({unit_of(it.heading.filed, unit) for it in days}) <= MOST_PERIODS
    )
    room = _room(builder, PAGE)
    return tuple(
        period
        for period_days, group in _by_unit(days, unit, room)
        for period in _pages(period_days, group, room)
    )


@part("chronology period")
def chronology_period(builder: ViewBuilder, path: str) -> PeriodPage:
    """Return one page of a chronology that is cut.

    Raises:
        KeyError: the chronology has no such page.
    """
    return {it.path: it for it in chronology_periods(builder, "")}[path]


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


def _days(builder: ViewBuilder) -> list[_Day]:
    """Return all headings in the order of the list, with their rows."""
    sizes = {lane: dict(row_sizes(builder, lane)) for lane in LANES if lane != "event"}
    of_events = dict(event_sizes(builder, "event"))
    references = dict(reference_sizes(builder, "source"))
    days: dict[Heading, list[_Row]] = {}
    for lane, id_, filed in filed_records(builder):
        event = lane == "event"
        size = of_events[id_] if event else EntrySize(sizes[lane][id_])
        row = _Row(
            (not event, LANES.index(lane), not filed.timed, filed.order, id_),
            lane,
            id_,
            event and filed.timed,
            size.own,
            tuple((source, references[source]) for source in size.sources),
        )
        days.setdefault(filed.heading, []).append(row)
    return [
        _Day(heading, heading.anchor, _with_overlaps(rows))
        for heading, rows in sorted(days.items(), key=itemgetter(0))
    ]


def _room(builder: ViewBuilder, most: int) -> int:
    """Return a limit for the interface's language: its words can be longer than English ones.

    About half of a page is in the words of the interface, such as those of links and dates.
    """
    own, english = (len(it("Read at the source").encode()) for it in (builder.t, ENGLISH.t))
    return most * 2 * english // (english + max(own, english))


def _with_overlaps(rows: list[_Row]) -> list[_Row]:
    """Return the rows of a day in order. Add to each the links to the events that overlap it."""
    rows = sorted(rows, key=attrgetter("place"))
    bounds = [row.place[3] for row in rows if row.timed]
    begins, ends = (sorted(it[nth] for it in bounds) for nth in (0, 1))
    for nth, row in enumerate(rows):
        if row.timed:
            first, last, _ = row.place[3]
            others = bisect_right(begins, last) - bisect_left(ends, first) - 1
            rows[nth] = replace(row, size=row.size + OVERLAP * min(others, MOST))
    return rows


def _size(rows: Iterable[_Row], cited: Collection[str] = ()) -> int:
    """Return roughly the bytes of rows of one day, and of references not yet ``cited``."""
    references = {id_: size for row in rows for id_, size in row.sources if id_ not in cited}
    return DAY + sum(row.size for row in rows) + sum(references.values())


def _size_of(days: Iterable[_Day]) -> int:
    """Return roughly the bytes of days with their headings and references."""
    references: dict[str, int] = {}
    size = 0
    for day in days:
        size += DAY
        for row in day.rows:
            size += row.size
            references.update(row.sources)
    return size + sum(references.values())


def _by_unit(days: Sequence[_Day], unit: str | int, room: int) -> Iterator[tuple[Days, list[_Day]]]:
    """Yield the days of each month, year or run of years. Cut what is too long for a page."""
    groups: dict[Days, list[_Day]] = {}
    for day in days:
        groups.setdefault(unit_of(day.heading.filed, unit), []).append(day)
    for period, group in sorted(groups.items(), key=itemgetter(0)):
        if isinstance(unit, int) and _size_of(group) > room:
            yield from _by_unit(group, unit // 10 if unit > 1 else "month", room)
        else:
            yield period, group


def _pages(days: Days, group: Sequence[_Day], room: int) -> Iterator[PeriodPage]:
    """Yield the pages of a period. A page ends with a day unless one day is too long for it."""
    pages = list(_filled(group, room))
    begun: set[str] = set()
    for number, page in enumerate(pages, 1):
        anchors = dict.fromkeys(day.anchor for day in page)
        rows = [row for day in page for row in day.rows]
        own = {row.id for row in rows if row.lane == "event"}
        yield PeriodPage(
            list_path(_path(days), number),
            days,
            number,
            len(pages),
            tuple(row.lane for row in rows),
            tuple(row.id for row in rows),
            tuple(anchor for anchor in anchors if anchor not in begun),
            tuple(
                row.id
                for day in group
                if day.anchor in anchors
                for row in day.rows
                if row.timed and row.id not in own
            )
            if len(pages) > 1
            else (),
        )
        begun.update(anchors)


def _filled(days: Iterable[_Day], most: int) -> Iterator[list[_Day]]:
    """Yield days page by page. A page has the reference to each source once."""
    page: list[_Day] = []
    room = most
    cited: set[str] = set()
    for day in days:
        size = _size(day.rows, cited)
        if size + DAY <= room:  # then there is room for each of its rows
            page.append(day)
            room -= size
            cited.update(id_ for row in day.rows for id_, _ in row.sources)
            continue
        fits = size <= room
        for nth, row in enumerate(day.rows):
            if page and (_size([row], cited) > room if nth else not fits):
                yield page
                page, room, cited = [], most, set()
            same_day = bool(page) and page[-1].heading == day.heading
            room -= _size([row], cited) - (DAY if same_day else 0)
            if same_day:
                page[-1].rows.append(row)
            else:
                page.append(_Day(day.heading, day.anchor, [row]))
            cited.update(id_ for id_, _ in row.sources)
    if page:
        yield page


def _key(days: Days) -> str:
    """Return the name of a period in addresses: ``2024-03``, ``2024``, or ``1960_1969``."""
    first, last = civil(days.first), civil(days.last)
    key = year_text(first[0]).lower()
    if first[0] != last[0]:
        return f"{key}_{year_text(last[0]).lower()}"
    return key if first[1] != last[1] else f"{key}-{first[1]:02}"
