"""Identifies the program. A cache of another version says nothing of what this one would do."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

_PACKAGE_ENDINGS = (".dist-info", ".egg-info")


@cache
def program_key() -> bytes:
    """Return a digest of the program's own files, of all installed packages, and of Python.

    Any package can change a page or add an export.
    """
    key = blake2b(digest_size=16)
    package = Path(__file__).parents[1]
    # The theme is inside an installed package, and beside the package in a checkout.
    folders = [package, *(() if (package / "theme").is_dir() else (package.parent / "templates",))]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                key.update(path.relative_to(folder).as_posix().encode())
                key.update(path.read_bytes())
    packages: set[str] = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        packages.update(name.lower() for name in names if name.endswith(_PACKAGE_ENDINGS))
    key.update("\n".join([sys.version, *sorted(packages)]).encode())
    return key.digest()
