"""What the file system says of a file, and when that can be trusted.

A file is taken to be as it was if its size, its times of modification and of change, and its
number on the disk are. A file that was changed just before it was looked at could be changed
again within the same tick of the clock, so such a stamp is not trusted (the "racily clean"
entries of git's index); what it stands for is compared by its bytes.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from tempfile import mkstemp

Stamp = tuple[int, ...]

TICK = 50_000_000
"""Nanoseconds in which a second change may leave the times as they are."""
COARSE = 2_100_000_000
"""The same where the file system keeps whole seconds."""


def stamp(path: str, *, follow: bool = True) -> Stamp | None:
    """The stamp of a plain file or a folder; None where there is none."""
    try:
        state = os.stat(path, follow_symlinks=follow)
    except (OSError, ValueError):
        return None
    if stat.S_ISREG(state.st_mode):
        return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino, state.st_dev
    if stat.S_ISDIR(state.st_mode):
        return -1, state.st_mtime_ns, state.st_ctime_ns, state.st_ino, state.st_dev
    return None


def trusted(stamp: Stamp, now: int) -> bool:
    """Whether a stamp was old enough at a moment of the file system's clock, in nanoseconds."""
    tick = COARSE if stamp[1] % 1_000_000_000 == 0 else TICK
    return max(stamp[1], stamp[2]) + tick < now


def clock(folder: str) -> int:
    """What time it is by the clock of a file system, in nanoseconds.

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
