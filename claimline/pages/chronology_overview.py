"""The pages of a chronology that is cut: the overview, and the pages to which it leads.

The overview has the drawing. It keeps the fragments that the chronology had on one page, so that an
old link to a day or an event leads to the page that has it now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from claimline.pages.address import CHRONOLOGY, list_path
from claimline.pages.chronology import (
    Neighbours,
    chronology_page,
    chronology_view,
    summary_of,
)
from claimline.pages.chronology_cut import (
    PeriodPage,
    chronology_period,
    chronology_periods,
    page_of_event,
    year_path,
)
from claimline.pages.chronology_days import zoom_links
from claimline.pages.chronology_drawing import all_items, placed, whole
from claimline.pages.chronology_event import DisclosureEntry, disclosed_events, disclosures
from claimline.pages.chronology_periods import NUMBERS, names
from claimline.pages.chronology_zoom import zoom_pages
from claimline.pages.dated import Dated, date_of, dated_records, heading_of
from claimline.pages.paging import Pager, page_of_list, paged_title, pages_of
from claimline.pages.shared_views import HtmlPage, Ref
from claimline.pages.timeline import LANES, Overview, span
from claimline.pages.view_builder import ViewBuilder, part
from claimline.value import Value

FIRST_SAID = "chronology/first-said.html"
DISCLOSED_ON_PAGE = 250
MOST_FRAGMENTS = 6000
"""The most old fragments of an overview. Each takes 40 bytes. Beyond that, only days have one."""


class PeriodEntry(Value, frozen=True):
    """A link to a page of the chronology, the numbers of its entries, and its old fragments."""

    ref: Ref
    counts: str
    anchors: tuple[str, ...]


class OverviewView(Value, frozen=True):
    """The overview of a chronology, or of a year that is cut by month.

    ``drawing`` is None for a year. ``first_said`` leads to the order of disclosure, or is None.
    """

    title: str
    summary: str
    drawing: Overview | None
    zone: str
    periods: tuple[PeriodEntry, ...]
    first_said: Ref | None
    whole: bool
    zoom: tuple[Ref, ...] = ()
    """Links to the other pages of the timeline."""


class DisclosuresView(Value, frozen=True):
    """One page of the events disclosed after they happened, in the order of disclosure."""

    entries: tuple[DisclosureEntry, ...]
    pager: Pager | None


def chronology_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], HtmlPage]]:
    """Return the functions that make the pages of the chronology, by path."""
    periods = chronology_periods(builder, "")
    if not periods:
        return {CHRONOLOGY: chronology_page, **zoom_pages(builder)}
    pages = {CHRONOLOGY: _overview_page, **zoom_pages(builder)}
    pages |= {
        year: partial(_year_page, path=year) for it in periods if (year := year_path(it.days))
    }
    pages |= {it.path: partial(_period_page, path=it.path) for it in periods}
    disclosed = len(disclosed_events(builder, ""))
    for number in range(1, pages_of(disclosed, DISCLOSED_ON_PAGE) + 1) if disclosed else ():
        pages[list_path(FIRST_SAID, number)] = partial(_disclosures_page, number=number)
    return pages


def _overview_page(builder: ViewBuilder) -> HtmlPage:
    periods = chronology_periods(builder, "")
    title = builder.t("Timeline")
    disclosed = disclosed_events(builder, "")
    first_said = Ref(FIRST_SAID, builder.n("{n} event", "{n} events", len(disclosed)))
    view = _overview(
        builder, title, periods, _drawing(builder, periods), first_said if disclosed else None
    )
    return HtmlPage(
        CHRONOLOGY, "pages/chronology_overview.html", title, view.summary, CHRONOLOGY, view
    )  # fmt: skip


def _year_page(builder: ViewBuilder, path: str) -> HtmlPage:
    """Make the page of a year that is cut by month, so that the year's address stays."""
    periods = [it for it in chronology_periods(builder, "") if year_path(it.days) == path]
    year = names(builder, 1, periods[0].days)[1].rpartition(" ")[2]
    title = builder.t("Timeline: {period}", period=year)
    view = _overview(builder, title, periods, None, None)
    return HtmlPage(path, "pages/chronology_overview.html", title, view.summary, CHRONOLOGY, view)


def _overview(
    builder: ViewBuilder,
    title: str,
    periods: Sequence[PeriodPage],
    drawing: Overview | None,
    first_said: Ref | None,
) -> OverviewView:
    lanes = [lane for it in periods for lane in it.lanes]
    many = lanes.count("event") + sum(len(it.headings) for it in periods) > MOST_FRAGMENTS
    entries = []
    for it in periods:
        events = () if many else tuple(
            f"event-{id_}" for lane, id_ in zip(it.lanes, it.ids, strict=True) if lane == "event"
        )  # fmt: skip
        entries.append(_entry(builder, it, (*it.headings, *events)))
    return OverviewView(
        title,
        summary_of(builder, lanes),
        drawing,
        builder.dossier.site.time_zone,
        tuple(entries),
        first_said,
        drawing is not None,
        zoom_links(builder, ()) if drawing else (),
    )


def _entry(builder: ViewBuilder, period: PeriodPage, anchors: tuple[str, ...]) -> PeriodEntry:
    numbers = Counter(period.lanes)
    counted = [builder.n(*NUMBERS[lane], numbers[lane]) for lane in LANES if numbers[lane]]
    counts = builder.language.conventions.listed(counted)
    return PeriodEntry(_ref(builder, period), counts, anchors)


def _ref(builder: ViewBuilder, period: PeriodPage) -> Ref:
    label = names(builder, "month", period.days)[2]
    return Ref(
        period.path, paged_title(label, period.number, builder.language), interface=True
    )  # fmt: skip


def _drawing(builder: ViewBuilder, periods: Sequence[PeriodPage]) -> Overview | None:
    """Return the drawing of all entries. Its links lead to the pages that have them."""
    dated = list(dated_records(builder))
    spans = {date: span(date, builder.zone) for date in dict.fromkeys(it.date for it in dated)}
    pages = {anchor: it.path for it in periods for anchor in it.headings}
    headings = {date: heading_of(date, builder.zone).anchor for date in spans}
    hrefs = {it.anchor: headings[it.date] for it in dated}
    items = placed(builder, dated, all_items(builder, dated, spans), hrefs)
    drawn = whole(builder, items, (), large=True)
    if drawn is None:
        return None
    columns = tuple(
        replace(column, page=pages[column.href]) if column.href else column
        for column in drawn.columns
    )
    lanes = tuple(
        replace(
            lane,
            marks=tuple(
                replace(mark, page=page_of_event(builder, mark.entry.removeprefix("event-")))
                for mark in lane.marks
            ),
        )
        for lane in drawn.lanes
    )
    return replace(drawn, columns=columns, lanes=lanes)


def _period_page(builder: ViewBuilder, path: str) -> HtmlPage:
    period = chronology_period(builder, path)
    dated = [
        Dated(lane, id_, date)
        for lane, id_ in zip(period.lanes, period.ids, strict=True)
        if (date := date_of(builder, lane, id_))
    ]
    title = builder.t("Timeline: {period}", period=_ref(builder, period).label)
    view = chronology_view(
        builder, title, dated, elsewhere=period.neighbours, neighbours=_neighbours(builder, path)
    )
    return HtmlPage(path, "pages/chronology.html", title, view.summary, CHRONOLOGY, view)


@part("neighbours of period")
def _neighbours(builder: ViewBuilder, path: str) -> Neighbours:
    """Return the links from the page of a period to those before and after it.

    Raises:
        KeyError: the chronology has no such page.
    """
    periods = chronology_periods(builder, "")
    nth = {it.path: nth for nth, it in enumerate(periods)}[path]
    before, after = periods[:nth][-1:], periods[nth + 1 : nth + 2]
    first, last = ([_ref(builder, it) for it in found] for found in (before, after))
    return Neighbours(first[0] if first else None, last[0] if last else None)


def _disclosures_page(builder: ViewBuilder, number: int) -> HtmlPage:
    heading = builder.t("In the order in which events were first spoken of")
    list_page = page_of_list(
        FIRST_SAID, [("", disclosed_events(builder, ""))], DISCLOSED_ON_PAGE, number, str,
        language=builder.language,
    )  # fmt: skip
    title = paged_title(heading, number, builder.language)
    view = DisclosuresView(disclosures(builder, list_page.rows()), list_page.pager)
    description = builder.t(
        "Events that were first spoken of after they were over, as far as the records say."
    )
    return HtmlPage(
        list_page.path, "pages/disclosures.html", title, description, CHRONOLOGY, view
    )  # fmt: skip
