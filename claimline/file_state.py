"""What the file system says of files: what lies in a folder, and whether a file has changed.

The stamp of a file is its size, its times of modification and of change, its inode and its device.
A file whose stamp is the same has not changed. There is one exception: a file that changed just
before its stamp was read could change again within the same tick of the clock, and keep the stamp.
Such a stamp is not trusted, and the file is compared by its bytes. Git's index calls these entries
"racily clean".
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress

Stamp = tuple[int, ...]

FOLDER, OTHER = -1, -2
"""What a stamp has instead of a size for a folder, and for what is neither a file nor a folder."""
TICK = 50_000_000
"""Nanoseconds within which a second change may leave the times the same."""
COARSE = 2_100_000_000
"""The same for a file system that keeps times in whole seconds."""


def stamp(path: str, *, follow: bool = True) -> Stamp | None:
    """Return the stamp of a path, or None if it cannot be read.

    With ``follow`` off, a symbolic link is not followed: the stamp is that of the link.
    """
    try:
        state = os.stat(path, follow_symlinks=follow)
    except (OSError, ValueError):
        return None
    size = state.st_size if stat.S_ISREG(state.st_mode) else OTHER
    if stat.S_ISDIR(state.st_mode):
        size = FOLDER
    return size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino, state.st_dev


def ignore(error: OSError) -> None:
    """Do nothing about a folder that cannot be read."""


def walk(
    root: str,
    passed_over: Callable[[str], bool] | None = None,
    *,
    follow_links: bool = False,
    on_error: Callable[[OSError], None] = ignore,
) -> Iterator[os.DirEntry[str]]:
    """Yield everything below a folder, each folder before its contents.

    Args:
        passed_over: returns whether to leave out a name and everything below it.
        follow_links: whether to follow links to folders. Each real folder is then read once.
        on_error: called for each folder that cannot be read. The walk goes on without it.
    """
    waiting = [root]
    visited: set[str] = set()
    while waiting:
        folder = waiting.pop()
        if follow_links:
            real = os.path.realpath(folder)
            if real in visited:
                continue
            visited.add(real)
        try:
            with os.scandir(folder) as scan:
                entries = [*scan]
        except OSError as error:
            on_error(error)
            continue
        for entry in entries:
            if passed_over and passed_over(entry.name):
                continue
            yield entry
            try:  # not ``suppress``, which would take longer than all the rest
                if entry.is_dir(follow_symlinks=follow_links):
                    waiting.append(entry.path)
            except OSError:
                pass  # a link that leads in a circle


def trusted(stamp: Stamp, now: int) -> bool:
    """Return whether a stamp was old enough at ``now`` to be trusted.

    ``now`` is in nanoseconds, by the clock of the file system.
    """
    tick = COARSE if stamp[1] % 1_000_000_000 == 0 else TICK
    return max(stamp[1], stamp[2]) + tick < now


def clock(folder: str) -> int:
    """Return the time by the clock of a file system, in nanoseconds.

    Raises:
        OSError: the folder cannot be written to.
    """
    from tempfile import mkstemp  # not needed where nothing has changed

    number, probe = mkstemp(prefix=".claimline-clock-", dir=folder)
    try:
        os.write(number, b"?")
        return os.fstat(number).st_mtime_ns
    finally:
        os.close(number)
        with suppress(OSError):
            os.unlink(probe)
