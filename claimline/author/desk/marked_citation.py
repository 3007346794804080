"""A marked passage as a citation, and a record with it.

A claim and an event get a citation, a question gets an answer, and a text gets the quote with its
source at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from claimline.author.author_error import AuthorError
from claimline.author.captures.marking import MarkedPassage
from claimline.author.plain_words import as_markdown
from claimline.model.shared_fields import CitationStance
from claimline.value import Value

STANCES: tuple[str, ...] = get_args(CitationStance)
EXTENTS = ("whole", "part")
TEXTS = ("brief", "page")
TARGETS = ("claim", "event", "detail", *TEXTS)
"""The kinds of records into which a passage can go."""
_OF_ANSWER = ("statement", "source", "quote", "at", "fragment", "note")
_MARKS = ("“”", "«»", "„“", '""')
"""Marks around a quote in a text: the first that it does not have itself."""


class CitationChoice(Value, frozen=True):
    """What an author chooses for a passage. The names are those of the fields of a citation.

    ``answer`` is what the passage answers, if it goes into a question.
    """

    stance: str = "supports"
    extent: str = "whole"
    missing: str = ""
    statement: str = ""
    note: str = ""
    answer: str = ""


def citation_of(source: str, passage: MarkedPassage, choice: CitationChoice) -> dict[str, Any]:
    """Return the data of the citation of a passage, in the order of the record's fields."""
    fragment = passage.fragment.model_dump(exclude_none=True) if passage.fragment else None
    is_part = choice.extent == "part"
    fields = {
        "source": source,
        "statement": choice.statement,
        "quote": passage.quote,
        "at": passage.at,
        "fragment": fragment,
        "note": choice.note,
        "stance": choice.stance,
        "extent": choice.extent if is_part else "",
        "missing": choice.missing if is_part else "",
    }
    return {key: value for key, value in fields.items() if value}


def with_passage(
    kind: str,
    record: Mapping[str, Any],
    source: str,
    passage: MarkedPassage,
    choice: CitationChoice,
) -> tuple[dict[str, Any], str]:
    """Return the data of a record with a passage in it, and the path of the field that has it.

    Args:
        kind: the kind of the record, one of ``TARGETS``.
        record: its data.
        source: the id of the source.
        passage: the passage.
        choice: what the author chose for it.

    Raises:
        AuthorError: the record has it already, its field cannot be read, or an answer is missing.
    """
    if kind in TEXTS:
        return _with_quote(record, source, passage), "body"
    citation = citation_of(source, passage, choice)
    if kind != "detail":
        return _with_item(record, "citations", citation)
    if not choice.answer:
        raise AuthorError("The answer is missing.", "Write what the passage answers.")
    kept_fields = {name: citation[name] for name in _OF_ANSWER if name in citation}
    return _with_item(record, "values", {"value": choice.answer, **kept_fields})


def _with_item(
    record: Mapping[str, Any], name: str, item: Mapping[str, Any]
) -> tuple[dict[str, Any], str]:
    items = record.get(name) or []
    if not isinstance(items, list):
        raise AuthorError(f"The field `{name}` is not a list.", "Correct it first.")
    for each in items:
        if isinstance(each, Mapping) and _words(each) == _words(item):
            raise AuthorError("The record already cites these words at this place.")
    return {**record, name: [*items, dict(item)]}, f"{name}.{len(items)}"


def _words(citation: Mapping[str, Any]) -> tuple[Any, str, Any]:
    quote = " ".join(str(citation.get("quote") or "").split())
    return citation.get("source"), quote, citation.get("at")


def _with_quote(record: Mapping[str, Any], source: str, passage: MarkedPassage) -> dict[str, Any]:
    """Return the data of a text that ends with the quote and its source."""
    body = record.get("body") or ""
    if not isinstance(body, str):
        raise AuthorError("The text cannot be read.", "Correct it first.")
    words = " ".join(passage.quote.split())
    marks = next((pair for pair in _MARKS if not set(pair) & set(words)), _MARKS[0])
    place = f"[@{source}, {passage.at}]" if passage.at else f"[@{source}]"
    line = f"{marks[0]}{as_markdown(words)}{marks[1]} {place}"
    if line in body:
        raise AuthorError("The text already cites these words at this place.")
    return {**record, "body": f"{body.rstrip()}\n\n{line}\n"}
