"""PDF: the lines of each page, read with pypdf."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from claimline.author.captures.capture_text import Block, UnreadableError, Words, extra


def pdf_words(data: bytes) -> Words:
    """Each line is a block, by the number of its page, counted from 1.

    Raises MissingExtraError; UnreadableError where the file is encrypted or broken.
    """
    pypdf = extra("pypdf", "pypdf")
    blocks = []
    with _silent():
        try:
            reader = pypdf.PdfReader(BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadableError("The PDF asks for a password.")
            for number, page in enumerate(reader.pages, 1):
                for line in page.extract_text().splitlines():
                    if line.strip():
                        blocks.append(Block(line.strip(), f"page {number}"))
        except UnreadableError:
            raise
        except Exception as error:  # a broken file can bring about nearly anything
            reason = str(error).rstrip(".") or type(error).__name__
            raise UnreadableError(f"The PDF cannot be read: {reason}.") from error
    if not blocks:
        raise UnreadableError("The PDF has no text in it, as where its pages are pictures.")
    return Words(tuple(blocks), wrapped=True, linkable=False)


@contextmanager
def _silent() -> Iterator[None]:
    """Without what pypdf logs of small faults, which it mends."""
    logger = logging.getLogger("pypdf")
    before = logger.disabled, logger.level
    logger.disabled = True
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.disabled, logger.level = before
