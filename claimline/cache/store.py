"""The cache on disk: one SQLite file for each project, in the user's own cache folder.

Nothing in it matters: it can be removed at any time. The file names the project's folder, by its
number on the disk, for which it was made.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from claimline.cache.plain_data import BrokenError, opened, sealed
from claimline.errors import ClaimlineError
from claimline.user_cache import project_cache

FORMAT = 1
NAME = "cache.sqlite"
_ENDINGS = ("", "-journal", "-wal", "-shm")
"""Of the files that SQLite makes."""

_SCHEMA = """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE records (
        path TEXT PRIMARY KEY, stamp TEXT NOT NULL, digest BLOB NOT NULL, packed BLOB NOT NULL
    );
    CREATE TABLE state (name TEXT PRIMARY KEY, value BLOB NOT NULL);
"""

Row = tuple[str, str, bytes, bytes]


class UnusableError(ClaimlineError):
    """There is a cache that cannot be used, or none can be made; the message says why."""


class DamagedError(UnusableError):
    """The cache is not what was written; it can only be thrown away."""


class Store:
    """Rows of records by path, and values by name.

    Raises:
        UnusableError: by any method, where the file is broken, busy, or may not be written.
    """

    def __init__(self, project: Path, program: bytes) -> None:
        """Open the cache of a project, made by the same program; make one where there is none."""
        try:
            found = os.stat(project)
            self._identity = f"{found.st_dev}:{found.st_ino}"
            self.folder = os.fspath(project_cache(project))
            self._db = _connect(self.folder)
        except OSError as error:
            raise UnusableError(f"it cannot be written ({error.strerror or error})") from None
        except RuntimeError:
            raise UnusableError("the user has no home") from None
        try:
            with _explained():
                self._prepare(program)
        except UnusableError:
            self._db.close()
            raise

    def _prepare(self, program: bytes) -> None:
        # A cache that a power cut has torn is thrown away: nothing is gained by waiting for disks.
        self._db.execute("PRAGMA synchronous = OFF")
        if not self._db.execute("SELECT name FROM sqlite_master").fetchall():
            self._make(program)
            return
        meta = dict(self._db.execute("SELECT name, value FROM meta"))
        if int(meta["format"]) > FORMAT:
            raise UnusableError("it is that of a newer version")
        if meta.get("folder") != self._identity:
            raise DamagedError("it was made for another folder, and is made anew")
        if int(meta["format"]) < FORMAT or meta.get("program") != program:
            self._clear(program)

    def _make(self, program: bytes) -> None:
        self._db.executescript(_SCHEMA)
        rows = [("format", str(FORMAT)), ("folder", self._identity), ("program", program)]
        self._db.executemany("INSERT INTO meta VALUES (?, ?)", rows)
        self._db.commit()

    def _clear(self, program: bytes) -> None:
        for table in ("meta", "records", "state"):
            self._db.execute(f"DROP TABLE IF EXISTS {table}")
        self._make(program)

    def records(self) -> list[Row]:
        """All rows of records."""
        with _explained():
            rows = self._db.execute("SELECT path, stamp, digest, packed FROM records")
            return [(path, stamp, digest, opened(packed)) for path, stamp, digest, packed in rows]

    def put_records(self, rows: Iterable[Row], gone: Iterable[str]) -> None:
        """Add or replace rows, and remove those of other paths."""
        with _explained(), self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)",
                ((path, stamp, digest, sealed(packed)) for path, stamp, digest, packed in rows),
            )
            self._db.executemany("DELETE FROM records WHERE path = ?", ((path,) for path in gone))

    def get(self, name: str) -> bytes | None:
        """A value by its name."""
        with _explained():
            row = self._db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def put(self, name: str, value: bytes | None) -> None:
        """Keep a value by its name; None removes it."""
        with _explained(), self._db:
            if value is None:
                self._db.execute("DELETE FROM state WHERE name = ?", (name,))
            else:
                self._db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))

    def discard(self) -> None:
        """Remove the file."""
        self.close()
        remove(self.folder)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def remove(folder: str) -> None:
    """Remove a cache's files, as far as that can be done."""
    for ending in _ENDINGS:
        with suppress(OSError):
            os.unlink(os.path.join(folder, NAME + ending))


def _connect(folder: str) -> sqlite3.Connection:
    path = os.path.join(folder, NAME)
    for ending in _ENDINGS:
        if os.path.lexists(path + ending) and not stat.S_ISREG(os.lstat(path + ending).st_mode):
            raise UnusableError("its file is not a plain one")
    # Probed here, since SQLite opens what it may not write to without a word.
    with open(path, "ab"):
        pass
    return sqlite3.connect(path, timeout=2, check_same_thread=False)


class _explained:  # noqa: N801 - used as a statement, like suppress
    """Turns what SQLite and the check of bytes raise into UnusableError."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            raise UnusableError("another build is using it") from None
        if isinstance(error, sqlite3.OperationalError) and "readonly" in str(error):
            raise UnusableError("it cannot be written") from None
        if isinstance(error, sqlite3.Error | BrokenError | KeyError | ValueError | TypeError):
            raise DamagedError("it is damaged, and is made anew") from None
