"""Roughly how many bytes of HTML an entry of the chronology takes, for the cut of its pages.

The numbers come from the records and not from the HTML, so that a build knows the pages before it
renders any. They are in steps, so that an edit of a few words does not cut the chronology anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from claimline.pages.batches import in_batches
from claimline.value import Value

if TYPE_CHECKING:
    from claimline.pages.view_builder import ViewBuilder

STEP = 128
"""The steps of the numbers."""
EVENT = 900
"""The bytes of an event without its words, in the list and in the drawing."""
CITATION = 300
"""The bytes of a citation of an event and of the way back to it."""
QUOTE = 700
"""The bytes of a quote in its fold, with its ways to the source."""
NOTE = 130
"""The bytes of a note in its fold."""
MARK = 300
"""The bytes of a citation in a text and of the way back to it."""
LINK = 40
"""The bytes of a link to a record without its address and words."""
PART = 450
"""The bytes of a role, a number or an image without its words."""
ROW = 255
"""The bytes of a claim, statement or source without its words, in the list and the drawing."""
REFERENCE = 430
"""The bytes of a reference without its words."""


class EntrySize(Value, frozen=True):
    """The bytes of an entry, and the sources that it cites, for which the page has references."""

    own: int
    sources: tuple[str, ...] = ()


@in_batches("event size", EntrySize)
def event_sizes(builder: ViewBuilder, key: str) -> EntrySize:
    """Return the size of an event. ``key`` is "event", space, id."""
    id_ = key.partition(" ")[2]
    dossier = builder.dossier
    event = dossier.events[id_]
    prose = dossier.prose.get(("event", id_), {}).values()
    marked = [cited.source for it in prose for mark in it.marks for cited in mark.cited]
    size = EVENT + 7 * len(id_) + 4 * _bytes(event.title)
    size += sum(_bytes(it) for text in prose for it in text.pieces if isinstance(it, str))
    size += MARK * len(marked)
    for text in prose:
        size += _links(builder, ((link.kind, link.id) for link in text.links))
    for it in event.citations:
        size += CITATION + 3 * len(id_) + _bytes(it.at or "")
        size += QUOTE + 2 * _bytes(it.quote) if it.quote else 0
        size += NOTE if it.note or it.missing or it.quote else 0
    size += _links(builder, (("actor", it) for it in event.actors))
    claims = dict.fromkeys([*event.claims, *dossier.backlinks("event", id_).claims])
    size += _links(builder, (("claim", it) for it in claims))
    size += PART * (len(event.involved) + len(event.counts) + len(event.media))
    size += sum(_bytes(it) for it in (*event.actors, *event.actors, *event.tags))
    sources = dict.fromkeys([*(it.source for it in event.citations), *marked])
    return EntrySize(_step(size), tuple(sources))


@in_batches("row size", int)
def row_sizes(builder: ViewBuilder, key: str) -> int:
    """Return the size of a claim, statement or source. ``key`` is kind, space, id."""
    kind, _, id_ = key.partition(" ")
    words = _bytes(builder.dossier.titles[kind, id_])
    return _step(ROW + 3 * len(id_) + words)


@in_batches("reference size", int)
def reference_sizes(builder: ViewBuilder, key: str) -> int:
    """Return the size of the reference to a source. ``key`` is "source", space, id."""
    id_ = key.partition(" ")[2]
    card = builder.card(id_)
    words = _bytes(card.title.text) + _bytes(card.translation) + 2 * _bytes(card.name)
    return _step(REFERENCE + len(id_) + words + sum(80 + len(it.href) for it in card.outside))


def _links(builder: ViewBuilder, keys: Iterable[tuple[str, str]]) -> int:
    return sum(LINK + len(key[1]) + _bytes(builder.dossier.titles[key]) for key in keys)


def _bytes(text: str) -> int:
    return len(text.encode())


def _step(size: int) -> int:
    return -(-size // STEP) * STEP
