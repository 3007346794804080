"""The cut of the chronology: which entries are on which of its pages.

A short chronology is one page. A longer one has a page for each year. A year that is still too long
has a page for each month, and a month that is still too long has several. Where there are very many
years, a page stands for ten of them, or more. Each entry is on exactly one page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claimline.dates import civil, year_text
from claimline.locale import ENGLISH
from claimline.pages.address import CHRONOLOGY, list_path, stem_of
from claimline.pages.chronology_size import EntrySize, event_size, reference_size, row_size
from claimline.pages.dated import Days, Filed, Heading, filed_records, unit_of
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
    """An entry with its heading, its place under it, and roughly its bytes.

    ``sources`` has the id of each source that it cites, with the bytes of the reference.
    """

    heading: Heading
    place: tuple[bool, int, bool, tuple[int, int, str], str]
    lane: str
    id: str
    timed: bool
    size: int
    sources: tuple[tuple[str, int], ...]


@part("chronology periods", tuple[PeriodPage, ...])
def chronology_periods(builder: ViewBuilder, key: str) -> tuple[PeriodPage, ...]:
    """Return all pages of a chronology that is cut, in order. One on a single page has none."""
    rows = list(
        _with_overlaps(_row(builder, lane, id_, it) for lane, id_, it in filed_records(builder))
    )
    if _size(rows) <= _room(builder, ONE_PAGE):
        return ()
    unit = next(
        unit
        for unit in (10**power for power in range(12))
        if len({unit_of(row.heading.filed, unit) for row in rows}) <= MOST_PERIODS
    )
    room = _room(builder, PAGE)
    return tuple(
        period for days, group in _by_unit(rows, unit, room) for period in _pages(days, group, room)
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


def _row(builder: ViewBuilder, lane: str, id_: str, filed: Filed) -> _Row:
    event = lane == "event"
    size = event_size(builder, id_) if event else EntrySize(row_size(builder, f"{lane} {id_}"))
    return _Row(
        filed.heading,
        (not event, LANES.index(lane), not filed.timed, filed.order, id_),
        lane,
        id_,
        event and filed.timed,
        size.own,
        tuple((source, reference_size(builder, source)) for source in size.sources),
    )


def _room(builder: ViewBuilder, most: int) -> int:
    """Return a limit for the interface's language: its words can be longer than English ones.

    About half of a page is in the words of the interface, such as those of links and dates.
    """
    own, english = (len(it("Read at the source").encode()) for it in (builder.t, ENGLISH.t))
    return most * 2 * english // (english + max(own, english))


def _with_overlaps(rows: Iterable[_Row]) -> Iterator[_Row]:
    """Yield rows in the order of the list. Add to each the links to the events that overlap it."""
    for day in _by_heading(sorted(rows, key=lambda row: (row.heading, row.place))):
        bounds = [row.place[3] for row in day if row.timed]
        begins, ends = (sorted(it[nth] for it in bounds) for nth in (0, 1))
        for row in day:
            if row.timed:
                first, last, _ = row.place[3]
                others = bisect_right(begins, last) - bisect_left(ends, first) - 1
                row = replace(row, size=row.size + OVERLAP * min(others, MOST))
            yield row


def _size(rows: Sequence[_Row], cited: Collection[str] = ()) -> int:
    """Return roughly the bytes of rows with their headings, and of references not yet ``cited``."""
    references = {id_: size for row in rows for id_, size in row.sources if id_ not in cited}
    headings = {row.heading for row in rows}
    return DAY * len(headings) + sum(row.size for row in rows) + sum(references.values())


def _by_unit(rows: Sequence[_Row], unit: str | int, room: int) -> Iterator[tuple[Days, list[_Row]]]:
    """Yield the rows of each month, year or run of years. Cut what is too long for a page."""
    groups: dict[Days, list[_Row]] = {}
    for row in rows:
        groups.setdefault(unit_of(row.heading.filed, unit), []).append(row)
    for days, group in sorted(groups.items()):
        if _size(group) > room and isinstance(unit, int):
            yield from _by_unit(group, unit // 10 if unit > 1 else "month", room)
        else:
            yield days, group


def _pages(days: Days, rows: Sequence[_Row], room: int) -> Iterator[PeriodPage]:
    """Yield the pages of a period. A page ends with a day unless one day is too long for it."""
    pages = list(_filled(rows, room))
    begun: set[str] = set()
    for number, page in enumerate(pages, 1):
        anchors = dict.fromkeys(row.heading.anchor for row in page)
        own = {row.id for row in page if row.lane == "event"}
        yield PeriodPage(
            list_path(_path(days), number),
            days,
            number,
            len(pages),
            tuple(row.lane for row in page),
            tuple(row.id for row in page),
            tuple(anchor for anchor in anchors if anchor not in begun),
            tuple(
                row.id
                for row in rows
                if row.heading.anchor in anchors
                and row.lane == "event"
                and not row.place[2]
                and row.id not in own
            )
            if len(pages) > 1
            else (),
        )
        begun.update(anchors)


def _filled(rows: Iterable[_Row], most: int) -> Iterator[list[_Row]]:
    """Yield rows page by page. A page has the reference to each source once."""
    page: list[_Row] = []
    room = most
    cited: set[str] = set()
    for day in _by_heading(rows):
        fits = _size(day, cited) <= room
        for nth, row in enumerate(day):
            if page and (_size([row], cited) > room if nth else not fits):
                yield page
                page, room, cited = [], most, set()
            same_day = page and page[-1].heading == row.heading
            room -= _size([row], cited) - (DAY if same_day else 0)
            page.append(row)
            cited.update(id_ for id_, _ in row.sources)
    if page:
        yield page


def _by_heading(rows: Iterable[_Row]) -> list[list[_Row]]:
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
