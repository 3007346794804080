"""The store: one SQLite file for each project, in the user's own cache folder.

It holds the blocks of tables. It can be removed at any time, since every build can make it again.
It records the inode of the project's folder, so it is not used for another folder at the same path.
Each block is sealed with a digest, and is decoded only to plain data of known types.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from msgspec import MsgspecError, msgpack

from claimline.errors import ClaimlineError
from claimline.user_cache import project_cache

FORMAT = 2
NAME = "cache.sqlite"
_ENDINGS = ("", "-journal", "-wal", "-shm")
"""The endings of the files that SQLite makes."""
_SEAL = 16

_SCHEMA = """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE blocks (
        place TEXT NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL,
        PRIMARY KEY (place, number)
    );
"""

Size = tuple[int, int]
"""How many blocks and how many entries a table has."""


class UnusableError(ClaimlineError):
    """The cache cannot be used, or none can be made. The message says why."""


class DamagedError(UnusableError):
    """The cache is damaged, and can only be thrown away."""

    def __init__(self, reason: str = "it is damaged, and is replaced") -> None:
        super().__init__(reason)


class Store:
    """Blocks by table and number.

    Raises:
        UnusableError: by any method, if the file is broken, busy or cannot be written.
    """

    def __init__(self, project: Path, program: Callable[[], bytes], stamp: bytes = b"") -> None:
        """Open the store of a project that the same program made. If there is none, make one.

        Args:
            project: the folder of the project.
            program: returns the key of the program. It is called only if the stamp differs from
                that of the last build.
            stamp: the stamp of the program, or nothing if it cannot be trusted.
        """
        try:
            state = os.stat(project)
            self._identity = f"{state.st_dev}:{state.st_ino}"
            self.folder = os.fspath(project_cache(project))
            self._db = _connect(self.folder)
        except OSError as error:
            raise UnusableError(f"it cannot be written ({error.strerror or error})") from None
        except RuntimeError:
            raise UnusableError("the user has no home") from None
        try:
            with _explained():
                self._prepare(program, stamp)
        except UnusableError:
            self._db.close()
            raise

    def _prepare(self, program: Callable[[], bytes], stamp: bytes) -> None:
        # A store that a power cut damages is thrown away, so there is no need to wait for the disk.
        self._db.execute("PRAGMA synchronous = OFF")
        self.sizes: dict[str, Size] = {}
        self._stamp = stamp
        self._version = self._data_version()
        if not self._db.execute("SELECT name FROM sqlite_master").fetchall():
            self._make(program())
            return
        meta = dict(self._db.execute("SELECT name, value FROM meta"))
        self._check_alone()
        if int(meta["format"]) > FORMAT:
            raise UnusableError("a newer version wrote it")
        if meta.get("folder") != self._identity:
            raise DamagedError("it was made for another folder, and is replaced")
        is_same = (stamp and meta.get("stamp") == stamp) or meta.get("program") == program()
        if int(meta["format"]) < FORMAT or not is_same:
            tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
            for (table,) in self._db.execute(tables).fetchall():
                self._db.execute(f'DROP TABLE "{table}"')
            self._make(program())
        elif "sizes" in meta:
            self.sizes = msgpack.decode(_opened(meta["sizes"], "sizes"), type=dict[str, Size])

    def _make(self, program: bytes) -> None:
        self._db.executescript(_SCHEMA)
        rows = [("format", str(FORMAT)), ("folder", self._identity), ("program", program)]
        self._db.executemany("INSERT INTO meta VALUES (?, ?)", rows)
        self._db.commit()

    def _data_version(self) -> int:
        """Return a number that changes when another process writes to the file."""
        (version,) = self._db.execute("PRAGMA data_version").fetchone()
        return int(version)

    def _check_alone(self) -> None:
        """Raise UnusableError if another process has written since this one opened the file."""
        if self._data_version() != self._version:
            raise UnusableError("another build is using it")

    def size(self, table: str) -> Size:
        """Return how many blocks and how many entries a table has. Both are 0 if it is new."""
        return self.sizes.get(table, (0, 0))

    def block(self, table: str, number: int) -> bytes:
        """Return a block."""
        with _explained():
            query = "SELECT data FROM blocks WHERE place = ? AND number = ?"
            row = self._db.execute(query, (table, number)).fetchone()
            self._check_alone()
            if row is None:
                raise ValueError("a block is missing")
            return _opened(row[0], self._label(table, number))

    def put(self, table: str, size: Size, blocks: Iterable[tuple[int, bytes]]) -> None:
        """Replace blocks of a table, as part of a transaction.

        Blocks with the number ``size[0]`` or higher are removed.
        """
        self.sizes[table] = size
        with _explained():
            self._db.executemany(
                "INSERT OR REPLACE INTO blocks VALUES (?, ?, ?)",
                (
                    (table, number, _sealed(data, self._label(table, number)))
                    for number, data in blocks
                ),
            )
            self._db.execute("DELETE FROM blocks WHERE place = ? AND number >= ?", (table, size[0]))
            sizes = _sealed(msgpack.encode(self.sizes), "sizes")
            rows = [("sizes", sizes), ("stamp", self._stamp)]
            self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)

    def _label(self, table: str, number: int) -> str:
        return f"{table} {number} {self.sizes[table][0]}"

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write everything that is put inside the ``with`` block, or nothing."""
        sizes = dict(self.sizes)
        try:
            with _explained(), self._db:
                self._db.execute("BEGIN IMMEDIATE")
                self._check_alone()
                yield
        except BaseException:
            self.sizes = sizes
            raise

    def discard(self) -> None:
        """Remove the file."""
        self.close()
        remove(self.folder)

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def remove(folder: str) -> None:
    """Remove a store's files. Ignore those that cannot be removed."""
    for ending in _ENDINGS:
        with suppress(OSError):
            os.unlink(os.path.join(folder, NAME + ending))


def _connect(folder: str) -> sqlite3.Connection:
    path = os.path.join(folder, NAME)
    for ending in _ENDINGS:
        if not os.path.lexists(path + ending):
            continue
        state = os.lstat(path + ending)
        if not stat.S_ISREG(state.st_mode):
            raise UnusableError("it is not a plain file")
        if hasattr(os, "getuid") and state.st_uid != os.getuid():
            raise UnusableError("it belongs to somebody else")
    # Open it for writing, because SQLite does not complain about a file that it cannot write.
    with open(path, "ab"):
        pass
    return sqlite3.connect(path, timeout=2, check_same_thread=False)


def _sealed(data: bytes, label: str) -> bytes:
    """Return a digest, followed by the data. The label of the data goes into the digest too."""
    return blake2b(data, digest_size=_SEAL, key=label.encode()[:64]).digest() + data


def _opened(sealed: bytes, label: str) -> bytes:
    """Return the data of :func:`_sealed`. Raises ValueError if data or label are others."""
    data = sealed[_SEAL:]
    if blake2b(data, digest_size=_SEAL, key=label.encode()[:64]).digest() != sealed[:_SEAL]:
        raise ValueError("the seal is broken")
    return data


class _explained:  # noqa: N801 - used as a statement, like suppress
    """Turns errors of SQLite and of decoding into an UnusableError."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            raise UnusableError("another build is using it") from None
        if isinstance(error, sqlite3.OperationalError) and "readonly" in str(error):
            raise UnusableError("it cannot be written") from None
        if isinstance(
            error, sqlite3.Error | MsgspecError | KeyError | ValueError | TypeError
        ) and not isinstance(error, ClaimlineError):
            raise DamagedError from None
