"""The paths of files in a site: relative, with ``/`` between their parts."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable

# At the top of a site: the list of the program's files, and the folder of staged files.
MANIFEST = ".claimline.json"
STAGING = ".claimline-next"
PROOF = "manifest.json"
"""The published list of a site's files and records. The build makes it from all the others."""

# An empty part, ".", "..", ".git" (git runs commands from such a folder), and characters that have
# a meaning in some file system or in addresses.
_BAD = re.compile(
    r"(?:\A|/)(?:\.{0,2}|\.[gG][iI][tT])(?:/|\Z)|[\x00-\x1f\x7f-\x9f\\:\ud800-\udfff]",
)


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
    paths = list(paths)
    folded: dict[str, str] = {}
    for path in paths:
        if bad := _BAD.search(path):
            raise ValueError(f"{path!r} is not a path inside a site: it has {bad.group()!r} in it")
        if folded.setdefault(fold(path), path) != path:
            raise ValueError(f"{path!r} and {folded[fold(path)]!r} are one file on some systems")
        if path.startswith(".") and fold(path).partition("/")[0] in (MANIFEST, STAGING):
            raise ValueError(f"{path!r} is a name that the program keeps for itself")
    spelled: dict[str, str] = {}
    for folder in folders_above(paths):
        if (name := fold(folder)) in folded:
            raise ValueError(f"{folded[name]!r} is both a file and a folder")
        if spelled.setdefault(name, folder) != folder:
            raise ValueError(f"{folder!r} and {spelled[name]!r} are one folder on some systems")
