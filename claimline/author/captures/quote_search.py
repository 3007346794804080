"""Search for a quote in the text of a capture.

A quote is *found* if the folded text (see ``fold``) has all its words; if ``...`` or ``[...]``
leaves words out, its pieces must follow each other. It is *found with differences* if most of its
words stand together; the differences are listed. Otherwise it is *not found*.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from claimline.author.captures.alignment import Token, nearest, tokens
from claimline.author.captures.capture_text import Block, CaptureText
from claimline.author.captures.fold import BREAK, DASH, MARK, MAYBE, Folded, fold
from claimline.value import Value

GAP = re.compile(r"\s*(?:[\[(]\s*(?:\.\s?\.\s?\.|\u2026)\s*[\])]|\.\s?\.\s?\.+|\u2026)\s*")
"""The mark for words that a quote leaves out."""
WIDEST = 3000
"""Characters that a quote may leave out at one place, at most."""
_APOSTROPHES = "'\u2019\u02bc"


class Place(Value, frozen=True):
    """The place of a quote: offsets in ``SearchableText.raw``, and words for a reader."""

    start: int
    end: int
    words: str


class Near(Value, frozen=True):
    """The place of most of a quote's words, and their differences."""

    place: Place
    differences: tuple[str, ...]


class SearchableText:
    """The text of a capture, prepared for many searches."""

    def __init__(self, words: CaptureText) -> None:
        self.words = words
        self.blocks: tuple[Block, ...] = words.blocks
        read = [block for block in words.blocks if block.read]
        self.raw = BREAK.join(block.text for block in read)
        """The blocks that count, with a break between them."""
        self._starts: list[int] = []
        self._places = [block.place for block in read]
        start = 0
        for block in read:
            self._starts.append(start)
            start += len(block.text) + 1
        self._tokens: list[Token] | None = None
        self.folded: Folded = fold(self.raw, wrapped=words.wrapped)

    def block_at(self, offset: int) -> int:
        """Return the number, from 0, of the block at an offset of ``raw``."""
        return bisect_right(self._starts, offset) - 1

    def start_of(self, block: int) -> int:
        """Return the offset of a block in ``raw``."""
        return self._starts[block]

    def place(self, start: int, end: int) -> Place:
        """Return the place between two offsets in ``folded.text``."""
        at = self.folded.at
        first, last = at[start], at[end - 1] + 1
        while last < at[end] and not self.raw[last].isspace():
            last += 1  # accents, and the rest of a ligature
        return self._place(first, last)

    def _place(self, first: int, last: int) -> Place:
        names = self._places[self.block_at(first)], self._places[self.block_at(last - 1)]
        return Place(first, last, _span_words(*names))

    def find(self, quote: str) -> tuple[Place, ...]:
        """Return every place of a quote, in the order of the text."""
        whole = _stripped(quote)
        places = tuple(self._all(whole)) if whole else ()
        if places:
            return places
        pieces = [_stripped(piece) for piece in GAP.split(quote.strip())]
        return tuple(self._in_pieces([piece for piece in pieces if piece]))

    def near(self, quote: str) -> Near | None:
        """Return the place where most of a quote's words stand together, if there is one."""
        if self._tokens is None:
            self._tokens = tokens(self.raw)
        match = nearest(GAP.sub(" ", quote), self._tokens)
        if match is None:
            return None
        return Near(self._place(match.start, match.end), match.differences)

    def _all(self, piece: str) -> Iterator[Place]:
        at = 0
        while span := self._next(piece, at):
            yield self.place(*span)
            at = span[0] + 1

    def _in_pieces(self, pieces: list[str]) -> Iterator[Place]:
        at = 0
        while pieces and (first := self._next(pieces[0], at)):
            at = first[0] + 1
            end: int | None = first[1]
            for piece in pieces[1:]:
                assert end is not None
                span = self._next(piece, end, end + WIDEST + len(piece))
                end = span[1] if span else None
                if end is None:
                    break
            if end is not None:
                yield self.place(first[0], end)

    def _next(self, piece: str, at: int, until: int | None = None) -> tuple[int, int] | None:
        """Return the next match of whole words, as offsets in the folded text."""
        text = self.folded.text
        until = len(text) if until is None else min(until, len(text))
        pattern = _broken(piece) if MAYBE in text else None
        while True:
            if pattern:
                match = pattern.search(text, at, until)
                if not match:
                    return None
                start, end = match.span()
            else:
                start = text.find(piece, at, until)
                if start < 0:
                    return None
                end = start + len(piece)
            if self._whole(start, end):
                return start, end
            at = start + 1

    def _whole(self, start: int, end: int) -> bool:
        """Whether a match cuts no word at its ends: "it" does not match in "it's"."""
        text, at = self.folded.text, self.folded.at
        if start and text[start].isalnum():
            if text[start - 1].isalnum() or text[start - 1] == MAYBE:
                return False
            if self._apostrophe(at[start - 1]):
                return False
        if end < len(text) and text[end - 1].isalnum():
            if text[end].isalnum() or text[end] == MAYBE:
                return False
            if text[end] == MARK and self._apostrophe(at[end]):
                return False
        return True

    def _apostrophe(self, offset: int) -> bool:
        """Whether the raw text has an apostrophe inside a word at an offset."""
        around = self.raw[max(offset - 1, 0) : offset + 2]
        return (
            len(around) == 3
            and around[1] in _APOSTROPHES
            and around[0].isalpha()
            and around[2].isalpha()
        )


def _span_words(first: str, final: str) -> str:
    """Join the names of two places: "lines 3 to 5"."""
    if first == final:
        return first
    kind, _, number = first.rpartition(" ")
    other, _, end = final.rpartition(" ")
    if kind == other and number.isdigit() and end.isdigit():
        return f"{kind}s {number} to {end}"
    return f"{first} to {final}"


def _stripped(quote: str) -> str:
    """Return a folded quote without the quotation marks around it."""
    return fold(quote).text.strip(f"{MARK} ")


def _broken(piece: str) -> re.Pattern[str]:
    """Return a pattern for words that a line break may divide."""
    parts = [f"[{DASH}{MAYBE}]" if c == DASH else re.escape(c) for c in piece]
    return re.compile(f"{MAYBE}?".join(parts))
