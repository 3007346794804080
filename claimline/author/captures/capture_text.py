"""The text of a capture in blocks, and the errors of reading it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from claimline.errors import ClaimlineError
from claimline.value import Value

TYPES = {
    "text/plain": "txt", "text/html": "html", "application/pdf": "pdf",
    "multipart/related": "mhtml", "text/vtt": "vtt", "application/x-subrip": "srt",
    "message/rfc822": "eml", "application/mbox": "mbox", "application/wacz": "wacz",
    "application/warc": "warc", "application/json": "json", "image/png": "png",
    "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "audio/mpeg": "mp3",
    "audio/mp4": "m4a", "audio/ogg": "ogg", "audio/wav": "wav", "audio/flac": "flac",
    "video/mp4": "mp4", "video/quicktime": "mov", "video/webm": "webm",
}  # fmt: skip
"""The media types of captures, with the ending of their files."""
_NO_WORDS = {
    "application/warc": "a web archive", "application/json": "a file of data",
}  # fmt: skip
"""Types in which no quote is looked up, and what such a file is. Others go by their first part."""
_KINDS = {"image": "a picture", "audio": "a sound", "video": "a video"}
LARGEST = 64 << 20
"""Bytes of a capture, at most."""


class UnreadableError(ClaimlineError):
    """A capture has no text that can be read; the message is a sentence that says why."""


class WordlessError(UnreadableError):
    """A capture is of a type, or of a kind, that has no text for quotes. That is no fault."""


class MissingExtraError(UnreadableError):
    """A package of an extra is not installed."""

    def __init__(self, package: str, name: str = "captures") -> None:
        super().__init__(
            f"This needs {package}, which is not installed.",
            f"In claimline's checkout, run: pip install -e '.[{name}]'",
        )


class Block(Value, frozen=True):
    """A paragraph, a heading or a line.

    ``place`` is where a reader finds it: "paragraph 3", "page 2", "line 7". ``read`` is false for
    navigation: the search for quotes leaves it out, but a browser searches it. ``aside`` is true
    for a figure or an advert: a quote may go on after it.
    """

    text: str
    place: str
    read: bool = True
    aside: bool = False


class CaptureText(Value, frozen=True):
    """The text of a capture.

    ``wrapped``: blocks are lines, and a word may continue in the next one. ``linkable``: a browser
    shows the same blocks, so a link to a quote can be worked out from them. ``encoding`` names the
    encoding that it was read in, or is empty; ``doubt`` is a sentence if that is a guess.
    """

    blocks: tuple[Block, ...]
    wrapped: bool
    linkable: bool
    encoding: str = ""
    doubt: str = ""


def wordless_kind(media_type: str) -> str:
    """Return what a file of this type is, as "a picture", if it has no words; or else ""."""
    return _NO_WORDS.get(media_type) or _KINDS.get(media_type.partition("/")[0], "")


def words_of(data: bytes, media_type: str, encoding: str = "", language: str = "") -> CaptureText:
    """Return the text of a capture's bytes.

    ``encoding`` is the one that the record names, or empty; ``language`` is that of the source,
    which helps to guess an encoding.

    Raises:
        MissingExtraError: a package that reads this type is not installed.
        WordlessError: files of its type have no text for quotes, such as pictures and WARC files,
            or it is a web archive without the text of its pages.
        UnreadableError: it cannot be read, or has no text.
    """
    if kind := wordless_kind(media_type):
        raise WordlessError(f"It is {kind}.")
    if media_type == "application/pdf":
        from claimline.author.captures.pdf_text import pdf_words

        words = pdf_words(data)
    elif media_type == "text/html":
        from claimline.author.captures.html_text import html_words

        words = html_words(data, encoding, language)
    elif media_type == "multipart/related":
        from claimline.author.captures.mhtml_text import mhtml_words

        words = mhtml_words(data, encoding, language)
    elif media_type in ("text/vtt", "application/x-subrip"):
        from claimline.author.captures.subtitles import subtitle_words

        words = subtitle_words(data, encoding, language)
    elif media_type in ("message/rfc822", "application/mbox"):
        from claimline.author.captures.mail_text import mail_words

        words = mail_words(data, encoding, language)
    elif media_type == "application/wacz":
        from claimline.author.captures.wacz_text import wacz_words

        words = wacz_words(data)
    else:
        from claimline.author.captures.plain_text import plain_words

        words = plain_words(data, encoding, language)
    if not any(block.read for block in words.blocks):
        raise UnreadableError("There are no words in the file.")
    return words


def extra(module: str, package: str, name: str = "captures") -> Any:
    """Import a module of the extra ``name``. Raises MissingExtraError."""
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(package, name) from None
