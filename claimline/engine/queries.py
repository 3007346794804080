"""Queries: pure functions of a key. Each runs once for a key, and what it reads is recorded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from hashlib import blake2b
from typing import Any, TypeVar

from claimline.engine.digests import ABSENT, digest
from claimline.engine.recording import Read, Recorder

OUTPUT = "output"
"""The name of outputs that are files. Their keys are paths."""
FINDINGS = "findings"
"""The name of outputs that are the broken rules of a record."""
PLAN = "plan"
"""The name of the one output that is the plan of all outputs. Each build makes it anew."""
OUTPUTS = (OUTPUT, FINDINGS, PLAN)
"""The names of all outputs: results that no other result reads."""

ID_SIZE = 8

V = TypeVar("V")

Follow = Callable[[Read, Set[Read]], Iterable[Read]]
"""Takes a result and its reads. Returns some of the reads."""


def read_id(read: Read) -> bytes:
    """Return the short digest that stands for a read in long lists.

    Its last bit says whether it is that of an output: see ``is_output``.
    """
    name, key = read
    whole = key if isinstance(key, str) else "\x1f".join(("", *key))
    id_ = blake2b(f"{name}\x1e{whole}".encode(), digest_size=ID_SIZE).digest()
    if (name in OUTPUTS) == is_output(id_):
        return id_
    return id_[:-1] + bytes((id_[-1] ^ 1,))


def is_output(id_: bytes) -> bool:
    """Whether an id is that of an output, so that nobody looks for it among other results."""
    return bool(id_[-1] & 1)


class Queries:
    """Runs queries. It keeps the result of each, and what the result was computed from.

    ``recorder`` records what the queries read. The tables that they read use the same recorder.
    """

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.results: dict[Read, tuple[Any, frozenset[Read] | None]] = {}
        """Each result with its reads. One that the last build stored has None in place of reads."""
        self.earlier: Callable[[Read], tuple[Any, None] | None] = lambda read: None
        """Returns a result of the last build that is still right, or None."""
        self._functions: dict[str, Callable[[Any], Any]] = {}

    def define(self, functions: Mapping[str, Callable[[Any], Any]]) -> None:
        """Add queries: the function of each by name."""
        self._functions |= functions

    def forget(self) -> None:
        """Forget everything. The functions hold objects that hold this one: both are then free."""
        self.results.clear()
        self._functions.clear()

    def get(self, name: str, key: Any) -> Any:
        """Return the result of a query for a key. Raises whatever its function raises."""
        read = (name, key)
        if self.recorder.reads is not None:
            self.recorder.reads.add(read)
        result = self.results.get(read)
        if result is None:
            result = self.results[read] = self.earlier(read) or self._computed(name, key)
        return result[0]

    def _computed(self, name: str, key: Any) -> tuple[Any, frozenset[Read]]:
        with self.recorder.recorded() as reads:
            value = self._functions[name](key)
        return value, frozenset(reads)

    def record(self, reads: Iterable[Read]) -> None:
        """Record reads of results that are known to be those of the last build."""
        if self.recorder.reads is not None:
            self.recorder.reads.update(reads)

    def digest(self, read: Read) -> bytes:
        """Return the digest of a result.

        It is ``ABSENT`` if the query's function raises a LookupError: what the key names is gone.
        """
        try:
            return digest(self.get(*read))
        except LookupError:
            return ABSENT


class Results(Mapping[str, V]):
    """The results of one query, by the keys of a table. Each is computed when it is first read.

    Args:
        queries: where the query is defined.
        name: its name.
        keys: the table.
    """

    def __init__(self, queries: Queries, name: str, keys: Collection[str]) -> None:
        self._queries = queries
        self._name = name
        self._keys = keys

    def __getitem__(self, key: str) -> V:
        result: V = self._queries.get(self._name, key)
        return result

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class _Ids(dict[Read, bytes]):
    """The id of each read, computed when it is first asked for."""

    def __missing__(self, read: Read) -> bytes:
        id_ = self[read] = read_id(read)
        return id_


class Computed:
    """What one process has computed, in a form that is small enough to send to another.

    ``ids`` has the id of each read. ``results`` has, by its id, the digest of each result and the
    ids of its reads in order, or None if its reads are those of the last build.
    """

    def __init__(self) -> None:
        self.ids = _Ids()
        self.results: dict[bytes, tuple[bytes, tuple[bytes, ...] | None]] = {}

    def add(self, read: Read, digest: bytes, reads: Iterable[Read] | None) -> None:
        """Add a result. ``reads`` is None if it has read what it read in the last build."""
        ids = None if reads is None else tuple(sorted(map(self.ids.__getitem__, reads)))
        self.results[self.ids[read]] = (digest, ids)

    def add_reached(self, queries: Queries, reads: Iterable[Read], follow: Follow) -> None:
        """Add the results among ``reads``, and those that they have read in turn.

        ``follow`` chooses which of the reads of a result to go on with.
        """
        seen: set[Read] = set()
        waiting = set(reads)
        while waiting:
            seen |= waiting
            reached: set[Read] = set()
            for read in waiting:
                value, its_reads = queries.results.get(read, (None, None))
                if its_reads is not None and self.ids.get(read) not in self.results:
                    self.add(read, digest(value), its_reads)
                    reached.update(follow(read, its_reads))
            waiting = reached - seen

    def outputs(self) -> dict[Read, bytes]:
        """Return the digests of those results that are outputs."""
        return {
            read: self.results[id_][0]
            for read, id_ in self.ids.items()
            if is_output(id_) and id_ in self.results
        }

    def with_ids(self, reads: Iterable[Read]) -> dict[Read, bytes]:
        """Return the id of each read."""
        return {read: self.ids[read] for read in reads}
