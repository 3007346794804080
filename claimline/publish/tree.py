"""Folders on disk: what lies in one, how a file gets into one, and how one goes away.

No function here follows a symbolic link.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress

from claimline.publish import paths
from claimline.value import Value

_NEW = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)
_READ = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)


class Tree(Value, frozen=True):
    """What lies in a site, by path inside it.

    ``others`` are symbolic links and everything else that is neither file nor folder.
    ``whole`` is false where a part is on another device or may not be looked into; such a
    site cannot be made anew and swapped.
    """

    files: frozenset[str]
    others: frozenset[str]
    folders: frozenset[str]
    whole: bool


def walk(root: str) -> Tree:
    """List a site, without the folder in which new files wait.

    Raises:
        OSError: the site cannot be listed.
    """
    files: set[str] = set()
    others: set[str] = set()
    folders: set[str] = set()
    whole = True
    device = os.stat(root).st_dev
    waiting = [("", root)]
    while waiting:
        prefix, folder = waiting.pop()
        try:
            entries = os.scandir(folder)
        except PermissionError:
            if not prefix:
                raise
            whole = False
            continue
        with entries:
            for entry in entries:
                path = prefix + entry.name
                if path == paths.STAGING:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.add(path)
                    whole = whole and entry.stat(follow_symlinks=False).st_dev == device
                    waiting.append((path + "/", entry.path))
                elif entry.is_file(follow_symlinks=False):
                    files.add(path)
                else:
                    others.add(path)
    return Tree(frozenset(files), frozenset(others), frozenset(folders), whole)


def holds(path: str, data: bytes) -> bool:
    """Whether a file has exactly these bytes.

    Raises:
        OSError: it cannot be read; a symbolic link cannot.
    """
    file = os.open(path, _READ)
    try:
        have = os.read(file, len(data) + 1)
        while have != data:  # a short read is rare, and no sign of a short file
            more = os.read(file, len(data) + 1 - len(have)) if data.startswith(have) else b""
            if not more:
                return False
            have += more
        return True
    finally:
        os.close(file)


def write(path: str, data: bytes) -> None:
    """Make a new file of the usual mode.

    The file is not forced to the disk: the site must be whole when a build is killed, while
    one that a power cut damaged is built again from its records, or healed by the next build.

    Raises:
        OSError: the file is there already, or cannot be made; ``filename`` is always set.
    """
    try:
        file = os.open(path, _NEW, 0o644)
        try:
            done = os.write(file, data)
            while done < len(data):
                done += os.write(file, data[done:])
        finally:
            os.close(file)
    except OSError as error:
        error.filename = path
        raise


def write_all(root: str, files: Mapping[str, bytes]) -> None:
    """Make new files under a folder whose folders are there.

    Raises:
        OSError: as ``write`` does.
    """
    for path, data in files.items():
        write(f"{root}/{path}", data)


def discard(path: str) -> None:
    """Remove a file or a folder with all that is in it, as far as that is possible."""
    with suppress(OSError):
        if os.path.isdir(path) and not os.path.islink(path):
            _discard_folder(path)
        else:
            os.remove(path)


def _discard_folder(folder: str) -> None:
    try:
        entries = _list(folder)
        if entries and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError
    except PermissionError:  # a folder of the user's that was read-only
        os.chmod(folder, 0o700)
        entries = _list(folder)
    for entry in entries:
        with suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                _discard_folder(entry.path)
            else:
                os.remove(entry.path)
    os.rmdir(folder)


def _list(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)
