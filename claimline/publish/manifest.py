"""The list of the files in a site that the program wrote: ``.claimline.json``.

    {"format": 1, "files": {"index.html": "5f2a…"}}

Each file has the first 32 hexadecimal digits of the SHA-256 of its bytes, or an empty text while a
build replaces it. A build replaces and removes only files that are listed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from claimline import file_state
from claimline.file_state import Stamp
from claimline.publish import paths

FORMAT = 1
NONE: Mapping[str, str] = MappingProxyType({})

_DIGEST = re.compile(r"(?:[0-9a-f]{32})?\Z")


def digest(data: bytes) -> str:
    """Return the digest of a file's bytes, as the manifest lists it."""
    return hashlib.sha256(data).hexdigest()[:32]


def dump(files: Mapping[str, str]) -> bytes:
    """Return the manifest of these paths and digests. The same files give the same bytes."""
    text = json.dumps({"format": FORMAT, "files": dict(sorted(files.items()))})
    return text.encode() + b"\n"


def union(before: Mapping[str, str], after: Iterable[str]) -> bytes:
    """Return the manifest during a build: all files, old and new, with empty digests."""
    return dump(dict.fromkeys([*before, *after], ""))


def read(site: str) -> tuple[Mapping[str, str], bytes]:
    """Return the paths and digests that a site lists, and the bytes of its manifest.

    A manifest that is missing, damaged, of another format, or that names a path that no site can
    have, lists nothing. Every file then counts as the user's.

    Raises:
        OSError: the manifest is there and cannot be read.
    """
    try:
        with open(os.path.join(site, paths.MANIFEST), "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return NONE, b""
    try:
        return _files(json.loads(data)), data
    except (ValueError, RecursionError):
        return NONE, data


def _files(value: object) -> dict[str, str]:
    match value:
        case {"format": int(number), "files": dict(files), **rest} if not rest:
            pass
        case _:
            raise ValueError("not a manifest")
    if number != FORMAT or isinstance(number, bool):
        raise ValueError("a manifest of another format")
    if not all(isinstance(each, str) and _DIGEST.match(each) for each in files.values()):
        raise ValueError("not a digest")
    paths.check(files)
    return files


def stamp(site: str) -> Stamp | None:
    """Return a value that changes with each new manifest, or None if there is none.

    Every build that changes a site writes a new manifest, so if two stamps are equal, no build
    came between.
    """
    return file_state.stamp(os.path.join(site, paths.MANIFEST), follow=False)
