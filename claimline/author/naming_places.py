"""Finds every place in a project's files where a record is named, to the letter.

References are found by their fields' types, and by the citations and links of Markdown texts. So a
word that only looks like an id is never one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimline.author.author_error import AuthorError
from claimline.author.workspace import Snapshot
from claimline.diagnostics import Location
from claimline.model.scan import named_in
from claimline.model.schema import Loc
from claimline.model.validate import Item, Key
from claimline.read import Where
from claimline.read.text import place
from claimline.value import Value

_ID_LETTER = re.compile(r"[a-z0-9-]")
_ANCHOR = re.compile(r"&[^\s,\[\]{}]+[ \t]+")


class NamingPlace(Value, frozen=True):
    """The letters of an id in a file: its path, and the indices of its text from and to.

    ``carrier`` is the record that they stand in. ``field`` is the path of the field in it.
    """

    path: str
    start: int
    end: int
    location: Location
    carrier: Key
    field: Loc


def naming_places(snapshot: Snapshot, kind: str, id_: str) -> tuple[NamingPlace, ...]:
    """Return all places where records, or the site, name a record.

    Letters that an alias repeats are a place of each field that has them.

    Raises:
        AuthorError: a file with errors may name it, or an id is written in a form that cannot be
            changed.
    """
    places: list[NamingPlace] = []
    for state in snapshot.files.values():
        for item in state.items:
            if item.scan is None:
                raise AuthorError(
                    f"{item.where.path} has an error, so it is not known which records it names.",
                    "See `claimline check`, and mend it first.",
                )
            places += _in_record(item, kind, id_)
    return tuple(sorted(places, key=lambda each: (each.path, each.start)))


def own_place(where: Where, key: Key) -> NamingPlace:
    """Return the place of a record's own field ``id``."""
    return _place(where, key, ("id",), where.offset(("id",)), key[1])


def _in_record(item: Item, kind: str, id_: str) -> Iterator[NamingPlace]:
    where, key = item.where, (item.kind, item.id)
    for scan in filter(None, (item.scan, item.hidden)):
        for loc, named_kind, named in scan.references:
            if (named_kind, named) == (kind, id_):
                at = _written(where, loc)
                yield _place(where, key, at, where.offset(at), id_)
        for loc, text in scan.texts.items():
            at = _written(where, loc)
            for start, token, named_kind, named in named_in(text):
                if (named_kind, named) == (kind, id_):
                    offset = where.offset_inside(at, token, text.text.count(token, 0, start))
                    before = None if offset is None else offset + len(token) - len(id_)
                    yield _place(where, key, at, before, id_)
    if item.kind == "site":
        for nth, entry in enumerate(getattr(item.record, "nav", ())):
            if entry.to == f"{kind}:{id_}":
                at = ("nav", nth, "to")
                offset = where.offset_inside(at, entry.to)
                yield _place(where, key, at, offset and offset + len(kind) + 1, id_)


def _written(where: Where, loc: Loc) -> Loc:
    """Return the path of a value. A list with one item may be written without a list."""
    return loc if where.has(*loc) or not isinstance(loc[-1], int) else loc[:-1]


def _place(where: Where, key: Key, loc: Loc, offset: int | None, id_: str) -> NamingPlace:
    text = where.marks.text
    at = where.at(*loc)
    if offset is not None and (anchor := _ANCHOR.match(text, offset)):
        offset = anchor.end()
    if offset is not None and text[offset : offset + 1] in ('"', "'"):
        offset += 1
    end = -1 if offset is None else offset + len(id_)
    if offset is None or text[offset:end] != id_ or _ID_LETTER.match(text[end : end + 1]):
        raise AuthorError(
            f'"{id_}" is written at {at} in a form that cannot be changed by itself.',
            "Write the id as it is, without an escape or a line break.",
        )
    return NamingPlace(where.path, offset, end, Location(at.path, *place(text, offset)), key, loc)
