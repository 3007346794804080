"""A row of blocks as one folded text, and the matches of words in it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from claimline.author.captures.edges import end_of, is_whole
from claimline.author.captures.fold import BREAK, DASH, MARK, MAYBE, Folded, fold
from claimline.value import Value

WIDEST = 3000
"""Characters that a quote may leave out at one place, at most."""
MOST_WORK = 20_000_000
"""Characters that one search may compare, besides the first look through the text."""

Span = tuple[int, int]


class Sought(Value, frozen=True):
    """The folded words that a search looks for, without quotation marks around them."""

    text: str
    points: tuple[tuple[int, str], ...]
    """The vowel marks of its letters, by their offset in ``text``."""


def sought(words: str) -> Sought:
    """Return words as a search looks for them. They may be empty."""
    folded = fold(words)
    text = folded.text.lstrip(f"{MARK} ")
    cut = len(folded.text) - len(text)
    points = tuple((at - cut, marks) for at, marks in sorted(folded.points.items()))
    return Sought(text.rstrip(f"{MARK} "), points)


class TextFlow:
    """Blocks that a reader reads one after the other."""

    def __init__(self, blocks: Sequence[tuple[int, str]], *, wrapped: bool) -> None:
        """Join blocks, each with its offset in the whole text."""
        self.raw = BREAK.join(text for _, text in blocks)
        self._folded: Folded = fold(self.raw, wrapped=wrapped)
        self._offsets = [offset for offset, _ in blocks]
        self._starts: list[int] = []
        start = 0
        for _, text in blocks:
            self._starts.append(start)
            start += len(text) + 1
        # A line's end may divide a word. So the words are looked for in a text without hyphens,
        # and ``_in_text`` holds the offset of each of its characters in the folded text.
        text = self._folded.text
        self._divided = MAYBE in text
        places = (
            [at for at, c in enumerate(text) if c not in (MAYBE, DASH)] if self._divided else []
        )
        self._in_text = array("I", [*places, len(text)])
        self._joined = "".join(text[at] for at in places) if self._divided else text

    def spans(self, pieces: Sequence[Sought]) -> Iterator[Span]:
        """Return where all pieces stand, one after the other, as offsets in the whole text."""
        search = _Search(self, MOST_WORK)
        at = 0
        while pieces and (first := search.next(pieces[0], at)):
            at = first[0] + 1
            end: int | None = first[1]
            for piece in pieces[1:]:
                assert end is not None
                span = search.next(piece, end, end + WIDEST + len(piece.text))
                end = span[1] if span else None
                if end is None:
                    break
            if end is not None:
                last = end_of(self.raw, self._folded, end)
                yield self._outside(self._folded.at[first[0]]), self._outside(last - 1) + 1

    def _outside(self, offset: int) -> int:
        """Return the offset in the whole text of an offset in ``raw``."""
        block = bisect_right(self._starts, offset) - 1
        return self._offsets[block] + offset - self._starts[block]

    def candidates(self, piece: Sought, at: int, until: int) -> Iterator[Span]:
        """Yield the places of a piece in the folded text, even if they cut a word.

        An empty place is none.
        """
        text = self._folded.text
        if not self._divided:
            start = text.find(piece.text, at, until)
            while start >= 0:
                yield start, start + len(piece.text)
                start = text.find(piece.text, start + 1, until)
            return
        joined = piece.text.replace(DASH, "")
        if not joined:
            return
        pattern = _broken(piece.text)
        lead = len(piece.text) - len(piece.text.lstrip(DASH))
        stop = bisect_left(self._in_text, until)
        nth = self._joined.find(joined, bisect_left(self._in_text, at), stop)
        while nth >= 0:
            start = max(self._in_text[nth] - lead, at)
            match = pattern.match(text, start, until)
            yield match.span() if match else (start, start)
            nth = self._joined.find(joined, nth + 1, stop)

    def is_match(self, piece: Sought, start: int, end: int) -> bool:
        """Whether a candidate cuts nothing, and has no other vowel marks."""
        if start == end or not is_whole(self.raw, self._folded, start, end):
            return False
        if not piece.points or not self._folded.points:
            return True
        at = [n for n in range(start, end) if self._folded.text[n] != MAYBE]
        return all(
            _agree(marks, self._folded.points.get(at[nth], ""))
            for nth, marks in piece.points
            if nth < len(at)
        )

    def __len__(self) -> int:
        return len(self._folded.text)


class _Search:
    """Searches a flow, until it has compared too much."""

    def __init__(self, flow: TextFlow, work: int) -> None:
        self._flow = flow
        self._work = work

    def next(self, piece: Sought, at: int, until: int | None = None) -> Span | None:
        """Return the next match of whole words, as offsets in the folded text."""
        until = len(self._flow) if until is None else min(until, len(self._flow))
        for start, end in self._flow.candidates(piece, at, until):
            self._work -= len(piece.text) + 200
            if self._work < 0:
                return None
            if self._flow.is_match(piece, start, end):
                return start, end
        self._work -= 200
        return None


def _agree(ours: str, theirs: str) -> bool:
    """Whether the vowel marks of two letters are the same, as far as both are written."""
    return set(ours) <= set(theirs) or set(theirs) <= set(ours)


def _broken(piece: str) -> re.Pattern[str]:
    """Return a pattern for words that a line break may divide."""
    parts = [f"[{DASH}{MAYBE}]" if c == DASH else re.escape(c) for c in piece]
    return re.compile(f"{MAYBE}?".join(parts))
