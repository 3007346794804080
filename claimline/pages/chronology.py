"""The chronology: events by day, with what was said and published that day beside them.

Days are civil days in the site's zone. Within a day, entries with a time of day are sorted by
their earliest bound; entries of which only the day is known form a list of their own, since
their order is not known. What is wider than a day stands before the days that it covers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from claimline.dates import PartialDate, day, overlaps, parse, zone_info
from claimline.model.records import Event
from claimline.pages.address import page_of, usage_anchor
from claimline.pages.book import Book, part
from claimline.pages.parts import (
    CitedRef,
    Outside,
    Page,
    Passage,
    Quote,
    Ref,
    Reference,
    SourceCard,
    StatementRow,
    When,
)
from claimline.pages.references import References
from claimline.pages.words import STANCES, STATUSES, gap_words


@dataclass(frozen=True, slots=True)
class EventCitation:
    """A citation of an event."""

    anchor: str
    cited: CitedRef
    stance: str
    source: Ref
    card: SourceCard
    quote: Quote | None
    locator: str
    note: Passage | None
    outside: tuple[Outside, ...]


@dataclass(frozen=True, slots=True)
class EventEntry:
    """One event. ``overlaps`` names events of the day with which its order is open."""

    anchor: str
    title: str
    when: When
    status: str
    status_words: str
    text: Passage | None
    place: str
    actors: tuple[Ref, ...]
    claims: tuple[Ref, ...]
    tags: tuple[Ref, ...]
    citations: tuple[EventCitation, ...]
    overlaps: tuple[Ref, ...]
    disclosed: DisclosureEntry | None


@dataclass(frozen=True, slots=True)
class DisclosureEntry:
    """When an event was first said, by what, and how long after it. ``gap`` is "" if at once."""

    event: Ref
    happened: When
    said: When
    by: Ref
    gap: str


@dataclass(frozen=True, slots=True)
class Day:
    """What belongs to one day, or to a span that is wider than one."""

    anchor: str
    heading: When
    timed: tuple[EventEntry, ...]
    untimed: tuple[EventEntry, ...]
    statements: tuple[StatementRow, ...]
    sources: tuple[SourceCard, ...]


@dataclass(frozen=True, slots=True)
class ChronologyView:
    """All days, in order."""

    days: tuple[Day, ...]
    zone: str
    summary: str
    disclosures: tuple[DisclosureEntry, ...]
    """The events that were first said of later than they happened, in the order of saying."""
    references: tuple[Reference, ...]


@dataclass
class _Bucket:
    events: list[str]
    statements: list[str]
    sources: list[str]


def chronology_page(book: Book) -> Page:
    """The one page on which all events stand."""
    dossier = book.dossier
    buckets: dict[str, _Bucket] = defaultdict(lambda: _Bucket([], [], []))
    for field, dated in (
        ("events", [(id_, event.date) for id_, event in dossier.events.items()]),
        ("statements", [(id_, said.said) for id_, said in dossier.statements.items()]),
        ("sources", [(id_, source.published) for id_, source in dossier.sources.items()]),
    ):
        for id_, when in dated:
            if when is not None:
                key = _bucket(book, when)
                getattr(buckets[key], field).append(id_)
    references = References(book)
    days = []
    for key in sorted(buckets, key=lambda key: (key[:10], len(key), key)):
        bucket = buckets[key]
        if bucket.events or bucket.statements:
            days.append(_day(book, references, key, bucket))
    dated_statements = sum(said.said is not None for said in dossier.statements.values())
    summary = book.t(
        "{events}, {statements}.",
        events=book.n("{n} event", "{n} events", len(dossier.events)),
        statements=book.n(
            "{n} statement with a date", "{n} statements with a date", dated_statements
        ),
    )
    view = ChronologyView(
        tuple(days), dossier.site.time_zone, summary, _disclosures(book), references.entries()
    )
    return Page(
        "chronology.html", "pages/chronology.html", book.t("Chronology"), summary,
        "chronology.html", view,
    )  # fmt: skip


def _bucket(book: Book, when: PartialDate) -> str:
    """The day in which a date lies, or the start and the words of a span that is wider."""
    lies = day(when, book.zone)
    if lies is not None:
        return lies.isoformat()
    # What touches two days but no more is listed with the first, such as a night.
    earliest, latest = when.earliest(book.zone), when.latest(book.zone)
    try:
        start = earliest.astimezone(zone_info(book.zone)).date()
    except OverflowError:
        start = earliest.date()
    if latest - earliest <= timedelta(hours=36):
        return start.isoformat()
    return f"{start.isoformat()} {book.must_when(when).words}"


def _day(book: Book, references: References, key: str, bucket: _Bucket) -> Day:
    events = book.dossier.events
    ordered = sorted(bucket.events, key=lambda id_: (book.order(events[id_].date), id_))
    whole = {id_ for id_ in ordered if _is_wide(book, events[id_].date)}
    timed = [id_ for id_ in ordered if id_ not in whole]
    heading = When(key[11:]) if len(key) > 10 else book.must_when(parse(key))
    slug = "".join(c if c.isalnum() else "-" for c in key.lower()).strip("-")
    return Day(
        anchor=f"day-{slug}",
        heading=heading,
        timed=tuple(_event(book, references, id_, timed) for id_ in timed),
        untimed=tuple(_event(book, references, id_, []) for id_ in ordered if id_ in whole),
        statements=book.statement_rows(bucket.statements),
        sources=tuple(
            book.card(id_)
            for id_ in sorted(
                bucket.sources,
                key=lambda id_: (book.order(book.dossier.sources[id_].published), id_),
            )
        ),
    )


def _is_wide(book: Book, when: PartialDate) -> bool:
    """Whether a date says no more than the day, or less."""
    return when.latest(book.zone) - when.earliest(book.zone) >= timedelta(hours=22)


def _event(book: Book, references: References, id_: str, others: list[str]) -> EventEntry:
    event: Event = book.dossier.events[id_]
    text = references.passage("event", id_, "text")
    place = book.dossier.places[event.place].name if event.place else ""
    return EventEntry(
        anchor=f"event-{id_}",
        title=event.title,
        when=book.must_when(event.date),
        status=event.status,
        status_words=book.t(STATUSES[event.status]),
        text=text,
        place=place,
        actors=book.refs("actor", event.actors),
        claims=book.refs("claim", _claims(book, id_)),
        tags=book.tags(event.tags),
        citations=tuple(
            _citation(book, references, id_, nth) for nth in range(len(event.citations))
        ),
        disclosed=_disclosed(book, id_),
        overlaps=tuple(
            book.ref("event", other)
            for other in others
            if other != id_ and overlaps(event.date, book.dossier.events[other].date, book.zone)
        ),
    )


def _disclosed(book: Book, id_: str) -> DisclosureEntry | None:
    found = book.findings.disclosure.get(id_)
    if found is None:
        return None
    return DisclosureEntry(
        event=book.ref("event", id_),
        happened=book.must_when(book.dossier.events[id_].date),
        said=book.must_when(found.date),
        by=book.ref(found.kind, found.id),
        gap=gap_words(found.shortest, found.longest, book.language) if found.later else "",
    )


def _disclosures(book: Book) -> tuple[DisclosureEntry, ...]:
    disclosed = book.findings.disclosure
    later = [id_ for id_, found in disclosed.items() if found.later]
    later.sort(key=lambda id_: (book.order(disclosed[id_].date), id_))
    return tuple(entry for id_ in later if (entry := _disclosed(book, id_)))


def _claims(book: Book, id_: str) -> list[str]:
    about = book.dossier.backlinks("event", id_).claims
    named = (claim for claim in about if _event_of(book, claim) == id_)
    return list(dict.fromkeys([*book.dossier.events[id_].claims, *named]))


def _citation(book: Book, references: References, id_: str, nth: int) -> EventCitation:
    citation = book.dossier.events[id_].citations[nth]
    source = book.dossier.sources[citation.source]
    anchor = f"cite-{id_}-{nth + 1}"
    cited = references.cite(
        citation.source, citation.at or "", f"#{anchor}", book.dossier.events[id_].title
    )
    page = page_of("source", citation.source)
    return EventCitation(
        anchor=anchor,
        cited=cited,
        stance=book.t(STANCES[citation.stance]),
        source=Ref(f"{page}#{usage_anchor('event', id_, anchor)}", source.title),
        card=book.card(citation.source),
        quote=book.quoted(citation),
        locator=citation.at or "",
        note=references.passage("event", id_, "citations", nth, "note"),
        outside=book.outside(source, citation.quote, citation.fragment),
    )


@part("event")
def _event_of(book: Book, claim: str) -> str | None:
    """The event that a claim is about."""
    return book.dossier.claims[claim].event
