"""Words in quotation marks that a text gives to the citation after them, as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from claimline.author.captures.scripts import is_spaceless
from claimline.prose import Prose
from claimline.prose.values import CitationHole, SentenceHole

Cited = tuple[tuple[str, str], ...]
"""Sources with their locators: several if one citation names several."""

# An opening mark, then the marks that may close it. French and German use the same marks the other
# way round; Swedish and Finnish close with the mark that opened.
_PAIRS = (
    '""', "\uff02\uff02", "\u201e\u201c\u201d", "\u201c\u201d", "\u201d\u201d", "\u00ab\u00bb",
    "\u00bb\u00ab\u00bb", "\u2039\u203a", "\u203a\u2039\u203a", "\u300c\u300d", "\u300e\u300f",
    "\uff62\uff63", "\ufe41\ufe42", "\ufe43\ufe44", "\u301d\u301e\u301f",
)  # fmt: skip
# The closing single mark is also the apostrophe. Inside a word it closes nothing.
_SINGLE = (("\u2018", "\u2019"), ("\u201a", "\u2018\u2019"))
_BLOCK_END, _SENTENCE = "\x1d", "\x1e"
_IN_MARKS = re.compile(
    "|".join(
        [f"{pair[0]}([^{pair}{_BLOCK_END}]+)[{pair[1:]}]" for pair in _PAIRS]
        + [
            rf"(?<!\w){opening}((?:[^{opening}{closing}{_BLOCK_END}]|\u2019(?=\w))+)[{closing}](?!\w)"
            for opening, closing in _SINGLE
        ]
    )
)
_TAG = re.compile(r"<([^<>]*)>")
_BLOCK = re.compile(r"/?(?:p|li|ul|ol|h[1-6]|blockquote|pre|table|tr|td|th|dl|dd|dt|div|hr)\b")
_LEAST = 2
"""Words of a quote, at least: a single word in quotation marks is often no quote."""
_LEAST_HAN, _LEAST_OTHERS = 4, 8
"""Letters of a quote, at least, in Chinese and Japanese, and in other scripts without spaces."""


def in_prose(prose: Prose) -> Iterator[tuple[str, Cited]]:
    """Yield words in quotation marks, each with the citation that follows in the same sentence.

    Citations side by side count as one.
    """
    for before, cited in _before_citations(prose):
        sentence = max(before.rfind(_SENTENCE), before.rfind(_BLOCK_END))
        for match in _IN_MARKS.finditer(before):
            if match.end() > sentence:
                words = next(filter(None, match.groups()))
                yield words.replace(_SENTENCE, ""), cited


def is_quote(words: str) -> bool:
    """Whether words in quotation marks are long enough to be looked for."""
    if len(words.split()) >= _LEAST:
        return True
    letters = [c for c in words if is_spaceless(c) and c.isalnum()]
    han = sum(c > "\u2e80" for c in letters)
    return han >= _LEAST_HAN or len(letters) - han >= _LEAST_OTHERS


def start_in(text: str, words: str) -> str:
    """Return as many of the words as stand in a Markdown text without markup among them."""
    parts = words.split(" ")
    size = len(parts)
    while size > 1 and " ".join(parts[:size]) not in text:
        size //= 2
    return " ".join(parts[:size])


def _before_citations(prose: Prose) -> list[tuple[str, Cited]]:
    """Return the text before each citation, up to the one before it, without markup."""
    texts: list[tuple[str, Cited]] = []
    before: list[str] = []
    for piece in prose.pieces:
        if isinstance(piece, CitationHole):
            cited = tuple((each.source, each.locator) for each in prose.marks[piece.number].cited)
            text = _plain("".join(before))
            if texts and not text.strip(" \n"):
                text, earlier = texts.pop()
                cited = (*earlier, *cited)
            texts.append((text, cited))
            before = []
        elif isinstance(piece, SentenceHole):
            before.append(f"<{_SENTENCE}>")
        elif isinstance(piece, str):
            before.append(piece)
    return texts


def _plain(html: str) -> str:
    """Return the text of clean HTML, in which < and > only stand for tags."""
    return unescape(_TAG.sub(_shown, html))


def _shown(tag: re.Match[str]) -> str:
    if _BLOCK.match(tag[1]):
        return _BLOCK_END
    return _SENTENCE if tag[1] == _SENTENCE else ""
