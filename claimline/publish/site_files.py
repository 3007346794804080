"""The files of a site before they are in place. They need not all be in memory at once."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from claimline.value import Value


class SpooledFile(Value, frozen=True):
    """Where the bytes of a file are: the spool, the offset, and the number of bytes."""

    spool: str
    start: int
    size: int


class Spool:
    """A temporary file to which a process appends pages."""

    def __init__(self, folder: str) -> None:
        number, self.name = tempfile.mkstemp(dir=folder)
        self._file = os.fdopen(number, "wb")
        self._end = 0

    def put(self, data: bytes) -> SpooledFile:
        """Append the bytes of a file. Return where they are."""
        self._file.write(data)
        self._end += len(data)
        return SpooledFile(self.name, self._end - len(data), len(data))

    def close(self) -> None:
        """Write everything to disk."""
        self._file.close()


class SiteFiles(Mapping[str, bytes]):
    """The bytes of each file, by its path in the site.

    Some are in memory, some in a spool, and some in the site already. A file that is added
    replaces an earlier one with the same path.
    """

    def __init__(self) -> None:
        self._files: dict[str, bytes | SpooledFile | Callable[[str], bytes]] = {}
        self._spools: dict[str, IO[bytes]] = {}
        weakref.finalize(self, _close, self._spools)

    def add(self, files: Mapping[str, bytes]) -> None:
        """Add files that are in memory."""
        self._files.update(files)

    def add_spooled(self, spooled: Mapping[str, SpooledFile]) -> None:
        """Add files that are in spools. Delete the spools, which stay readable while they are open.

        On a system that cannot delete an open file, they are deleted at the end.
        """
        for spool in {piece.spool for piece in spooled.values()} - self._spools.keys():
            self._spools[spool] = open(spool, "rb")  # noqa: SIM115 - closed by _close
            with suppress(OSError):
                os.unlink(spool)
        self._files.update(spooled)

    def add_in_place(self, paths: Iterable[str], read: Callable[[str], bytes]) -> None:
        """Add files that are in place already. ``read`` returns the bytes of one by its path."""
        self._files.update(dict.fromkeys(paths, read))

    def __getitem__(self, path: str) -> bytes:
        file = self._files[path]
        if isinstance(file, bytes):
            return file
        if not isinstance(file, SpooledFile):
            return file(path)
        spool = self._spools[file.spool]
        spool.seek(file.start)
        return spool.read(file.size)

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def reader(site: Path) -> Callable[[str], bytes]:
    """Return what reads a file of a site by its path there."""
    return lambda path: (site / path).read_bytes()


def _close(spools: dict[str, IO[bytes]]) -> None:
    for name, spool in spools.items():
        spool.close()
        with suppress(OSError):
            os.unlink(name)
