"""Mappings whose values are made when they are first read, so that an edit reads what it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Late(Mapping[K, V]):
    """A mapping whose values are made when they are first read.

    Args:
        sources: for each key, in order, what its value is made from.
        make: makes a value from that.
    """

    __slots__ = ("_made", "_make", "_sources")

    def __init__(self, sources: Mapping[K, Any], make: Callable[[Any], V]) -> None:
        self._sources = sources
        self._make = make
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        try:
            return self._made[key]
        except KeyError:
            value = self._made[key] = self._make(self._sources[key])
            return value

    def __contains__(self, key: object) -> bool:
        return key in self._sources

    def __iter__(self) -> Iterator[K]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def make_all(self) -> None:
        """Make all values before a fork, because a child must not read the file of its parent."""
        for key in self._sources:
            self[key]
