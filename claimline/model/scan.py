"""Finds the references and the Markdown texts of a record.

They depend on the record alone, so they are found once, when the record is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimline.model.fields import RefTo
from claimline.model.records import Record
from claimline.model.schema import Loc, marked
from claimline.model.site import Site
from claimline.prose import Prose, read_prose
from claimline.prose.values import Problem
from claimline.value import Value


class Scan(Value, frozen=True):
    """The references of a record, each with its path, kind and id, and its texts, by path."""

    references: tuple[tuple[Loc, str, str], ...]
    texts: Mapping[Loc, Prose]


def scan(record: Record | Site) -> Scan:
    """Find the references and the texts of a record, in the order of its fields."""
    references: list[tuple[Loc, str, str]] = []
    texts: dict[Loc, Prose] = {}
    for loc, mark, value in marked(record):
        if isinstance(mark, RefTo):
            references.append((loc, mark.kind, value))
        else:
            texts[loc] = read_prose(value)
    return Scan(tuple(references), texts)


def scan_beyond(whole: Record | Site, public: Scan) -> Scan:
    """Find what a record names and says in the fields that it keeps back."""
    everything = scan(whole)
    known = {*public.references}
    return Scan(
        tuple(each for each in everything.references if each not in known),
        {loc: text for loc, text in everything.texts.items() if loc not in public.texts},
    )


def named_in(prose: Prose) -> Iterator[tuple[int, str, str, str]]:
    """Yield every record that a text names: its offset and token in the text, its kind and id."""
    for mark in prose.marks:
        at = mark.start
        for cited in mark.cited:
            token = f"@{cited.source}"
            at = prose.text.index(token, at)
            yield at, token, "source", cited.source
            at += len(token)
    for link_ in prose.links:
        token = f"{link_.kind}:{link_.id}"
        yield prose.text.index(f"({token}", link_.start) + 1, token, link_.kind, link_.id


def names_of(scan: Scan) -> tuple[tuple[str, str], ...]:
    """Return the records that a record names, in its fields and its texts, each once."""
    named = {(kind, id_): None for _, kind, id_ in scan.references}
    for text in scan.texts.values():
        named |= {(kind, id_): None for *_, kind, id_ in named_in(text)}
    return tuple(named)


def uncited_name(problem: Problem) -> str:
    """Return the name in a text that would be a citation of a source, if it stood in brackets."""
    return problem.token.strip("@\uff20[]").partition(",")[0]
