"""What a program that builds again and again keeps in memory: a server at an author's desk."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from claimline.cache import Cache
from claimline.file_state import Stamp, stamp, trusted


class MemoryShelf:
    """Records as they were read, by the path of their file."""

    def __init__(self) -> None:
        self._files: Mapping[str, tuple[Stamp | None, bytes, Any]] = {}

    def stamp(self, disk: str) -> Stamp | None:
        """What tells one state of a file from the next; None where it cannot be trusted."""
        found = stamp(disk)
        return found if found and trusted(found, time.time_ns()) else None

    def by_stamp(self, path: str, stamp: Stamp | None) -> tuple[bytes, Any] | None:
        """The digest of a file and its records, if the file is as it was."""
        known = self._files.get(path)
        return known[1:] if known and stamp is not None and known[0] == stamp else None

    def by_digest(self, path: str, digest: bytes) -> Any:
        """The records of a file, if it has the same bytes as before."""
        known = self._files.get(path)
        return known[2] if known and known[1] == digest else None

    def keep(self, files: Mapping[str, tuple[Stamp | None, bytes, Any]]) -> None:
        """Hold these files, and no others."""
        self._files = files


class MemoryCache(Cache):
    """A cache for the builds of one process. Nothing of it is written to disk."""

    def __init__(self) -> None:
        super().__init__(None)
        self._shelf = MemoryShelf()
        self._values: dict[str, Any] = {}

    @property
    def usable(self) -> bool:
        """Whether anything is remembered."""
        return True

    def shelf(self) -> MemoryShelf:
        """The records of the last build."""
        return self._shelf

    def get(self, name: str) -> Any:
        """What was put under a name, or None."""
        return self._values.get(name)

    def put(self, name: str, value: Any) -> None:
        """Keep a value under a name."""
        self._values[name] = value
