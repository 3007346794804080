"""MHTML, a page with its pictures in one file, as browsers save it: the page's text."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message

from claimline.author.captures.capture_text import CaptureText, UnreadableError
from claimline.author.captures.html_text import html_words

_MOST_NESTED = 50
"""Boundaries that a file may name, at most. Browsers write one."""


def mhtml_words(data: bytes, encoding: str = "", language: str = "") -> CaptureText:
    """Return the blocks of the first page in the file.

    Raises UnreadableError, MissingExtraError.
    """
    page, named = page_part(data)
    return html_words(page, encoding, language, named=named)


def page_part(data: bytes) -> tuple[bytes, str]:
    """Return the first page in the file, and the encoding that the file names for it.

    Raises UnreadableError.
    """
    try:
        part = _page(data)
        page = part.get_payload(decode=True) if part else None
        named = part.get_content_charset("") if part else ""
    except Exception as error:  # a broken file can cause nearly any error
        raise UnreadableError("The MHTML file cannot be read.") from error
    if not isinstance(page, bytes):
        raise UnreadableError("There is no page in the MHTML file.")
    return page, named


def _page(data: bytes) -> Message | None:
    """Return the first part that is a page."""
    if data.lower().count(b"boundary=") > _MOST_NESTED:
        raise ValueError("too many parts in parts")
    for part in message_from_bytes(data).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return part
    return None
