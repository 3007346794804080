"""Looking round in the folders that a build reads: which files are there, and how they stand.

The system tells of changes at once, and not of all: not on some network folders, not behind a
link, not in a folder that was made a moment ago. Two looks, compared, find the rest.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimline.publish.place import AUTHORED
from claimline.read.files import is_passed_over

Stamp = tuple[int, int, int, int, int]
"""Inode, mode, size, and the times of change in nanoseconds: of the words, of the file."""


def passes(folder: str, inside: str) -> bool:
    """Whether a build reads what has the path ``inside`` in ``content`` or in ``templates``.

    It reads no hidden file and, in ``content``, no draft, no copy and no swap file.
    """
    names = inside.replace(os.sep, "/").split("/")
    if folder == "content":
        return not any(map(is_passed_over, names))
    return not any(name.startswith(".") for name in names)


@dataclass(frozen=True, slots=True)
class Look:
    """What was found: files with their stamps, folders with the time of their last change."""

    files: dict[str, Stamp]
    folders: dict[str, int]


def look(project: Path) -> Look:
    """Look at every file that a build of the project would read."""
    found = Look({}, {})
    for name in AUTHORED:
        top = os.path.join(project, name)
        _into(found, name, top, len(top) + 1, set())
    return found


def _into(found: Look, folder: str, path: str, cut: int, seen: set[str]) -> None:
    try:
        real = os.path.realpath(path)
        if real in seen:
            return
        seen.add(real)
        found.folders[path] = os.stat(path).st_mtime_ns
        below = list(_below(folder, path, cut))
    except OSError:
        return  # gone, or closed to us: the build says so, if it matters
    for inner, stamp in below:
        if stat.S_ISDIR(stamp[1]):
            _into(found, folder, inner, cut, seen)
        else:
            found.files[inner] = stamp


def _below(folder: str, path: str, cut: int) -> Iterator[tuple[str, Stamp]]:
    with os.scandir(path) as entries:
        for entry in entries:
            if not passes(folder, entry.path[cut:]):
                continue
            try:
                of = entry.stat()
            except OSError:
                try:
                    of = entry.stat(follow_symlinks=False)  # a link that leads nowhere
                except OSError:
                    continue  # gone since
            yield entry.path, (of.st_ino, of.st_mode, of.st_size, of.st_mtime_ns, of.st_ctime_ns)


def changed_at(before: Look, after: Look) -> int | None:
    """When the last change between two looks was made, in nanoseconds, or None for no change.

    What came, went or was renamed changed its folder at that time. Where that folder is not
    there any more, the change counts as made just now.
    """
    changes = []
    for path in before.files.keys() | after.files.keys():
        old, new = before.files.get(path), after.files.get(path)
        if old != new:
            times = [*(new or ())[3:]]
            if not (old and new):
                times.append(_folder_changed(after, path))
            changes.append(max(times))
    for path in before.folders.keys() ^ after.folders.keys():
        changes.append(max(after.folders.get(path, 0), _folder_changed(after, path)))
    return max(changes, default=None)


def _folder_changed(after: Look, path: str) -> int:
    return after.folders.get(os.path.dirname(path), sys.maxsize)
