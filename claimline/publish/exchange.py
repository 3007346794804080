"""Swapping two folders in one step, where the operating system can."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys

# What a system says that cannot swap these two folders, though all else is well.
CANNOT = frozenset(
    {
        errno.EINVAL,
        errno.ENOSYS,
        errno.EBUSY,
        errno.EXDEV,
        errno.ENOTSUP,
        errno.EOPNOTSUPP,
        errno.EPERM,
        errno.EACCES,
        errno.EROFS,
    }
)

SUPPORTED = sys.platform in ("linux", "darwin")

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, <linux/fs.h>
_RENAME_SWAP = 2  # macOS, <sys/stdio.h>

# The number of renameat2 on 64-bit Linux, for C libraries that do not name it.
_NUMBERS = {
    "x86_64": 316,
    "aarch64": 276,
    "riscv64": 276,
    "loongarch64": 276,
    "ppc64le": 357,
    "s390x": 347,
}


def exchange(one: str, other: str) -> None:
    """Let two folders change places, so that no moment has only one of them in place.

    Uses ``renameat2(RENAME_EXCHANGE)`` on Linux and ``renamex_np(RENAME_SWAP)`` on macOS.

    Raises:
        OSError: with an ``errno`` of ``CANNOT`` where the system or the file system is not
            able to; nothing has changed then.
    """
    a, b = os.fsencode(one), os.fsencode(other)
    if not SUPPORTED:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), other)
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        done = library.renamex_np(a, b, ctypes.c_uint(_RENAME_SWAP))
    elif hasattr(library, "renameat2"):
        done = library.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, ctypes.c_uint(_RENAME_EXCHANGE))
    else:
        done = _by_number(library, a, b)
    if done != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), other)


def _by_number(library: ctypes.CDLL, a: bytes, b: bytes) -> int:
    number = _NUMBERS.get(platform.machine()) if sys.maxsize > 2**32 else None
    if number is None:
        ctypes.set_errno(errno.ENOSYS)
        return -1
    long = ctypes.c_long
    done: int = library.syscall(
        long(number), long(_AT_FDCWD), a, long(_AT_FDCWD), b, long(_RENAME_EXCHANGE)
    )
    return done
