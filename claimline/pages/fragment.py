"""Links to the very words: text fragments.

Follows the URL Fragment Text Directives draft of the WICG: ``#:~:text=start,end``, in which a
hyphen, a comma and an ampersand inside the words are percent-encoded. Browsers that do not
know the directive open the page at its top.
"""

from __future__ import annotations

import re
from urllib.parse import quote

_GAP = re.compile(r"\s*(?:\[\s*(?:\.\.\.|\u2026)\s*\]|\.\.\.|\u2026)\s*")
_LONG = 12
"""Words from which on a quote is given by its ends: a line break or footnote inside would
otherwise keep the browser from finding it."""
_ENDS = 4


def with_text_fragment(url: str, words: str | None) -> str:
    """``url`` with a directive that leads to ``words``; unchanged where that cannot work."""
    if not words or not url.lower().startswith(("http://", "https://")):
        return url
    directive = text_directive(words)
    if not directive:
        return url
    if ":~:" in url:
        return f"{url}&text={directive}"
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def text_directive(words: str) -> str:
    """The value of ``text=`` for a quote, or "" where it has no words."""
    pieces = [piece.split() for piece in _GAP.split(words.strip()) if piece.split()]
    if not pieces:
        return ""
    if len(pieces) > 1:
        start, end = pieces[0][:_LONG], pieces[-1][-_LONG:]
    elif len(pieces[0]) > _LONG:
        start, end = pieces[0][:_ENDS], pieces[0][-_ENDS:]
    else:
        return _encoded(pieces[0])
    return f"{_encoded(start)},{_encoded(end)}"


def _encoded(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")
