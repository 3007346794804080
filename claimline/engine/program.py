"""Identifies the program. A cache of another version says nothing of what this one would do."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b

from claimline.file_state import stamp, trusted, walk

_PACKAGE_ENDINGS = (".dist-info", ".egg-info")
_COMPILED = "__pycache__"


@cache
def program_key() -> bytes:
    """Return a digest of the program's own files, of all installed packages, and of Python.

    Any package can change a page or add an export.
    """
    key = blake2b(digest_size=16)
    for folder in _folders():
        for path in sorted(_files(folder)):
            key.update(os.fsencode(os.path.relpath(path, folder)))
            with open(path, "rb") as file:
                key.update(file.read())
    key.update(_surroundings())
    return key.digest()


@cache
def program_stamp() -> bytes:
    """Return a digest that changes whenever ``program_key`` does, without reading the files.

    It comes from the stamps of the files. It is empty if one of them cannot be trusted.
    """
    stamps = []
    now = time.time_ns()
    for folder in _folders():
        for path in sorted(_files(folder)):
            state = stamp(path)
            if state is None or not trusted(state, now):
                return b""
            stamps.append((path, state))
    return blake2b(repr(stamps).encode() + _surroundings(), digest_size=16).digest()


def _folders() -> list[str]:
    """Return the folders of the program's own files."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    # The theme is inside an installed package, and beside the package in a checkout.
    if os.path.isdir(os.path.join(package, "theme")):
        return [package]
    return [package, os.path.join(os.path.dirname(package), "templates")]


def _files(folder: str) -> Iterator[str]:
    return (entry.path for entry in walk(folder, _COMPILED.__eq__) if entry.is_file())


def _surroundings() -> bytes:
    """Return the version of Python and the names of all installed packages."""
    packages: set[str] = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        packages.update(name.lower() for name in names if name.endswith(_PACKAGE_ENDINGS))
    return "\n".join([sys.version, *sorted(packages)]).encode()
