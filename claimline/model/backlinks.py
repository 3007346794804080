"""Finds the backlinks: for each record, the records that name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from claimline.model.dossier import Backlinks
from claimline.model.records import Actor, Brief, Claim, Detail, Event, Source, Statement
from claimline.model.schema import Loc
from claimline.model.validate import Key, Records
from claimline.prose import Prose


def backlinks(records: Records, prose: Mapping[Key, Mapping[Loc, Prose]]) -> dict[Key, Backlinks]:
    """Return the backlinks of every record that another record names."""
    by_key: dict[Key, dict[str, dict[Any, None]]] = defaultdict(lambda: defaultdict(dict))

    def note(kind: str, id_: str | None, field: str, value: Any) -> None:
        if id_ is not None:
            by_key[kind, id_][field][value] = None

    for id_, actor in records.by_kind["actor"].items():
        assert isinstance(actor, Actor)
        note("actor", actor.party, "members", id_)
    for id_, source in records.by_kind["source"].items():
        assert isinstance(source, Source)
        for passed in source.carries:
            note("statement", passed.statement, "carriers", id_)
            note("source", passed.source, "carriers", id_)
    for id_, statement in records.by_kind["statement"].items():
        assert isinstance(statement, Statement)
        note("actor", statement.by, "statements", id_)
        note("actor", statement.speaks_for, "statements", id_)
        note("statement", statement.revises, "statements", id_)
        note("statement", statement.repeats, "statements", id_)
    for id_, claim in records.by_kind["claim"].items():
        assert isinstance(claim, Claim)
        for by in claim.by:
            note("actor", by, "claims", id_)
        note("statement", claim.statement, "claims", id_)
        note("event", claim.event, "claims", id_)
        for nth, stance in enumerate(claim.stances):
            note("actor", stance.actor, "stances", (id_, nth))
            if stance.citation:
                note("statement", stance.citation.statement, "claims", id_)
        for citation in claim.citations:
            note("statement", citation.statement, "claims", id_)
        for relation in claim.related:
            note("claim", relation.claim, "claims", id_)
    for id_, event in records.by_kind["event"].items():
        assert isinstance(event, Event)
        for about in event.claims:
            note("claim", about, "events", id_)
        for actor_id in event.actors:
            note("actor", actor_id, "events", id_)
        for part in (*event.involved, *event.counts):
            note("statement", part.statement, "events", id_)
        for involved in event.involved:
            note("actor", involved.actor, "events", id_)
        note("place", event.place, "events", id_)
        note("statement", event.first_said, "events", id_)
        for citation in event.citations:
            note("statement", citation.statement, "events", id_)
    for id_, claim in records.by_kind["claim"].items():
        assert isinstance(claim, Claim)
        if claim.event and claim.event in records.by_kind["event"]:
            note("claim", id_, "events", claim.event)
    for id_, detail in records.by_kind["detail"].items():
        assert isinstance(detail, Detail)
        for about in detail.claims:
            note("claim", about, "details", id_)
        for answer in detail.values:
            note("statement", answer.statement, "details", id_)
        for part in (detail.sum, *detail.sum.parts) if detail.sum else ():
            note("statement", part.statement, "details", id_)
    for id_, brief in records.by_kind["brief"].items():
        assert isinstance(brief, Brief)
        for about in brief.claims:
            note("claim", about, "briefs", id_)
    for (kind, id_), texts in prose.items():
        for text in texts.values():
            for link in text.links:
                field = f"{kind}s"
                if field in Backlinks.__struct_fields__ and (kind, id_) != (link.kind, link.id):
                    note(link.kind, link.id, field, id_)
    return {
        key: Backlinks(**{field: tuple(sorted(values)) for field, values in fields.items()})
        for key, fields in by_key.items()
    }
