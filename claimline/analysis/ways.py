"""Finds the ways in which sources have a statement, or another source: at first hand or as a copy.

No way has a loop: see ``model.cycles``.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from claimline.model.dossier import Dossier
from claimline.value import Value


class Way(Value, frozen=True):
    """How a source has what it carries.

    ``manner`` says what the source does: it quotes, reports, and so on. ``through`` is the source
    that it copies, or "" if it carries the statement at first hand. ``copies`` counts the copies,
    one after the other, up to this source.
    """

    manner: str
    through: str = ""
    copies: int = 0


def ways_of_statement(dossier: Dossier, statement: str) -> dict[str, Way]:
    """Return the shortest way of each source that carries a statement, shortest first."""
    firsts = {
        source: Way(next(it.how for it in dossier.sources[source].carries
                         if it.statement == statement))
        for source in dossier.backlinks("statement", statement).carriers
    }  # fmt: skip
    return _spread(dossier, firsts)


def ways_of_source(dossier: Dossier, source: str, most: int) -> dict[str, Way]:
    """Return the shortest way of each source that copies a source, or copies a copy of it.

    ``most`` is the largest number of copies, one after the other, that are followed.
    """
    spread = _spread(dossier, {source: Way("")}, most)
    del spread[source]
    return spread


def _spread(dossier: Dossier, firsts: Mapping[str, Way], most: float = inf) -> dict[str, Way]:
    """Follow copies from the first sources on. A source comes after the one that it copies."""
    ways = dict(firsts)
    waiting = list(firsts)
    for source in waiting:
        copies = ways[source].copies + 1
        if copies > most:
            break
        for copy in dossier.backlinks("source", source).carriers:
            if copy not in ways:
                manner = next(it.how for it in dossier.sources[copy].carries if it.source == source)
                ways[copy] = Way(manner, source, copies)
                waiting.append(copy)
    return ways
