"""What the file system says of files: what lies in a folder, and whether a file has changed.

A file is taken to be as it was if its size, its times of modification and of change, and its
number on the disk are. A file that was changed just before it was looked at could be changed
again within the same tick of the clock, so such a stamp is not trusted (the "racily clean"
entries of git's index); what it stands for is compared by its bytes.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from tempfile import mkstemp

Stamp = tuple[int, ...]

FOLDER, OTHER = -1, -2
"""The first number of the stamp of what is no plain file, where a file has its size."""
TICK = 50_000_000
"""Nanoseconds in which a second change may leave the times as they are."""
COARSE = 2_100_000_000
"""The same where the file system keeps whole seconds."""


def stamp(path: str, *, follow: bool = True) -> Stamp | None:
    """Return the stamp of what stands at a path; None where nothing can be seen there.

    With ``follow`` off, a link has a stamp of its own.
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
    """Pass over a folder that cannot be read."""


def walk(
    root: str,
    passed_over: Callable[[str], bool] = lambda name: False,
    *,
    follow_links: bool = False,
    on_error: Callable[[OSError], None] = ignore,
) -> Iterator[os.DirEntry[str]]:
    """Yield everything below a folder, each folder before what is in it.

    Args:
        passed_over: whether a name is left out, with all below it.
        follow_links: whether links to folders are followed. Each real folder is then read once.
        on_error: is called where a folder cannot be read, which is then passed over.
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
                entries = [entry for entry in scan if not passed_over(entry.name)]
        except OSError as error:
            on_error(error)
            continue
        for entry in entries:
            yield entry
            with suppress(OSError):  # a link that leads in a circle
                if entry.is_dir(follow_symlinks=follow_links):
                    waiting.append(entry.path)


def trusted(stamp: Stamp, now: int) -> bool:
    """Tell whether a stamp was old enough at ``now``, in nanoseconds of the file system's clock."""
    tick = COARSE if stamp[1] % 1_000_000_000 == 0 else TICK
    return max(stamp[1], stamp[2]) + tick < now


def clock(folder: str) -> int:
    """Return the time by the clock of a file system, in nanoseconds.

    Raises:
        OSError: the folder cannot be written to.
    """
    number, probe = mkstemp(prefix=".claimline-clock-", dir=folder)
    try:
        os.write(number, b"?")
        return os.fstat(number).st_mtime_ns
    finally:
        os.close(number)
        with suppress(OSError):
            os.unlink(probe)
