"""The pages of the timeline that show less time: the key days, and one day by the hour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from claimline.pages.address import CHRONOLOGY, KEY_DAYS
from claimline.pages.chronology import summary_of
from claimline.pages.chronology_cut import page_of_event
from claimline.pages.chronology_days import (
    DayPage,
    day_words,
    days_near,
    drawn_day,
    drawn_days,
    has_key_days,
    key_entries,
    zoom_links,
)
from claimline.pages.chronology_drawing import day_hours, items_of, placed, whole
from claimline.pages.chronology_rows import DerivedRow, derived_row
from claimline.pages.dated import Dated, date_of, heading_of
from claimline.pages.shared_views import HtmlPage, Ref, When
from claimline.pages.timeline import DatedItem, Hours, Overview, span
from claimline.pages.view_builder import ViewBuilder, event_status
from claimline.pages.vocabulary import STATUSES
from claimline.value import Value


class ZoomRow(Value, frozen=True):
    """An event, with a link to its entry in the chronology."""

    anchor: str
    ref: Ref
    when: When
    status: str
    status_words: str


class ZoomView(Value, frozen=True):
    """A drawing of some days, or of one day by the hour, and its entries in words."""

    title: str
    summary: str
    period: str
    overview: Overview | None
    hours: Hours | None
    zoom: tuple[Ref, ...]
    events: tuple[ZoomRow, ...]
    claims: tuple[DerivedRow, ...]
    statements: tuple[DerivedRow, ...]
    sources: tuple[DerivedRow, ...]


def zoom_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], HtmlPage]]:
    """Return the functions that make the pages, by path. None of the pages has all entries."""
    pages: dict[str, Callable[[ViewBuilder], HtmlPage]] = {
        it.path: partial(_day_page, path=it.path) for it in drawn_days(builder)
    }
    return {KEY_DAYS: _key_page, **pages} if has_key_days(builder, "") else pages


def _day_page(builder: ViewBuilder, path: str) -> HtmlPage:
    near, own = days_near(builder, path), drawn_day(builder, path)
    dated = [
        Dated(lane, id_, date)
        for lane, id_ in zip(own.lanes, own.ids, strict=True)
        if (date := date_of(builder, lane, id_))
    ]
    words = day_words(builder, own)
    title = builder.t("Timeline: {period}", period=words)
    items = _items(builder, dated)
    hours = day_hours(builder, own.day, list(items.values()))
    return _page(builder, path, title, words, dated, items, near, hours=hours)


def _key_page(builder: ViewBuilder) -> HtmlPage:
    dated = key_entries(builder)
    title = builder.t("Timeline: {period}", period=builder.t("Key days"))
    items = _items(builder, dated)
    headings = {it.anchor: heading_of(it.date, builder.zone).anchor for it in dated}
    near = [it for it in drawn_days(builder) if it.anchor in headings.values()]
    drawn = whole(builder, placed(builder, dated, items, headings), (), large=False)
    if drawn is not None:
        pages = {f"at-{it.anchor.removeprefix('day-')}": it.path for it in drawn_days(builder)}
        columns = tuple(replace(it, href="", page=pages.get(it.anchor, "")) for it in drawn.columns)
        drawn = replace(drawn, columns=columns)
    return _page(builder, KEY_DAYS, title, "", dated, items, near, overview=drawn)


def _items(builder: ViewBuilder, dated: Sequence[Dated]) -> dict[str, DatedItem]:
    return items_of(builder, dated, {it.date: span(it.date, builder.zone) for it in dated})


def _page(
    builder: ViewBuilder,
    path: str,
    title: str,
    period: str,
    dated: Sequence[Dated],
    items: dict[str, DatedItem],
    days: Sequence[DayPage],
    *,
    overview: Overview | None = None,
    hours: Hours | None = None,
) -> HtmlPage:
    ordered = sorted(dated, key=lambda it: items[it.anchor].order)

    def derived(lane: str) -> tuple[DerivedRow, ...]:
        return tuple(derived_row(builder, it, "", period) for it in ordered if it.lane == lane)

    view = ZoomView(
        title,
        summary_of(builder, [it.lane for it in dated]),
        period,
        overview,
        hours,
        zoom_links(builder, days),
        tuple(_row(builder, it) for it in ordered if it.lane == "event"),
        derived("claim"),
        derived("statement"),
        derived("source"),
    )
    return HtmlPage(path, "pages/chronology_zoom.html", title, view.summary, CHRONOLOGY, view)


def _row(builder: ViewBuilder, it: Dated) -> ZoomRow:
    status = event_status(builder, it.id)
    href = f"{page_of_event(builder, it.id)}#{it.anchor}"
    return ZoomRow(
        it.anchor,
        Ref(href, builder.dossier.titles["event", it.id]),
        builder.must_when(it.date),
        status,
        builder.t(STATUSES[status]),
    )
