"""The state of all files and folders that a build may read, to find out later if any changed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import blake2b

from claimline.file_state import OTHER, Stamp, stamp, trusted, walk

READ = ("content", "templates", "private.yaml")

Input = tuple[bytes, Stamp | None, bytes]
"""A path on disk as the file system has it, its stamp if that is trusted, and otherwise None and a
digest of its bytes."""
Inputs = Sequence[Input]

NOTHING = b"nothing"


def inputs(project: str, now: int) -> list[Input] | None:
    """Return the state of all files and folders that a build reads.

    ``now`` is the time by the file system's clock before anything is read. Returns None if the
    state is uncertain, because of a link or of a folder that has just changed.
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
                return None  # a link: a change of its target would not show
            elif trusted(at, now):
                states.append((raw, at, b""))
            elif at[0] < 0:
                return None  # a folder that may get a file in the same tick
            else:
                states.append((raw, None, _digest(path)))
    return states


def same_inputs(then: Inputs) -> bool:
    """Return whether none of these files and folders has changed."""
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
