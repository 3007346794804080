"""Chains followed to their beginning, once for each record. No chain goes round: see ``cycles``."""

from __future__ import annotations

from collections.abc import Mapping

from claimline.model.records import Actor, Source, Statement
from claimline.value import Value


class Origin(Value, frozen=True):
    """Where a statement comes from: the one that it repeats in the end, and who stands for that.

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
    """For each id, the last one of the chain that starts at it."""
    ends = {}
    for id_ in following:
        end = id_
        while (after := following[end]) is not None:
            end = after
        ends[id_] = end
    return ends


def carried(sources: Mapping[str, Source]) -> dict[str, tuple[str, ...]]:
    """For each source, the statements that it passes on, itself or by copying, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for id_ in sources:
        waiting = [id_]
        while waiting:
            source = waiting[-1]
            passed = sources[source].carries
            missing = [
                copied.source for copied in passed if copied.source and copied.source not in found
            ]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            statements: dict[str, None] = {}
            for one in passed:
                if one.statement:
                    statements[one.statement] = None
                elif one.source:
                    statements.update(dict.fromkeys(found[one.source]))
            found[source] = tuple(statements)
    return found


def carriers(passed_on: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """For each statement that is carried, the sources that pass it on, in order of their ids."""
    found: dict[str, list[str]] = {}
    for source in sorted(passed_on):
        for statement in passed_on[source]:
            found.setdefault(statement, []).append(source)
    return {statement: tuple(sources) for statement, sources in found.items()}
