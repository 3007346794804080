"""Work out the words that lead a browser to a quote.

A build makes a link from the quote alone. That is enough if the source has the same words, and
their first match is the right one. Otherwise the ``fragment`` of the citation adds the words
before and after, or the source's own words.

The record stores these words, because a build must give the same site with and without captures,
which are never published. They are plain words that an author can read, check and write by hand.
A citation has them only where they are needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimline.author.captures.browser import BrowserText
from claimline.author.captures.quote_search import QuotePlace, SearchableText
from claimline.model.shared_fields import Fragment
from claimline.pages.fragment import TextDirective, text_directive
from claimline.value import Value

_LONGEST = 12
"""Words of the source that are given whole, at most; longer texts get a start and an end."""
_AROUND = 8
"""Words before and after a quote, at most."""


class QuoteLink(Value, frozen=True):
    """The fragment that a quote needs.

    ``fragment`` is None if the quote's own words are enough, or if ``leads`` is false: no words
    lead to the place.
    """

    fragment: Fragment | None
    leads: bool


class Linker:
    """Works out the links into one capture."""

    def __init__(self, text: SearchableText) -> None:
        self._text = text
        blocks = text.blocks
        self._browser_text = BrowserText([block.text for block in blocks])
        # The offset in the whole page of each block that is read.
        starts, at = [], 0
        for block in blocks:
            if block.read:
                starts.append(at)
            at += len(block.text) + 1
        self._page_starts = starts
        self._page = "\n".join(block.text for block in blocks)

    def link(self, quote: str, place: QuotePlace) -> QuoteLink:
        """Return the fragment that the record of a quote at a place needs."""
        begin, stop = self._on_page(place.start), self._on_page(place.end - 1) + 1
        own = text_directive(quote)
        if own and self._leads(own, begin, stop):
            return QuoteLink(None, True)
        for base, from_source in self._bases(quote, begin, stop):
            for prefix, suffix in self._contexts(begin, stop):
                directive = TextDirective(base.start, base.end, prefix, suffix)
                if self._leads(directive, begin, stop):
                    fragment = Fragment(
                        prefix=prefix or None,
                        start=base.start if from_source else None,
                        end=(base.end or None) if from_source else None,
                        suffix=suffix or None,
                    )
                    return QuoteLink(fragment, True)
        return QuoteLink(None, False)

    def right(self, quote: str, fragment: Fragment | None, place: QuotePlace) -> bool:
        """Whether the record's fragment leads to the place."""
        directive = text_directive(quote, fragment)
        begin, stop = self._on_page(place.start), self._on_page(place.end - 1) + 1
        return directive is not None and self._leads(directive, begin, stop)

    def _on_page(self, offset: int) -> int:
        block = self._text.block_at(offset)
        return self._page_starts[block] + offset - self._text.start_of(block)

    def _leads(self, directive: TextDirective, begin: int, stop: int) -> bool:
        """Whether a browser finds the place, apart from punctuation at its ends."""
        match = self._browser_text.first(directive)
        if match is None:
            return False
        return _same(self._page, match[0], begin) and _same(self._page, match[1], stop)

    def _bases(self, quote: str, begin: int, stop: int) -> Iterator[tuple[TextDirective, bool]]:
        """Yield words for a link: the quote's, then the source's, which the record must have."""
        own = text_directive(quote)
        if own:
            yield own, False
        lines = [line.split() for line in self._page[begin:stop].split("\n")]
        lines = [line for line in lines if line]
        if len(lines) == 1 and len(lines[0]) <= _LONGEST:
            yield TextDirective(" ".join(lines[0])), True
        for size in (4, _AROUND):
            first, last = lines[0][:size], lines[-1][-size:]
            if len(lines) > 1 or len(lines[0]) >= 2 * size:
                yield TextDirective(" ".join(first), " ".join(last)), True

    def _contexts(self, begin: int, stop: int) -> Iterator[tuple[str, str]]:
        """Return words before and after: first none, then those before, those after, both."""
        before, after = self._before(begin), self._after(stop)
        prefixes = [" ".join(before[-size:]) for size in range(1, min(len(before), _AROUND) + 1)]
        suffixes = [" ".join(after[:size]) for size in range(1, min(len(after), _AROUND) + 1)]
        prefixes = [words for words in prefixes if _has_letters(words)]
        suffixes = [words for words in suffixes if _has_letters(words)]
        yield "", ""
        yield from ((prefix, "") for prefix in prefixes)
        yield from (("", suffix) for suffix in suffixes)
        if prefixes and suffixes:
            yield prefixes[-1], suffixes[-1]

    def _before(self, begin: int) -> list[str]:
        """Return the words before an offset in its block, or else in the block above."""
        for line in reversed(self._page[:begin].split("\n")):
            if line.strip():
                return line.split()
        return []

    def _after(self, stop: int) -> list[str]:
        for line in self._page[stop:].split("\n"):
            if line.strip():
                return line.split()
        return []


def _same(text: str, first: int, second: int) -> bool:
    """Whether no letter or digit stands between two offsets."""
    return not _has_letters(text[min(first, second) : max(first, second)])


def _has_letters(words: str) -> bool:
    return re.search(r"\w", words) is not None
