"""Looking round in the folders that a build reads: which files are there, and how they stand.

The system tells of changes at once, and not of all: not on some network folders, not behind a
link, not in a folder that was made a moment ago. Two looks, compared, find the rest.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from claimline.publish.place import AUTHORED
from claimline.read.files import is_passed_over
from claimline.value import Value

Stamp = tuple[int, int, int, int, int]
"""Inode, mode, size, and the times of change in nanoseconds: of the words, of the file."""


def passes(folder: str, inside: str) -> bool:
    """Whether a build reads what has the path ``inside`` in ``content`` or in ``templates``.

    It reads no hidden file and, in ``content``, no draft, no copy and no swap file.
    """
    return not any(map(_passed_over(folder), inside.replace(os.sep, "/").split("/")))


def _passed_over(folder: str) -> Callable[[str], bool]:
    return is_passed_over if folder == "content" else _is_hidden


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


class Look(Value, frozen=True):
    """What was found: files with their stamps, folders with the time of their last change."""

    files: dict[str, Stamp]
    folders: dict[str, int]


def look(project: Path) -> Look:
    """Look at every file that a build of the project would read."""
    found = Look({}, {})
    for name in AUTHORED:
        _into(found, _passed_over(name), os.path.join(project, name), set())
    return found


def _into(found: Look, passed_over: Callable[[str], bool], path: str, seen: set[str]) -> None:
    folders = []
    try:
        real = os.path.realpath(path)
        if real in seen:
            return
        seen.add(real)
        found.folders[path] = os.stat(path).st_mtime_ns
        with os.scandir(path) as entries:
            for entry in entries:
                of = None if passed_over(entry.name) else _stat(entry)
                if of is None:
                    continue
                if stat.S_ISDIR(of.st_mode):
                    folders.append(entry.path)
                else:
                    found.files[entry.path] = (
                        of.st_ino, of.st_mode, of.st_size, of.st_mtime_ns, of.st_ctime_ns,
                    )  # fmt: skip
    except OSError:
        pass  # gone, or closed to us: the build says so, if it matters
    for folder in folders:
        _into(found, passed_over, folder, seen)


def _stat(entry: os.DirEntry[str]) -> os.stat_result | None:
    for follow in (True, False):  # a link that leads nowhere is looked at itself
        with suppress(OSError):
            return entry.stat(follow_symlinks=follow)
    return None


def changed_at(before: Look, after: Look) -> int | None:
    """When the last change between two looks was made, in nanoseconds, or None for no change.

    What came, went or was renamed changed its folder at that time. Where that folder is not
    there any more, the change counts as made just now.
    """
    changes = []
    # As sets, the many that are the same are left out fast.
    for path, _ in before.files.items() ^ after.files.items():
        new = after.files.get(path)
        times = [*(new or ())[3:]]
        if not (new and path in before.files):
            times.append(_folder_changed(after, path))
        changes.append(max(times))
    for path in before.folders.keys() ^ after.folders.keys():
        changes.append(max(after.folders.get(path, 0), _folder_changed(after, path)))
    return max(changes, default=None)


def _folder_changed(after: Look, path: str) -> int:
    return after.folders.get(os.path.dirname(path), sys.maxsize)
