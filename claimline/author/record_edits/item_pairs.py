"""Finds which items and keys of a value are new, and which are those of its earlier version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_LARGE = 40_000
"""Pairs of items that are compared, at most. With more, items are paired in their order."""


def common_ends(old: Sequence[Any], new: Sequence[Any]) -> tuple[int, int]:
    """Return how many items are the same at the start, and how many of the others at the end."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    stop = 0
    while stop < shorter - start and old[-1 - stop] == new[-1 - stop]:
        stop += 1
    return start, stop


def item_pairs(old: list[Any], new: list[Any]) -> dict[int, int]:
    """Pair the items of two versions of a list: the place in ``new``, and that in ``old``.

    Pairs have the same order in both lists. Items that differ are paired so that as many of their
    parts as possible stay. An item without a partner is new, or gone.
    """
    start, stop = common_ends(old, new)
    pairs = {n: n for n in range(start)}
    pairs |= {len(new) - 1 - n: len(old) - 1 - n for n in range(stop)}
    before, after = range(start, len(old) - stop), range(start, len(new) - stop)
    if len(before) * len(after) > _LARGE:
        return pairs | dict(zip(after, before, strict=False))
    moved = any(old[i] == new[j] for i in before for j in after)
    if len(before) == len(after) and not moved:
        return pairs | dict(zip(after, before, strict=False))
    # best[i][j] is the likeness of the best pairs among the items from i and from j on.
    best = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            both = best[i + 1][j + 1] + _likeness(old[before[i]], new[after[j]])
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(before) and j < len(after):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs[after[j]] = before[i]
            i, j = i + 1, j + 1
    return pairs


def moved_item(old: Sequence[Any], item: Any, gone: list[int]) -> int | None:
    """Return the place that a new item of a list had in ``old``, or None if it is not from there.

    ``gone`` has the places of old items that nothing has taken yet. It loses the one found.
    """
    place = next((nth for nth in gone if old[nth] == item), None)
    if place is not None:
        gone.remove(place)
    return place


def new_keys(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the keys that ``new`` alone has, each after the key of ``old`` that it follows.

    That key is "" for a new key at the start.
    """
    added, last = [], ""
    for name in new:
        if name in old:
            last = name
        else:
            added.append((last, name))
    return added


def _likeness(old: Any, new: Any) -> int:
    """Return how much two items have in common: 0 for nothing."""
    if isinstance(old, dict) and isinstance(new, dict):
        return sum(_likeness(old[key], new[key]) for key in old.keys() & new.keys())
    if isinstance(old, list) and isinstance(new, list):
        return sum(_likeness(a, b) for a, b in zip(old, new, strict=False))
    return int(old == new)
