"""Compiled templates, kept as Python keeps compiled modules: in the user's own cache folder.

A template is compiled once for each text of it, each language of the interface and each version
of what compiles it. The folder is nobody else's: what lies there is run.
"""

from __future__ import annotations

import os
import stat
from hashlib import blake2b
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, FileSystemBytecodeCache

from claimline.locale import Translator
from claimline.publish import interface, jinja


def bytecode(language: Translator) -> BytecodeCache | None:
    """Where compiled templates are kept; None where there is no safe place for them."""
    key = blake2b(digest_size=16)
    key.update(f"{jinja2.__version__} {language.language}\n".encode())
    for module in (jinja, interface):
        key.update(Path(str(module.__file__)).read_bytes())
    key.update(repr(sorted(language.messages.items())).encode())
    try:
        folder = _folder() / key.hexdigest()
        folder.mkdir(mode=0o700, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return FileSystemBytecodeCache(str(folder), "%s.bin")


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
