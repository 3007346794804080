"""The results of some queries, stored for the next build, which then need not run them.

They are results that take long and rarely change, such as the order of a list, and the rows that
its pages show. One is used again only if the graph says that it is still right.

A result is stored whenever the graph notes its digest, and removed when the graph drops it, in one
transaction. So a result that no changed entry reaches is that of the graph.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from typing import Any

from msgspec import MsgspecError
from msgspec.msgpack import Decoder

from claimline.engine.cache import Cache
from claimline.engine.graph import Graph
from claimline.engine.queries import Computed, Ids, Queries, read_id
from claimline.engine.recording import Read
from claimline.engine.store import DamagedError, UnusableError

Types = Mapping[str, Any]
"""The type of the results of each query that is stored, by the query's name."""


class StoredResults:
    """The stored results that are still right.

    Args:
        cache: where they are stored.
        types: the types of the results.
        ids: the ids of reads.
        differs: returns whether the result with an id differs from that of the last build.
    """

    def __init__(
        self, cache: Cache, types: Types, ids: Ids, differs: Callable[[bytes], bool]
    ) -> None:
        self._cache = cache
        self._types = types
        self._ids = ids
        self._differs = differs
        self._decoders: dict[str, Decoder[Any]] = {}
        self._process = os.getpid()

    def get(self, read: Read) -> tuple[Any, None] | None:
        """Return a result that is still right, or None if there is none.

        In place of its reads it has None, which stands for those of the last build.
        """
        name = read[0]
        if name not in self._types:
            return None
        if os.getpid() != self._process:  # a child must not use the parent's file
            return None
        decoder = self._decoders.get(name)
        if decoder is None:
            decoder = self._decoders[name] = Decoder(self._types[name])
        id_ = self._ids[read]
        try:
            data = self._cache.results.get(id_)
            if data is None or self._differs(id_):
                return None
            return decoder.decode(data), None
        except UnusableError as error:
            self._cache.give_up(error)
        except (MsgspecError, ValueError, RecursionError):
            self._cache.give_up(DamagedError())
        return None


class Comparing:
    """Finds out whether a result of the last build is still right, while others are not known yet.

    It is if everything that it has read is the same. What may differ is computed to find out.

    Args:
        graph: the graph of the last build.
        changed: the entries that have changed.
        queries: computes results.
    """

    def __init__(self, graph: Graph, changed: Iterable[Read], queries: Queries) -> None:
        self._graph = graph
        self._changed = frozenset(map(read_id, changed))
        self._queries = queries
        self._reached: Set[bytes] | None = None
        self._asked: set[bytes] = set()

    def differs(self, id_: bytes) -> bool:
        """Return whether a stored result may differ from that of the last build.

        A result that needs itself to find out counts as one that differs.
        """
        if self._reached is None:
            if self._graph.has_read(id_, self._changed):
                return True
            self._reached = self._graph.reached(self._changed)
        if id_ not in self._reached:
            return False
        if id_ in self._asked:
            return True
        self._asked.add(id_)
        with self._queries.recorder.recorded():  # these are not reads of what is computed now
            differs = self._graph.differs(id_, self._reached, self._queries.digest)
        self._asked.remove(id_)
        return differs


def store_results(
    cache: Cache, types: Types, parts: Collection[Computed], gone: Set[Read] | None
) -> None:
    """Store results for the next build.

    Args:
        cache: where to store them.
        types: the types of the results.
        parts: what each process has computed. The graph has been updated with it.
        gone: the results that nothing reads any more. None stands for all of earlier builds.

    Raises:
        UnusableError: the cache cannot be read.
    """
    results = cache.results
    if gone is None:
        results.clear()
    for part in parts:
        for id_, data in part.stored.items():
            if results.get(id_) != data:
                results.put(id_, data)
    for read in gone or ():
        if read[0] in types:
            results.remove(read_id(read))
