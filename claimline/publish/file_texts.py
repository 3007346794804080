"""Reads every text that a file of a site may hold: also in archives, metadata and escapes."""

from __future__ import annotations

import base64
import binascii
import bz2
import html
import lzma
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes, policy
from io import BytesIO
from urllib.parse import unquote, unquote_to_bytes

LARGEST = 256 << 20
"""Unpacked bytes of a file that are read, at most."""
_DEEPEST = 3
"""Archives in archives that are opened, at most."""
_ROUNDS = 3
"""Escapes in escapes that are read, at most: HTML in a feed, or an address in an address."""
_PIECE = 1 << 20
"""Bytes of a binary file that are read at once."""
_OVERLAP = 4096
"""Bytes of the next piece that a piece has too, so that a name across the cut is found."""
_MAIL = (".eml", ".mht", ".mhtml")
_OLD_ENCODINGS = (
    "cp1252", "cp1250", "cp1251", "koi8-r", "cp1253", "cp1255", "cp1256", "shift_jis", "euc_jp",
    "gb18030", "big5", "euc_kr", "utf-16-le", "utf-16-be",
)  # fmt: skip
"""Encodings of texts that are not in UTF-8."""
_TAG = re.compile(
    r"""<(?:[^<>"']|"[^"]{0,20000}+"|'[^']{0,20000}+'){0,20000}+>"""
    r"|<[^<>]{0,20000}+>"
)
_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2}))"
)
_PACKED_WORDS = re.compile(r";base64,([A-Za-z0-9+/=_-]{8,})")


_RUNS = (
    ("utf-8", re.compile(
        rb"(?:[\t\n\r -~]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}"
        rb"|[\xf0-\xf4][\x80-\xbf]{3}){3,}+"
    )),
    ("latin-1", re.compile(rb"(?:[\t\n\r -~]|[\xc0-\xff](?=[\x00 -~])){5,}+")),
)  # fmt: skip
"""What is read as text among other bytes: an encoding, and a pattern of characters in a row."""
_HIGH_BYTES = (
    re.compile(rb"[\x00\x01\x03-\x06\x1e-\x20]{3,}+"),  # Latin, Greek, Cyrillic, Hebrew, Arabic
    re.compile(rb"[\x00\x09-\x10\x20]{3,}+"),  # South Asia
    re.compile(rb"[\x00\x20\x30\x4e-\x9f]{3,}+"),  # China, Japan
    re.compile(rb"[\x00\x20\xac-\xd7]{3,}+"),  # Korea
)
"""High bytes of UTF-16 characters in a row. Each pattern is for scripts that stand in one text."""
_STREAM = re.compile(rb"stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s{0,9}/Image\b")
_ASCII_85 = re.compile(rb"ASCII85Decode|/A85\b")
_HEAD = 2000
"""Bytes before a stream of a PDF in which its description is looked for."""
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{4,200000}+)>")
_OCTAL = re.compile(rb"\\([0-7]{1,3})")
_KERNING = re.compile(rb"\)\s{0,9}-?[\d.]{0,9}\s{0,9}\(")
_TEXT_PNG = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")


def texts_in(path: str, data: bytes, depth: int = 0) -> Iterator[str]:
    """Yield the texts in a file, as far as they can be read.

    A text may come several times: as it is written, and as a browser or a program reads it.

    Args:
        path: the path of the file.
        data: its bytes.
        depth: the number of archives that the file lies in.
    """
    if data.startswith(b"SQLite format 3\0"):
        yield from _rows(data)
    elif (unpacked := _unpacked(data)) is not None:
        if depth < _DEEPEST:
            yield from texts_in(path, unpacked, depth + 1)
    elif data.startswith(b"PK\3\4"):
        if depth < _DEEPEST:
            yield from _members(data, depth)
    elif data.startswith(b"%PDF-"):
        yield from _pdf_texts(data)
        for stream in _streams(data):
            yield from _pdf_texts(stream)
    elif b"\0" in data[:4096]:
        yield from _any_encoding(data)
        yield from _chunks(data)
    else:
        if path.lower().endswith(_MAIL) and depth < _DEEPEST:
            yield from _mail(data, depth)
        for text in _decoded(data):
            yield from _spellings(text, depth)


def _decoded(data: bytes) -> Iterator[str]:
    """Yield a text in UTF-8, or in every encoding that it may have."""
    try:
        yield data.decode("utf-8")
    except UnicodeDecodeError:
        yield data.decode("utf-8", "replace")
        yield from (data.decode(name, "replace") for name in _OLD_ENCODINGS)


def _spellings(text: str, depth: int) -> Iterator[str]:
    """Yield a text as it is, and as a browser or a program reads it."""
    yield from _escaped(text)
    if ";base64," in text and depth < _DEEPEST:
        for match in _PACKED_WORDS.finditer(text):
            yield from texts_in("", _from_base64(match[1]), depth + 1)


def _escaped(text: str) -> Iterator[str]:
    """Yield a text, and what its escapes stand for, with tags and without."""
    for _ in range(_ROUNDS):
        yield text
        if "<" in text:
            yield html.unescape(_TAG.sub("", _without_comments(text)))
        plain = _unescaped(text)
        if plain == text:
            return
        if "%" in text:
            yield from _old_addresses(text)
        text = plain
    yield text


def _without_comments(text: str) -> str:
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join([*parts, text[at:]])


def _unescaped(text: str) -> str:
    if "&" in text:
        text = html.unescape(text)
    if "\\" in text:
        text = _ESCAPE.sub(_character, text)
    return unquote(text, errors="replace") if "%" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(next(filter(None, match.groups())), 16)
    return chr(code) if code < 0x110000 else match[0]


def _old_addresses(text: str) -> Iterator[str]:
    """Yield a text whose percent codes are not UTF-8 in every encoding that they may have."""
    if "\ufffd" not in text and "\ufffd" in unquote(text, errors="replace"):
        codes = b" ".join(map(unquote_to_bytes, re.findall(r"(?:%[0-9A-Fa-f]{2}|[\w.+-])+", text)))
        yield from (codes.decode(name, "replace") for name in _OLD_ENCODINGS)


def _any_encoding(data: bytes) -> Iterator[str]:
    """Yield what may be text in bytes, in the encodings that metadata use, piece by piece."""
    for start in range(0, len(data), _PIECE):
        piece = data[start : start + _PIECE + _OVERLAP]
        narrow = (
            run.decode(name, "replace") for name, runs in _RUNS for run in runs.findall(piece)
        )
        text = "\n".join([*narrow, *_wide_runs(piece)])
        yield text
        if "&" in text:
            yield html.unescape(text)


def _wide_runs(piece: bytes) -> Iterator[str]:
    """Yield what may be text in UTF-16, and also without its first letter, which may be no text."""
    for name, first, high in (
        ("utf-16-le", 0, 1), ("utf-16-le", 1, 2), ("utf-16-be", 0, 0), ("utf-16-be", 1, 1),
    ):  # fmt: skip
        high_bytes = piece[high::2]
        for pattern in _HIGH_BYTES:
            for match in pattern.finditer(high_bytes):
                run = piece[first + 2 * match.start() : first + 2 * match.end()]
                if letters := run.decode(name, "replace").strip("\0"):
                    yield f"{letters}\n{letters[1:]}"


def _pdf_texts(data: bytes) -> Iterator[str]:
    """Yield the texts in a part of a PDF: as they are, in octal and in hexadecimal codes."""
    yield from _any_encoding(data)
    if b"(" in data:
        plain = _OCTAL.sub(lambda match: bytes([int(match[1], 8) & 255]), data)
        plain = _KERNING.sub(b"", plain)
        if plain != data:
            yield from _any_encoding(plain)
    codes = (b"".join(match[1].split()) for match in _HEX.finditer(data))
    yield from _any_encoding(
        b"\n".join(binascii.unhexlify(each + b"0" * (len(each) % 2)) for each in codes)
    )


def _streams(data: bytes) -> Iterator[bytes]:
    """Yield the streams of a PDF that are no pictures, unpacked."""
    room = LARGEST
    last = data.rfind(b"~>")  # the end of the last stream in ASCII85
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _HEAD) : match.start()].rpartition(b"obj")[2]
        if _PICTURE.search(head) or room <= 0:
            continue
        start = match.end()
        decoded = b""
        if _ASCII_85.search(head):
            end = data.find(b"~>", start) if start <= last else len(data)
            decoded = _from_ascii_85(data[start:end])
            room -= end - start
        unpacked = _inflated(decoded or memoryview(data)[start:], 15, max(room, 1)) or decoded
        room -= len(unpacked)
        yield unpacked


def _from_ascii_85(words: bytes) -> bytes:
    try:
        return base64.a85decode(words)
    except ValueError:
        return b""


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
                yield from _any_encoding(_inflated(chunk[start:], 15))
        at += size + 12


def _unpacked(data: bytes) -> bytes | None:
    """Return the content of a compressed file, or None if it is none. Broken parts are left out."""
    try:
        if data.startswith(b"\x1f\x8b"):
            return _gunzipped(data)
        if data.startswith(b"BZh"):
            return bz2.BZ2Decompressor().decompress(data, LARGEST)
        if data.startswith(b"\xfd7zXZ\0"):
            return lzma.LZMADecompressor(memlimit=LARGEST).decompress(data, LARGEST)
    except (OSError, EOFError, lzma.LZMAError):
        return b""
    return None


def _gunzipped(data: bytes) -> bytes:
    """Return all members of a gzip file, one after the other."""
    parts: list[bytes] = []
    size = 0
    while data.startswith(b"\x1f\x8b") and size < LARGEST:
        unpacker = zlib.decompressobj(31)
        try:
            parts.append(unpacker.decompress(data, LARGEST - size))
        except zlib.error:
            break
        size += len(parts[-1])
        data = unpacker.unused_data
    return b"".join(parts)


def _inflated(data: bytes | memoryview, window: int, room: int = LARGEST) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(data, room)
    except zlib.error:
        return b""


def _members(data: bytes, depth: int) -> Iterator[str]:
    """Yield the texts in an archive, and the names of its files."""
    room = LARGEST
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                yield member.filename
                if member.file_size <= room:
                    room -= member.file_size
                    yield from texts_in(member.filename, archive.read(member), depth + 1)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, zlib.error):
        return


def _mail(data: bytes, depth: int) -> Iterator[str]:
    """Yield the texts of an e-mail: its headers and its parts, decoded."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        for part in message.walk():
            yield "\n".join(str(value) for value in part.values())
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                yield from texts_in("", payload, depth + 1)
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError):
        return


def _from_base64(words: str) -> bytes:
    try:
        return base64.b64decode(words + "=" * (-len(words) % 4), altchars=b"-_")
    except (binascii.Error, ValueError):
        return b""


def _rows(data: bytes) -> Iterator[str]:
    """Yield the texts of a SQLite file. In its bytes, a text may be in several pieces."""
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.deserialize(data)
            schema = database.execute("SELECT name, sql, type FROM sqlite_master").fetchall()
            yield "\n".join(str(sql) for _, sql, _ in schema)
            for table in [name for name, _, kind in schema if kind == "table"]:
                name = table.replace('"', '""')
                for row in database.execute(f'SELECT * FROM "{name}"'):
                    yield from _escaped(" \n ".join(map(_cell, row)))
        except sqlite3.Error:
            yield data.decode("utf-8", "replace")


def _cell(value: object) -> str:
    return "\n".join(_any_encoding(value)) if isinstance(value, bytes) else str(value or "")
