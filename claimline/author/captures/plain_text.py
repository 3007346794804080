"""Plain text: its lines."""

from __future__ import annotations

from claimline.author.captures.capture_text import Block, CaptureText
from claimline.author.captures.encoding import decode


def plain_words(
    data: bytes, encoding: str = "", language: str = "", *, named: str = ""
) -> CaptureText:
    """Return each line that is not blank as a block, with its number in an editor.

    ``named`` is the encoding that the text travelled with. Raises MissingExtraError.
    """
    decoded = decode(data, recorded=encoding, named=named, language=language)
    blocks = (
        Block(line.strip(), f"line {number}")
        for number, line in enumerate(lines_of(decoded.text), 1)
        if line.strip()
    )
    return CaptureText(tuple(blocks), True, True, decoded.encoding, decoded.doubt)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, whichever system wrote it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
