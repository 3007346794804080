"""Finds the record that a place in a file belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping

from claimline.diagnostics import Location
from claimline.model.validate import Key
from claimline.read import Where


class RecordPlaces:
    """The places of records. A file with several is read when a place in it is asked for."""

    def __init__(self, where: Mapping[Key, Where]) -> None:
        self._where = where
        self._by_path: dict[str, list[Key]] = defaultdict(list)
        self._starts: dict[str, list[tuple[Location, Key]]] = {}
        for key, place in where.items():
            self._by_path[place.path].append(key)

    def record_at(self, location: Location) -> Key | None:
        """Return the kind and id of the record in which a place is, or None."""
        keys = self._by_path.get(location.path, [])
        if len(keys) < 2:
            return keys[0] if keys else None
        if location.path not in self._starts:
            self._starts[location.path] = sorted((self._where[key].at(), key) for key in keys)
        starts = self._starts[location.path]
        before = bisect_right([start for start, _ in starts], location)
        return starts[before - 1][1] if before else None
