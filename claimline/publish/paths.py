"""The paths of files in a site: relative, with ``/`` between their parts."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

from claimline.value import Value

# At the top of a site: the list of the program's files, and the folder of staged files.
MANIFEST = ".claimline.json"
STAGING = ".claimline-next"
PROOF = "manifest.json"
"""The published list of a site's files and records. The build makes it from all the others."""

_BAD_PART = re.compile(r"/(?:\.{0,2}|\.[gG][iI][tT])(?=/)")
"""Between slashes: nothing, ".", "..", or ".git", since git runs commands from such a folder."""
_BAD_CHARACTER = re.compile(r"[\x00-\x1f\x7f-\x9f\\:\ud800-\udfff]")
"""A character that has a meaning in some file system or in addresses."""


def leftovers(site: str) -> bool:
    """Return whether a site has staged files: a build is running, or was killed."""
    return os.path.lexists(os.path.join(site, STAGING))


def fold(path: str) -> str:
    """Return the path as a file system reads it if it ignores case and Unicode forms."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def folders_above(paths: Iterable[str]) -> set[str]:
    """Return every folder that files lie in, at any depth, without the site itself."""
    folders: set[str] = set()
    for path in {path.rpartition("/")[0] for path in paths}:
        folder = path
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def check(paths: Iterable[str]) -> None:
    """Check that the paths can be the files of one site on every common file system.

    Raises:
        ValueError: a path is absolute, leads upwards, has an empty part, a part ``.git``, a
            backslash, a colon or a control character, is reserved, is both a file and a folder,
            or differs from another in case alone.
    """
    global _sound
    paths = dict.fromkeys(paths)
    if _sound.paths.issuperset(paths):
        return
    new = [path for path in paths if path not in _sound.paths]
    if 2 * len(new) < len(paths):
        with suppress(ValueError):  # perhaps one of the others is of a file that is gone
            _sound = _checked(new, _sound)
            return
    _sound = _checked(paths, _Sound())


class _Sound(Value, frozen=True):
    """Paths that are those of one site, each by what a file system that ignores case reads."""

    paths: frozenset[str] = frozenset()
    files: Mapping[str, str] = {}
    folders: Mapping[str, str] = {}


_sound = _Sound()
"""The paths that were last found good. Any of them are good together, so no build has to check more
than those that are new: it checks nearly the same paths several times, as does the next build."""


def _checked(paths: Collection[str], others: _Sound) -> _Sound:
    """Check paths, together with others that are good. Return them all.

    Raises:
        ValueError: see ``check``.
    """
    if _bad_in("/".join(paths)):  # all at once, which takes a tenth of the time
        for path in paths:
            if bad := _bad_in(path):
                raise ValueError(f"{path!r} is not a path inside a site: it has {bad!r} in it")
    for path in paths:
        if path.startswith(".") and fold(path).partition("/")[0] in (MANIFEST, STAGING):
            raise ValueError(f"{path!r} is a name that the program keeps for itself")
    files = _by_spelling(paths, "file", others.files)
    folders = _by_spelling(sorted(folders_above(paths)), "folder", others.folders)
    all_files, all_folders = {**others.files, **files}, {**others.folders, **folders}
    for name in (files.keys() & all_folders.keys()) | (folders.keys() & all_files.keys()):
        raise ValueError(f"{all_files[name]!r} is both a file and a folder")
    return _Sound(others.paths.union(paths), all_files, all_folders)


def _bad_in(path: str) -> str:
    """Return what no path may have in it, or nothing."""
    if bad := _BAD_CHARACTER.search(path):
        return bad[0]
    return f"{bad[0]}/" if (bad := _BAD_PART.search(f"/{path}/")) else ""


def _by_spelling(paths: Collection[str], kind: str, others: Mapping[str, str]) -> dict[str, str]:
    """Return paths by what a file system that ignores case reads.

    Raises:
        ValueError: two of them are one there, or one of them and one of the others.
    """
    spelled = {fold(path): path for path in paths}
    if len(spelled) < len(paths) or not others.keys().isdisjoint(spelled):
        for path in paths:
            name = fold(path)
            if (other := spelled[name]) != path or (other := others.get(name, path)) != path:
                raise ValueError(f"{path!r} and {other!r} are one {kind} on some systems")
    return spelled
