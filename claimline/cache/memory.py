"""A cache in memory, for a program that builds many times: the development server."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from claimline.cache import Cache
from claimline.file_state import Stamp, stamp, trusted


class MemoryRecordStore:
    """The records of the last build, by the path of their file."""

    def __init__(self) -> None:
        self._files: Mapping[str, tuple[Stamp | None, bytes, Any]] = {}

    def stamp(self, disk: str) -> Stamp | None:
        """Return the stamp of a file, or None if it cannot be trusted."""
        current = stamp(disk)
        return current if current and trusted(current, time.time_ns()) else None

    def by_stamp(self, path: str, stamp: Stamp | None) -> tuple[bytes, Any] | None:
        """Return the digest of a file and its records, if the file has this stamp still."""
        known = self._files.get(path)
        return known[1:] if known and stamp is not None and known[0] == stamp else None

    def by_digest(self, path: str, digest: bytes) -> Any:
        """Return the records of a file, if it has this digest still."""
        known = self._files.get(path)
        return known[2] if known and known[1] == digest else None

    def keep(self, files: Mapping[str, tuple[Stamp | None, bytes, Any]]) -> None:
        """Store these files, and drop all others."""
        self._files = files


class MemoryCache(Cache):
    """A cache for the builds of one process. Nothing of it is written to disk."""

    def __init__(self) -> None:
        super().__init__(None)
        self._records = MemoryRecordStore()
        self._values: dict[str, Any] = {}

    @property
    def usable(self) -> bool:
        """Whether anything is remembered."""
        return True

    def record_store(self) -> MemoryRecordStore:
        """The records of the last build."""
        return self._records

    def get(self, name: str) -> Any:
        """What was put under a name, or None."""
        return self._values.get(name)

    def put(self, name: str, value: Any) -> None:
        """Keep a value under a name."""
        self._values[name] = value
