"""Follows chains of records to their beginning. No chain has a loop: see ``cycles``."""

from __future__ import annotations

from collections.abc import Mapping

from claimline.model.records import Actor, Source, Statement
from claimline.value import Value


class Origin(Value, frozen=True):
    """The origin of a statement: the first statement of its chain, its speaker and their party.

    A statement that repeats no other is its own origin.
    """

    statement: str
    speaker: str
    party: str


def parties(actors: Mapping[str, Actor]) -> dict[str, str]:
    """For each actor, the party for which it speaks in the end."""
    return _ends({id_: actor.party for id_, actor in actors.items()})


def origins(statements: Mapping[str, Statement], parties: Mapping[str, str]) -> dict[str, Origin]:
    """The origin of each statement. ``parties`` are those of the actors."""
    traced = {}
    for id_, first in _ends({id_: said.repeats for id_, said in statements.items()}).items():
        speaker = statements[first].by
        traced[id_] = Origin(first, speaker, parties[speaker])
    return traced


def _ends(following: Mapping[str, str | None]) -> dict[str, str]:
    """Return for each id the end of the chain that starts at it."""
    ends = {}
    for id_ in following:
        end = id_
        while (after := following[end]) is not None:
            end = after
        ends[id_] = end
    return ends


def carried(sources: Mapping[str, Source]) -> dict[str, tuple[str, ...]]:
    """Return for each source the statements that it carries, itself or by a copy, in order."""
    by_source: dict[str, tuple[str, ...]] = {}
    for id_ in sources:
        waiting = [id_]
        while waiting:
            source = waiting[-1]
            passed = sources[source].carries
            missing = [
                copied.source
                for copied in passed
                if copied.source and copied.source not in by_source
            ]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            statements: dict[str, None] = {}
            for link in passed:
                if link.statement:
                    statements[link.statement] = None
                elif link.source:
                    statements.update(dict.fromkeys(by_source[link.source]))
            by_source[source] = tuple(statements)
    return by_source


def carriers(passed_on: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return for each statement the sources that carry it, in the order of their ids."""
    by_statement: dict[str, list[str]] = {}
    for source in sorted(passed_on):
        for statement in passed_on[source]:
            by_statement.setdefault(statement, []).append(source)
    return {statement: tuple(sources) for statement, sources in by_statement.items()}
