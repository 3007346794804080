"""What the program is: a cache of another program says nothing of what this one would do."""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

_PACKAGES = re.compile(
    r"(?:babel|jinja2|markdown|markupsafe|msgspec|nh3|pagefind_bin|pagefind_bin_extended|pillow|"
    r"pydantic|pydantic_core|pyyaml|tzdata)-[^-]+"
    r"\.(?:dist|egg)-info\Z",
    re.IGNORECASE,
)


@cache
def program_key() -> bytes:
    """A digest of the program's own files, of the libraries that shape a page, and of Python."""
    key = blake2b(digest_size=16)
    package = Path(__file__).parents[1]
    # The theme is inside an installed package, and beside the package in a checkout.
    folders = [package, *(() if (package / "theme").is_dir() else (package.parent / "templates",))]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                key.update(path.relative_to(folder).as_posix().encode())
                key.update(path.read_bytes())
    found: set[str] = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        found.update(name.lower() for name in names if _PACKAGES.match(name))
    key.update("\n".join([sys.version, *sorted(found)]).encode())
    return key.digest()
