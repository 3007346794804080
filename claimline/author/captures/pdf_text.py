"""PDF: the lines of each page, read with pypdf."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from claimline.author.captures import pdf_work
from claimline.author.captures.capture_text import Block, CaptureText, UnreadableError, extra
from claimline.author.captures.pdf_work import Budget, parts_of


def pdf_words(data: bytes) -> CaptureText:
    """Return each line as a block, with the number of its page from 1.

    A page that the file names again adds nothing, and is read once. Raises MissingExtraError;
    UnreadableError where the file is encrypted or broken, or asks for too much work.
    """
    pypdf = extra("pypdf", "pypdf")
    blocks = []
    budget = Budget(pdf_work.MOST_WORK)
    known: set[tuple[int, ...]] = set()
    with _silent():
        try:
            reader = pypdf.PdfReader(BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadableError("The PDF asks for a password.")
            for number, page in enumerate(reader.pages, 1):
                if (parts := parts_of(page)) in known:
                    continue
                known.add(parts)
                budget.take_page(page)
                text = page.extract_text(visitor_operand_before=budget.take_step)
                budget.check()
                for line in text.splitlines():
                    if line.strip():
                        blocks.append(Block(line.strip(), f"page {number}"))
        except UnreadableError:
            raise
        except Exception as error:  # a broken file can cause nearly any error
            reason = str(error).rstrip(".") or type(error).__name__
            raise UnreadableError(f"The PDF cannot be read: {reason}.") from error
    if not blocks:
        raise UnreadableError("The PDF has no text. Its pages may be pictures.")
    return CaptureText(tuple(blocks), wrapped=True, linkable=False)


@contextmanager
def _silent() -> Iterator[None]:
    """Silence pypdf, which logs small errors that it repairs."""
    logger = logging.getLogger("pypdf")
    before = logger.disabled, logger.level
    logger.disabled = True
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.disabled, logger.level = before
