"""Puts the files of a site in place.

New files are staged in ``.claimline-next/`` in the site and then moved into place, so each file is
complete at every moment. New files are moved first, then those that replace others, and removals
come last. So no page links to a missing file. Only an old file that is in the way of a new one is
removed before all moves. A build that is killed can leave pages of two builds side by side. The
manifest lists the files of both, so the next build finishes the work.

Files are not synced to the disk. A power cut may damage files that were just written. The next
build compares bytes and repairs them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from claimline.diagnostics import Code
from claimline.file_state import Stamp
from claimline.publish import manifest, output_folder, paths
from claimline.publish.difference import Difference, compare
from claimline.publish.write_result import OutputError, Written
from claimline.user_cache import user_cache
from claimline.value import Value

__all__ = ["OutputError", "Written", "write"]


class UnchangedFiles(Value, frozen=True):
    """Files that are in place and need no change, and the manifest's stamp at that time."""

    paths: frozenset[str] = frozenset()
    stamp: Stamp | None = None


NO_UNCHANGED = UnchangedFiles()


class SiteChangedError(Exception):
    """Another build has changed the site, so ``UnchangedFiles`` may no longer be true."""


def write(
    files: Mapping[str, bytes],
    output: Path,
    *,
    project: Path,
    digests: Mapping[str, str] = manifest.NONE,
    unchanged: UnchangedFiles = NO_UNCHANGED,
    published: Any = None,
) -> Written:
    """Write a site, and leave the user's own files in its folder alone.

    Files of an earlier build that are not in ``files`` are removed, even if the user has edited
    them. If the site has these bytes already, nothing is written.

    Args:
        files: the whole site: the bytes of each file, by its path in the site.
        output: the folder of the site. It and the folder above it are made if they are missing.
        project: the folder of the project, which must not lie in ``output``.
        digests: the digests of files, as far as they are known.
        unchanged: the files that are in place already.
        published: what readers are told, as plain data, for the next build to compare with.

    Returns:
        how many files were created, replaced and removed, and how many are the same.

    Raises:
        OutputError: the site could not be written. The suggestion says what is in place.
        SiteChangedError: nothing was written, because another build changed the site.
        ValueError: a path in ``files`` is not allowed in a site.
    """
    paths.check(files)
    site = output_folder.resolve(output, project)
    try:
        return _write(files, site, digests, unchanged, published)
    except OSError as error:
        raise _failure(error, site, "The last site is still in place.") from error


def _write(
    files: Mapping[str, bytes],
    site: str,
    digests: Mapping[str, str],
    unchanged: UnchangedFiles,
    published: Any,
) -> Written:
    # Compare without the lock first, so that a build that changes nothing writes nothing, not
    # even the lock. The result is valid if the manifest is still the same: every build that
    # writes replaces it first.
    seen = manifest.stamp(site)
    _check_unchanged(unchanged, seen)
    change = _glance(files, site, digests, unchanged.paths, published) if seen else None
    if change and change.none and not paths.leftovers(site) and manifest.stamp(site) == seen:
        return change.written
    with locked(site), _folders(os.path.dirname(site), site):
        _discard(f"{site}/{paths.STAGING}")
        _check_unchanged(unchanged, manifest.stamp(site))
        if change is None or manifest.stamp(site) != seen:
            change = compare(files, site, digests, unchanged.paths, published)
        if not change.none:
            _replace(files, change, site)
        return change.written


def _check_unchanged(unchanged: UnchangedFiles, stamp: Stamp | None) -> None:
    if unchanged.paths and unchanged.stamp != stamp:
        raise SiteChangedError


def _glance(
    files: Mapping[str, bytes],
    site: str,
    digests: Mapping[str, str],
    unchanged: frozenset[str],
    published: Any,
) -> Difference | None:
    """Compare without the lock. Return None if that fails."""
    try:
        return compare(files, site, digests, unchanged, published)
    except (OSError, OutputError):  # perhaps a build is running: compare again with the lock
        return None


@contextmanager
def locked(site: str) -> Iterator[None]:
    """Hold the lock of a site. The system releases it when the process ends.

    The lock is a file in the user's cache folder, so it is never published. If the user has no such
    folder, there is no lock.

    Raises:
        OutputError: ``OUTPUT_LOCKED``, if another process holds the lock.
    """
    try:
        folder = user_cache("locks")
    except (OSError, RuntimeError):
        yield
        return
    from filelock import FileLock, Timeout  # only a build that writes waits for this import

    name = blake2b(os.fsencode(site), digest_size=16).hexdigest()
    lock = FileLock(folder / name, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise OutputError(
            Code.OUTPUT_LOCKED,
            "Another build is writing to the same folder",
            "Wait for it to end.",
        ) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _folders(*folders: str) -> Iterator[None]:
    """Make the folders that are missing. At the end, remove those that are still empty."""
    missing = [folder for folder in folders if not os.path.isdir(folder)]
    for folder in missing:
        os.mkdir(folder)
    try:
        yield
    finally:
        for folder in reversed(missing):
            with suppress(OSError):
                os.rmdir(folder)


def _replace(files: Mapping[str, bytes], change: Difference, site: str) -> None:
    """Apply a difference to a site.

    Raises:
        OSError: nothing was moved. The last site is in place.
        OutputError: files of two builds are in place. Each of them is complete.
    """
    staging = f"{site}/{paths.STAGING}"
    try:
        os.mkdir(staging)
        names = [*_assets_first(change.created), *_assets_first(change.replaced)]
        staged = {path: f"{staging}/{number}" for number, path in enumerate(names)}
        for path, name in staged.items():
            _create(name, files[path])
        _create(f"{staging}/union", change.union)
        _create(f"{staging}/manifest", change.manifest)
        try:
            _move(staged, change, site, paths.folders_above(files))
        except OSError as error:
            state = "Some files are of this build and some of the last: build again."
            raise _failure(error, site, state) from error
    finally:
        _discard(staging)


def _move(staged: Mapping[str, str], change: Difference, site: str, new_folders: set[str]) -> None:
    """Move staged files into place, and remove files that the site no longer has."""
    staging = f"{site}/{paths.STAGING}"
    if change.written.changed:
        os.replace(f"{staging}/union", f"{site}/{paths.MANIFEST}")
    old_folders = (paths.folders_above(change.listed) & change.tree.folders) - new_folders
    blocking = _blocking(change.created, change.removed)
    _remove(site, blocking, old_folders)
    for folder in sorted(paths.folders_above(change.created) - change.tree.folders):
        os.mkdir(f"{site}/{folder}")
    for path, name in staged.items():
        os.replace(name, f"{site}/{path}")
    rest = [path for path in change.removed if path not in blocking]
    _remove(site, reversed(_assets_first(rest)), old_folders)
    os.replace(f"{staging}/manifest", f"{site}/{paths.MANIFEST}")


def _assets_first(names: Iterable[str]) -> list[str]:
    """Return paths in order, with everything that a page loads before the pages."""
    return sorted(names, key=lambda path: (path.endswith(".html"), path))


def _blocking(created: Iterable[str], removed: Iterable[str]) -> set[str]:
    """Return the removed files that are in the way of created ones.

    Such a file has the path of a new folder, or lies in a folder with the path of a new file. Or
    its path differs from that of a new file in case alone: to some systems, both are one file.
    """
    files = {paths.fold(path) for path in created}
    folders = {paths.fold(folder) for folder in paths.folders_above(created)}

    def blocks(path: str) -> bool:
        return path in folders or not files.isdisjoint({path, *paths.folders_above([path])})

    return {path for path in removed if blocks(paths.fold(path))}


def _remove(site: str, files: Iterable[str], folders: Iterable[str]) -> None:
    """Remove files, and then those of the folders that are empty, inner ones first."""
    for path in files:
        os.remove(f"{site}/{path}")
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            os.rmdir(f"{site}/{folder}")


def _create(path: str, data: bytes) -> None:
    """Create a file. Raises an OSError that always has a ``filename``."""
    try:
        with open(path, "xb") as file:
            file.write(data)
    except OSError as error:
        error.filename = path
        raise


def _discard(path: str) -> None:
    """Remove a folder and what is in it, as far as possible. Follows no link."""
    if os.path.islink(path) or os.path.isfile(path):
        os.remove(path)
    else:
        shutil.rmtree(path, ignore_errors=True)


def _failure(error: OSError, site: str, state: str) -> OutputError:
    name = error.filename2 or error.filename or site  # the second name is the target
    return OutputError(
        Code.OUTPUT_FAILED,
        f"{name}: {error.strerror or error}",
        f"{state} Check permissions and free space.",
    )
