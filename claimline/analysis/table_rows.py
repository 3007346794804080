"""The rows of each table of the dataset, from the records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claimline.analysis import Analysis
from claimline.analysis.corroboration import Provenance, provenance_of
from claimline.model.dossier import Dossier
from claimline.model.shared_fields import Citation

Row = tuple[Any, ...]


def actors(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, actor in dossier.actors.items():
        yield (
            id_, actor.name, actor.kind, actor.position, dossier.roles[id_], dossier.party(id_),
            actor.country, actor.access, actor.also_known_as, actor.same_as,
        )  # fmt: skip


def sources(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, source in dossier.sources.items():
        archive = source.archives[0].url if source.archives else None
        yield (
            id_, source.title, source.publisher, source.authors, source.published,
            source.language, source.kind, source.url, source.url_status, archive, source.seen,
            source.reliability, dossier.same_as.get(id_),
        )  # fmt: skip


def statements(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, statement in dossier.statements.items():
        origin = dossier.origin(id_)
        yield (
            id_, statement.short, statement.by, origin.party, origin.role, statement.said,
            statement.channel, statement.says, statement.quote, statement.lang, statement.revises,
            statement.repeats,
        )  # fmt: skip


def claims(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, claim in dossier.claims.items():
        counted = analysis.corroboration[id_]
        yield (
            id_, claim.short, claim.claim, claim.kind, claim.verdict, claim.confidence, claim.by,
            claim.said, claim.when, claim.event,
            *map(len, (counted.backing.sources, counted.backing.statements)),
            *map(len, (counted.backing.vantage_points, counted.backing.commentators)),
            len(counted.backing.partial), len(counted.against.sources),
            *map(len, (counted.against.vantage_points, counted.against.commentators)),
            counted.confirmed, claim.reasoning, claim.unknowns, claim.would_change, claim.tags,
        )  # fmt: skip


def citations(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, claim in dossier.claims.items():
        provenance = analysis.corroboration[id_].provenance
        for nth, (citation, origin) in enumerate(zip(claim.citations, provenance, strict=True), 1):
            yield id_, nth, *_cited(citation, origin)


def event_citations(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, event in dossier.events.items():
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


def stances(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, claim in dossier.claims.items():
        for nth, taken in enumerate(claim.stances, 1):
            cited = taken.citation
            yield (
                id_, nth, taken.actor, taken.stance, taken.date, cited and cited.source,
                cited and cited.statement, cited and cited.at, cited and cited.quote, taken.note,
            )  # fmt: skip


def relations(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, claim in dossier.claims.items():
        for nth, relation in enumerate(claim.related, 1):
            yield id_, nth, relation.how, relation.claim, relation.note


def corrections(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, claim in dossier.claims.items():
        for nth, mended in enumerate(claim.corrections, 1):
            yield id_, nth, mended.date, mended.text


def carries(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, source in dossier.sources.items():
        for nth, carried in enumerate(source.carries, 1):
            yield id_, nth, carried.statement, carried.source, carried.how


def events(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, event in dossier.events.items():
        yield (
            id_, event.title, event.date, event.status, event.text, event.place, event.latitude,
            event.longitude, event.within, event.actors, event.claims, event.tags,
        )  # fmt: skip


def roles(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, event in dossier.events.items():
        for nth, it in enumerate(event.involved, 1):
            yield id_, nth, it.actor, it.role, it.statement, it.source, it.at, it.note


def counts(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, event in dossier.events.items():
        for nth, it in enumerate(event.counts, 1):
            yield (
                id_, nth, it.what, it.at_least, it.at_most, it.statement, it.source, it.at, it.note,
            )  # fmt: skip


def places(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, place in dossier.places.items():
        yield (
            id_, place.name, place.country, place.latitude, place.longitude, place.within,
            place.note,
        )  # fmt: skip


def questions(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, detail in dossier.details.items():
        yield (
            id_, detail.short, detail.question, detail.unit, detail.status, detail.finding,
            detail.silent, detail.claims, detail.tags,
        )  # fmt: skip


def answers(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, detail in dossier.details.items():
        for nth, answer in enumerate(detail.values, 1):
            yield (
                id_, nth, answer.value, answer.at_least, answer.at_most, answer.source,
        answer.statement, answer.at, answer.quote, answer.as_of, answer.comparable,
                answer.note,
            )  # fmt: skip


def verdicts(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, claim in dossier.claims.items():
        for nth, change in enumerate(claim.history, 1):
            yield id_, nth, change.date, change.from_, change.to, change.why
