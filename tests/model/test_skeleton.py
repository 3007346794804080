"""A skeleton says all of a record that decides links."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from msgspec.structs import replace

from claimline.diagnostics import Report
from claimline.kept_links import TYPES
from claimline.model.dossier import Dossier, Usage
from claimline.model.link import link
from claimline.model.private_fields import public_data
from claimline.model.skeleton import skeleton_of
from claimline.model.validate import Item, gather, plain_data, validated
from claimline.published import state_of
from tests.dossiers import entry, whole_entry
from tests.filled import corpus

Path = tuple[str | int, ...]


SAID = {"by": "mayor", "says": "It fell."}
CHAINS: dict[str, dict[str, Any]] = {
    "statement/later": {**SAID, "short": "Later", "revises": "mayor-2024-03-04"},
    "statement/again": {**SAID, "short": "Again", "repeats": "mayor-2024-03-04"},
}
"""What the corpus has no example of."""


def leaves(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value of a record's data that holds no others."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in pairs:
        if isinstance(value, dict | list):
            yield from leaves(value, (*path, key))
        elif value is not None:
            yield (*path, key), value


def others(value: Any) -> Iterator[Any]:
    """Other values that may fit the same field."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, float):
        yield value + 0.5
    else:
        yield f"{value} And more"
        yield f"Well, {value}"
        yield f"{value}2"
        yield f"{value}\n\nSo [the paper](source:gazette-2024-03-04) says [@gazette-2024-03-04]."


def with_value(data: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    changed = deepcopy(data)
    part: Any = changed
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return changed


def skeleton(name: str, data: dict[str, Any]) -> bytes | None:
    read = entry(name, data)
    item = validated(read, Report())
    if item.scan is None:
        return None
    return skeleton_of(public_data(plain_data(read)), item.scan, item.hidden)


def read(name: str, data: dict[str, Any]) -> Item:
    return validated(whole_entry(name, data), Report())


def linked(items: dict[str, Item]) -> Dossier | None:
    return link(gather([items[name] for name in sorted(items)], report := Report()), report)


def bare(usage: Usage) -> Usage:
    """A usage without what the record alone decides."""
    return replace(
        usage, words="", locator="", quote="", stance="", statement="", lang="", partial=False
    )


def test_records_with_the_same_skeletons_have_the_same_links() -> None:
    given = corpus() | CHAINS
    items = {name: read(name, data) for name, data in given.items()}
    before = linked(items)
    assert before
    same: set[tuple[str, Path]] = set()
    differ = 0
    for name, data in given.items():
        own = skeleton(name, data)
        for path, value in leaves(data):
            for other in others(value):
                changed = with_value(data, path, other)
                if skeleton(name, changed) != own:
                    differ += 1
                    continue
                same.add((name, path))
                after = linked({**items, name: read(name, changed)})
                assert after, (name, path, other)
                kind, _, id_ = name.partition("/")
                for table in TYPES.keys() - {"usages"}:
                    found, expected = dict(getattr(after, table)), dict(getattr(before, table))
                    if table == "titles" and (kind, id_) in expected:
                        assert found.keys() == expected.keys()
                        found[kind, id_] = expected[kind, id_]
                    assert found == expected, (table, name, path)
                assert list(after.usages) == list(before.usages)
                for source, usages in before.usages.items():
                    assert [*map(bare, after.usages[source])] == [*map(bare, usages)]
                states, told = state_of(after, []).claims, state_of(before, []).claims
                assert {**states, id_: ""} == {**told, id_: ""}, (name, path)
                assert after.prose.keys() == before.prose.keys()
    assert differ > 100
    last = {path[-1] for _, path in same}
    assert {"quote", "at", "reasoning", "body", "note", "why", "short", "title"} <= last, last
    assert not last & {"date", "verdict", "url", "by", "party", "tags"}, last
