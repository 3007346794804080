"""Plain text: bytes to text, and its lines."""

from __future__ import annotations

import codecs

from claimline.author.captures.capture_text import Block, CaptureText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, named: str = "") -> str:
    """Return the text of bytes. Never raises.

    It tries a byte order mark, the encoding that the file names, UTF-8 and Windows-1252. Bytes
    that none of them has become U+FFFD.
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


def plain_words(data: bytes) -> CaptureText:
    """Return each line that is not blank as a block, with its number in an editor."""
    lines = decode(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks = (
        Block(line.strip(), f"line {number}")
        for number, line in enumerate(lines, 1)
        if line.strip()
    )
    return CaptureText(tuple(blocks), wrapped=True, linkable=True)
