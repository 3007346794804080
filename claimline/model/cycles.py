"""Finds loops in chains that must end: who speaks for whom, who copies, repeats or revises what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimline.diagnostics import Code, Report
from claimline.model.records import Actor, Claim, Source, Statement
from claimline.model.schema import Loc
from claimline.model.validate import Records

_Edges = Mapping[str, list[tuple[str, Loc]]]


def check_cycles(records: Records, report: Report) -> None:
    """Report each loop once, at the link that closes it.

    ``link`` reports a record that names itself. A statement that revises one of another speaker is
    reported here too.
    """
    for kind, what, edges in _chains(records):
        for id_, loc, loop in _loops(edges):
            way = " -> ".join(f'"{step}"' for step in loop)
            message = f"{what} leads back to where it began: {way}."
            report.add(
                records.where[kind, id_].at(*loc), Code.CYCLE, message, "Remove one of the links."
            )
    for id_, statement in records.by_kind["statement"].items():
        assert isinstance(statement, Statement)
        earlier = records.by_kind["statement"].get(statement.revises or "")
        if isinstance(earlier, Statement) and earlier.by != statement.by:
            message = f'"{id_}" revises a statement of another speaker, "{earlier.by}".'
            hint = "A revision is by the same speaker; use `repeats` for what is passed on."
            report.add(records.where["statement", id_].at("revises"), Code.BAD_VALUE, message, hint)


def _chains(records: Records) -> Iterator[tuple[str, str, _Edges]]:
    """Yield each kind of chain: its kind of record, its name in messages, and its edges."""
    actors: dict[str, list[tuple[str, Loc]]] = {}
    for id_, actor in records.by_kind["actor"].items():
        assert isinstance(actor, Actor)
        if actor.party:
            actors[id_] = [(actor.party, ("party",))]
    yield "actor", "Who speaks for whom", actors

    sources: dict[str, list[tuple[str, Loc]]] = {}
    for id_, source in records.by_kind["source"].items():
        assert isinstance(source, Source)
        for nth, passed in enumerate(source.carries):
            if passed.source:
                sources.setdefault(id_, []).append((passed.source, ("carries", nth, "source")))
    yield "source", "Who copies whom", sources

    revised: dict[str, list[tuple[str, Loc]]] = {}
    repeated: dict[str, list[tuple[str, Loc]]] = {}
    for id_, statement in records.by_kind["statement"].items():
        assert isinstance(statement, Statement)
        if statement.revises:
            revised[id_] = [(statement.revises, ("revises",))]
        if statement.repeats:
            repeated[id_] = [(statement.repeats, ("repeats",))]
    yield "statement", "What revises what", revised
    yield "statement", "Who repeats whom", repeated

    related: dict[str, dict[str, list[tuple[str, Loc]]]] = {
        relation: {} for relation in ("depends-on", "part-of", "revises")
    }
    for id_, claim in records.by_kind["claim"].items():
        assert isinstance(claim, Claim)
        for nth, to in enumerate(claim.related):
            if to.how in related:
                loc = ("related", nth, "claim")
                related[to.how].setdefault(id_, []).append((to.claim, loc))
    for relation, claims in related.items():
        yield "claim", f'"{relation}"', claims


def _loops(edges: _Edges) -> Iterator[tuple[str, Loc, list[str]]]:
    """Yield each edge that closes a loop, with the loop. The search is depth first."""
    done: set[str] = set()
    for start in sorted(edges):
        if start in done:
            continue
        path: list[str] = [start]
        waiting = [iter(edges[start])]
        while waiting:
            step = next(waiting[-1], None)
            if step is None:
                waiting.pop()
                done.add(path.pop())
                continue
            target, loc = step
            if target in path:
                loop = [*path[path.index(target) :], target]
                if len(loop) > 2:
                    yield path[-1], loc, loop
            elif target not in done and target in edges:
                path.append(target)
                waiting.append(iter(edges[target]))
