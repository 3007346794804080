"""A saved page made harmless, to be shown in a frame in which nothing runs or loads."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape

from claimline.author.captures.capture_text import UnreadableError
from claimline.author.captures.html_text import page_text
from claimline.author.captures.html_work import check_work
from claimline.author.captures.mhtml_text import page_part
from claimline.prose.foreign_html import harmless_html

PAGE_TYPES = ("text/html", "multipart/related")
"""The media types of captures that are pages."""
STYLE = (
    "body{margin:1rem auto;padding:0 1rem;max-width:44rem;font:1rem/1.5 system-ui,sans-serif;"
    "overflow-wrap:anywhere;color:#1c1c1a;background:#fff}table{border-collapse:collapse}"
    "td,th{border:1px solid;padding:.25rem}pre{white-space:pre-wrap}"
)
"""The only style of such a page."""


def harmless_page(
    data: bytes, media_type: str, encoding: str = "", language: str = "", title: str = ""
) -> str:
    """Return a saved page in which nothing runs.

    Args:
        data: the bytes of the capture.
        media_type: one of ``PAGE_TYPES``.
        encoding: the encoding that the record names, or "".
        language: the language of the source, or "".
        title: the title of the page that is returned.

    Raises:
        MissingExtraError: a package that reads it is not installed.
        UnreadableError: it cannot be read.
    """
    named = ""
    if media_type == "multipart/related":
        data, named = page_part(data)
    text = page_text(data, encoding, language, named).text
    check_work(text)
    try:
        body = harmless_html(text)
    except Exception as error:  # the cleaner is not ours, and says nothing of its errors
        raise UnreadableError("The page cannot be read.") from error
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><head>{head}'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>\n"
    )


def harmless_policy(framed_by: str) -> str:
    """Return the Content-Security-Policy of such a page: it loads only its style, in a sandbox.

    ``framed_by`` is the origin of the pages that may frame it.
    """
    digest = b64encode(sha256(STYLE.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {framed_by}; sandbox"
    )
