"""The tables of the dataset: their columns, and their rows from the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from claimline.analysis import Analysis
from claimline.locale import word
from claimline.model.dossier import Dossier
from claimline.value import Value

Row = tuple[Any, ...]
Rows = Callable[[Dossier, Analysis], Iterable[Row]]


class Column(Value, frozen=True):
    """A column. ``leads_to`` is the table of whose ids its cells are, "" for none."""

    name: str
    description: str
    type: Literal["string", "integer", "number"] = "string"
    leads_to: str = ""


class Table(Value, frozen=True):
    """A table: its name, the columns that tell its rows apart, and what makes the rows."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Rows
    key: tuple[str, ...] = ("id",)


_ID = Column("id", "The record's id.")
_TAGS = Column("tags", "Words that group records, with a semicolon between.")


def _actors(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, actor in dossier.actors.items():
        yield (
            id_, actor.name, actor.kind, actor.position, dossier.roles[id_], dossier.party(id_),
            actor.country, actor.access, actor.also_known_as,
        )  # fmt: skip


def _sources(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, source in dossier.sources.items():
        archive = source.archives[0].url if source.archives else None
        yield (
            id_, source.title, source.publisher, source.authors, source.published,
            source.language, source.kind, source.url, source.url_status, archive, source.seen,
        )  # fmt: skip


def _statements(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, statement in dossier.statements.items():
        origin = dossier.origin(id_)
        yield (
            id_, statement.short, statement.by, origin.party, origin.role, statement.said,
            statement.channel, statement.says, statement.quote, statement.lang, statement.revises,
            statement.repeats,
        )  # fmt: skip


def _claims(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, claim in dossier.claims.items():
        counted = analysis.corroboration[id_]
        yield (
            id_, claim.short, claim.claim, claim.kind, claim.verdict, claim.confidence, claim.by,
            claim.said, claim.when, claim.event,
            *map(len, (counted.backing.sources, counted.backing.statements)),
            *map(len, (counted.backing.vantage_points, counted.backing.commentators)),
            len(counted.against.sources),
            *map(len, (counted.against.vantage_points, counted.against.commentators)),
            claim.tags,
        )  # fmt: skip


def _citations(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, claim in dossier.claims.items():
        provenance = analysis.corroboration[id_].provenance
        for nth, (citation, origin) in enumerate(zip(claim.citations, provenance, strict=True), 1):
            yield (
                id_, nth, citation.source, citation.stance, citation.at, citation.quote,
                citation.lang, origin.statement or None, origin.root or None,
                origin.party or None, origin.outcome,
            )  # fmt: skip


def _carries(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, source in dossier.sources.items():
        for nth, carried in enumerate(source.carries, 1):
            yield id_, nth, carried.statement, carried.source, carried.how


def _events(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, event in dossier.events.items():
        yield id_, event.title, event.date, event.status, event.text, event.place, event.tags


def _places(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, place in dossier.places.items():
        yield id_, place.name, place.country, place.latitude, place.longitude, place.note


def _answers(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, detail in dossier.details.items():
        for nth, answer in enumerate(detail.values, 1):
            yield (
                id_, nth, detail.question, answer.value, detail.unit, answer.source,
                answer.statement, answer.quote,
            )  # fmt: skip


def _verdicts(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, claim in dossier.claims.items():
        for nth, change in enumerate(claim.history, 1):
            yield id_, nth, change.date, change.from_, change.to, change.why


def _number(name: str, description: str) -> Column:
    return Column(name, description, "integer")


_NTH = _number("number", "Its place in the record, from 1.")

TABLES: tuple[Table, ...] = (
    Table("actors", word("Who speaks or acts"), (
        _ID,
        Column("name", "The name that the site uses."),
        Column("kind", "Person, office, organisation, state, outlet or group."),
        Column("position", "Its office at the time."),
        Column("role", "Party, witness, observer or commentator."),
        Column("party", "The side whose word it is.", leads_to="actors"),
        Column("country", "Its country (ISO 3166)."),
        Column("access", "Whether it could observe the facts itself."),
        Column("also_known_as", "Other spellings, with a semicolon between."),
    ), _actors),
    Table("sources", word("What can be cited"), (
        _ID,
        Column("title", "Its title."),
        Column("publisher", "Who published it."),
        Column("authors", "Its authors, with a semicolon between."),
        Column("published", "When (EDTF)."),
        Column("language", "Its language (BCP 47)."),
        Column("kind", "What it is."),
        Column("url", "Its address."),
        Column("url_status", "How the address stands."),
        Column("archive_url", "Its first archived copy."),
        Column("seen", "Whether the project read all of it, an excerpt or a copy."),
    ), _sources),
    Table("statements", word("Who said what, and when"), (
        _ID,
        Column("short", "Its title."),
        Column("by", "Who said it.", leads_to="actors"),
        Column("party", "The side whose word it counts as.", leads_to="actors"),
        Column("role", "The role of that side in it: a commentator never counts."),
        Column("said", "When (EDTF)."),
        Column("channel", "Where."),
        Column("says", "What was said, in the project's words (Markdown)."),
        Column("quote", "A few of the words themselves."),
        Column("lang", "The language of the quote (BCP 47)."),
        Column("revises", "An earlier statement of the same speaker.", leads_to="statements"),
        Column("repeats", "A statement of another that it passes on.", leads_to="statements"),
    ), _statements),
    Table("claims", word("What is asserted, and the judgement"), (
        _ID,
        Column("short", "Its title."),
        Column("claim", "The assertion in one sentence."),
        Column("kind", "What kind of assertion it is."),
        Column("verdict", "A step of the site's scale."),
        Column("confidence", "How sure the verdict is."),
        Column("by", "Ids of the actors who assert it, with a semicolon between."),
        Column("said", "When it was first asserted (EDTF)."),
        Column("when", "The time that it is about (EDTF)."),
        Column("event", "The event that it is about.", leads_to="events"),
        _number("sources", "How many sources carry it."),
        _number("statements", "To how many statements from vantage points they trace."),
        _number("vantage_points", "How many vantage points made those statements."),
        _number("commentators", "How many commentators say so, who do not count."),
        _number("sources_against", "How many sources dispute it."),
        _number("vantage_points_against", "How many vantage points are behind those."),
        _number("commentators_against", "How many commentators dispute it, who do not count."),
        _TAGS,
    ), _claims),
    Table("citations", word("The evidence of each claim"), (
        Column("claim", "The claim.", leads_to="claims"),
        _NTH,
        Column("source", "The source.", leads_to="sources"),
        Column("stance", "Whether it supports, disputes, repeats or gives context."),
        Column("at", "Where in the source."),
        Column("quote", "The source's words."),
        Column("lang", "The language of the quote (BCP 47)."),
        Column("statement", "The statement that the source carries.", leads_to="statements"),
        Column("origin", "The statement that this one repeats in the end.", leads_to="statements"),
        Column("party", "The side behind it.", leads_to="actors"),
        Column("outcome", "Whether it could be traced."),
    ), _citations, ("claim", "number")),
    Table("carries", word("What each source passes on"), (
        Column("source", "The source.", leads_to="sources"),
        _NTH,
        Column("statement", "A statement that it passes on.", leads_to="statements"),
        Column("copied_source", "A source that it passes on.", leads_to="sources"),
        Column("how", "Whether it quotes, reports, translates, summarises or reprints."),
    ), _carries, ("source", "number")),
    Table("events", word("What happened, or is said to have happened"), (
        _ID,
        Column("title", "Its title."),
        Column("date", "When (EDTF)."),
        Column("status", "Alleged, reported or established."),
        Column("text", "What happened, in the project's words (Markdown)."),
        Column("place", "Where.", leads_to="places"),
        _TAGS,
    ), _events),
    Table("places", word("Where"), (
        _ID,
        Column("name", "The name that the site uses."),
        Column("country", "Its country (ISO 3166)."),
        Column("latitude", "Degrees north (WGS 84).", "number"),
        Column("longitude", "Degrees east (WGS 84).", "number"),
        Column("note", "How exactly it is known."),
    ), _places),
    Table("answers", word("What sources answer where they differ"), (
        Column("question", "The id of the question."),
        _NTH,
        Column("words", "The question."),
        Column("value", "The answer."),
        Column("unit", "What the answers count or measure."),
        Column("source", "The source that gives it.", leads_to="sources"),
        Column("statement", "The statement that gives it.", leads_to="statements"),
        Column("quote", "The words of the answer."),
    ), _answers, ("question", "number")),
    Table("verdicts", word("How each judgement changed"), (
        Column("claim", "The claim.", leads_to="claims"),
        _NTH,
        Column("date", "When (EDTF)."),
        Column("from", "The verdict before."),
        Column("to", "The verdict after."),
        Column("why", "The reason (Markdown)."),
    ), _verdicts, ("claim", "number")),
)  # fmt: skip
"""All tables of the dataset."""
