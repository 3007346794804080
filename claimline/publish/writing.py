"""Puts a site in place, file by file.

All new files are written aside first, into ``.claimline-next/`` in the site, and then moved into
place, so each file is whole at every moment. Files that are new go first, files that change next,
removals last: no page that readers can reach leads to one that is not there yet, or no longer. A
build that is killed can leave pages of two builds side by side. The next build finishes the work,
since the manifest names all files of both.

Nothing is forced to the disk. A power cut may damage files that were just written; the next
build compares bytes and heals them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from claimline.diagnostics import Code
from claimline.file_state import Stamp
from claimline.publish import manifest, output_folder, paths
from claimline.publish.difference import Difference, compare
from claimline.publish.write_result import OutputError, Written
from claimline.user_cache import user_cache
from claimline.value import Value

__all__ = ["OutputError", "Written", "write"]


class UnchangedFiles(Value, frozen=True):
    """Files of a site that are as they shall be, and the stamp that its manifest had when that
    was seen."""

    paths: frozenset[str] = frozenset()
    stamp: Stamp | None = None


NO_UNCHANGED = UnchangedFiles()


class SiteChangedError(Exception):
    """Another build has changed the site, so that nothing is known of its files any more."""


def write(
    files: Mapping[str, bytes],
    output: Path,
    *,
    project: Path,
    digests: Mapping[str, str] = manifest.NONE,
    unchanged: UnchangedFiles = NO_UNCHANGED,
) -> Written:
    """Make the output folder hold these files, and leave alone what the user put there.

    Files of an earlier build that are not in ``files`` are removed, also where the user has
    edited them. A site that holds these bytes already is not touched at all.

    Args:
        files: the whole site: the bytes of each file by its path in the site, with ``/``
            between its parts.
        output: the folder of the site. The folder above it is made if it is missing.
        project: the folder of the project, which ``output`` must not hold.
        digests: the digests of files, as far as they are known.
        unchanged: those of the files that are in place already.

    Raises:
        OutputError: the site could not be written; the suggestion says what is in place.
        SiteChangedError: nothing was written, since ``unchanged`` does not hold any more.
        ValueError: a path in ``files`` is not one that a site can have.
    """
    paths.check(files)
    site = output_folder.resolve(output, project)
    try:
        return _write(files, site, digests, unchanged)
    except OSError as error:
        raise _failure(error, site, "The last site is still in place.") from error


def _write(
    files: Mapping[str, bytes], site: str, digests: Mapping[str, str], unchanged: UnchangedFiles
) -> Written:
    # A look without the lock, so that a build that changes nothing writes nothing. It holds
    # if the manifest is the same after it, as every build that writes puts a new one first.
    seen = manifest.stamp(site)
    _check_unchanged(unchanged, seen)
    change = _glance(files, site, digests, unchanged.paths) if seen else None
    if change and change.none and not paths.leftovers(site) and manifest.stamp(site) == seen:
        return change.written
    with locked(site), _folders(os.path.dirname(site), site):
        _discard(f"{site}/{paths.STAGING}")
        _check_unchanged(unchanged, manifest.stamp(site))
        if change is None or manifest.stamp(site) != seen:
            change = compare(files, site, digests, unchanged.paths)
        if not change.none:
            _replace(files, change, site)
        return change.written


def _check_unchanged(unchanged: UnchangedFiles, stamp: Stamp | None) -> None:
    if unchanged.paths and unchanged.stamp != stamp:
        raise SiteChangedError


def _glance(
    files: Mapping[str, bytes], site: str, digests: Mapping[str, str], unchanged: frozenset[str]
) -> Difference | None:
    """Return the difference, or ``None`` where it cannot be told without the lock."""
    try:
        return compare(files, site, digests, unchanged)
    except (OSError, OutputError):  # perhaps a build is under way: look again under the lock
        return None


@contextmanager
def locked(site: str) -> Iterator[None]:
    """Hold the lock of a site, which ends with the process that holds it.

    Its file lies in the user's cache folder, so nothing of it is published, and stays there. Where
    the user has no such folder, nothing keeps two builds apart.

    Raises:
        OutputError: ``OUTPUT_LOCKED`` while another process holds it.
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
    """Make those of the folders that are missing; remove them again as far as they stay empty."""
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
    """Bring a site up to date.

    Raises:
        OSError: nothing has been moved; the last site is in place.
        OutputError: files of two builds are in place; each of them is whole.
    """
    staging = f"{site}/{paths.STAGING}"
    try:
        os.mkdir(staging)
        names = [*_assets_first(change.created), *_assets_first(change.replaced)]
        staged = {path: f"{staging}/{number}" for number, path in enumerate(names)}
        for path, name in staged.items():
            _create(name, files[path])
        _create(f"{staging}/union", manifest.union(change.listed, files))
        _create(f"{staging}/manifest", change.manifest)
        try:
            _move(staged, change, site, paths.folders_above(files))
        except OSError as error:
            state = "Some files are of this build and some of the last: build again."
            raise _failure(error, site, state) from error
    finally:
        _discard(staging)


def _move(staged: Mapping[str, str], change: Difference, site: str, new_folders: set[str]) -> None:
    """Move the files of a build into place, and remove those that it no longer has."""
    staging = f"{site}/{paths.STAGING}"
    if change.written.changed:
        os.replace(f"{staging}/union", f"{site}/{paths.MANIFEST}")
    old_folders = (paths.folders_above(change.listed) & change.tree.folders) - new_folders
    blocking = _blocking(change.created, change.removed)
    _remove(site, blocking, old_folders if blocking else ())
    for folder in sorted(paths.folders_above(change.created) - change.tree.folders):
        os.mkdir(f"{site}/{folder}")
    for path, name in staged.items():
        os.replace(name, f"{site}/{path}")
    rest = [path for path in change.removed if path not in blocking]
    _remove(site, reversed(_assets_first(rest)), old_folders)
    os.replace(f"{staging}/manifest", f"{site}/{paths.MANIFEST}")


def _assets_first(names: Iterable[str]) -> list[str]:
    """Return paths in an order in which what a page loads comes before the page."""
    return sorted(names, key=lambda path: (path.endswith(".html"), path))


def _blocking(created: Iterable[str], removed: Iterable[str]) -> set[str]:
    """Return the files that must go before new ones can come.

    A file stands where a folder must be, or in a folder where a file must be, or its name
    differs in nothing but case, which is one name on some systems.
    """
    files = {paths.fold(path) for path in created}
    folders = {paths.fold(folder) for folder in paths.folders_above(created)}

    def blocks(path: str) -> bool:
        return path in folders or not files.isdisjoint({path, *paths.folders_above([path])})

    return {path for path in removed if blocks(paths.fold(path))}


def _remove(site: str, files: Iterable[str], folders: Iterable[str]) -> None:
    """Remove files, and then folders as far as they are empty, the inner ones first."""
    for path in files:
        os.remove(f"{site}/{path}")
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            os.rmdir(f"{site}/{folder}")


def _create(path: str, data: bytes) -> None:
    """Create a file of the usual mode. Raises OSError, of which ``filename`` is always set."""
    try:
        with open(path, "xb") as file:
            file.write(data)
    except OSError as error:
        error.filename = path
        raise


def _discard(path: str) -> None:
    """Remove a folder with all that is in it, as far as that is possible. Follows no link."""
    if os.path.islink(path) or os.path.isfile(path):
        os.remove(path)
    else:
        shutil.rmtree(path, ignore_errors=True)


def _failure(error: OSError, site: str, state: str) -> OutputError:
    name = error.filename2 or error.filename or site  # of two names, the one to be written
    return OutputError(
        Code.OUTPUT_FAILED,
        f"{name}: {error.strerror or error}",
        f"{state} Check permissions and free space.",
    )
