"""The events of the chronology: each with its evidence and its disclosure."""

from __future__ import annotations

from collections.abc import Iterable

from claimline.model.records import Event
from claimline.pages.event_parts import CountEntry, RoleEntry, counts, position, roles
from claimline.pages.locators import locator
from claimline.pages.media_view import MediaItem, media_items
from claimline.pages.record_paths import event_page_path, place_ref
from claimline.pages.references import References
from claimline.pages.same_time import SameTime
from claimline.pages.shared_views import (
    CitedRef,
    ExternalLink,
    FieldEntry,
    Locator,
    Passage,
    Quote,
    Ref,
    SourceCard,
    When,
)
from claimline.pages.view_builder import ViewBuilder, event_status, part
from claimline.pages.vocabulary import STATUSES, gap_words
from claimline.value import Value


class EventCitation(Value, frozen=True):
    """A citation of an event."""

    anchor: str
    cited: CitedRef
    stance: str
    source: Ref
    card: SourceCard
    quote: Quote | None
    locator: Locator | None
    missing: Passage | None
    """What the source leaves out of the event, or None."""
    note: Passage | None
    outside: tuple[ExternalLink, ...]


class Filtered(Value, frozen=True):
    """An entry that filters can hide.

    ``mark`` is the fragment of its mark in the timeline, or "". ``actor_ids`` and
    ``tag_ids`` hold the ids to filter by, with spaces between.
    """

    anchor: str
    mark: str
    actor_ids: str
    tag_ids: str


class EventEntry(Filtered, frozen=True):
    """One event. ``overlaps`` are events of the day whose order to this one is not known.

    ``more_overlaps`` is the number of those that it does not name.
    """

    title: str
    when: When
    status: str
    status_words: str
    page: str
    """The path of the event's own page, or ""."""
    text: Passage | None
    place: Ref | None
    """The place. It has no address if places have no pages."""
    position: str
    """Degrees north and east, and how exactly they are known."""
    actors: tuple[Ref, ...]
    roles: tuple[RoleEntry, ...]
    counts: tuple[CountEntry, ...]
    claims: tuple[Ref, ...]
    tags: tuple[Ref, ...]
    citations: tuple[EventCitation, ...]
    no_source: Passage | None
    """Why no source is cited."""
    fields: tuple[FieldEntry, ...]
    overlaps: tuple[Ref, ...]
    more_overlaps: int
    disclosed: DisclosureEntry | None
    media: tuple[MediaItem, ...] = ()


class DisclosureEntry(Value, frozen=True):
    """The disclosure of an event. ``gap`` is the time since the event, or "" if it is not told."""

    event: Ref
    status_words: str
    happened: When
    said: When | None
    by: Ref
    gap: str


def event_entry(
    builder: ViewBuilder, references: References, id_: str, same_time: SameTime, mark: str
) -> EventEntry:
    """Make the entry of an event. ``same_time`` has the day's events with a time of day."""
    event: Event = builder.dossier.events[id_]
    dates = builder.dossier.event_dates
    overlapping, more = same_time.overlapping(id_)
    text = references.passage("event", id_, "text")
    no_source = references.passage("event", id_, "no_source")
    fields = references.fields("event", id_, event.fields)
    place = builder.dossier.places[event.place] if event.place else None
    return EventEntry(
        anchor=f"event-{id_}",
        mark=mark,
        actor_ids=speakers(builder, [*event.actors, *(it.actor for it in event.involved)]),
        tag_ids=" ".join(event.tags),
        title=event.title,
        when=builder.must_when(dates[id_]),
        status=event.status,
        status_words=builder.t(STATUSES[event.status]),
        text=text,
        page=event_page_path(builder, id_),
        place=place_ref(builder, event.place) if event.place else None,
        position=position(builder, event, place),
        actors=builder.refs("actor", event.actors),
        roles=roles(builder, references, id_),
        counts=counts(builder, references, id_),
        claims=builder.refs("claim", claims_of_event(builder, id_)),
        tags=builder.tags(event.tags),
        citations=tuple(
            _citation(builder, references, id_, nth) for nth in range(len(event.citations))
        ),
        disclosed=_disclosed(builder, id_),
        no_source=no_source,
        media=media_items(builder, "event", id_, f"{id_}-"),
        fields=fields,
        overlaps=builder.refs("event", overlapping),
        more_overlaps=more,
    )


def speakers(builder: ViewBuilder, actors: Iterable[str]) -> str:
    """Return the ids of actors and of their parties, separated by spaces, for the filters."""
    named = list(actors)
    return " ".join(dict.fromkeys([*named, *(builder.dossier.party(actor) for actor in named)]))


def _disclosed(builder: ViewBuilder, id_: str) -> DisclosureEntry | None:
    disclosure = builder.analysis.disclosure.get(id_)
    if disclosure is None:
        return None
    return DisclosureEntry(
        event=builder.ref("event", id_),
        status_words=builder.t(STATUSES[event_status(builder, id_)]),
        happened=builder.must_when(builder.dossier.event_dates[id_]),
        said=builder.when(disclosure.date),
        by=builder.ref("statement", disclosure.statement),
        gap=gap_words(disclosure.shortest, disclosure.longest, builder.language)
        if disclosure.later and disclosure.sure
        else "",
    )


@part("disclosed events", tuple[str, ...])
def disclosed_events(builder: ViewBuilder, _: str) -> tuple[str, ...]:
    """Return the events disclosed after they happened, in the order of disclosure."""
    later = [
        (builder.order(disclosure.date), id_)
        for id_, disclosure in builder.analysis.disclosure.items()
        if disclosure and disclosure.later
    ]
    return tuple(id_ for _, id_ in sorted(later))


def disclosures(builder: ViewBuilder, ids: Iterable[str]) -> tuple[DisclosureEntry, ...]:
    """Return the disclosure of each event that has one."""
    return tuple(entry for id_ in ids if (entry := _disclosed(builder, id_)))


def claims_of_event(builder: ViewBuilder, id_: str) -> list[str]:
    """Return the claims that an event names, and those that are about it."""
    about = builder.dossier.backlinks("event", id_).claims
    named = (claim for claim in about if _event_of(builder, claim) == id_)
    return list(dict.fromkeys([*builder.dossier.events[id_].claims, *named]))


def _citation(builder: ViewBuilder, references: References, id_: str, nth: int) -> EventCitation:
    citation = builder.dossier.events[id_].citations[nth]
    source = builder.dossier.sources[citation.source]
    anchor = f"cite-{id_}-{nth + 1}"
    cited = references.cite(
        citation.source, citation.at or "", f"#{anchor}", builder.dossier.events[id_].title
    )
    return EventCitation(
        anchor=anchor,
        cited=cited,
        stance=builder.stance(citation.stance, partial=citation.extent == "part"),
        source=builder.cited(citation.source, ("event", id_), anchor),
        card=builder.card(citation.source),
        quote=builder.quoted(citation),
        locator=locator(builder, citation.source, citation.at),
        missing=references.passage("event", id_, "citations", nth, "missing"),
        note=references.passage("event", id_, "citations", nth, "note"),
        outside=builder.outside(source, citation.quote, citation.fragment, citation.at),
    )


@part("event")
def _event_of(builder: ViewBuilder, claim: str) -> str | None:
    """Return the event that a claim is about, or None."""
    return builder.dossier.claims[claim].event
