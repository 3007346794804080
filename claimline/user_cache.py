"""The program's folder in the user's own cache. No cache is read from anywhere else.

The files of a project may come from anybody, so a cache among them could not be trusted.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

_PROJECTS = "projects"
_NAMED = "project.txt"
"""The file that holds the path of the project for which a folder was made."""

_LONGEST = 1 << 16


def user_cache(*parts: str) -> Path:
    """Return a folder in the user's cache, made if need be, that only the user can write to.

    Args:
        parts: the names of folders below the program's own, each made and checked in turn.

    Raises:
        OSError: the folder cannot be made, belongs to somebody else, is open to others, or is a
            link.
        RuntimeError: the user has no home.
    """
    above = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(above) if os.path.isabs(above) else Path.home() / ".cache"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for part in ("claimline", *parts):
        folder = folder / part
        folder.mkdir(mode=0o700, exist_ok=True)
        state = folder.lstat()
        if not stat.S_ISDIR(state.st_mode) or (
            hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o022)
        ):
            raise PermissionError(f"{folder} is not a folder that only its user can write to")
    return folder


def project_cache(project: Path) -> Path:
    """Return the folder that holds the cache of a project. The project's path decides its name.

    If there is none, it is made, and the folders of projects that no longer exist are removed.
    Raises the same errors as :func:`user_cache`.
    """
    path = os.path.realpath(project)
    name = blake2b(os.fsencode(path), digest_size=16).hexdigest()
    all_projects = user_cache(_PROJECTS)
    is_new = not (all_projects / name).exists()
    folder = user_cache(_PROJECTS, name)
    if is_new:
        # Another build that read half a path would take the project for gone.
        write_cached(folder / _NAMED, os.fsencode(path))
        _remove_orphans(all_projects)
    return folder


def read_cached(file: Path, most: int) -> bytes:
    """Return the bytes of a file in the cache. Links and pipes are not opened.

    Raises:
        OSError: it is no plain file, is longer than ``most`` bytes, or cannot be read.
    """
    state = file.lstat()
    if not stat.S_ISREG(state.st_mode) or state.st_size > most:
        raise OSError(f"{file} is no plain file of a size that is expected")
    return file.read_bytes()


def write_cached(file: Path, data: bytes) -> None:
    """Write a file in the cache, in one step: nobody reads a part of it.

    Raises:
        OSError: it cannot be written.
    """
    from tempfile import mkstemp

    number, staged = mkstemp(dir=file.parent)
    with os.fdopen(number, "wb") as written:
        written.write(data)
    os.replace(staged, file)


def _remove_orphans(all_projects: Path) -> None:
    """Remove the caches of projects that no longer exist."""
    import shutil

    for folder in all_projects.iterdir():
        with suppress(OSError, ValueError):
            if not os.path.isdir(os.fsdecode(read_cached(folder / _NAMED, _LONGEST))):
                shutil.rmtree(folder)
