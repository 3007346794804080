"""The records of an earlier run, as ``load`` asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from claimline.cache.store import Row, Store
from claimline.file_state import Stamp, stamp, trusted

_UNTRUSTED = ""


class Packable(Protocol):
    """What can be kept."""

    @property
    def packed(self) -> bytes: ...


class DiskRecordStore:
    """Pickled records by the path of their file. Opening and saving it can raise UnusableError."""

    def __init__(self, store: Store, now: int, *, verify: bool) -> None:
        self._store = store
        self._now = now
        self._verify = verify
        self._rows = {row[0]: row for row in store.records()}
        self._next: dict[str, Row] = {}

    def stamp(self, disk: str) -> Stamp | None:
        """Return the stamp of a file, or None if it cannot be trusted."""
        current = stamp(disk)
        return current if current and trusted(current, self._now) else None

    def by_stamp(self, path: str, stamp: Stamp | None) -> tuple[bytes, bytes] | None:
        """Return the digest of a file and its pickled records, if the file has this stamp still."""
        row = self._rows.get(path)
        if self._verify or stamp is None or row is None or row[1] != _text(stamp):
            return None
        return row[2], row[3]

    def by_digest(self, path: str, digest: bytes) -> bytes | None:
        """Return the pickled records of a file, if it has this digest still."""
        row = self._rows.get(path)
        return row[3] if row and row[2] == digest else None

    def keep(self, files: Mapping[str, tuple[Stamp | None, bytes, Packable]]) -> None:
        """Store the stamp, digest and records of these files, and drop all others."""
        self._next = {
            path: (path, _text(stamp), digest, records.packed)
            for path, (stamp, digest, records) in files.items()
        }

    def save(self) -> None:
        """Write what differs from the last run."""
        changed = [
            row
            for path, row in self._next.items()
            if (last := self._rows.get(path)) is None or last[1:3] != row[1:3]
        ]
        gone = self._rows.keys() - self._next.keys()
        if changed or gone:
            self._store.put_records(changed, gone)


def _text(stamp: Stamp | None) -> str:
    return _UNTRUSTED if stamp is None else repr(stamp)
