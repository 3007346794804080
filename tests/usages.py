"""Lists what rests on the founding articles, each sentence beside the words of the article.

``python -m tests.quotes --usages FOLDER`` prints the list. No program can tell whether a sentence
says more than its article; a person reads the list and holds one against the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claimline.model.dossier import Dossier, Usage
from claimline.model.records import Record, Source
from claimline.model.schema import Loc
from tests.articles import Text, numbers, one_space

DESCRIBING = ("perspective", "published_note", "note")
"""Fields of a source's record that say something of the article as a whole."""


@dataclass(frozen=True, slots=True)
class Resting:
    """A sentence that rests on an article: where it stands, and on which place of the article."""

    location: str
    """The file, the line and the column."""
    field: str
    """The record and the field in it."""
    source: str
    sentence: str
    stance: str = ""
    """What the citation does, whose stance it shows, or how the article carries a statement."""
    statement: str = ""
    locator: str = ""
    quote: str = ""
    note: str = ""
    extent: str = ""
    """Of a citation as evidence: whether the article has the whole of the sentence, or a part."""
    missing: str = ""


def resting(dossier: Dossier, source: str) -> Iterator[Resting]:
    """Return all that rests on an article: its own record, then citations in data and in prose."""
    yield from _own_record(dossier, source)
    for usage in dossier.usages.get(source, ()):
        if usage.form != "sentence":
            yield _in_data(dossier, usage)
    yield from _in_prose(dossier, source)


def _own_record(dossier: Dossier, source: str) -> Iterator[Resting]:
    """What the source's record says of the article, and the statements that it says it carries."""
    key = ("source", source)
    record = dossier.sources[source]
    where = dossier.where[key]
    for name in DESCRIBING:
        if words := getattr(record, name):
            yield Resting(str(where.at(name)), _field(key, (name,)), source, words, "describes it")
    for nth, carried in enumerate(record.carries):
        loc: Loc = ("carries", nth)
        if carried.statement:
            sentence = dossier.statements[carried.statement].says
        else:
            sentence = f"It copies {carried.source}."
        yield Resting(
            str(where.at(*loc)), _field(key, loc), source, sentence, carried.how,
            carried.statement or "", note=carried.note or "",
        )  # fmt: skip


def _in_data(dossier: Dossier, usage: Usage) -> Resting:
    """A citation, an actor's stance, an answer, or an article that is named as silent."""
    record = dossier.records(usage.carrier[0])[usage.carrier[1]]
    part = _value(record, usage.loc)
    sentence, stance = usage.words, usage.stance or usage.form
    notes = [getattr(part, "note", None)]
    if usage.form == "stance":
        taken = _value(record, usage.loc[:-1])
        sentence = getattr(record, "claim", sentence)
        stance = f"{taken.actor} {usage.stance}"
        if taken.date:
            stance = f"{stance}, {taken.date}"
        notes.append(taken.note)
    elif usage.carrier[0] == "event":
        sentence = f"{sentence}: {getattr(record, 'text', '')}"
    return Resting(
        str(dossier.where[usage.carrier].at(*usage.loc)), _field(usage.carrier, usage.loc),
        usage.source, sentence, stance, usage.statement, usage.locator, usage.quote,
        " ".join(note for note in notes if note),
        getattr(part, "extent", ""), getattr(part, "missing", None) or "",
    )  # fmt: skip


def _in_prose(dossier: Dossier, source: str) -> Iterator[Resting]:
    """Each citation in a text with its sentence, one for each place of the article."""
    for key, texts in dossier.prose.items():
        for loc, prose in texts.items():
            for mark in prose.marks:
                token = prose.text[mark.start : mark.end]
                nth = prose.text.count(token, 0, mark.start)
                location = str(dossier.where[key].inside(loc, token, nth))
                sentence = _named(dossier, prose.sentences[mark.sentence].words)
                for cited in mark.cited:
                    if cited.source == source:
                        yield Resting(
                            location, _field(key, loc), source, sentence, locator=cited.locator
                        )


def _named(dossier: Dossier, words: str) -> str:
    """The words with a record's title for each link without words of its own."""

    def title(link: re.Match[str]) -> str:
        kind, _, id_ = link[1].partition(":")
        return dossier.titles.get((kind, id_), id_)

    return re.sub(r"\x02([^\x03]*)\x03", title, words)


def _value(record: Record, loc: Loc) -> Any:
    """The value at a path in a record."""
    value: Any = record
    for step in loc:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def _field(key: tuple[str, str], loc: Loc) -> str:
    return f"{':'.join(key)} {'.'.join(str(step) for step in loc)}"


def lines(row: Resting, source: Source, text: Text) -> Iterator[str]:
    """Return the lines that are printed for a row: the sentence, then the article's own words."""
    yield f"{row.location}: {row.field}"
    yield f"  sentence: {one_space(row.sentence)}"
    stance = " ".join(part for part in (row.stance, row.statement) if part)
    for label, words in (
        ("stance", stance),
        ("extent", row.extent),
        ("missing", row.missing),
        ("quote", row.quote),
        ("note", row.note),
    ):
        if words:
            yield f"  {label}: {one_space(words)}"
    yield f"  cites: {', '.join(part for part in (source.publisher, row.locator) if part)}"
    for number in numbers(row.locator):
        if number <= len(text.paragraphs):
            words = text.paragraphs[number - 1] if number else text.headline
            yield f"  article, {f'paragraph {number}' if number else 'headline'}: {words}"


def listing(dossier: Dossier, texts: Mapping[str, Text]) -> Iterator[str]:
    """Return the whole list, article by article, and how many sentences rest on each."""
    for source, text in texts.items():
        rows = list(resting(dossier, source))
        for row in rows:
            yield from lines(row, dossier.sources[source], text)
            yield ""
        yield f"{source}: {len(rows)} sentences rest on it"
        yield ""
