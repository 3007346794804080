"""The pages to which the timeline zooms: the days with key moments, and each day by the hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from claimline.dates import day_text, parse
from claimline.pages.address import CHRONOLOGY, KEY_DAYS, day_path
from claimline.pages.chronology_drawing import is_key_moment, worth_hours
from claimline.pages.dated import Dated, Heading, date_of, filed_records, heading_of
from claimline.pages.shared_views import Ref
from claimline.pages.view_builder import ViewBuilder, part
from claimline.value import Value

MOST_OF_DAY = 250
"""The most entries of a day that has a page of its own."""


class DayPage(Value, frozen=True):
    """The page of a day, and the fragment of the day in the list."""

    path: str
    anchor: str
    day: int


class DrawnDay(DayPage, frozen=True):
    """A day with a page of its own. Of each entry, ``lanes`` has the lane and ``ids`` the id."""

    lanes: tuple[str, ...]
    ids: tuple[str, ...]


def drawn_days(builder: ViewBuilder) -> tuple[DrawnDay, ...]:
    """Return the days that have a page of their own, in order. A chronology of one day has none."""
    return _drawn_days(builder, "")


@part("drawn days", tuple[DrawnDay, ...])
def _drawn_days(builder: ViewBuilder, key: str) -> tuple[DrawnDay, ...]:
    by_heading: dict[Heading, list[tuple[str, str, bool]]] = defaultdict(list)
    for lane, id_, it in filed_records(builder):
        by_heading[it.heading].append((lane, id_, it.timed))
    if len(by_heading) < 2:
        return ()
    return tuple(
        DrawnDay(
            day_path(heading.text),
            heading.anchor,
            heading.day,
            tuple(lane for lane, _, _ in entries),
            tuple(id_ for _, id_, _ in entries),
        )
        for heading, entries in sorted(by_heading.items())
        if not heading.wide
        and len(entries) <= MOST_OF_DAY
        and worth_hours([(lane, timed) for lane, _, timed in entries])
    )


@part("drawn day")
def drawn_day(builder: ViewBuilder, path: str) -> DrawnDay:
    """Return the day that has the page at a path.

    Raises:
        KeyError: no day has it.
    """
    return drawn_days(builder)[_order_of_days(builder, "")[path]]


@part("days near")
def days_near(builder: ViewBuilder, path: str) -> tuple[DayPage, ...]:
    """Return the day that has the page at a path, with the day before and after it.

    Raises:
        KeyError: no day has it.
    """
    days, nth = drawn_days(builder), _order_of_days(builder, "")[path]
    return tuple(map(_page_of, days[max(nth - 1, 0) : nth + 2]))


@part("order of days")
def _order_of_days(builder: ViewBuilder, _: str) -> dict[str, int]:
    return {it.path: nth for nth, it in enumerate(drawn_days(builder))}


@part("pages of days")
def _pages_of_days(builder: ViewBuilder, _: str) -> dict[str, DayPage]:
    return {it.anchor: _page_of(it) for it in drawn_days(builder)}


@part("page of day")
def page_of_day(builder: ViewBuilder, anchor: str) -> DayPage | None:
    """Return the page of the day with a fragment in the list, or None if it has none."""
    return _pages_of_days(builder, "").get(anchor)


def _page_of(it: DrawnDay) -> DayPage:
    return DayPage(it.path, it.anchor, it.day)


@part("has key days")
def has_key_days(builder: ViewBuilder, key: str) -> bool:
    """Return whether the timeline has a page for its key days. ``key`` is ""."""
    return bool(_key_entries(builder, ""))


def key_entries(builder: ViewBuilder) -> tuple[Dated, ...]:
    """Return the entries of the days with key moments, or none if these are all entries."""
    entries = _key_entries(builder, "")
    return tuple(
        Dated(lane, id_, date)
        for lane, id_ in entries
        if (date := date_of(builder, lane, id_)) is not None
    )


@part("key entries", tuple[tuple[str, str], ...])
def _key_entries(builder: ViewBuilder, key: str) -> tuple[tuple[str, str], ...]:
    key_headings = {
        heading_of(date, builder.zone)
        for id_ in builder.dossier.events
        if is_key_moment(builder, id_) and (date := date_of(builder, "event", id_))
    }
    if not key_headings:
        return ()
    dated = list(filed_records(builder))
    inside = tuple((lane, id_) for lane, id_, it in dated if it.heading in key_headings)
    return inside if len(inside) < len(dated) else ()


def zoom_links(builder: ViewBuilder, days: Iterable[DayPage]) -> tuple[Ref, ...]:
    """Return links to the pages of the timeline: all of it, its key days, and some of its days."""
    key = (Ref(KEY_DAYS, builder.t("Key days")),) if has_key_days(builder, "") else ()
    links = (*key, *(Ref(it.path, day_words(builder, it)) for it in days))
    return (Ref(CHRONOLOGY, builder.t("All days")), *links) if links else ()


def day_words(builder: ViewBuilder, it: DayPage) -> str:
    """Return a day in words."""
    return builder.must_when(parse(day_text(it.day))).words
