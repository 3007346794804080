"""Compiled templates, kept as Python keeps compiled modules: in the user's own cache folder.

A template is compiled once for each text of it, each language of the interface and each version
of what compiles it. The folder is nobody else's: what lies there is run.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from claimline.locale import Translator
from claimline.publish import interface, jinja, theme


class _Kept(FileSystemBytecodeCache):
    """Compiled templates in a folder. One that cannot be kept is compiled again next time."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def bytecode(language: Translator, content: str) -> BytecodeCache | None:
    """Where compiled templates are kept; None where there is no safe place for them.

    ``content`` is the language of the site's own words, which templates mark.
    """
    key = blake2b(digest_size=16)
    key.update(f"{jinja2.__version__} {language.language} {content}\n".encode())
    for module in (jinja, interface, theme):
        key.update(Path(str(module.__file__)).read_bytes())
    key.update(repr(sorted(language.messages.items())).encode())
    try:
        folder = _folder() / key.hexdigest()
        folder.mkdir(mode=0o700, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return _Kept(str(folder), "%s.bin")


def _folder() -> Path:
    """The folder of this program in the user's cache, which only the user can write to.

    Raises:
        OSError: there is none.
        RuntimeError: the user has no home.
    """
    above = os.environ.get("XDG_CACHE_HOME", "")
    folder = (Path(above) if os.path.isabs(above) else Path.home() / ".cache") / "claimline"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or (
        hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o022)
    ):
        raise PermissionError(folder)
    return folder
