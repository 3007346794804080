"""Looking for a quote in the words of a capture.

A quote is *found* where its whole words stand, folded (see ``fold``); where ``...`` or ``[...]``
leaves words out, its pieces must follow each other. It is *found with differences* where most of
its words stand together, and the differences are told. Otherwise it is *not found*.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from claimline.author.captures.alignment import Token, nearest, tokens
from claimline.author.captures.capture_text import Block, Words
from claimline.author.captures.fold import BREAK, DASH, MARK, MAYBE, Folded, fold
from claimline.value import Value

GAP = re.compile(r"\s*(?:[\[(]\s*(?:\.\s?\.\s?\.|\u2026)\s*[\])]|\.\s?\.\s?\.+|\u2026)\s*")
"""Words that a quote leaves out."""
WIDEST = 3000
"""Characters that a quote may leave out at one place."""
_APOSTROPHES = "'\u2019\u02bc"


class Place(Value, frozen=True):
    """Where a quote stands: offsets in ``Text.raw``, and words for a reader."""

    start: int
    end: int
    words: str


class Near(Value, frozen=True):
    """Where most of a quote's words stand, and in what they differ."""

    place: Place
    differences: tuple[str, ...]


class Text:
    """The words of a capture, made ready for many searches."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.blocks: tuple[Block, ...] = words.blocks
        read = [block for block in words.blocks if block.read]
        self.raw = BREAK.join(block.text for block in read)
        """The blocks that are read, with a break between them."""
        self._starts: list[int] = []
        self._places = [block.place for block in read]
        start = 0
        for block in read:
            self._starts.append(start)
            start += len(block.text) + 1
        self._tokens: list[Token] | None = None
        self.folded: Folded = fold(self.raw, wrapped=words.wrapped)

    def block_at(self, offset: int) -> int:
        """The number, from 0, of the block that is read in which an offset of ``raw`` lies."""
        return bisect_right(self._starts, offset) - 1

    def start_of(self, block: int) -> int:
        """The offset of a block that is read."""
        return self._starts[block]

    def place(self, start: int, end: int) -> Place:
        """A place between two offsets in ``folded.text``."""
        at = self.folded.at
        first, last = at[start], at[end - 1] + 1
        while last < at[end] and not self.raw[last].isspace():
            last += 1  # accents, and the rest of a ligature
        return self._place(first, last)

    def _place(self, first: int, last: int) -> Place:
        names = self._places[self.block_at(first)], self._places[self.block_at(last - 1)]
        return Place(first, last, _span_words(*names))

    def find(self, quote: str) -> tuple[Place, ...]:
        """Every place at which a quote stands, in the order of the text."""
        whole = _stripped(quote)
        found = tuple(self._all(whole)) if whole else ()
        if found:
            return found
        pieces = [_stripped(piece) for piece in GAP.split(quote.strip())]
        return tuple(self._in_pieces([piece for piece in pieces if piece]))

    def near(self, quote: str) -> Near | None:
        """The place where most of a quote's words stand together, if there is one."""
        if self._tokens is None:
            self._tokens = tokens(self.raw)
        found = nearest(GAP.sub(" ", quote), self._tokens)
        if found is None:
            return None
        return Near(self._place(found.start, found.end), found.differences)

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
        """The next place of whole folded words, as offsets in the folded text."""
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
        """Whether no word is cut at either end. "it" is not in "it's"."""
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
        """Whether an apostrophe inside a word is at an offset of the raw text."""
        around = self.raw[max(offset - 1, 0) : offset + 2]
        return (
            len(around) == 3
            and around[1] in _APOSTROPHES
            and around[0].isalpha()
            and around[2].isalpha()
        )


def _span_words(first: str, last: str) -> str:
    """Two places as one: "lines 3 to 5"."""
    if first == last:
        return first
    kind, _, number = first.rpartition(" ")
    other, _, end = last.rpartition(" ")
    if kind == other and number.isdigit() and end.isdigit():
        return f"{kind}s {number} to {end}"
    return f"{first} to {last}"


def _stripped(quote: str) -> str:
    """A folded quote without the marks around it, which are not part of what it quotes."""
    return fold(quote).text.strip(f"{MARK} ")


def _broken(piece: str) -> re.Pattern[str]:
    """A pattern for words that may be broken at the end of a line, with a hyphen or at one."""
    parts = [f"[{DASH}{MAYBE}]" if c == DASH else re.escape(c) for c in piece]
    return re.compile(f"{MAYBE}?".join(parts))
