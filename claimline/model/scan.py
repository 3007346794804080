"""What one record says of others: its references, and its Markdown fields, read.

It follows from the record alone, so it is found once, when the record is read, and kept with it.
"""

from __future__ import annotations

from collections.abc import Mapping

from claimline.model.fields import RefTo
from claimline.model.records import Record
from claimline.model.schema import Loc, marked
from claimline.model.site import Site
from claimline.prose import Prose, read_prose
from claimline.value import Value


class Scan(Value, frozen=True):
    """``references`` are the place, kind and id of each; ``texts`` the Markdown by its place."""

    references: tuple[tuple[Loc, str, str], ...]
    texts: Mapping[Loc, Prose]


def scan(record: Record | Site) -> Scan:
    """Find what a record names, in the order of its fields."""
    references: list[tuple[Loc, str, str]] = []
    texts: dict[Loc, Prose] = {}
    for loc, mark, value in marked(record):
        if isinstance(mark, RefTo):
            references.append((loc, mark.kind, value))
        else:
            texts[loc] = read_prose(value)
    return Scan(tuple(references), texts)
