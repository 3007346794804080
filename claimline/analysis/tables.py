"""The tables of the dataset, and their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from claimline.analysis import Analysis
from claimline.analysis import table_rows as rows
from claimline.analysis.table_rows import RecordRow, Row
from claimline.locale import word
from claimline.model.dossier import Dossier
from claimline.value import Value

Rows = Callable[[Dossier, Analysis, str], Iterable[Row | RecordRow]]
"""Makes the rows of one record, by its id."""


class Column(Value, frozen=True):
    """A column. ``leads_to`` is the table whose ids the column holds, or "".

    A cell of a column that is ``many`` holds a list of texts.
    """

    name: str
    description: str
    type: Literal["string", "integer", "number", "boolean"] = "string"
    leads_to: str = ""
    many: bool = False


class DataTable(Value, frozen=True):
    """A table: its name, the columns that tell its rows apart, and what makes the rows.

    The rows are of the records of the kind ``kind``, in the order of their ids. A table with the
    key ``id`` has a row for each record. ``searched`` are the columns that a
    search looks in. ``label`` is the column whose words stand for a row, or "".
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    kind: str
    make: Rows
    key: tuple[str, ...] = ("id",)
    searched: tuple[str, ...] = ()
    label: str = ""

    def rows(self, dossier: Dossier, analysis: Analysis, id_: str) -> Iterator[Row]:
        """Yield the rows of a record, each with a cell for each column."""
        names = [column.name for column in self.columns]
        for row in self.make(dossier, analysis, id_):
            if self.key == ("id",):
                record, computed = row
                row = tuple(
                    computed[name] if name in computed else getattr(record, name) for name in names
                )
            yield row


_ID = Column("id", "The record's id.")
_TAGS = Column("tags", "Words that group records.", many=True)


def _number(name: str, description: str) -> Column:
    return Column(name, description, "integer")


_NTH = _number("number", "Its place in the record, from 1.")
_POSITION = (
    Column("latitude", "Degrees north (WGS 84).", "number"),
    Column("longitude", "Degrees east (WGS 84).", "number"),
    _number("within", "How far from there it may be, in metres."),
)
_BOUNDS = (
    Column("at_least", "The lower bound, in numbers.", "number"),
    Column("at_most", "The upper bound, in numbers.", "number"),
)
_TOLD = (
    Column("statement", "The statement that says so.", leads_to="statements"),
    Column("source", "The source that says so.", leads_to="sources"),
    Column("at", "Where in the source."),
    Column("note", "What a reader should know (Markdown)."),
)
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
    Column(
        "origin",
        "Its origin: the first in the chain of statements that it repeats.",
        leads_to="statements",
    ),
    Column("party", "The side behind it.", leads_to="actors"),
    Column("outcome", "Whether it could be traced."),
)

TABLES: tuple[DataTable, ...] = (
    DataTable("actors", word("Who speaks or acts"), (
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
    ), "actor", rows.actors, searched=("name", "also_known_as"), label="name"),
    DataTable("sources", word("What can be cited"), (
        _ID,
        Column("title", "Its title."),
        Column("publisher", "Who published it."),
        Column("authors", "Its authors.", many=True),
        Column("published", "When (EDTF)."),
        Column("language", "Its language (BCP 47)."),
        Column("kind", "What it is."),
        Column("url", "Its address."),
        Column("url_status", "Whether the address still works."),
        Column("archive_url", "Its first archived copy."),
        Column("seen", "Whether the project read all of it, an excerpt or a copy."),
        Column("reliability", "Admiralty grade, A to F."),
        Column("same_as", "The record that stands for this source, if it has several.",
               leads_to="sources"),
    ), "source", rows.sources, searched=("title", "publisher"), label="title"),
    DataTable("statements", word("Who said what, and when"), (
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
    ), "statement", rows.statements, searched=("short", "says", "quote"), label="short"),
    DataTable("claims", word("What is asserted, and the verdict"), (
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
        _number("vantage_points", "How many vantage points stand behind those statements."),
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
    ), "claim", rows.claims, searched=("short", "claim", "reasoning"), label="short"),
    DataTable("citations", word("The evidence of each claim"), (
        Column("claim", "The claim.", leads_to="claims"),
        _NTH,
        *_CITED,
    ), "claim", rows.citations, ("claim", "number"), searched=("quote", "translation")),
    DataTable("stances", word("Who asserts and who denies each claim"), (
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
    ), "claim", rows.stances, ("claim", "number")),
    DataTable("relations", word("How claims are related"), (
        Column("claim", "The claim.", leads_to="claims"),
        _NTH,
        Column("how", "How it bears on the other one."),
        Column("related", "The other claim.", leads_to="claims"),
        Column("note", "Why (Markdown)."),
    ), "claim", rows.relations, ("claim", "number")),
    DataTable("carries", word("What each source carries"), (
        Column("source", "The source.", leads_to="sources"),
        _NTH,
        Column("statement", "A statement that it passes on.", leads_to="statements"),
        Column("copied_source", "A source that it passes on.", leads_to="sources"),
        Column("how", "Whether it quotes, reports, translates, summarises or reprints."),
    ), "source", rows.carries, ("source", "number")),
    DataTable("events", word("What happened, or is said to have happened"), (
        _ID,
        Column("title", "Its title."),
        Column("date", "When (EDTF)."),
        Column("status", "Alleged, reported or established."),
        Column("text", "What happened, in the project's words (Markdown)."),
        Column("place", "Where.", leads_to="places"),
        *_POSITION,
        Column("actors", "Ids of the actors who took part.", many=True),
        Column("claims", "Ids of the claims that bear on it.", many=True),
        _TAGS,
    ), "event", rows.events, searched=("title", "text"), label="title"),
    DataTable("event_citations", word("The evidence of each event"), (
        Column("event", "The event.", leads_to="events"),
        _NTH,
        *_CITED,
    ), "event", rows.event_citations, ("event", "number")),
    DataTable("roles", word("Roles in events, and who says so"), (
        Column("event", "The event.", leads_to="events"),
        _NTH,
        Column("actor", "Of whom it is said.", leads_to="actors"),
        Column("role", "The role, as it was named."),
        *_TOLD,
    ), "event", rows.roles, ("event", "number")),
    DataTable("counts", word("Numbers in events, and who says so"), (
        Column("event", "The event.", leads_to="events"),
        _NTH,
        Column("what", "What is counted."),
        *_BOUNDS,
        *_TOLD,
    ), "event", rows.counts, ("event", "number")),
    DataTable("places", word("Where events happened"), (
        _ID,
        Column("name", "The name that the site uses."),
        Column("country", "Its country (ISO 3166)."),
        *_POSITION,
        Column("note", "How exactly it is known."),
    ), "place", rows.places, searched=("name",), label="name"),
    DataTable("questions", word("Questions on which sources differ"), (
        _ID,
        Column("short", "Its title."),
        Column("question", "The question."),
        Column("unit", "What the answers count or measure."),
        Column("status", "Whether the difference could be explained."),
        Column("finding", "What follows from the answers, and what does not (Markdown)."),
        Column("silent", "Ids of the sources that give no answer.", many=True),
        Column("claims", "Ids of the claims that it bears on.", many=True),
        _TAGS,
    ), "detail", rows.questions, searched=("short", "question"), label="short"),
    DataTable("answers", word("The answers to each question"), (
        Column("question", "The question.", leads_to="questions"),
        _NTH,
        Column("value", "The answer."),
        *_BOUNDS,
        Column("when", "The time that it gives (EDTF)."),
        Column("bearing", "The direction that it gives, in degrees from north or a word."),
        Column("source", "The source that gives it.", leads_to="sources"),
        Column("statement", "The statement that gives it.", leads_to="statements"),
        Column("at", "Where in the source."),
        Column("quote", "The words of the answer."),
        Column("as_of", "The time for which the answer holds (EDTF)."),
        Column("comparable", "Whether it answers the very question.", "boolean"),
        Column("note", "What it counts, or how it arose (Markdown)."),
    ), "detail", rows.answers, ("question", "number"), searched=("value", "quote")),
    DataTable("verdicts", word("How each verdict changed"), (
        Column("claim", "The claim.", leads_to="claims"),
        _NTH,
        Column("date", "When (EDTF)."),
        Column("from", "The verdict before."),
        Column("to", "The verdict after."),
        Column("why", "The reason (Markdown)."),
    ), "claim", rows.verdicts, ("claim", "number")),
    DataTable("corrections", word("Corrections to this site"), (
        Column("claim", "The claim.", leads_to="claims"),
        _NTH,
        Column("date", "When it was corrected (EDTF)."),
        Column("text", "What was wrong, and what is right (Markdown)."),
    ), "claim", rows.corrections, ("claim", "number")),
)  # fmt: skip
"""All tables of the dataset."""
