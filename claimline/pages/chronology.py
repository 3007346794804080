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
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from claimline.dates import PartialDate, civil, civil_days, day, parse, year_text
from claimline.locale import word
from claimline.pages.chronology_drawing import day_hours, item, whole
from claimline.pages.chronology_event import (
    DisclosureEntry,
    EventEntry,
    disclosures,
    event_entry,
)
from claimline.pages.chronology_periods import Days, Placed
from claimline.pages.chronology_rows import Dated, DerivedRow, dated_records, derived_row
from claimline.pages.references import References
from claimline.pages.shared_views import Choice, Page, Reference, When
from claimline.pages.timeline import Hours, Item, Overview, Span, on_own_days, span
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import STATUSES
from claimline.value import Value

EVENTS, ENTRIES = 400, 1600
"""The most events, and the most dated records, of a chronology that draws days by the hour and
lists claims and sources. Beyond either number, it only counts them."""


class Day(Value, frozen=True):
    """The records of one day, or of a span wider than a day.

    ``mark`` is the fragment of its column in the overview, or "".
    """

    anchor: str
    heading: When
    mark: str
    hours: Hours | None
    timed: tuple[EventEntry, ...]
    untimed: tuple[EventEntry, ...]
    claims: tuple[DerivedRow, ...]
    statements: tuple[DerivedRow, ...]
    sources: tuple[DerivedRow, ...]


class ChronologyView(Value, frozen=True):
    """All days in order, and their drawing. The last four fields are the choices of the filters."""

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


def chronology_page(builder: ViewBuilder) -> Page:
    """Make the page of all events."""
    dossier = builder.dossier
    dated = list(dated_records(builder))
    large = len(dossier.events) > EVENTS or len(dated) > ENTRIES
    # Many records share a date.
    dates = dict.fromkeys(it.date for it in dated)
    headings = {date: _heading(builder, date) for date in dates}
    spans = {date: span(date, builder.zone) for date in dates}
    by_heading: dict[_Heading, list[Dated]] = defaultdict(list)
    for it in dated:
        by_heading[headings[it.date]].append(it)
    listed = {"event", "statement"} if large else {"event", "claim", "statement", "source"}
    in_list = sorted(
        heading for heading, group in by_heading.items() if any(it.lane in listed for it in group)
    )
    items = {
        it.anchor: item(builder, it, spans, named=not large or it.lane == "event") for it in dated
    }
    charts: dict[_Heading, Hours] = {}
    for heading in () if large else in_list:
        of_day = [items[it.anchor] for it in by_heading[heading]]
        chart = None if heading.wide else day_hours(builder, heading.day, of_day)
        if chart:
            charts[heading] = chart
    marks = {
        mark.entry: mark.anchor
        for chart in charts.values()
        for lane in chart.lanes
        for mark in lane.marks
    }
    hrefs = {it.anchor: heading.anchor for heading in in_list for it in by_heading[heading]}
    in_overview = [_placed(builder, it, items[it.anchor], hrefs) for it in dated]
    drawn = whole(builder, in_overview, marks.keys(), large=large)
    marks |= _marks_of(drawn, [it.item for it in in_overview])
    columns = {column.anchor for column in drawn.columns} if drawn else set()
    references = References(builder)
    days = tuple(
        _day(
            builder, references, heading,
            sorted(by_heading[heading], key=lambda it: items[it.anchor].order),
            spans, charts.get(heading), marks, columns, large=large,
        )
        for heading in in_list
    )  # fmt: skip
    dated_statements = sum(it.lane == "statement" for it in dated)
    summary = builder.t(
        "{events}, {statements}.",
        events=builder.n("{n} event", "{n} events", len(dossier.events)),
        statements=builder.n(
            "{n} statement with a date", "{n} statements with a date", dated_statements
        ),
    )
    view = ChronologyView(
        days,
        drawn,
        dossier.site.time_zone,
        summary,
        disclosures(builder),
        references.entries(),
        *_choices(builder, days),
    )
    return Page(
        "chronology.html", "pages/chronology.html", builder.t("Chronology"), summary,
        "chronology.html", view,
    )  # fmt: skip


_IN_ANCHOR = str.maketrans(
    {"/": "_", "~": "_around", "?": "_uncertain", "%": "_around_uncertain", "+": "_plus",
     "[": "_", "]": "", ":": ""}
)  # fmt: skip
"""What stands in a fragment for characters of EDTF that an address would have to escape."""


class _Heading(Value, frozen=True, order=True):
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


def _heading(builder: ViewBuilder, date: PartialDate) -> _Heading:
    """Return the heading of a date: a day by the date's own clock, or the date itself."""
    number = day(date, builder.zone)
    if number is None:
        first, last = civil_days(date, builder.zone)
        return _Heading(first, True, last, str(date))
    year, month, day_of_month = civil(number)
    return _Heading(number, False, number, f"{year_text(year)}-{month:02}-{day_of_month:02}")


def _placed(builder: ViewBuilder, it: Dated, own: Item, hrefs: Mapping[str, str]) -> Placed:
    """Return a record's item for the overview, moved to the days under which it is listed."""
    open_ended = own.span.before or own.span.after
    return Placed(
        replace(own, span=on_own_days(own.span, it.date, builder.zone)),
        None if open_ended else Days(*civil_days(it.date, builder.zone)),
        hrefs.get(it.anchor, ""),
    )


def _marks_of(drawn: Overview | None, items: Iterable[Item]) -> dict[str, str]:
    """Return the fragments of the overview's marks, by entry."""
    if drawn is None:
        return {}
    anchors = {
        mark.entry: mark.anchor for lane in drawn.lanes for mark in lane.marks if mark.anchor
    }
    wide = {
        (lane.name, bundle.span.bounds): bundle.anchor
        for lane in drawn.lanes
        for bundle in lane.bundles
    }
    if wide:
        for it in items:
            anchor = wide.get((it.lane, it.span.bounds))
            if anchor:
                anchors.setdefault(it.entry, anchor)
    return anchors


def _day(
    builder: ViewBuilder,
    references: References,
    heading: _Heading,
    ordered: Sequence[Dated],
    spans: Mapping[PartialDate, Span],
    chart: Hours | None,
    marks: Mapping[str, str],
    columns: set[str],
    *,
    large: bool,
) -> Day:
    events = [it for it in ordered if it.lane == "event"]
    timed = [it.id for it in events if spans[it.date].timed]

    def entries(*, time: bool) -> tuple[EventEntry, ...]:
        return tuple(
            event_entry(builder, references, it.id, timed if time else [], marks.get(it.anchor, ""))
            for it in events
            if (it.id in timed) == time
        )

    def derived(lane: str) -> tuple[DerivedRow, ...]:
        return tuple(
            derived_row(builder, it, marks.get(it.anchor, "")) for it in ordered if it.lane == lane
        )

    column = f"at-{heading.anchor.removeprefix('day-')}"
    date = builder.must_when(parse(heading.text))
    return Day(
        anchor=heading.anchor,
        heading=When(date.words) if heading.wide else date,
        mark=column if column in columns else "",
        hours=chart,
        timed=entries(time=True),
        untimed=entries(time=False),
        claims=() if large else derived("claim"),
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
    return (
        tuple(sorted(named, key=lambda choice: (choice.label.casefold(), choice.value))),
        tuple(Choice(tag, tag) for tag in sorted(tags)),
        tuple(Choice(it, builder.t(STATUSES[it])) for it in STATUSES if it in statuses),
        tuple(lanes),
    )
