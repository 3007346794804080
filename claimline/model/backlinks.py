"""Finds the backlinks: for each record, the records that name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from claimline.model.dossier import Backlinks
from claimline.model.records import Actor, Brief, Claim, Detail, Event, Record, Source, Statement
from claimline.model.schema import Loc
from claimline.model.validate import Key, Records
from claimline.prose import Prose

Note = tuple[Key, str, Any]
"""A part of a backlink: the named record, the field of its ``Backlinks``, and a value in it."""


def backlinks(records: Records, prose: Mapping[Key, Mapping[Loc, Prose]]) -> dict[Key, Backlinks]:
    """Return the backlinks of every record that another record names, in the order of keys."""
    by_key: dict[Key, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for key, record in records.all():
        for named, field, value in notes_of(key, record, prose.get(key, {})):
            by_key[named][field].add(value)
    return {key: backlinks_of(by_key[key]) for key in sorted(by_key)}


def backlinks_of(fields: Mapping[str, set[Any]]) -> Backlinks:
    """Return backlinks with these values in their fields."""
    return Backlinks(**{field: tuple(sorted(values)) for field, values in fields.items()})


def notes_of(key: Key, record: Record, texts: Mapping[Loc, Prose]) -> Iterator[Note]:
    """Yield the share of one record in the backlinks of all. ``texts`` are its Markdown texts."""
    for kind, id_, field, value in _in_fields(record):
        if id_ is not None:
            yield (kind, id_), field, value
    kind, own_id = key
    field = f"{kind}s"
    if field in Backlinks.__struct_fields__:
        for text in texts.values():
            for link in text.links:
                if (link.kind, link.id) != key:
                    yield (link.kind, link.id), field, own_id


def _in_fields(record: Record) -> Iterator[tuple[str, str | None, str, Any]]:
    """Yield what a record names in its fields: kind, id if it is there, field and value."""
    match record:
        case Actor():
            yield "actor", record.party, "members", record.id
        case Source():
            for passed in record.carries:
                yield "statement", passed.statement, "carriers", record.id
                yield "source", passed.source, "carriers", record.id
        case Statement():
            yield "actor", record.by, "statements", record.id
            yield "actor", record.speaks_for, "statements", record.id
            yield "statement", record.revises, "statements", record.id
            yield "statement", record.repeats, "statements", record.id
        case Claim():
            yield from _of_claim(record)
        case Event():
            yield from _of_event(record)
        case Detail():
            for about in record.claims:
                yield "claim", about, "details", record.id
            for answer in record.values:
                yield "statement", answer.statement, "details", record.id
            for part in (record.sum, *record.sum.parts) if record.sum else ():
                yield "statement", part.statement, "details", record.id
        case Brief():
            for about in record.claims:
                yield "claim", about, "briefs", record.id


def _of_claim(claim: Claim) -> Iterator[tuple[str, str | None, str, Any]]:
    for by in claim.by:
        yield "actor", by, "claims", claim.id
    yield "statement", claim.statement, "claims", claim.id
    yield "event", claim.event, "claims", claim.id
    if claim.event:
        yield "claim", claim.id, "events", claim.event
    for nth, stance in enumerate(claim.stances):
        yield "actor", stance.actor, "stances", (claim.id, nth)
        if stance.citation:
            yield "statement", stance.citation.statement, "claims", claim.id
    for citation in claim.citations:
        yield "statement", citation.statement, "claims", claim.id
    for relation in claim.related:
        yield "claim", relation.claim, "claims", claim.id


def _of_event(event: Event) -> Iterator[tuple[str, str | None, str, Any]]:
    for about in event.claims:
        yield "claim", about, "events", event.id
    for actor in event.actors:
        yield "actor", actor, "events", event.id
    for part in (*event.involved, *event.counts):
        yield "statement", part.statement, "events", event.id
    for involved in event.involved:
        yield "actor", involved.actor, "events", event.id
    yield "place", event.place, "events", event.id
    yield "statement", event.first_said, "events", event.id
    for citation in event.citations:
        yield "statement", citation.statement, "events", event.id
