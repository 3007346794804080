"""A snapshot of the folders that a build reads: every file, with its size and times."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from claimline.publish.place import AUTHORED
from claimline.read.files import is_passed_over

Snapshot = dict[str, tuple[int, ...]]
"""By path: for a file its inode, mode, size and times; for a folder nothing, as its time also
changes with files that no build reads."""


def take_snapshot(project: Path) -> Snapshot:
    """Return a snapshot of every file that a build of the project would read.

    A build reads no hidden file and, in ``content``, no draft, no backup and no swap file.
    """
    snapshot: Snapshot = {}
    for name in AUTHORED:
        passed_over = is_passed_over if name == "content" else _is_hidden
        _add_folder(snapshot, passed_over, os.path.join(project, name), set())
    return snapshot


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def _add_folder(
    snapshot: Snapshot, passed_over: Callable[[str], bool], path: str, visited: set[str]
) -> None:
    folders = []
    with suppress(OSError):  # gone, or not readable: the build says so if it matters
        real = os.path.realpath(path)
        if real in visited:
            return
        visited.add(real)
        with os.scandir(path) as entries:
            snapshot[path] = ()
            for entry in entries:
                status = None if passed_over(entry.name) else _status(entry)
                if status is None:
                    continue
                if stat.S_ISDIR(status.st_mode):
                    folders.append(entry.path)
                else:
                    snapshot[entry.path] = (
                        status.st_ino, status.st_mode, status.st_size,
                        status.st_mtime_ns, status.st_ctime_ns,
                    )  # fmt: skip
    for folder in folders:
        _add_folder(snapshot, passed_over, folder, visited)


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    for follow in (True, False):  # a link that leads nowhere has a status of its own
        with suppress(OSError):
            return entry.stat(follow_symlinks=follow)
    return None
