"""Follows chains of records to their ends. No chain has a loop: see ``cycles``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from claimline.model.records import Actor, Source, Statement
from claimline.model.shared_fields import Role
from claimline.value import Value


class Voice(Value, frozen=True):
    """Who speaks in a statement, and for whom.

    ``party`` is the side whose word it is. It is the speaker itself if it speaks for nobody else.
    ``direct`` says whether the speaker or the party could observe the facts itself.
    """

    statement: str
    speaker: str
    party: str
    role: Role
    direct: bool
    assumed: bool = False
    """Whether no record says in which role the party speaks, so that the usual one is assumed."""

    @property
    def counts(self) -> bool:
        """Whether the party is a vantage point here. All are, except commentators."""
        return self.role != "commentator"


def parties(actors: Mapping[str, Actor]) -> dict[str, str]:
    """Return for each actor the party at the end of its chain.

    A commentator speaks for itself, or for a party that is a commentator too, such as its outlet.
    """
    role_of = roles(actors)
    ends = {id_: _end_of_party(id_, actors) for id_ in actors}
    return {
        id_: id_ if role_of[id_] == "commentator" != role_of[end] else end
        for id_, end in ends.items()
    }


def roles(actors: Mapping[str, Actor]) -> dict[str, Role]:
    """Return for each actor its own role, or else the role of the actor for which it speaks."""
    return {id_: _role(actors, id_) for id_ in actors}


def role_is_assumed(actors: Mapping[str, Actor], id_: str) -> bool:
    """Whether no actor in the chain that begins with this one has a role in its record.

    If so, an outlet counts as a commentator, and any other actor as a party.
    """
    return _decisive(actors, id_).role is None


def _role(actors: Mapping[str, Actor], id_: str) -> Role:
    actor = _decisive(actors, id_)
    return actor.role or _usual_role(actor)


def _decisive(actors: Mapping[str, Actor], id_: str) -> Actor:
    """Return the first actor with a role in the chain from an actor on, or else the last."""
    actor = actors[id_]
    while actor.role is None and actor.party is not None:
        actor = actors[actor.party]
    return actor


def _usual_role(actor: Actor) -> Role:
    return "commentator" if actor.kind == "outlet" else "party"


def voices(statements: Mapping[str, Statement], actors: Mapping[str, Actor]) -> dict[str, Voice]:
    """Return for each statement its voice. Fields of the statement win over those of the actor."""
    party_of, role_of = parties(actors), roles(actors)
    return {id_: voice_of(it, actors, party_of, role_of) for id_, it in statements.items()}


def voice_of(
    statement: Statement,
    actors: Mapping[str, Actor],
    party_of: Mapping[str, str],
    role_of: Mapping[str, Role],
) -> Voice:
    """Return the voice of one statement.

    Args:
        statement: the statement.
        actors: all actors.
        party_of: their parties.
        role_of: their roles.
    """
    speaker, side = statement.by, statement.speaks_for
    assumed = statement.role is None
    if side is None:
        assumed = assumed and role_is_assumed(actors, speaker)
        role, party = statement.role or role_of[speaker], party_of[speaker]
        if role == "commentator" != role_of[party]:
            party = speaker
    elif side == speaker:
        actor = actors[speaker]
        assumed = assumed and actor.role is None
        role, party = statement.role or actor.role or _usual_role(actor), speaker
    else:
        assumed = assumed and role_is_assumed(actors, side)
        role, party = statement.role or role_of[side], party_of[side]
    accesses = (
        (statement.access,) if statement.access else (actors[speaker].access, actors[party].access)
    )
    return Voice(statement.id, speaker, party, role, "direct" in accesses, assumed)


def origins(statements: Mapping[str, Statement], spoken: Mapping[str, Voice]) -> dict[str, Voice]:
    """Return for each statement the voice of its origin: the start of the chain that it repeats."""
    return {id_: spoken[origin_of(id_, statements)] for id_ in statements}


def origin_of(id_: str, statements: Mapping[str, Statement]) -> str:
    """Return the id of the statement at the start of the chain that a statement repeats."""
    while (repeated := statements[id_].repeats) is not None:
        id_ = repeated
    return id_


def _end_of_party(id_: str, actors: Mapping[str, Actor]) -> str:
    while (party := actors[id_].party) is not None:
        id_ = party
    return id_


def carried(
    sources: Mapping[str, Source],
    ids: Iterable[str] | None = None,
    known: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> dict[str, tuple[str, ...]]:
    """Return for each source the statements that it carries, itself or by a copy, in order.

    Args:
        sources: all sources.
        ids: those to find it for. Without it, all.
        known: what other sources carry, if it is known.
    """
    wanted = tuple(sources if ids is None else ids)
    by_source = dict(known)
    for id_ in wanted:
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
    return {id_: by_source[id_] for id_ in wanted}


def carriers(passed_on: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return for each statement the sources that carry it, in the order of their ids."""
    by_statement: dict[str, list[str]] = {}
    for source in sorted(passed_on):
        for statement in passed_on[source]:
            by_statement.setdefault(statement, []).append(source)
    return {statement: tuple(by_statement[statement]) for statement in sorted(by_statement)}
