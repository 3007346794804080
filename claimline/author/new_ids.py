"""Ids for new records, made from their titles in any script."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from claimline.author.author_error import AuthorError
from claimline.pages.address import RESERVED
from claimline.read.ids import fault, latin_slug

LENGTH = 48
"""Characters of a suggested id, at most. Authors type it into citations, and addresses show it. An
id that an author chooses may be longer."""

_LISTED = ("claim", "source", "statement", "actor", "detail", "brief")


def suggest(title: str, kind: str, taken: Container[str]) -> str:
    """Return a free id for a record with this title, or an empty string if the title gives none.

    Other scripts are transliterated (anyascii). A long id is cut after a whole word. An id that
    is ``taken``, or reserved for a page of the site, gets a number.
    """
    base = _cut(latin_slug(title), LENGTH)
    if not base:
        return ""
    for number in count(1):
        ending = "" if number == 1 else f"-{number}"
        id_ = f"{_cut(base, LENGTH - len(ending))}{ending}"
        if id_ not in taken and not _reserved(kind, id_) and not fault(id_, kind):
            return id_
    raise AssertionError("numbers do not end")


def check_id(id_: str, kind: str, taken: Container[str]) -> None:
    """Check that a new record can have this id.

    Raises:
        AuthorError: the id is not valid, or is in use.
    """
    if wrong := fault(id_, kind):
        raise AuthorError(*wrong, field="id")
    if _reserved(kind, id_):
        message = f'The id "{id_}" is taken by a page that the program writes.'
        raise AuthorError(message, "Choose another id.", field="id")
    if id_ in taken:
        message = f'The id "{id_}" is that of another {kind}.'
        free = suggest(id_, kind, taken)
        raise AuthorError(message, f'"{free}" is free.' if free else "", field="id")


def _reserved(kind: str, id_: str) -> bool:
    return id_ in RESERVED if kind == "page" else kind in _LISTED and id_ == "index"


def _cut(words: str, length: int) -> str:
    if len(words) <= length:
        return words
    whole = words[: length + 1].rpartition("-")[0] or words[:length]
    return whole.rstrip("-")
