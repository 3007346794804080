"""The chronology: events by day, with the claims, statements and sources of that day.

Days are civil days. Within a day, events with a time of day are sorted by their earliest bound.
Events of which only the day is known form a second list, since their order is not known. A span
wider than a day comes before the days that it covers.

Claims, statements and sources come below the events of their day, because a day can have three
times as many of them as events. Each kind is folded, and shows how many there are. A folded list
opens without a script, a search in the page finds its words, and it is printed too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from claimline.dates import PartialDate, parse
from claimline.locale import word
from claimline.model.tag_names import tag_name, tags_in_order
from claimline.pages.address import CHRONOLOGY
from claimline.pages.chronology_days import DayPage, page_of_day, zoom_links
from claimline.pages.chronology_drawing import day_hours, items_of, placed, whole
from claimline.pages.chronology_event import (
    DisclosureEntry,
    EventEntry,
    disclosed_events,
    disclosures,
    event_entry,
)
from claimline.pages.chronology_rows import DerivedRow, derived_row
from claimline.pages.dated import Dated, Heading, dated_records, heading_of
from claimline.pages.references import References
from claimline.pages.same_time import SameTime
from claimline.pages.shared_views import Choice, HtmlPage, Ref, Reference, When
from claimline.pages.timeline import DatedItem, Hours, Overview, Span, span
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import STATUSES
from claimline.value import Value


class Day(Value, frozen=True):
    """The records of one day, or of a span wider than a day.

    ``mark`` is the fragment of its column in the overview, or "". ``page`` is the path of its own
    page, which has it by the hour, or "". If it has none, ``hours`` can be here.
    """

    anchor: str
    heading: When
    mark: str
    page: str
    hours: Hours | None
    timed: tuple[EventEntry, ...]
    untimed: tuple[EventEntry, ...]
    claims: tuple[DerivedRow, ...]
    statements: tuple[DerivedRow, ...]
    sources: tuple[DerivedRow, ...]


class Neighbours(Value, frozen=True):
    """Links from a page of a chronology that is cut to the pages before and after it."""

    before: Ref | None
    after: Ref | None


class ChronologyView(Value, frozen=True):
    """Days in order, and their drawing: the whole chronology, or one of its pages.

    ``actors``, ``tags``, ``statuses`` and ``lanes`` are the choices of the filters.
    """

    title: str
    days: tuple[Day, ...]
    overview: Overview | None
    zone: str
    summary: str
    disclosures: tuple[DisclosureEntry, ...]
    """The events disclosed after they happened, in the order of disclosure."""
    references: tuple[Reference, ...]
    actors: tuple[Choice, ...]
    tags: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    lanes: tuple[Choice, ...]
    neighbours: Neighbours | None = None
    """None if the chronology is on one page."""
    zoom: tuple[Ref, ...] = ()
    """Links to the other pages of the timeline."""


def chronology_page(builder: ViewBuilder) -> HtmlPage:
    """Make the page of all events."""
    title = builder.t("Timeline")
    view = chronology_view(
        builder,
        title,
        list(dated_records(builder)),
        disclosed=disclosures(builder, disclosed_events(builder, "")),
    )
    return HtmlPage(
        CHRONOLOGY, "pages/chronology.html", title, view.summary, CHRONOLOGY, view
    )  # fmt: skip


def chronology_view(
    builder: ViewBuilder,
    title: str,
    dated: Sequence[Dated],
    *,
    disclosed: tuple[DisclosureEntry, ...] = (),
    elsewhere: Sequence[str] = (),
    neighbours: Neighbours | None = None,
) -> ChronologyView:
    """Return records by day.

    Args:
        builder: makes views.
        title: the heading of the page.
        dated: the records.
        disclosed: the events disclosed after they happened.
        elsewhere: events with a time of day, on the same days, that are on another page.
        neighbours: links to the pages before and after this one.
    """
    # Many records share a date.
    dates = dict.fromkeys(it.date for it in dated)
    headings = {date: heading_of(date, builder.zone) for date in dates}
    spans = {date: span(date, builder.zone) for date in dates}
    by_heading: dict[Heading, list[Dated]] = defaultdict(list)
    for it in dated:
        by_heading[headings[it.date]].append(it)
    in_list = sorted(by_heading)
    items = items_of(builder, dated, spans)
    pages = {
        heading.anchor: page
        for heading in in_list
        if (page := page_of_day(builder, heading.anchor))
    }
    charts: dict[Heading, Hours] = {}
    for heading in in_list:
        of_day = [items[it.anchor] for it in by_heading[heading]]
        own = heading.wide or heading.anchor in pages
        chart = None if own else day_hours(builder, heading.day, of_day)
        if chart:
            charts[heading] = chart
    marks = {
        mark.entry: mark.anchor
        for chart in charts.values()
        for lane in chart.lanes
        for mark in lane.marks
    }
    hrefs = {it.anchor: heading.anchor for heading in in_list for it in by_heading[heading]}
    in_overview = placed(builder, dated, items, hrefs)
    drawn = whole(builder, in_overview, marks.keys(), large=False)
    marks |= _marks_of(drawn, [it.item for it in in_overview])
    columns = {column.anchor for column in drawn.columns} if drawn else set()
    references = References(builder)
    days = tuple(
        _day(
            builder, references, heading,
            sorted(by_heading[heading], key=lambda it: items[it.anchor].order),
            spans, charts.get(heading), marks, columns, pages.get(heading.anchor),
            [id_ for id_ in elsewhere if _heading_of_event(builder, id_) == heading],
        )
        for heading in in_list
    )  # fmt: skip
    actors, tags, statuses, lanes = _choices(builder, days)
    return ChronologyView(
        title,
        days,
        drawn,
        builder.dossier.site.time_zone,
        summary_of(builder, [it.lane for it in dated]),
        disclosed,
        references.entries(),
        actors,
        tags,
        statuses,
        lanes,
        neighbours,
        zoom_links(builder, pages.values()),
    )


def summary_of(builder: ViewBuilder, lanes: Collection[str]) -> str:
    """Return the numbers of events and statements among the lanes of records, in words."""
    events, statements = (sum(lane == it for it in lanes) for lane in ("event", "statement"))
    return builder.t(
        "{events}, {statements}.",
        events=builder.n("{n} event", "{n} events", events),
        statements=builder.n("{n} statement with a date", "{n} statements with a date", statements),
    )


def _heading_of_event(builder: ViewBuilder, id_: str) -> Heading:
    return heading_of(builder.dossier.event_dates[id_], builder.zone)


def _marks_of(drawn: Overview | None, items: Iterable[DatedItem]) -> dict[str, str]:
    """Return the fragments of the overview's marks, by entry."""
    if drawn is None:
        return {}
    anchors = {
        mark.entry: mark.anchor for lane in drawn.lanes for mark in lane.marks if mark.anchor
    }
    wide = {
        (lane.name, lane.party, bundle.span.bounds): bundle.anchor
        for lane in drawn.lanes
        for bundle in lane.bundles
    }
    if wide:
        for it in items:
            anchor = wide.get((*it.row, it.span.bounds))
            if anchor:
                anchors.setdefault(it.entry, anchor)
    return anchors


def _day(
    builder: ViewBuilder,
    references: References,
    heading: Heading,
    ordered: Sequence[Dated],
    spans: Mapping[PartialDate, Span],
    chart: Hours | None,
    marks: Mapping[str, str],
    columns: set[str],
    page: DayPage | None,
    elsewhere: Sequence[str],
) -> Day:
    events = [it for it in ordered if it.lane == "event"]
    timed = {it.id for it in events if spans[it.date].timed}
    same_time = SameTime(builder, (*timed, *elsewhere))
    date = builder.must_when(parse(heading.text))

    def entries(*, time: bool) -> tuple[EventEntry, ...]:
        return tuple(
            event_entry(builder, references, it.id, same_time, marks.get(it.anchor, ""))
            for it in events
            if (it.id in timed) == time
        )

    def derived(lane: str) -> tuple[DerivedRow, ...]:
        return tuple(
            derived_row(builder, it, marks.get(it.anchor, ""), date.words)
            for it in ordered
            if it.lane == lane
        )

    column = f"at-{heading.anchor.removeprefix('day-')}"
    return Day(
        anchor=heading.anchor,
        heading=When(date.words) if heading.wide else date,
        mark=column if column in columns else "",
        page=page.path if page else "",
        hours=chart,
        timed=entries(time=True),
        untimed=entries(time=False),
        claims=derived("claim"),
        statements=derived("statement"),
        sources=derived("source"),
    )


def _choices(builder: ViewBuilder, days: Sequence[Day]) -> tuple[tuple[Choice, ...], ...]:
    """Return the actors, tags, statuses and lanes that have at least one entry."""
    actors: set[str] = set()
    tags: set[str] = set()
    statuses: set[str] = set()
    lanes = []
    for lane, label in (
        ("timed", word("Events")),
        ("claims", word("Claims made")),
        ("statements", word("Statements")),
        ("sources", word("Sources")),
    ):
        rows = [row for day in days for row in getattr(day, lane)]
        if lane == "timed":
            rows += [row for day in days for row in day.untimed]
            statuses.update(row.status for row in rows)
        for row in rows:
            actors.update(row.actor_ids.split())
            tags.update(row.tag_ids.split())
        if rows:
            named_lane = "event" if lane == "timed" else lane.removesuffix("s")
            lanes.append(Choice(named_lane, builder.t(label)))
    named = [Choice(id_, builder.ref("actor", id_).label) for id_ in actors]
    site = builder.dossier.site
    return (
        tuple(sorted(named, key=lambda choice: (choice.label.casefold(), choice.value))),
        tuple(Choice(tag, tag_name(site, tag)) for tag in tags_in_order(site, tags)),
        tuple(Choice(it, builder.t(STATUSES[it])) for it in STATUSES if it in statuses),
        tuple(lanes),
    )
