"""Finds loops in chains that must end: who speaks for whom, who copies, repeats or revises what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimline.diagnostics import Code, Report
from claimline.model.records import Actor, Claim, Record, Source, Statement
from claimline.model.schema import Loc
from claimline.model.validate import Records

_Edges = Mapping[str, list[tuple[str, Loc]]]

CHAINS = {
    ("actor", "party"): "Who speaks for whom",
    ("source", "carries"): "Who copies whom",
    ("statement", "revises"): "What revises what",
    ("statement", "repeats"): "Who repeats whom",
    ("claim", "depends-on"): '"depends-on"',
    ("claim", "part-of"): '"part-of"',
    ("claim", "revises"): '"revises"',
}
"""The chains, each by its kind of record and its name, with its name in messages."""


def check_cycles(records: Records, report: Report) -> None:
    """Report each loop once, at the link that closes it.

    ``link`` reports a record that names itself. A statement that revises one of another speaker is
    reported here too.
    """
    edges: dict[tuple[str, str], dict[str, list[tuple[str, Loc]]]] = {it: {} for it in CHAINS}
    for kind in {kind: None for kind, _ in CHAINS}:
        for id_, record in records.by_kind[kind].items():
            for name, target, loc in edges_of(record):
                edges[kind, name].setdefault(id_, []).append((target, loc))
    for (kind, name), what in CHAINS.items():
        for id_, loc, loop in _loops(edges[kind, name]):
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


def edges_of(record: Record) -> Iterator[tuple[str, str, Loc]]:
    """Yield the next links of the chains that a record is in: the chain, the id named, the path."""
    match record:
        case Actor():
            if record.party:
                yield "party", record.party, ("party",)
        case Source():
            for nth, passed in enumerate(record.carries):
                if passed.source:
                    yield "carries", passed.source, ("carries", nth, "source")
        case Statement():
            if record.revises:
                yield "revises", record.revises, ("revises",)
            if record.repeats:
                yield "repeats", record.repeats, ("repeats",)
        case Claim():
            for nth, to in enumerate(record.related):
                if ("claim", to.how) in CHAINS:
                    yield to.how, to.claim, ("related", nth, "claim")


def in_a_loop(records: Mapping[str, Record], id_: str) -> bool:
    """Return whether a chain leads from a record back to it. ``records`` are those of its kind.

    A chain to a record that is not there ends.
    """
    for name in {chain for chain, *_ in edges_of(records[id_])}:
        seen: set[str] = set()
        waiting = [id_]
        while waiting:
            for chain, target, _ in edges_of(records[waiting.pop()]):
                if chain == name and target not in seen and target in records:
                    seen.add(target)
                    waiting.append(target)
        if id_ in seen:
            return True
    return False


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
