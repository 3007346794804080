"""Records what is read while a result is computed.

A result follows from what it read: entries of tables, and results of other queries. Each read is
recorded as it happens, so nobody keeps a list by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

Read = tuple[str, Any]
"""The name of a table or a query, and the key in it: a text, or a tuple of texts."""

ALL = "*"
"""The key that stands for all keys of a table and their order."""

K = TypeVar("K")
V = TypeVar("V")


class Recorder:
    """Collects the reads of the current result. Reads outside of any result are not recorded."""

    __slots__ = ("reads",)

    def __init__(self) -> None:
        self.reads: set[Read] | None = None

    @contextmanager
    def recorded(self) -> Iterator[set[Read]]:
        """Yield a set that collects every read inside the ``with`` block, and no others."""
        outer, self.reads = self.reads, set()
        try:
            yield self.reads
        finally:
            self.reads = outer


class Watched(Mapping[K, V]):
    """A table: a mapping that records which of its keys are read."""

    __slots__ = ("_entries", "_name", "_recorder")

    def __init__(self, name: str, entries: Mapping[K, V], recorder: Recorder) -> None:
        self._name = name
        self._entries = entries
        self._recorder = recorder

    @property
    def entries(self) -> Mapping[K, V]:
        """The table itself, of which no read is recorded."""
        return self._entries

    def __getitem__(self, key: K) -> V:
        reads = self._recorder.reads
        if reads is not None:
            reads.add((self._name, key))
        return self._entries[key]

    def get(self, key: K, default: Any = None) -> Any:
        reads = self._recorder.reads
        if reads is not None:
            reads.add((self._name, key))
        return self._entries.get(key, default)

    def __contains__(self, key: object) -> bool:
        reads = self._recorder.reads
        if reads is not None:
            reads.add((self._name, key))
        return key in self._entries

    def __iter__(self) -> Iterator[K]:
        self._record_all()
        return iter(self._entries)

    def __len__(self) -> int:
        self._record_all()
        return len(self._entries)

    def _record_all(self) -> None:
        if self._recorder.reads is not None:
            self._recorder.reads.add((self._name, ALL))
