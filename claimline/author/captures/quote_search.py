"""Search for a quote in the text of a capture.

A quote is *found* if the folded text (see ``fold``) has all its words; if ``...`` or ``[...]``
leaves words out, its pieces must follow each other. It is *found with differences* if most of its
words stand together; the differences are listed. Otherwise it is *not found*.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from claimline.author.captures.alignment import Token, nearest, tokens
from claimline.author.captures.capture_text import Block, CaptureText
from claimline.author.captures.flow import TextFlow, sought
from claimline.author.captures.fold import BREAK, fold
from claimline.author.captures.turns import turned_after, turned_before
from claimline.value import Value

GAP = re.compile(r"\s*(?:[\[(]\s*(?:\.\s?\.\s?\.|\u2026)\s*[\])]|\.\s?\.\s?\.+|\u2026)\s*")
"""The mark for words that a quote leaves out."""
_ADVERT = re.compile(
    r"(?:advert(?:isement)?s?|sponsored|(?:story|article) continues below(?: advertisement)?"
    r"|anzeige|werbung|publicit\u00e9|publicidad|pubblicit\u00e0|реклама"
    r"|\u0625?\u0627?\u0639\u0644\u0627\u0646|广告|廣告|広告)[.:]?"
    r"|(?:read (?:more|also)|also read|see also|lesen sie auch|mehr zum thema"
    r"|\u0627\u0642\u0631\u0623 \u0623\u064a\u0636\u0627)(?::.{0,200})?",
    re.IGNORECASE,
)
"""A block that is no part of the text around it, in pages and copies without markup."""
_AROUND = 3
"""Lines before and after a quote that are read for words that turn it."""
_BESIDE = 20
"""Characters that are shown beside a quote that is cut out of longer words."""
MOST_PLACES = 1000
"""Places of one quote that are looked up, at most."""


class QuotePlace(Value, frozen=True):
    """The place of a quote: offsets in ``SearchableText.raw``, and words for a reader."""

    start: int
    end: int
    words: str


class Near(Value, frozen=True):
    """The place of most of a quote's words, and their differences."""

    place: QuotePlace
    differences: tuple[str, ...]


class SearchableText:
    """The text of a capture, prepared for many searches."""

    def __init__(self, words: CaptureText) -> None:
        self.words = words
        self.blocks: tuple[Block, ...] = words.blocks
        self._read = [block for block in words.blocks if block.read]
        self.raw = BREAK.join(block.text for block in self._read)
        """The blocks that count, with a break between them."""
        self._starts: list[int] = []
        start = 0
        for block in self._read:
            self._starts.append(start)
            start += len(block.text) + 1
        self._tokens: list[Token] | None = None
        self._flows: list[TextFlow] = []

    def block_at(self, offset: int) -> int:
        """Return the number, from 0, of the block at an offset of ``raw``."""
        return bisect_right(self._starts, offset) - 1

    def start_of(self, block: int) -> int:
        """Return the offset of a block in ``raw``."""
        return self._starts[block]

    def place(self, first: int, last: int) -> QuotePlace:
        """Return the place between two offsets of ``raw``."""
        names = [self._read[self.block_at(at)].place for at in (first, last - 1)]
        return QuotePlace(first, last, _span_words(*names))

    def find(self, quote: str) -> tuple[QuotePlace, ...]:
        """Return the places of a quote, in the order of the text."""
        pieces = [piece for piece in map(sought, GAP.split(quote.strip())) if piece.text]
        for wanted in [sought(quote)], pieces:
            for flow in self._each_flow() if any(each.text for each in wanted) else ():
                spans = islice(flow.spans(wanted), MOST_PLACES)
                if places := tuple(self.place(*span) for span in spans):
                    return places
        return ()

    def turned(self, place: QuotePlace, *, before: bool) -> str:
        """Return the words beside a place that turn its meaning, or an empty string.

        Those before it count only with ``before``.
        """
        first, last = self.block_at(place.start), self.block_at(place.end - 1)
        quoted = self.raw[place.start : place.end]
        if turned := turned_after(quoted, self._after(place.end, last)):
            return turned
        above = first
        while above and first - above < _AROUND and self._goes_on(above - 1):
            above -= 1
        text_before = self.raw[self._starts[above] : place.start]
        return turned_before(text_before, quoted) if before else ""

    def _after(self, offset: int, block: int) -> str:
        """Return the text after an offset in a block, up to the end of its paragraph."""
        below = block
        while below - block < _AROUND and self._goes_on(below):
            below += 1
        return self.raw[offset : self._starts[below] + len(self._read[below].text)]

    def _goes_on(self, block: int) -> bool:
        """Whether the next block belongs to the same paragraph, as far as can be told."""
        if block + 1 >= len(self._read):
            return False
        place, following = self._read[block].place, self._read[block + 1].place
        if place == following or ":" in place:
            return True
        kind, _, number = place.rpartition(" ")
        return kind == "line" and following == f"line {int(number) + 1}"

    def near(self, quote: str) -> Near | None:
        """Return the place where most of a quote's words stand together, if there is one."""
        if self._tokens is None:
            self._tokens = tokens(self.raw)
        match = nearest(GAP.sub(" ", quote), self._tokens)
        if match is None:
            return None
        around = self._around(match.start, match.end)
        differences = match.differences
        if not differences or sought(quote).text in fold(around).text:
            differences = (f'the words are cut or divided otherwise than in "{around}"',)
        return Near(self.place(match.start, match.end), differences)

    def _around(self, start: int, end: int) -> str:
        """Return the words between two offsets with some before and after, on one line."""
        before = self.raw[max(start - _BESIDE, 0) : start]
        after = self.raw[end : end + _BESIDE]
        if len(before) == _BESIDE:
            before = before[before.find(" ") + 1 :]
        if len(after) == _BESIDE:
            after = after[: max(after.rfind(" "), 1)]
        return " ".join(f"{before}{self.raw[start:end]}{after}".split())

    def _each_flow(self) -> Iterator[TextFlow]:
        """Return the whole text, then, if it has figures or adverts, the text without them."""
        for nth, with_asides in enumerate((True, False)):
            if not with_asides and not any(map(_is_aside, self._read)):
                return
            if nth == len(self._flows):
                blocks = [
                    (start, block.text)
                    for start, block in zip(self._starts, self._read, strict=True)
                    if with_asides or not _is_aside(block)
                ]
                self._flows.append(TextFlow(blocks, wrapped=self.words.wrapped))
            yield self._flows[nth]


def _is_aside(block: Block) -> bool:
    return block.aside or (len(block.text) < 220 and _ADVERT.fullmatch(block.text) is not None)


def _span_words(first: str, final: str) -> str:
    """Join the names of two places: "lines 3 to 5"."""
    if first == final:
        return first
    kind, _, number = first.rpartition(" ")
    other, _, end = final.rpartition(" ")
    if kind == other and number.isdigit() and end.isdigit():
        return f"{kind}s {number} to {end}"
    return f"{first} to {final}"
