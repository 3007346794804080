"""The results of some queries, stored for the next build, which then need not run them.

They are results that take long and rarely change, such as the order of a list, and those from which
a list of all records is made. One is used again only if the graph says that it is still right.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Set
from functools import cached_property
from typing import Any

from claimline.engine.cache import Cache
from claimline.engine.digests import digest
from claimline.engine.queries import Queries
from claimline.engine.recording import Read
from claimline.engine.store import UnusableError

Types = Mapping[str, Any]
"""The type of the results of each query that is stored, by the query's name. Its keys are texts."""


class StoredResults:
    """The stored results that are still right.

    Args:
        cache: where they are stored.
        types: the types of the results.
        find_stale: returns the results of the last build that differ now, or those that may. It is
            called once, when a stored result is asked for.
    """

    def __init__(self, cache: Cache, types: Types, find_stale: Callable[[], Set[Read]]) -> None:
        self._cache = cache
        self._types = types
        self._find_stale = find_stale
        self._by_name: dict[str, dict[str, Any]] = {}
        self._process = os.getpid()

    @cached_property
    def _stale(self) -> Set[Read]:
        return self._find_stale()

    def get(self, read: Read) -> tuple[Any, None] | None:
        """Return a result that is still right, or None if there is none.

        In place of its reads it has None, which stands for those of the last build.
        """
        name, key = read
        if name not in self._types or read in self._stale:
            return None
        if os.getpid() != self._process:  # a child must not use the parent's file
            return None
        results = self._by_name.get(name)
        if results is None:
            results = self._by_name[name] = _stored(self._cache, name, self._types[name])
        try:
            if key in results and self._cache.graph.digest(read) == digest(results[key]):
                return results[key], None
        except UnusableError as error:
            self._cache.give_up(error)
        return None


def store_results(cache: Cache, types: Types, queries: Queries, gone: Set[Read] | None) -> None:
    """Store results for the next build.

    Args:
        cache: where to store them.
        types: the types of the results.
        queries: has the results of this build.
        gone: the results that nothing reads any more. None stands for all of earlier builds.
    """
    computed: dict[str, dict[str, Any]] = {name: {} for name in types}
    for (name, key), (value, reads) in queries.results.items():
        if name in computed and reads is not None:
            computed[name][key] = value
    for name, type_ in types.items():
        lost = {key for of_name, key in gone or () if of_name == name}
        if gone is None or computed[name] or lost:
            results = {} if gone is None else _stored(cache, name, type_)
            results |= computed[name]
            cache.put(_place(name), {key: results[key] for key in sorted(results.keys() - lost)})


def _stored(cache: Cache, name: str, type_: Any) -> dict[str, Any]:
    return cache.get(_place(name), dict[str, type_]) or {}


def _place(name: str) -> str:
    return f"results {name}"
