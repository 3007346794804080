"""Compiled templates, kept as Python keeps compiled modules: in the user's own cache folder.

A template is compiled once for each text of it, each language of the interface and each version
of what compiles it. The folder is nobody else's: what lies there is run.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from claimline.locale import Translator
from claimline.publish import interface, jinja, theme
from claimline.user_cache import user_cache


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
        folder = user_cache(key.hexdigest())
    except (OSError, RuntimeError):
        return None
    return _Kept(str(folder), "%s.bin")
