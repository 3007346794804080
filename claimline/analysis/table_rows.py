"""The rows of each table of the dataset, from the records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claimline.analysis import Analysis
from claimline.analysis.corroboration import Provenance, provenance_of
from claimline.model.dossier import Dossier
from claimline.model.shared_fields import Citation

Row = tuple[Any, ...]
RecordRow = tuple[Any, dict[str, Any]]
"""A record, and by column those cells of its row that are not simply fields of the record."""


def actors(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[RecordRow]:
    actor = dossier.actors[id_]
    yield actor, {"role": dossier.roles[id_], "party": dossier.party(id_)}


def sources(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[RecordRow]:
    source = dossier.sources[id_]
    archive = source.archives[0].url if source.archives else None
    yield source, {"archive_url": archive, "same_as": dossier.same_as.get(id_)}


def statements(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[RecordRow]:
    statement = dossier.statements[id_]
    origin = dossier.origin(id_)
    yield statement, {"party": origin.party, "role": origin.role}


def claims(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[RecordRow]:
    claim = dossier.claims[id_]
    counted = analysis.corroboration[id_]
    backing, against = counted.backing, counted.against
    yield (
        claim,
        {
            "sources": len(backing.sources),
            "statements": len(backing.statements),
            "vantage_points": len(backing.vantage_points),
            "commentators": len(backing.commentators),
            "sources_in_part": len(backing.partial),
            "sources_against": len(against.sources),
            "vantage_points_against": len(against.vantage_points),
            "commentators_against": len(against.commentators),
            "confirmed": counted.confirmed,
        },
    )


def citations(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[Row]:
    claim = dossier.claims[id_]
    provenance = analysis.corroboration[id_].provenance
    for nth, (citation, origin) in enumerate(zip(claim.citations, provenance, strict=True), 1):
        yield id_, nth, *_cited(citation, origin)


def event_citations(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[Row]:
    event = dossier.events[id_]
    for nth, citation in enumerate(event.citations, 1):
        yield id_, nth, *_cited(citation, provenance_of(dossier, citation))


def _cited(citation: Citation, origin: Provenance) -> Row:
    translated = citation.translation
    return (
        citation.source, citation.stance, citation.extent, citation.missing, citation.checkable,
        citation.at, citation.quote, citation.lang, translated and translated.text,
        translated and translated.by, citation.note, origin.statement or None, origin.root or None,
        origin.party or None, origin.outcome,
    )  # fmt: skip


def stances(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[Row]:
    claim = dossier.claims[id_]
    for nth, taken in enumerate(claim.stances, 1):
        cited = taken.citation
        yield (
            id_, nth, taken.actor, taken.stance, taken.date, cited and cited.source,
            cited and cited.statement, cited and cited.at, cited and cited.quote, taken.note,
        )  # fmt: skip


def relations(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[Row]:
    claim = dossier.claims[id_]
    for nth, relation in enumerate(claim.related, 1):
        yield id_, nth, relation.how, relation.claim, relation.note


def corrections(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[Row]:
    claim = dossier.claims[id_]
    for nth, mended in enumerate(claim.corrections, 1):
        yield id_, nth, mended.date, mended.text


def carries(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[Row]:
    source = dossier.sources[id_]
    for nth, carried in enumerate(source.carries, 1):
        yield id_, nth, carried.statement, carried.source, carried.how


def events(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[RecordRow]:
    yield dossier.events[id_], {}


def roles(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[Row]:
    event = dossier.events[id_]
    for nth, it in enumerate(event.involved, 1):
        yield id_, nth, it.actor, it.role, it.statement, it.source, it.at, it.note


def counts(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[Row]:
    event = dossier.events[id_]
    for nth, it in enumerate(event.counts, 1):
        yield (
            id_, nth, it.what, it.at_least, it.at_most, it.statement, it.source, it.at, it.note,
        )  # fmt: skip


def places(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[RecordRow]:
    yield dossier.places[id_], {}


def questions(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[RecordRow]:
    yield dossier.details[id_], {}


def answers(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[Row]:
    detail = dossier.details[id_]
    for nth, answer in enumerate(detail.values, 1):
        yield (
            id_, nth, answer.value, answer.at_least, answer.at_most, answer.when, answer.bearing,
            answer.source, answer.statement, answer.at, answer.quote, answer.as_of,
            answer.comparable, answer.note,
        )  # fmt: skip


def verdicts(dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[Row]:
    claim = dossier.claims[id_]
    for nth, change in enumerate(claim.history, 1):
        yield id_, nth, change.date, change.from_, change.to, change.why
