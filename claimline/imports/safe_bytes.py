"""Reads bytes from anybody within limits: texts, JSON and ZIP files."""

from __future__ import annotations

import codecs
import json
import zipfile
from io import BytesIO
from typing import Any

from claimline.errors import ClaimlineError
from claimline.read.files import shown

LARGEST = 64 << 20
"""Bytes of a file, at most."""
MOST_MEMBERS = 10_000
LARGEST_UNPACKED = 256 << 20
"""Unpacked bytes of a ZIP file, and of one member, at most."""
MOST_ITEMS = 50_000
"""Rows or items of a file, at most."""


_DEEPEST = 100


class UnimportableError(ClaimlineError):
    """A file cannot be imported; the message is a sentence that says why.

    The message may have names from the file, so it has escapes for characters that cannot be
    printed.
    """

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(shown(message), shown(suggestion))


class MissingImportExtraError(UnimportableError):
    """A package of the extra ``import`` is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"This needs {package}, which is not installed.",
            "In claimline's checkout, run: pip install -e '.[import]'",
        )


def text_of(data: bytes, encoding: str = "") -> str:
    """Return the text of a file: UTF-16 if it has that mark, else ``encoding``, else UTF-8.

    Raises:
        UnimportableError: the file is not in that encoding, or the encoding is unknown.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        return data.decode(encoding or "utf-8-sig")
    except LookupError:
        raise UnimportableError(f'There is no encoding "{encoding}".') from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnimportableError(
            f"Line {line} is not in {encoding or 'UTF-8'}.",
            "Save the file as UTF-8, or name its encoding: --encoding windows-1252.",
        ) from None


def json_of(data: bytes) -> Any:
    """Return the value in a JSON file.

    Raises:
        UnimportableError: the file is not JSON, or is nested too deep.
    """
    try:
        value = json.loads(text_of(data))
        check_depth(value)
        return value
    except json.JSONDecodeError as error:
        message = f"Line {error.lineno}, column {error.colno}: this is not JSON: {error.msg}."
        raise UnimportableError(message, "Export the file again.") from None
    except (RecursionError, ValueError):
        raise UnimportableError("The JSON is nested too deep, or has too long a number.") from None


def check_depth(value: Any) -> None:
    """Check that a JSON value is not nested too deep.

    Raises:
        ValueError: it is nested too deep.
    """
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > _DEEPEST:
            raise ValueError("nested too deep")
        level = [
            item
            for each in level
            if isinstance(each, dict | list)
            for item in (each.values() if isinstance(each, dict) else each)
        ]


def check_count(number: int, what: str) -> None:
    """Check that a file does not hold too many items.

    Raises:
        UnimportableError: it holds too many.
    """
    if number > MOST_ITEMS:
        message = f"The file has {number:,} {what}; one has at most {MOST_ITEMS:,}."
        raise UnimportableError(message, "Split it.")


class SafeZip:
    """A ZIP file that is unpacked within limits, and only in memory.

    Raises:
        UnimportableError: the file is damaged, or holds too much.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            members = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise UnimportableError("The file is damaged.", "Save or download it again.") from error
        if len(members) > MOST_MEMBERS or sum(it.file_size for it in members) > LARGEST_UNPACKED:
            raise _too_much()
        self.names = tuple(member.filename for member in members)
        if len(set(self.names)) < len(self.names):
            raise UnimportableError("Two files in the ZIP have one name.")

    def read(self, name: str) -> bytes:
        """Return the bytes of a member.

        Raises:
            UnimportableError: the member is damaged, or too large.
        """
        try:
            with self._archive.open(name) as member:
                data = member.read(LARGEST_UNPACKED + 1)
        except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError,
                OSError, EOFError, zipfile.zlib.error) as error:  # type: ignore[attr-defined] # fmt: skip
            raise UnimportableError(f'"{name}" in the ZIP cannot be read.') from error
        if len(data) > LARGEST_UNPACKED:
            raise _too_much()
        return data

    def size(self, name: str) -> int:
        """Return the unpacked size that the ZIP states for a member."""
        return self._archive.getinfo(name).file_size


def _too_much() -> UnimportableError:
    return UnimportableError(
        f"The ZIP holds too much: at most {LARGEST_UNPACKED >> 20} megabytes "
        f"in {MOST_MEMBERS:,} files are unpacked."
    )
