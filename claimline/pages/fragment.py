"""Links that lead a browser to a quote: text fragments.

Follows the URL Fragment Text Directives draft of the WICG:
``#:~:text=[prefix-,]start[,end][,-suffix]``, in which a hyphen, a comma and an ampersand inside
the words are percent-encoded. Browsers that do not know the directive open the page at its top.

A page of a PDF has the fragment ``#page=12`` (RFC 8118).
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from claimline.model.shared_fields import Fragment
from claimline.value import Value

_GAP = re.compile(r"\s*(?:\[\s*(?:\.\.\.|\u2026)\s*\]|\.\.\.|\u2026)\s*")
# "p. 12" and its like in the languages of the interface. A range leads to its first page.
_PAGE = re.compile(
    r"(?<![\w.])(?:pp?|pages?|s|seiten?|págs?|páginas?|с|стр|страницы?|сторінк[аи]|ص|صفحة)"
    r"(?:\.\s*|\s+)([0-9]{1,5})(?![0-9])",
    re.IGNORECASE,
)
_LONG = 12
"""The most words that a directive gives in full. Of a longer quote it gives only both ends, because
a browser does not find a quote with a line break or a footnote inside."""
_ENDS = 4


class TextDirective(Value, frozen=True):
    """The parts of a text directive, in plain words. Only ``start`` is always there."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        """Return the value of ``text=``."""
        parts = [
            f"{_encoded(self.prefix)}-" if self.prefix else "",
            _encoded(self.start),
            _encoded(self.end),
            f"-{_encoded(self.suffix)}" if self.suffix else "",
        ]
        return ",".join(filter(None, parts))


def with_text_fragment(url: str, words: str | None, fragment: Fragment | None = None) -> str:
    """Return ``url`` with a directive that leads to ``words``, or unchanged if none is possible.

    Directives that the address already has are removed, because a browser goes to the first.
    """
    if not words or not url.lower().startswith(("http://", "https://")):
        return url
    directive = text_directive(words, fragment)
    if not directive:
        return url
    page, _, fragment_of_page = url.partition("#")
    return f"{page}#{fragment_of_page.partition(':~:')[0]}:~:text={directive}"


def page_number(at: str | None) -> int | None:
    """Return the first page that a locator names, or None."""
    match = _PAGE.search(at or "")
    return int(match[1]) if match else None


def at_page(url: str, at: str | None) -> str | None:
    """Return the address of a page of a PDF, or None if the address or the locator names none."""
    number = page_number(at)
    if number is None or not urlsplit(url).path.lower().endswith(".pdf"):
        return None
    return f"{url.partition('#')[0]}#page={number}"


def text_directive(words: str, fragment: Fragment | None = None) -> TextDirective | None:
    """Return the directive for a quote, or None if the quote has no words.

    The parts that the record gives in ``fragment`` replace those that follow from the quote.
    """
    directive = _of_quote(words)
    if directive is None or fragment is None:
        return directive
    start, end = (
        (fragment.start, fragment.end) if fragment.start else (directive.start, directive.end)
    )
    return TextDirective(start, end or "", fragment.prefix or "", fragment.suffix or "")


def quote_pieces(words: str) -> tuple[str, ...]:
    """Return the pieces of a quote between its ellipses."""
    return tuple(piece for piece in _GAP.split(words.strip()) if piece.strip())


def _of_quote(words: str) -> TextDirective | None:
    pieces = [piece.split() for piece in quote_pieces(words)]
    if not pieces:
        return None
    if len(pieces) > 1:
        start, end = pieces[0][:_LONG], pieces[-1][-_LONG:]
    elif len(pieces[0]) > _LONG:
        start, end = pieces[0][:_ENDS], pieces[0][-_ENDS:]
    else:
        return TextDirective(" ".join(pieces[0]))
    return TextDirective(" ".join(start), " ".join(end))


def _encoded(words: str) -> str:
    """Return words with all characters escaped that have a meaning in a directive or a URL."""
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")
