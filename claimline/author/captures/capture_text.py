"""The words of a capture, block by block, and what can go wrong in reading them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from claimline.errors import ClaimlineError
from claimline.value import Value

TYPES = {"text/plain": "txt", "text/html": "html", "application/pdf": "pdf"}
"""The media types that are read, with the ending that a file of each gets."""
LARGEST = 64 << 20
"""Bytes that a capture may have."""


class UnreadableError(ClaimlineError):
    """A capture cannot be read for its words; the message is a sentence that says why."""


class MissingExtraError(UnreadableError):
    """A package of the extra ``captures`` is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"This needs {package}, which is not installed.",
            "In claimline's checkout, run: pip install '.[captures]'",
        )


class Block(Value, frozen=True):
    """Words that stand together: a paragraph, a heading, a line.

    ``place`` is where a reader finds them: "paragraph 3", "page 2", "line 7". ``read`` is false
    for navigation, in which no quote is looked for; a browser that looks for words does.
    """

    text: str
    place: str
    read: bool = True


class Words(Value, frozen=True):
    """A capture as it is read.

    ``wrapped``: blocks are lines, and a word may go on in the next one. ``linkable``: the blocks
    are those of a page in a browser, or may be, so that a link can be worked out from them.
    """

    blocks: tuple[Block, ...]
    wrapped: bool
    linkable: bool


def words_of(data: bytes, media_type: str) -> Words:
    """The words of a capture's bytes.

    Raises:
        MissingExtraError: a package that reads this type is not installed.
        UnreadableError: it cannot be read, or holds no words.
    """
    if media_type == "text/html":
        from claimline.author.captures.html_text import html_words as read
    elif media_type == "application/pdf":
        from claimline.author.captures.pdf_text import pdf_words as read
    else:
        from claimline.author.captures.plain_text import plain_words as read
    words = read(data)
    if not any(block.read for block in words.blocks):
        raise UnreadableError("There are no words in the file.")
    return words


def extra(module: str, package: str) -> Any:
    """A module of the extra. Raises MissingExtraError."""
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(package) from None
