"""One build at a time: a lock that ends with the process that holds it.

The lock is ``flock`` on a file, not the file itself, so what a killed build left locks nobody
out. The file is removed by its holder before the lock is let go. Whoever opened it before that
then holds a lock on a file without a name, sees so, and begins again.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from claimline.diagnostics import Code
from claimline.publish.outcome import OutputError

NAME = "lock"
_TRIES = 1000  # each is lost to another build that ends just then

_FLAGS = (
    os.O_RDWR
    | os.O_CREAT
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte past the text, which others may read while it is locked

    def _take(file: int) -> bool:
        os.lseek(file, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(file, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _take(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def held(folder: str) -> Iterator[None]:
    """Hold the lock of a folder, which is made at the start and removed at the end if empty.

    Raises:
        OutputError: ``OUTPUT_LOCKED`` while another process holds it, ``OUTPUT_FOREIGN`` where
            ``folder`` is something else than a folder.
        OSError: the folder or the file in it cannot be made.
    """
    try:
        file = _acquire(folder)
    except BaseException:
        with suppress(OSError):
            os.rmdir(folder)
        raise
    path = os.path.join(folder, NAME)
    try:
        os.ftruncate(file, 0)
        os.write(file, b"%d\n" % os.getpid())
        yield
    finally:
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(file)
        with suppress(OSError):
            os.remove(path)
        with suppress(OSError):
            os.rmdir(folder)
        if sys.platform != "win32":
            os.close(file)


def _acquire(folder: str) -> int:
    path = os.path.join(folder, NAME)
    for _ in range(_TRIES):
        with suppress(FileExistsError):
            os.mkdir(folder)
        if not _is_folder(folder):
            raise OutputError(
                Code.OUTPUT_FOREIGN,
                f"{folder} is not a folder, and the new site is made in a folder of that name",
                "Move it away, or name another folder with `--output`.",
            )
        try:
            file = os.open(path, _FLAGS, 0o644)
        except FileNotFoundError:  # its holder has just removed the folder
            continue
        kept = False
        try:
            if not _take(file):
                raise _locked(_holder(file))
            if kept := _is_at(file, path):
                return file
        finally:
            if not kept:
                os.close(file)
    raise _locked()


def _locked(holder: str = "") -> OutputError:
    return OutputError(
        Code.OUTPUT_LOCKED,
        f"Another build{holder} is writing to the same folder",
        "Wait for it to end.",
    )


def _is_folder(path: str) -> bool:
    """Whether there is a folder, and no link to one; also if it has gone just now."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except FileNotFoundError:
        return True


def _is_at(file: int, path: str) -> bool:
    """Whether the open file is still the one that has the name."""
    try:
        return os.path.samestat(os.fstat(file), os.lstat(path))
    except FileNotFoundError:
        return False


def _holder(file: int) -> str:
    with suppress(OSError, ValueError):
        return f" (process {int(os.read(file, 20))})"
    return ""
