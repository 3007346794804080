"""A snapshot of the folders that a build reads: every file, with its size and times."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from claimline.file_state import FOLDER, Stamp, stamp, walk
from claimline.publish.output_folder import AUTHORED
from claimline.read.files import is_passed_over

Snapshot = dict[str, Stamp]
"""By path: the stamp of a file; for a folder nothing, as its time also changes with files that no
build reads."""


def take_snapshot(project: Path) -> Snapshot:
    """Return a snapshot of every file that a build of the project would read.

    A build reads no hidden file. In ``content`` it also reads no file whose name starts with ``_``
    or ``#``, and no backup or swap file of an editor.
    """
    snapshot: Snapshot = {}
    for name in AUTHORED:
        root = os.path.join(project, name)
        if os.path.isdir(root):
            snapshot[root] = ()
        for entry in walk(root, passed_over_in(name), follow_links=True):
            # A link that leads nowhere has a stamp of its own.
            state = stamp(entry.path) or stamp(entry.path, follow=False)
            if state is not None:
                snapshot[entry.path] = () if state[0] == FOLDER else state
    return snapshot


def passed_over_in(folder: str) -> Callable[[str], bool]:
    """Return the function that says whether a build reads nothing of a name in a folder."""
    return is_passed_over if folder == "content" else _is_hidden


def _is_hidden(name: str) -> bool:
    return name.startswith(".")
