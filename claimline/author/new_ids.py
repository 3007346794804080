"""Ids for new records: suggested from their titles, in any script."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from anyascii import anyascii

from claimline.author.author_error import AuthorError
from claimline.pages.address import RESERVED
from claimline.read import slug
from claimline.read.ids import fault

LENGTH = 48
"""Characters that a suggested id has at most. It is typed into citations and stands in addresses;
an id of the author's own may be longer."""

_LISTED = ("claim", "source", "statement", "actor", "detail", "brief")


def suggest(words: str, kind: str, taken: Container[str]) -> str:
    """An id for a record with this title, or an empty string where none can be made of it.

    Other scripts are transliterated (anyascii), and what is too long ends with a whole word. An
    id that is ``taken``, or that a page of the site has, gets a number.
    """
    made = _cut(slug("".join(map(_latin, words))), LENGTH)
    if not made:
        return ""
    for number in count(1):
        ending = "" if number == 1 else f"-{number}"
        found = f"{_cut(made, LENGTH - len(ending))}{ending}"
        if found not in taken and not _reserved(kind, found) and not fault(found, kind):
            return found
    raise AssertionError("numbers do not end")


def check_id(id_: str, kind: str, taken: Container[str]) -> None:
    """See that a new record can have this id.

    Raises:
        AuthorError: it has a form that no id has, or it is in use.
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


def _latin(letter: str) -> str:
    """A letter in Latin ones. Those of a script without capitals, as Chinese, are words."""
    latin = anyascii(letter)
    if letter.isalpha():
        # The marks that stand for a sound of their own, as an ayin's.
        latin = "".join(filter(str.isalnum, latin))
    spoken = latin[:1].isupper() and not letter.isupper() and not letter.istitle()
    return f" {latin} " if spoken else latin


def _cut(words: str, length: int) -> str:
    if len(words) <= length:
        return words
    whole = words[: length + 1].rpartition("-")[0] or words[:length]
    return whole.rstrip("-")
