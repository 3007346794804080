"""The events of the chronology: each with its evidence, and when it was first said."""

from __future__ import annotations

from collections.abc import Iterable

from claimline.dates import overlaps
from claimline.model.records import Event
from claimline.pages.address import page_of, usage_anchor
from claimline.pages.book import Book, part
from claimline.pages.parts import CitedRef, Outside, Passage, Quote, Ref, SourceCard, When
from claimline.pages.references import References
from claimline.pages.words import STANCES, STATUSES, gap_words
from claimline.value import Value


class EventCitation(Value, frozen=True):
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


class Filtered(Value, frozen=True):
    """An entry that filters can hide.

    ``mark`` is the fragment of its mark in the timeline, empty without one; ``actor_ids`` and
    ``tag_ids`` are the words by which it can be filtered.
    """

    anchor: str
    mark: str
    actor_ids: str
    tag_ids: str


class EventEntry(Filtered, frozen=True):
    """One event. ``overlaps`` names events of the day with which its order is open."""

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


class DisclosureEntry(Value, frozen=True):
    """When an event was first said, by what, and how long after it. ``gap`` is "" if at once."""

    event: Ref
    happened: When
    said: When
    by: Ref
    gap: str


def event_entry(
    book: Book, references: References, id_: str, others: list[str], mark: str
) -> EventEntry:
    """One event in the list. ``others`` are those of the day with a time, in order."""
    event: Event = book.dossier.events[id_]
    text = references.passage("event", id_, "text")
    place = book.dossier.places[event.place].name if event.place else ""
    return EventEntry(
        anchor=f"event-{id_}",
        mark=mark,
        actor_ids=speakers(book, event.actors),
        tag_ids=" ".join(event.tags),
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


def speakers(book: Book, actors: Iterable[str]) -> str:
    """Actors and the parties for which they speak, as words to filter by."""
    found = list(actors)
    return " ".join(dict.fromkeys([*found, *(book.dossier.party(actor) for actor in found)]))


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


def disclosures(book: Book) -> tuple[DisclosureEntry, ...]:
    """The events that were first said of later than they happened, in the order of saying."""
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
