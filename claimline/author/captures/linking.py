"""What a link needs so that a browser finds a quote at the right place.

A build makes a link from the quote alone, and that is enough where the quote's words stand once,
or first where they are meant, and as the quote has them. Elsewhere the record says more, in the
``fragment`` of its citation: the words before and after, or the source's own words.

These words are stored in the record, and not worked out when the site is built, because a build
must give the same site with and without captures, which are the author's own and never published.
They are plain words, which an author can read, check and write by hand; and they are only there
where they are needed, so that most citations stay as short as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimline.author.captures.browser import Sight
from claimline.author.captures.quote_search import Place, Text
from claimline.model.parts import Fragment
from claimline.pages.fragment import TextDirective, text_directive
from claimline.value import Value

_LONGEST = 12
"""Words up to which the source's own words are given as a whole."""
_AROUND = 8
"""Words before and after a quote that are tried."""


class Link(Value, frozen=True):
    """What was worked out for one quote.

    ``fragment`` is what the record needs; None where the quote's own words are enough, or where
    ``leads`` is false, because no words lead to the place.
    """

    fragment: Fragment | None
    leads: bool


class Linker:
    """Works out the links into one capture."""

    def __init__(self, text: Text) -> None:
        self._text = text
        blocks = text.blocks
        self._sight = Sight([block.text for block in blocks])
        # Offsets of the whole page for those of the blocks that are read.
        starts, at = [], 0
        for block in blocks:
            if block.read:
                starts.append(at)
            at += len(block.text) + 1
        self._page_starts = starts
        self._page = "\n".join(block.text for block in blocks)

    def link(self, quote: str, place: Place) -> Link:
        """What the record of a quote that stands at a place needs."""
        begin, stop = self._on_page(place.start), self._on_page(place.end - 1) + 1
        own = text_directive(quote)
        if own and self._leads(own, begin, stop):
            return Link(None, True)
        for base, given in self._bases(quote, begin, stop):
            for prefix, suffix in self._contexts(begin, stop):
                directive = TextDirective(base.start, base.end, prefix, suffix)
                if self._leads(directive, begin, stop):
                    fragment = Fragment(
                        prefix=prefix or None,
                        start=base.start if given else None,
                        end=(base.end or None) if given else None,
                        suffix=suffix or None,
                    )
                    return Link(fragment, True)
        return Link(None, False)

    def right(self, quote: str, fragment: Fragment | None, place: Place) -> bool:
        """Whether what the record has leads to the place."""
        directive = text_directive(quote, fragment)
        begin, stop = self._on_page(place.start), self._on_page(place.end - 1) + 1
        return directive is not None and self._leads(directive, begin, stop)

    def _on_page(self, offset: int) -> int:
        block = self._text.block_at(offset)
        return self._page_starts[block] + offset - self._text.start_of(block)

    def _leads(self, directive: TextDirective, begin: int, stop: int) -> bool:
        """Whether a browser finds the place, give or take punctuation at its ends."""
        found = self._sight.first(directive)
        if found is None:
            return False
        return _same(self._page, found[0], begin) and _same(self._page, found[1], stop)

    def _bases(self, quote: str, begin: int, stop: int) -> Iterator[tuple[TextDirective, bool]]:
        """The quote's own words, then the source's; and whether the record must name them."""
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
        """Words before and after, the fewest first: none, before, after, both."""
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
        """The words before a place in its block, or in the block above where it begins one."""
        for line in reversed(self._page[:begin].split("\n")):
            if line.strip():
                return line.split()
        return []

    def _after(self, stop: int) -> list[str]:
        for line in self._page[stop:].split("\n"):
            if line.strip():
                return line.split()
        return []


def _same(text: str, one: int, other: int) -> bool:
    """Whether no letter or digit stands between two offsets."""
    return not _has_letters(text[min(one, other) : max(one, other)])


def _has_letters(words: str) -> bool:
    return re.search(r"\w", words) is not None
