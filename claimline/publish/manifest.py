"""The list of the files in a site that the program wrote: ``.claimline.json``.

    {"format":3,"files":{"index.html":"5f2a…"},"published":{…}}

Each file has the SHA-256 of its bytes in hexadecimal digits, or an empty text while a build
replaces it. A build replaces and removes only files that are listed. ``published`` is what readers
are told, for the next build to compare with.

It is not the published ``manifest.json``. This list changes during a build, can name files of two
builds if one was killed, and need not leave the author's machine.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec.structs import replace

from claimline import file_state
from claimline.file_state import Stamp
from claimline.publish import paths
from claimline.value import Value

FORMAT = 3
FORMATS = (1, 2, FORMAT)
NONE: Mapping[str, str] = MappingProxyType({})
PREVIEW = {"preview": True}
"""What stands in ``published`` if the site is a preview: nothing was told to readers."""

_DIGESTS = re.compile(r"(?:(?:[0-9a-f]{64})?\n)*\Z")
_SHORT = re.compile(r"(?:(?:[0-9a-f]{32})?\n)*\Z")
"""Digests in the formats before 3, each with the end of a line."""


def digest(data: bytes) -> str:
    """Return the digest of a file's bytes, as the manifest lists it."""
    return hashlib.sha256(data).hexdigest()


def dump(files: Mapping[str, str], published: Any = None) -> bytes:
    """Return the manifest of these paths and digests. The same files give the same bytes.

    The paths have been checked. ``published`` is what readers are told, as plain data.
    """
    global _last
    value = _value({path: files[path] for path in sorted(files)}, published)
    data = _encoded(value)
    _last = _Known(data, value, value["files"])
    return data


def union(before: Iterable[str], after: Iterable[str], published: Any = None) -> bytes:
    """Return the manifest during a build: all files, old and new, with empty digests."""
    return _encoded(_value(dict.fromkeys([*before, *after], ""), published))


def _value(files: Mapping[str, str], published: Any) -> dict[str, Any]:
    value = {"format": FORMAT, "files": files}
    return value | ({"published": published} if published else {})


def _encoded(value: Any) -> bytes:
    return msgspec.json.encode(value) + b"\n"


def read(site: str) -> tuple[Mapping[str, str], bytes]:
    """Return the paths and digests that a site lists, and the bytes of its manifest.

    A manifest that is missing, damaged, of another format, or that names a path that no site can
    have, lists nothing. Every file then counts as the user's.

    Raises:
        OSError: the manifest is there and cannot be read.
    """
    data = _bytes(site)
    try:
        return listed(data), data
    except ValueError:
        return NONE, data


def listed(data: bytes) -> Mapping[str, str]:
    """Return the paths and digests that the bytes of a manifest list.

    Raises:
        ValueError: they are no manifest, or name a path that no site can have.
    """
    global _last
    try:
        known = _parsed(data)
        if known.files is None:
            known = _last = replace(known, files=_files(known.value))
    except RecursionError as error:
        raise ValueError("not a manifest") from error
    return known.files or NONE


class _Known(Value, frozen=True):
    """The bytes of a manifest, what JSON says there, and the files that it lists, once checked."""

    data: bytes
    value: Any
    files: Mapping[str, str] | None = None


_last = _Known(b"null", None)
"""What was last read or made. A build reads the same manifest several times, and the next build of
the same process reads what this one has made."""


def _parsed(data: bytes) -> _Known:
    """Return what the bytes of a manifest say. Nobody may change it."""
    global _last
    if data != _last.data:
        _last = _Known(data, msgspec.json.decode(data))
    return _last


def read_published(site: str) -> Any:
    """Return what the last build told readers, as plain data, or None if that is not known.

    Raises:
        OSError: the manifest is there and cannot be read.
        ValueError: it is no manifest.
    """
    value = _parsed(_bytes(site) or b"null").value
    return value.get("published") if isinstance(value, dict) else None


def is_preview(site: str) -> bool:
    """Whether the last build into a folder was a preview."""
    try:
        return bool(read_published(site) == PREVIEW)
    except (OSError, ValueError, RecursionError):
        return False


def fits(site: str, *, preview: bool) -> bool:
    """Whether a build may write to a folder: a site and a preview never replace each other."""
    return is_preview(site) == preview or stamp(site) is None


def _bytes(site: str) -> bytes:
    path = os.path.join(site, paths.MANIFEST)
    try:
        # Reading a pipe would make the build wait for ever.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise OSError(errno.EINVAL, "This is not a plain file", path)
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""


def _files(value: object) -> dict[str, str]:
    match value:
        case {"format": int(number), "files": dict(files), **rest} if not rest.keys() - {
            "published"
        }:
            pass
        case _:
            raise ValueError("not a manifest")
    if number not in FORMATS or isinstance(number, bool):
        raise ValueError("a manifest of another format")
    form = _DIGESTS if number == FORMAT else _SHORT
    if {*map(type, files.values())} - {str}:
        raise ValueError("not a digest")
    lines = "\n".join([*files.values(), ""])  # all at once, which takes a tenth of the time
    if lines.count("\n") != len(files) or not form.match(lines):
        raise ValueError("not a digest")
    paths.check(files)
    return files if number == FORMAT else dict.fromkeys(files, "")


def stamp(site: str) -> Stamp | None:
    """Return a value that changes with each new manifest, or None if there is none.

    Every build that changes a site writes a new manifest. So if two stamps are equal, no build has
    changed the site in between.
    """
    return file_state.stamp(os.path.join(site, paths.MANIFEST), follow=False)
