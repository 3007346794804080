"""Putting a site in place: all of it, or nothing.

A build that is killed at any moment leaves the old site or the new one, or, where only a few
files differ, a mix of both in which every page is whole and every link leads somewhere. There
is one exception, for folders that cannot be swapped; see ``inplace``.

The new site is made in a folder beside the output folder: ``.site.claimline/`` beside
``site/``, with ``lock``, which one build holds, and ``next/``. It is gone after the build, and
the next build removes what a killed one left there. Where no such folder can be made, its
place is ``.claimline-next/`` inside the output folder.

Nothing is forced to the disk. A power cut may damage files that were just written; the next
build compares bytes and heals them.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from claimline.diagnostics import Code
from claimline.publish import inplace, lock, manifest, paths, place, swap, tree
from claimline.publish.difference import Difference, compare
from claimline.publish.exchange import CANNOT, SUPPORTED
from claimline.publish.outcome import OutputError, Written
from claimline.value import Value

__all__ = ["OutputError", "Written", "write"]

# Why no folder can be made beside the output folder, though perhaps inside it.
_NO_ROOM = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENAMETOOLONG})


class Kept(Value, frozen=True):
    """Files of a site that are as they shall be, and the stamp that its manifest had when that
    was seen."""

    paths: frozenset[str] = frozenset()
    stamp: manifest.Stamp | None = None


NONE_KEPT = Kept()


class KeptIsGoneError(Exception):
    """Another build has changed the site, so that nothing is known of its files any more."""


def write(
    files: Mapping[str, bytes],
    output: Path,
    *,
    project: Path,
    digests: Mapping[str, str] = manifest.NONE,
    kept: Kept = NONE_KEPT,
) -> Written:
    """Make the output folder hold these files, and leave alone what the user put there.

    Args:
        files: the whole site: the bytes of each file by its path in the site, with ``/``
            between its parts.
        output: the folder of the site. The folder above it is made if it is missing.
        project: the folder of the project, which ``output`` must not hold.
        digests: the digests of files, as far as they are known.
        kept: those of the files that are in place already.

    Files of an earlier build that are not in ``files`` are removed, also where the user has
    edited them. A site that holds these bytes already is not touched at all.

    Raises:
        OutputError: nothing was written.
        KeptIsGoneError: nothing was written, since ``kept`` does not hold any more.
        ValueError: a path in ``files`` is not one that a site can have.
    """
    paths.check(files)
    site = place.resolve(output, project)
    try:
        return _write(files, site, digests, kept)
    except OSError as error:
        name = error.filename2 or error.filename or site  # of two names, the one to be written
        raise OutputError(
            Code.OUTPUT_FAILED,
            f"{name}: {error.strerror or error}",
            "The last site is still in place. Check permissions and free space.",
        ) from error


def _write(
    files: Mapping[str, bytes], site: str, digests: Mapping[str, str], kept: Kept
) -> Written:
    # A look without the lock, so that a build that changes nothing writes nothing. It holds
    # if the manifest is the same after it, as every build that writes puts a new one first.
    seen = manifest.stamp(site)
    _hold(kept, seen)
    change = _glance(files, site, digests, kept.paths) if seen else None
    leftovers = paths.leftovers(site)
    if change and change.none and not leftovers and manifest.stamp(site) == seen:
        return change.written

    above = os.path.dirname(site)
    made = not os.path.isdir(above)
    if made:
        os.mkdir(above)
    try:
        room = _room(site)
        with lock.held(room):
            _clear(site, room)
            _hold(kept, manifest.stamp(site))
            if not os.path.isdir(site):
                return _first(files, site, room, digests)
            if change is None or manifest.stamp(site) != seen:
                change = compare(files, site, digests, kept.paths)
            if not change.none:
                _change(files, change, site, room, ours=seen is not None or not os.listdir(site))
            return change.written
    finally:
        if made and not os.path.lexists(site):
            with suppress(OSError):
                os.rmdir(above)


def _hold(kept: Kept, stamp: manifest.Stamp | None) -> None:
    if kept.paths and kept.stamp != stamp:
        raise KeptIsGoneError


def _glance(
    files: Mapping[str, bytes], site: str, digests: Mapping[str, str], kept: frozenset[str]
) -> Difference | None:
    """The difference, or ``None`` where it cannot be told without the lock."""
    try:
        return compare(files, site, digests, kept)
    except (OSError, OutputError):  # perhaps a build is under way: look again under the lock
        return None


def _room(site: str) -> str:
    """The folder in which new files wait: beside the site, where one is or can be made.

    Which of the two it is does not change from one build to the next, so the lock in it keeps
    them apart.
    """
    beside, inside = paths.rooms(site)
    try:
        os.mkdir(beside)
    except FileExistsError:
        return beside
    except OSError as error:
        if error.errno in _NO_ROOM and os.path.isdir(site):
            return inside
        raise
    return beside


def _clear(site: str, room: str) -> None:
    """Remove what a killed build left."""
    tree.discard(f"{room}/next")
    inside = paths.rooms(site)[1]
    if room != inside:
        tree.discard(inside)


def _first(files: Mapping[str, bytes], site: str, room: str, digests: Mapping[str, str]) -> Written:
    listed = {path: digests.get(path) or manifest.digest(files[path]) for path in files}
    with _staging(f"{room}/next") as staging:
        swap.first(files, manifest.dump(listed), site, staging)
    return Written(len(files), 0, 0, 0)


def _change(
    files: Mapping[str, bytes], change: Difference, site: str, room: str, *, ours: bool
) -> None:
    """Bring a site up to date in the best of the ways that work here.

    A folder that no build has written is never swapped for another: it may be anything.
    """
    inside = paths.rooms(site)[1]
    near = room != inside and os.stat(room).st_dev == os.stat(site).st_dev
    if ours and near and not change.sound and change.tree.whole and SUPPORTED:
        try:
            with _staging(f"{room}/next") as staging:
                return swap.swap(files, change, site, staging)
        except OSError as error:
            if error.errno not in CANNOT:
                raise
    if near:
        try:
            with _staging(f"{room}/next") as staging:
                return inplace.replace(files, change, site, staging)
        except OSError as error:
            if error.errno != errno.EXDEV:  # two mounts of one device
                raise
    with suppress(FileExistsError):
        os.mkdir(inside)
    try:
        with _staging(f"{inside}/next") as staging:
            inplace.replace(files, change, site, staging)
    finally:
        with suppress(OSError):
            os.rmdir(inside)


@contextmanager
def _staging(path: str) -> Iterator[str]:
    """A place for new files, which is empty again whatever happens."""
    try:
        yield path
    finally:
        tree.discard(path)
