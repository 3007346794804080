"""All files and folders that a build may read, with what tells one state of them from the next."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import blake2b

from claimline.file_state import OTHER, Stamp, stamp, trusted, walk

READ = ("content", "templates")

Input = tuple[bytes, Stamp | None, bytes]
"""A path on disk as the file system has it, its stamp or None where it is not trusted, and then a
digest of its bytes."""
Inputs = Sequence[Input]

NOTHING = b"nothing"


def inputs(project: str, now: int) -> list[Input] | None:
    """Everything below the folders that a build reads; None where that cannot be said for sure.

    ``now`` is the time by the file system's clock before anything is read.
    """
    states: list[Input] = []
    for name in READ:
        root = os.path.join(project, name)
        for path in [root, *(entry.path for entry in walk(root))]:
            at = stamp(path, follow=False)
            raw = os.fsencode(path)
            if at is None:
                states.append((raw, None, NOTHING))
            elif at[0] == OTHER:
                return None  # a link: what it leads to is not looked at
            elif trusted(at, now):
                states.append((raw, at, b""))
            elif at[0] < 0:
                return None  # a folder in which a file may appear within the tick
            else:
                states.append((raw, None, _digest(path)))
    return states


def same_inputs(then: Inputs) -> bool:
    """Whether all of it is as it was."""
    for raw, was, digest in then:
        path = os.fsdecode(raw)
        now = stamp(path)
        if was is not None:
            if now != was:
                return False
        elif digest == NOTHING:
            if now is not None:
                return False
        elif now is None or now[0] < 0 or _digest(path) != digest:
            return False
    return True


def _digest(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return blake2b(file.read(), digest_size=16).digest()
    except OSError:
        return b"unreadable"
