"""Compiled templates, stored in the user's own cache folder.

A template is compiled again when its text, the language of the interface or the compiler changes.
The program runs what is in the folder, so only the user can write to it.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from claimline.locale import Translator
from claimline.publish import interface, page_environment, theme
from claimline.user_cache import read_cached, user_cache, write_cached

_DIGEST = 16
"""Length in bytes of the digest at the start of each file."""
_LARGEST = 1 << 24


class _CompiledTemplates(BytecodeCache):
    """Reads and writes compiled templates. Each file starts with the digest of the rest.

    A file that is damaged or cannot be written is ignored, and its template compiled again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            data = read_cached(self._folder / bucket.key, _LARGEST)
            code = data[_DIGEST:]
            if data[:_DIGEST] == blake2b(code, digest_size=_DIGEST).digest():
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            data = blake2b(code, digest_size=_DIGEST).digest() + code
            write_cached(self._folder / bucket.key, data)


def bytecode(language: Translator, content: str) -> BytecodeCache | None:
    """Return the store of compiled templates, or None if there is no safe folder for it.

    Args:
        language: the language of the interface.
        content: the language of the site's own words.
    """
    key = blake2b(digest_size=16)
    key.update(f"{jinja2.__version__} {language.language} {content}\n".encode())
    for module in (page_environment, interface, theme):
        key.update(Path(str(module.__file__)).read_bytes())
    key.update(repr(sorted(language.messages.items())).encode())
    try:
        folder = user_cache(key.hexdigest())
    except (OSError, RuntimeError):
        return None
    return _CompiledTemplates(folder)
