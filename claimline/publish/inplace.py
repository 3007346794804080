"""Replacing the files of a site one by one.

This is the way for small changes of which every mix is sound, and for places where two folders
cannot be swapped: an output folder that is a mount point or has one inside, a parent that may
not be written to, a system or a file system that cannot.

All new files are written first, aside, and then moved into place, so each file is whole at
every moment. New files go first, then replaced ones, removals last. In the second case a killed
build can leave pages of two builds side by side, with links between them that lead nowhere,
until the next build, which knows all the files from the manifest and finishes the work.
A fault that the system reports, unlike a kill, is undone.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, suppress

from claimline.publish import manifest, paths, tree
from claimline.publish.difference import Difference


def replace(files: Mapping[str, bytes], change: Difference, site: str, staging: str) -> None:
    """Bring a site up to date, file by file. ``staging`` must be on the site's own device.

    Afterwards ``staging`` holds the files that were replaced, for the caller to remove.

    Raises:
        OSError: the site is as it was then. An ``errno`` of ``EXDEV`` says that ``staging`` is
            on another device after all.
    """
    # Assets before the pages that use them.
    created = sorted(change.created, key=lambda path: (path.endswith(".html"), path))
    above = paths.folders_above(created)
    ours = (paths.folders_above(change.listed) & change.tree.folders) - change.kept_folders
    blocking = _blocking(created, change.removed)
    blocked = {folder for folder in ours if not _above(folder).isdisjoint(created)}

    os.mkdir(staging)
    fresh = {path: f"{staging}/{n}" for n, path in enumerate([*created, *change.replaced])}
    for path, name in fresh.items():
        tree.write(name, files[path])
    tree.write(f"{staging}/union", manifest.union(change.listed, files))
    tree.write(f"{staging}/manifest", change.manifest)

    with ExitStack() as undo:
        moves = _Moves(site, f"{staging}/was-", undo)
        if change.written.changed:
            moves.put(f"{staging}/union", paths.MANIFEST)
        moves.take(blocking)
        moves.prune(blocked)
        moves.make(above - change.tree.folders)
        for path, name in fresh.items():
            moves.put(name, path)
        moves.take(path for path in change.removed if path not in blocking)
        moves.prune(ours - blocked - paths.folders_above(files))
        moves.put(f"{staging}/manifest", paths.MANIFEST)
        undo.pop_all()


def _above(path: str) -> set[str]:
    """The path itself and every folder above it."""
    return {path, *paths.folders_above([path])}


def _blocking(created: Iterable[str], removed: Iterable[str]) -> list[str]:
    """The files that must go before new ones can come.

    A file stands where a folder must be, or in a folder where a file must be, or its name
    differs in nothing but case, which is one name on some systems.
    """
    folded = {paths.fold(path) for path in created}
    needed = {paths.fold(folder) for folder in paths.folders_above(created)}
    return [
        path
        for path in removed
        if paths.fold(path) in needed or not _above(paths.fold(path)).isdisjoint(folded)
    ]


class _Moves:
    """Moves of files in a site, each of which leaves a way back on ``undo``."""

    def __init__(self, site: str, aside: str, undo: ExitStack) -> None:
        self._site = site
        self._aside = aside
        self._undo = undo
        self._count = 0

    def put(self, source: str, path: str) -> None:
        """Move a file into place, over the one that is there."""
        target = f"{self._site}/{path}"
        if os.path.lexists(target):
            old = self._next_aside()
            try:
                os.link(target, old)
            except OSError as error:
                if error.errno == errno.EXDEV:
                    raise
                shutil.copy2(target, old)
            self._back(lambda: os.replace(old, target))
            os.replace(source, target)
        else:
            os.replace(source, target)
            self._back(lambda: os.remove(target))

    def take(self, removed: Iterable[str]) -> None:
        """Take files away."""
        for path in removed:
            self._take(f"{self._site}/{path}", self._next_aside())

    def _take(self, target: str, old: str) -> None:
        os.rename(target, old)
        self._back(lambda: os.rename(old, target))

    def make(self, folders: Iterable[str]) -> None:
        """Make folders, the outer ones first."""
        for folder in sorted(folders):
            self._make(f"{self._site}/{folder}")

    def _make(self, target: str) -> None:
        os.mkdir(target)
        self._back(lambda: os.rmdir(target))

    def prune(self, folders: Iterable[str]) -> None:
        """Remove folders as far as they are empty, the inner ones first."""
        for folder in sorted(folders, reverse=True):
            with suppress(OSError):
                self._prune(f"{self._site}/{folder}")

    def _prune(self, target: str) -> None:
        mode = os.stat(target).st_mode & 0o7777
        os.rmdir(target)
        self._back(lambda: os.chmod(target, mode))
        self._back(lambda: os.mkdir(target))

    def _next_aside(self) -> str:
        self._count += 1
        return f"{self._aside}{self._count}"

    def _back(self, step: Callable[[], None]) -> None:
        def quietly() -> None:
            with suppress(OSError):  # the fault that led here is the one to report
                step()

        self._undo.callback(quietly)
