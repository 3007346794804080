"""Plain text: bytes to text, and its lines."""

from __future__ import annotations

import codecs

from claimline.author.captures.capture_text import Block, Words

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, named: str = "") -> str:
    """The text of saved bytes. Never raises.

    Tried in turn: a byte order mark, the encoding that the file names, UTF-8, Windows-1252. What
    none of them knows becomes U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for encoding in (named, "utf-8"):
        try:
            return data.decode(encoding or "utf-8")
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def plain_words(data: bytes) -> Words:
    """Each line that is not blank is a block, by its number as an editor shows it."""
    lines = decode(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks = (
        Block(line.strip(), f"line {number}")
        for number, line in enumerate(lines, 1)
        if line.strip()
    )
    return Words(tuple(blocks), wrapped=True, linkable=True)
