"""Looks in every file of a site for names that must never be published.

The names are in `private.yaml` beside `content/`, which git ignores. A finding does not repeat the
name, since the log of a build may be public.
"""

from __future__ import annotations

import html
import re
import sqlite3
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from claimline.diagnostics import Code, Location, Report
from claimline.read import read_yaml
from claimline.value import Value

FILE = "private.yaml"
_KEY = "never_publish"
_SHORT = 6
"""Letters below which a name must be a whole word. A longer one may have an ending."""
_MOST = 20
"""Findings of one run, at most."""
_LARGEST = 256 << 20
"""Unpacked bytes of a file that are searched, at most."""
_DEEPEST = 3
"""Archives in archives that are opened, at most."""
_ALONE = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t"}
_TAG = re.compile(r"<[^<>]{0,2000}>")
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_BETWEEN = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_STREAM = re.compile(rb"stream\r?\n")
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_TEXT_PNG = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")


@cache
def _table() -> dict[int, str | None]:
    """Return the characters that make no difference, and letters that stand for others."""
    ignored = ("Mn", "Me", "Cf")
    marks = (code for code in range(sys.maxunicode + 1)
             if unicodedata.category(chr(code)) in ignored)  # fmt: skip
    return {**dict.fromkeys(marks), ord("ـ"): None, **{ord(k): v for k, v in _ALONE.items()}}


class Names(Value, frozen=True):
    """The names that must never be published.

    Each has its letters, which are looked for first, and a pattern over a folded text.
    """

    letters: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    table: dict[int, str | None]

    def number_in(self, text: str) -> int:
        """Return the number of the first name in a text, from 1, or 0."""
        folded = _folded(text, self.table)
        joined = _BETWEEN.sub("", folded)
        for nth, letters in enumerate(self.letters):
            if letters in joined and self.patterns[nth].search(folded):
                return nth + 1
        return 0

    def masked(self, path: str) -> str:
        """Return a path, or only its ending if a name is in it."""
        if not self.number_in(path):
            return path
        return f"(a path with the name).{path.rpartition('.')[2]}" if "." in path else "(a path)"


def _folded(text: str, table: Mapping[int, str | None]) -> str:
    """Return a text without case, accents and invisible characters."""
    parted = _HUMP.sub(" ", text)
    if parted.isascii():
        return parted.lower()
    return unicodedata.normalize("NFKD", parted.casefold()).casefold().translate(table)


def read_names(project: Path, report: Report) -> Names | None:
    """Return the names of a project, or None if there are none or the file has an error."""
    path = project / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        hint = "Save it as a plain file in UTF-8."
        report.add(Location(FILE), Code.FILE_UNREADABLE, "The file cannot be read.", hint)
        return None
    errors = Report()
    parsed = read_yaml(text, FILE, errors)
    listed = parsed[0].get(_KEY) if parsed and isinstance(parsed[0], dict) else None
    names = listed if isinstance(listed, list) and len(parsed[0] if parsed else ()) == 1 else []
    if errors.failed or not names or not all(isinstance(each, str) for each in names):
        # The finding of the parser may quote a name, so it is not repeated.
        message = f"The file needs one key, `{_KEY}`, with a list of names."
        report.add(Location(FILE), Code.BAD_VALUE, message, f"Write `{_KEY}:`, and `- name` below.")
        return None
    table = _table()
    listed_letters = []
    for number, name in enumerate(names, 1):
        letters = "".join(c for c in _folded(name, table) if c.isalnum())
        if len(letters) < 2:
            message = f"Entry {number} has fewer than two letters."
            report.add(Location(FILE), Code.BAD_VALUE, message, "Write the whole name.")
            return None
        listed_letters.append(letters)
    return Names(tuple(listed_letters), tuple(map(_pattern, listed_letters)), table)


def _pattern(letters: str) -> re.Pattern[str]:
    """Return a pattern for a name, whatever spaces and signs stand between its letters."""
    inner = r"[\W_]*".join(map(re.escape, letters))
    if _SPACELESS.search(letters):
        return re.compile(inner)
    end = r"(?![^\W\d_])" if len(letters) < _SHORT else ""
    return re.compile(rf"(?<![^\W\d_]){inner}{end}")


def check_never_published(
    names: Names | None, files: Mapping[str, bytes], project: Path, report: Report
) -> None:
    """Report each file of a site that has one of the names in its path or its content."""
    if names is None:
        return
    count = 0
    for path in files:
        number = names.number_in(path.replace("/", " / ")) or _in_bytes(names, path, files[path])
        if not number:
            continue
        count += 1
        if count > _MOST:
            break
        origin = _origin(names, number, project)
        message = f"Entry {number} of {FILE} is in this file. It comes from {origin}."
        hint = "Take the name out there, or keep the record back with `private: true`."
        report.add(Location(f"site/{names.masked(path)}"), Code.NEVER_PUBLISH, message, hint)


def _in_bytes(names: Names, path: str, data: bytes) -> int:
    for text in _texts(path, data, 0):
        if number := names.number_in(text):
            return number
    return 0


def _texts(path: str, data: bytes, depth: int) -> Iterator[str]:
    """Yield the texts in a file, as far as they can be read: also in archives and metadata."""
    if data.startswith(b"SQLite format 3\0"):
        yield from _rows(data)
    elif data.startswith(b"\x1f\x8b"):
        if depth < _DEEPEST:
            yield from _texts(path, _inflated(data, 31), depth + 1)
    elif data.startswith(b"PK\3\4"):
        if depth < _DEEPEST:
            yield from _members(data, depth)
    elif data.startswith(b"%PDF-"):
        yield data.decode("latin-1")
        for match in _STREAM.finditer(data):
            yield _any_encoding(_inflated(data[match.end() :], 15))
    elif b"\0" in data[:4096]:
        yield _any_encoding(data)
        yield from _chunks(data)
    else:
        yield from _spellings(data.decode("utf-8", "replace"))


def _spellings(text: str) -> Iterator[str]:
    """Yield a text as it is, and as a browser or a program reads it."""
    yield text
    if "\\u" in text:
        yield _UNICODE.sub(lambda match: chr(int(match[1], 16)), text)
    if "%" in text:
        yield unquote(text, errors="replace")
    if "<" in text or "&" in text:
        yield html.unescape(_TAG.sub("", text))
        yield html.unescape(text)


def _any_encoding(data: bytes) -> str:
    """Return bytes as text in the encodings that metadata use, one after the other."""
    even = data[: len(data) // 2 * 2]
    odd = data[1 : 1 + (len(data) - 1) // 2 * 2]
    texts = [data.decode("utf-8", "replace"), data.decode("latin-1")]
    texts += [part.decode(name, "replace") for part in (even, odd)
              for name in ("utf-16-le", "utf-16-be")]  # fmt: skip
    return "\n".join(texts)


def _chunks(data: bytes) -> Iterator[str]:
    """Yield the packed texts in a PNG."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return
    at = 8
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        chunk = data[at + 8 : at + 8 + size]
        if kind in _TEXT_PNG:
            for start in (nth for nth, byte in enumerate(chunk[:300]) if byte == 0x78):
                yield _any_encoding(_inflated(chunk[start:], 15))
        at += size + 12


def _inflated(data: bytes, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(data, _LARGEST)
    except zlib.error:
        return b""


def _members(data: bytes, depth: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                yield member.filename
                if member.file_size <= _LARGEST:
                    yield from _texts(member.filename, archive.read(member), depth + 1)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError):
        return


def _rows(data: bytes) -> Iterator[str]:
    """Yield the texts of a SQLite file. In its bytes, a text may be in several pieces."""
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.deserialize(data)
            tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (table,) in tables.fetchall():
                name = table.replace('"', '""')
                for row in database.execute(f'SELECT * FROM "{name}"'):
                    yield " \n ".join(str(value) for value in row if value is not None)
        except sqlite3.Error:
            yield data.decode("utf-8", "replace")


def _origin(names: Names, number: int, project: Path) -> str:
    """Return where a name comes from: a file of the project and a line, without the name."""
    nth = slice(number - 1, number)
    only = Names(names.letters[nth], names.patterns[nth], names.table)
    for folder in ("content", "templates"):
        for file in sorted((project / folder).rglob("*")):
            relative = file.relative_to(project).as_posix()
            if only.number_in(relative.replace("/", " / ")):
                return f"the name of a file in {folder}/"
            if not file.is_file() or file.stat().st_size > 1 << 20:
                continue
            text = file.read_bytes().decode("utf-8", "replace")
            for line, words in enumerate(text.splitlines(), 1):
                if only.number_in(words):
                    return f"{relative}, line {line}"
            if only.number_in(text):
                return relative
    return "a file that is not text, or several of them"
