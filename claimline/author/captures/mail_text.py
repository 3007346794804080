"""E-mails, as .eml or an .mbox of one: their headers, their text, and the names of attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.message import Message

from claimline.author.captures.capture_text import Block, CaptureText, UnreadableError
from claimline.author.captures.html_text import html_words
from claimline.author.captures.plain_text import plain_words

_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_MOST_NESTED = 50
"""Boundaries that a message may name, at most."""
_NEXT_MESSAGE = re.compile(rb"\n\r?\nFrom [^\n]{1,200}\n[A-Za-z-]{1,60}:")
_FROM_LINE = re.compile(rb"From [^\n]{0,998}\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def mail_words(data: bytes, encoding: str = "", language: str = "") -> CaptureText:
    """Return the headers, the text and the attachments' names of a message as blocks.

    If a message has its text twice, as plain text and as HTML, the plain text is read.

    Raises UnreadableError, MissingExtraError.
    """
    if start := _FROM_LINE.match(data):
        if _NEXT_MESSAGE.search(data):
            raise UnreadableError("The mailbox has several messages: save each as .eml.")
        data = _QUOTED_FROM.sub(rb"\1", data[start.end() :])
    if data.lower().count(b"boundary=") > _MOST_NESTED:
        raise UnreadableError("The parts of the message are nested too deep.")
    try:
        message = message_from_bytes(data, policy=policy.default)
        head = tuple(_headers(message))
        parts = [part for part in message.walk() if not part.is_multipart()]
        names = tuple(_attachments(parts))
        texts = [_part(part, encoding, language) for part in _texts(parts)]
    except UnreadableError:
        raise
    except Exception as error:  # a broken message can cause nearly any error
        raise UnreadableError("The message cannot be read.") from error
    if not head:
        raise UnreadableError("This is not a message.")
    blocks = (*head, *(block for text in texts for block in text.blocks), *names)
    wrapped = all(text.wrapped for text in texts)
    doubt = next((text.doubt for text in texts if text.doubt), "")
    read_as = next((text.encoding for text in texts if text.encoding), "")
    return CaptureText(blocks, wrapped, False, read_as, doubt)


def _headers(message: Message) -> Iterator[Block]:
    for name in _HEADERS:
        for value in message.get_all(name, ()):
            if words := " ".join(str(value).split()):
                yield Block(words, f"header {name}")


def _attachments(parts: Sequence[Message]) -> Iterator[Block]:
    named = [part for part in parts if _is_attachment(part)]
    for number, part in enumerate(named, 1):
        name = " ".join(str(part.get_filename() or "without a name").split())
        yield Block(f"{name} ({part.get_content_type()})", f"attachment {number}", aside=True)


def _is_attachment(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _texts(parts: Sequence[Message]) -> Sequence[Message]:
    """Return the parts with the message's text: those in plain text, or else those in HTML."""
    inline = [part for part in parts if not _is_attachment(part)]
    for kind in ("text/plain", "text/html"):
        texts = [part for part in inline if part.get_content_type() == kind]
        if any(_bytes(part).strip() for part in texts):
            return texts
    return []


def _part(part: Message, encoding: str, language: str) -> CaptureText:
    data, charset = _bytes(part), part.get_content_charset("")
    if part.get_content_type() == "text/html":
        return html_words(data, encoding, language, named=charset)
    return plain_words(data, encoding, language, named=charset)


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
