"""The citation of a marked passage, and a claim with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from claimline.author.author_error import AuthorError
from claimline.author.captures.marking import Passage
from claimline.model.shared_fields import CitationStance
from claimline.value import Value

STANCES: tuple[str, ...] = get_args(CitationStance)
EXTENTS = ("whole", "part")


class CitationChoice(Value, frozen=True):
    """What an author chooses for a passage. The names are those of a citation's fields."""

    stance: str = "supports"
    extent: str = "whole"
    missing: str = ""
    statement: str = ""
    note: str = ""


def citation_of(source: str, passage: Passage, choice: CitationChoice) -> dict[str, Any]:
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


def with_citation(claim: Mapping[str, Any], citation: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a claim with a citation at the end of its list.

    Raises:
        AuthorError: the claim has it already, or its list cannot be read.
    """
    citations = claim.get("citations") or []
    if not isinstance(citations, list):
        raise AuthorError("The citations of the claim are not a list.", "Correct them first.")
    for each in citations:
        if isinstance(each, Mapping) and _words(each) == _words(citation):
            raise AuthorError("The claim already cites these words at this place.")
    return {**claim, "citations": [*citations, dict(citation)]}


def _words(citation: Mapping[str, Any]) -> tuple[Any, str, Any]:
    quote = " ".join(str(citation.get("quote") or "").split())
    return citation.get("source"), quote, citation.get("at")
