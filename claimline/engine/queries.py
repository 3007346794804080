"""Queries: pure functions of a key. Each runs once for a key, and what it reads is recorded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, TypeVar

from msgspec import Struct

from claimline.engine.digests import ABSENT, digest, digest_of, encoded
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

Follow = Callable[[bytes, bytes], Iterable[bytes]]
"""Takes the id of a result and its joined reads. Returns the ids of some of the reads."""


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


def split(joined: bytes) -> list[bytes]:
    """Return the ids of joined reads."""
    return [joined[at : at + ID_SIZE] for at in range(0, len(joined), ID_SIZE)]


class Ids(dict[Read, bytes]):
    """The id of each read, computed when it is first asked for."""

    def __missing__(self, read: Read) -> bytes:
        id_ = self[read] = read_id(read)
        return id_

    def joined(self, reads: Iterable[Read]) -> bytes:
        """Return the ids of reads, in order, one after the other.

        A large site has millions of reads. In this form each takes eight bytes.
        """
        return b"".join(sorted(map(self.__getitem__, reads)))


class Queries:
    """Runs queries. It keeps the result of each, and what the result was computed from.

    ``recorder`` records what the queries read. The tables that they read use the same recorder.
    """

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.ids = Ids()
        """The id of each read that a result has joined."""
        self.results: dict[Read, tuple[Any, bytes | None]] = {}
        """Each result with its joined reads. One that the last build stored has None instead."""
        self.earlier: Callable[[Read], tuple[Any, None] | None] = lambda read: None
        """Returns a result of the last build that is still right, or None."""
        self.stored: Collection[str] = ()
        """The names of the queries whose results are stored for the next build."""
        self._functions: dict[str, Callable[[Any], Any]] = {}

    def define(self, functions: Mapping[str, Callable[[Any], Any]]) -> None:
        """Add queries: the function of each by name."""
        self._functions |= functions

    def forget(self) -> None:
        """Forget everything. The functions hold objects that hold this one: both are then free."""
        self.results.clear()
        self.ids.clear()
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

    def _computed(self, name: str, key: Any) -> tuple[Any, bytes]:
        with self.recorder.recorded() as reads:
            value = self._functions[name](key)
        return value, self.ids.joined(reads)

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


class Computed(Struct, frozen=True):
    """What one process has computed, in a form that is small enough to send to another.

    ``results`` has, by its id, the digest of each result and its joined reads, or None if it has
    read what it read in the last build. ``reads`` has, by its id, each read that they name.
    ``stored`` has, by its id, each result that is stored for the next build, encoded.
    """

    results: dict[bytes, tuple[bytes, bytes | None]] = {}
    reads: dict[bytes, Read] = {}
    stored: dict[bytes, bytes] = {}

    def outputs(self) -> dict[Read, bytes]:
        """Return the digests of those results that are outputs."""
        results = self.results.items()
        return {self.reads[id_]: result[0] for id_, result in results if is_output(id_)}

    def to_send(self) -> Computed:
        """Return the same results with no other reads than those that they name."""
        named = set(self.results)
        for _, joined in self.results.values():
            named.update(split(joined or b""))
        return Computed(self.results, {id_: self.reads[id_] for id_ in named}, self.stored)


def computed(
    outputs: Mapping[bytes, tuple[bytes, bytes | None]],
    queries: Queries,
    roots: Iterable[bytes],
    follow: Follow,
) -> Computed:
    """Return outputs, the results among ``roots``, and the results that these have read in turn.

    Args:
        outputs: the digest and the joined reads of each, by its id.
        queries: has the results.
        roots: the ids of entries and results.
        follow: chooses which of the reads of a result to go on with.
    """
    results = dict(outputs)
    stored: dict[bytes, bytes] = {}
    reads = {id_: read for read, id_ in queries.ids.items()}
    seen: set[bytes] = set()
    waiting = set(roots)
    while waiting:
        seen |= waiting
        reached: set[bytes] = set()
        for id_ in waiting:
            read = reads[id_]
            value, joined = queries.results.get(read, (None, None))
            if joined is not None and id_ not in results:
                data = encoded(value)
                results[id_] = (digest_of(data), joined)
                if read[0] in queries.stored:
                    stored[id_] = data
                reached.update(follow(id_, joined))
        waiting = reached - seen
    return Computed(results, reads, stored)
