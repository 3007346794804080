"""The tables of the dataset: their columns, and their rows from the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from claimline.analysis import Analysis
from claimline.analysis.corroboration import Provenance, provenance_of
from claimline.locale import word
from claimline.model.dossier import Dossier
from claimline.model.shared_fields import Citation
from claimline.value import Value

Row = tuple[Any, ...]
Rows = Callable[[Dossier, Analysis], Iterable[Row]]


class Column(Value, frozen=True):
    """A column. ``leads_to`` is the table of whose ids its cells are, "" for none.

    A cell of a column that is ``many`` holds a list of texts.
    """

    name: str
    description: str
    type: Literal["string", "integer", "number", "boolean"] = "string"
    leads_to: str = ""
    many: bool = False


class Table(Value, frozen=True):
    """A table: its name, the columns that tell its rows apart, and what makes the rows.

    ``searched`` are the columns whose words a search looks in. ``label`` is the column by which a
    reader knows a row, "" for none.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Rows
    key: tuple[str, ...] = ("id",)
    searched: tuple[str, ...] = ()
    label: str = ""


_ID = Column("id", "The record's id.")
_TAGS = Column("tags", "Words that group records.", many=True)


def _actors(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, actor in dossier.actors.items():
        yield (
            id_, actor.name, actor.kind, actor.position, dossier.roles[id_], dossier.party(id_),
            actor.country, actor.access, actor.also_known_as, actor.same_as,
        )  # fmt: skip


def _sources(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, source in dossier.sources.items():
        archive = source.archives[0].url if source.archives else None
        yield (
            id_, source.title, source.publisher, source.authors, source.published,
            source.language, source.kind, source.url, source.url_status, archive, source.seen,
            source.reliability, dossier.same_as.get(id_),
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
            len(counted.backing.partial), len(counted.against.sources),
            *map(len, (counted.against.vantage_points, counted.against.commentators)),
            counted.confirmed, claim.reasoning, claim.unknowns, claim.would_change, claim.tags,
        )  # fmt: skip


def _citations(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, claim in dossier.claims.items():
        provenance = analysis.corroboration[id_].provenance
        for nth, (citation, origin) in enumerate(zip(claim.citations, provenance, strict=True), 1):
            yield id_, nth, *_cited(citation, origin)


def _event_citations(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
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


def _stances(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, claim in dossier.claims.items():
        for nth, taken in enumerate(claim.stances, 1):
            cited = taken.citation
            yield (
                id_, nth, taken.actor, taken.stance, taken.date, cited and cited.source,
                cited and cited.statement, cited and cited.at, cited and cited.quote, taken.note,
            )  # fmt: skip


def _relations(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, claim in dossier.claims.items():
        for nth, relation in enumerate(claim.related, 1):
            yield id_, nth, relation.how, relation.claim, relation.note


def _corrections(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, claim in dossier.claims.items():
        for nth, mended in enumerate(claim.corrections, 1):
            yield id_, nth, mended.date, mended.text


def _carries(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, source in dossier.sources.items():
        for nth, carried in enumerate(source.carries, 1):
            yield id_, nth, carried.statement, carried.source, carried.how


def _events(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, event in dossier.events.items():
        yield (
            id_, event.title, event.date, event.status, event.text, event.place, event.actors,
            event.claims, event.tags,
        )  # fmt: skip


def _places(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, place in dossier.places.items():
        yield id_, place.name, place.country, place.latitude, place.longitude, place.note


def _questions(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, detail in dossier.details.items():
        yield (
            id_, detail.short, detail.question, detail.unit, detail.status, detail.finding,
            detail.silent, detail.claims, detail.tags,
        )  # fmt: skip


def _answers(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, detail in dossier.details.items():
        for nth, answer in enumerate(detail.values, 1):
            yield (
                id_, nth, answer.value, answer.source, answer.statement, answer.at, answer.quote,
                answer.as_of, answer.comparable, answer.note,
            )  # fmt: skip


def _verdicts(dossier: Dossier, analysis: Analysis) -> Iterator[Row]:
    for id_, claim in dossier.claims.items():
        for nth, change in enumerate(claim.history, 1):
            yield id_, nth, change.date, change.from_, change.to, change.why


def _number(name: str, description: str) -> Column:
    return Column(name, description, "integer")


_NTH = _number("number", "Its place in the record, from 1.")
_CITED = (
    Column("source", "The source.", leads_to="sources"),
    Column("stance", "Whether it supports, disputes, repeats or gives context."),
    Column("extent", "Whether the source carries the whole or a part."),
    Column("missing", "What of it is not in the source (Markdown)."),
    Column("checkable", "Whether the source shows the thing itself.", "boolean"),
    Column("at", "Where in the source."),
    Column("quote", "The source's words."),
    Column("lang", "The language of the quote (BCP 47), if not the source's."),
    Column("translation", "The quote in the site's language."),
    Column("translated_by", "Who translated: human, machine, official or outlet."),
    Column("note", "What to know about this place (Markdown)."),
    Column("statement", "The statement that the source carries.", leads_to="statements"),
    Column("origin", "The statement that this one repeats in the end.", leads_to="statements"),
    Column("party", "The side behind it.", leads_to="actors"),
    Column("outcome", "Whether it could be traced."),
)

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
        Column("also_known_as", "Other spellings.", many=True),
        Column("same_as", "Its pages at other sites.", many=True),
    ), _actors, searched=("name", "also_known_as"), label="name"),
    Table("sources", word("What can be cited"), (
        _ID,
        Column("title", "Its title."),
        Column("publisher", "Who published it."),
        Column("authors", "Its authors.", many=True),
        Column("published", "When (EDTF)."),
        Column("language", "Its language (BCP 47)."),
        Column("kind", "What it is."),
        Column("url", "Its address."),
        Column("url_status", "How the address stands."),
        Column("archive_url", "Its first archived copy."),
        Column("seen", "Whether the project read all of it, an excerpt or a copy."),
        Column("reliability", "Admiralty grade, A to F."),
        Column("same_as", "The record that stands for this source, if it has several.",
               leads_to="sources"),
    ), _sources, searched=("title", "publisher"), label="title"),
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
    ), _statements, searched=("short", "says", "quote"), label="short"),
    Table("claims", word("What is asserted, and the judgement"), (
        _ID,
        Column("short", "Its title."),
        Column("claim", "The assertion in one sentence."),
        Column("kind", "What kind of assertion it is."),
        Column("verdict", "A step of the site's scale."),
        Column("confidence", "How sure the verdict is."),
        Column("by", "Ids of the actors who assert it.", many=True),
        Column("said", "When it was first asserted (EDTF)."),
        Column("when", "The time that it is about (EDTF)."),
        Column("event", "The event that it is about.", leads_to="events"),
        _number("sources", "How many sources carry it."),
        _number("statements", "To how many statements from vantage points they trace."),
        _number("vantage_points", "How many vantage points made those statements."),
        _number("commentators", "How many commentators say so, who do not count."),
        _number("sources_in_part", "How many of the sources carry only part of it."),
        _number("sources_against", "How many sources dispute it."),
        _number("vantage_points_against", "How many vantage points are behind those."),
        _number("commentators_against", "How many commentators dispute it, who do not count."),
        Column("confirmed", "Whether two vantage points confirm it independently.", "boolean"),
        Column("reasoning", "Why this verdict (Markdown)."),
        Column("unknowns", "What is not known (Markdown).", many=True),
        Column("would_change", "What would change the verdict (Markdown).", many=True),
        _TAGS,
    ), _claims, searched=("short", "claim", "reasoning"), label="short"),
    Table("citations", word("The evidence of each claim"), (
        Column("claim", "The claim.", leads_to="claims"),
        _NTH,
        *_CITED,
    ), _citations, ("claim", "number"), searched=("quote", "translation")),
    Table("stances", word("Who asserts and who denies each claim"), (
        Column("claim", "The claim.", leads_to="claims"),
        _NTH,
        Column("actor", "Who takes the stance.", leads_to="actors"),
        Column("stance", "What the actor says of the claim."),
        Column("date", "When the actor said so (EDTF)."),
        Column("source", "Where it can be read.", leads_to="sources"),
        Column("statement", "The statement in which the actor said so.", leads_to="statements"),
        Column("at", "Where in the source."),
        Column("quote", "The source's words."),
        Column("note", "In what words, or with what limits (Markdown)."),
    ), _stances, ("claim", "number")),
    Table("relations", word("How claims bear on one another"), (
        Column("claim", "The claim.", leads_to="claims"),
        _NTH,
        Column("how", "How it bears on the other one."),
        Column("related", "The other claim.", leads_to="claims"),
        Column("note", "Why (Markdown)."),
    ), _relations, ("claim", "number")),
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
        Column("actors", "Ids of the actors who took part.", many=True),
        Column("claims", "Ids of the claims that bear on it.", many=True),
        _TAGS,
    ), _events, searched=("title", "text"), label="title"),
    Table("event_citations", word("The evidence of each event"), (
        Column("event", "The event.", leads_to="events"),
        _NTH,
        *_CITED,
    ), _event_citations, ("event", "number")),
    Table("places", word("Where"), (
        _ID,
        Column("name", "The name that the site uses."),
        Column("country", "Its country (ISO 3166)."),
        Column("latitude", "Degrees north (WGS 84).", "number"),
        Column("longitude", "Degrees east (WGS 84).", "number"),
        Column("note", "How exactly it is known."),
    ), _places, searched=("name",), label="name"),
    Table("questions", word("On what sources differ"), (
        _ID,
        Column("short", "Its title."),
        Column("question", "The question."),
        Column("unit", "What the answers count or measure."),
        Column("status", "Whether the difference could be explained."),
        Column("finding", "What follows from the answers, and what does not (Markdown)."),
        Column("silent", "Ids of the sources that give no answer.", many=True),
        Column("claims", "Ids of the claims that it bears on.", many=True),
        _TAGS,
    ), _questions, searched=("short", "question"), label="short"),
    Table("answers", word("What sources answer where they differ"), (
        Column("question", "The question.", leads_to="questions"),
        _NTH,
        Column("value", "The answer."),
        Column("source", "The source that gives it.", leads_to="sources"),
        Column("statement", "The statement that gives it.", leads_to="statements"),
        Column("at", "Where in the source."),
        Column("quote", "The words of the answer."),
        Column("as_of", "The time for which the answer holds (EDTF)."),
        Column("comparable", "Whether it answers the very question.", "boolean"),
        Column("note", "What it counts, or how it arose (Markdown)."),
    ), _answers, ("question", "number"), searched=("value", "quote")),
    Table("verdicts", word("How each judgement changed"), (
        Column("claim", "The claim.", leads_to="claims"),
        _NTH,
        Column("date", "When (EDTF)."),
        Column("from", "The verdict before."),
        Column("to", "The verdict after."),
        Column("why", "The reason (Markdown)."),
    ), _verdicts, ("claim", "number")),
    Table("corrections", word("What this site had wrong"), (
        Column("claim", "The claim.", leads_to="claims"),
        _NTH,
        Column("date", "When it was corrected (EDTF)."),
        Column("text", "What was wrong, and what is right (Markdown)."),
    ), _corrections, ("claim", "number")),
)  # fmt: skip
"""All tables of the dataset."""
