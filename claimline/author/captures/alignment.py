"""Find the place where most of a quote's words stand, and list the differences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from functools import lru_cache

from claimline.author.captures.fold import fold
from claimline.author.captures.scripts import SPACELESS, needs_no_space
from claimline.value import Value

ENOUGH = 0.7
"""The share of a quote's words that must stand together, in their order."""
SHORTEST = 3
"""The fewest words of a quote that is found with differences. A shorter one must be there whole."""
MOST_PAIRS = 2_000_000
"""Pairs of equal words that are compared, at most. With more, no differences are looked for."""
# A word may hold apostrophes, soft hyphens and a hyphen before a line break. A number may hold a
# point. In scripts without spaces, each letter counts as a word.
_SIGNS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff"
)
_LETTERS = rf"(?![{SPACELESS}])\w(?:(?![{SPACELESS}])[\w{_SIGNS}])*"
_INSIDE = r"['\u2019\u02bc]|\xad\n?|[-\u2010]\n|(?<=\d)[.,:](?=\d)"
_WORD = re.compile(rf"{_LETTERS}(?:(?:{_INSIDE}){_LETTERS})*|\w")
_BROKEN = re.compile(r"[-\u2010\xad]\n")
_HEAD, _TAIL = re.compile(r"\A\W+"), re.compile(r"\W+\Z")
_LISTED = 4
"""Differences that are listed, at most."""


class Nearest(Value, frozen=True):
    """Offsets in the searched text, and the differences: none if only its edges differ."""

    start: int
    end: int
    differences: tuple[str, ...]


class Token(Value, frozen=True):
    """A word: its offsets in the text, and its folded form with the punctuation after it."""

    start: int
    end: int
    text: str
    bare: str
    """The folded form without punctuation and capitals."""


def nearest(quote: str, text: Sequence[Token]) -> Nearest | None:
    """Return the part of a text that is most like a quote; None if no part is like it."""
    sought = tokens(quote)
    if not sought or not text:
        return None
    window = _best_window([token.bare for token in sought], [token.bare for token in text])
    if window is None:
        return None
    begin, stop = _trimmed(sought, text, *window)
    if begin == stop:
        return None
    differences = _differences(sought, text[begin:stop])
    return Nearest(text[begin].start, text[stop - 1].end, differences)


def tokens(text: str) -> list[Token]:
    """Return the words of a text, each with the punctuation after it."""
    result = []
    words = list(_WORD.finditer(text))
    ends = [*(word.start() for word in words[1:]), len(text)]  # one too many for no words
    for word, end in zip(words, ends, strict=False):
        shown, bare = _folded(text[word.start() : end]), _folded(word[0]).casefold()
        result.append(Token(word.start(), word.end(), shown, bare))
    return result


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    return fold(_BROKEN.sub("", word)).text


def _best_window(sought: list[str], text: list[str]) -> tuple[int, int] | None:
    """Return the part, somewhat longer than the quote, that shares most words with it."""
    size = min(len(text), len(sought) + max(2, len(sought) // 3))
    wanted, have = Counter(sought), Counter(text[:size])
    shared = sum((wanted & have).values())
    best, where = shared, 0
    for start in range(1, len(text) - size + 1):
        gone, come = text[start - 1], text[start + size - 1]
        if gone != come:
            shared -= have[gone] <= wanted[gone]
            have[gone] -= 1
            have[come] += 1
            shared += have[come] <= wanted[come]
        if shared > best:
            best, where = shared, start
    if best < ENOUGH * len(sought):
        return None
    return where, where + size


def _trimmed(
    sought: Sequence[Token], text: Sequence[Token], begin: int, stop: int
) -> tuple[int, int]:
    """Cut a part to the words from the first to the last that the quote has in its order.

    The result is empty if too few of them are in that order.
    """
    # A little more on both sides: the window may begin after the first word.
    begin, stop = max(begin - len(sought), 0), min(stop + len(sought), len(text))
    bare = [token.bare for token in text[begin:stop]]
    quote = [token.bare for token in sought]
    counts = Counter(bare)
    if sum(counts[word] * number for word, number in Counter(quote).items()) > MOST_PAIRS:
        return begin, begin
    runs = SequenceMatcher(None, quote, bare, autojunk=False).get_matching_blocks()[:-1]
    runs = _near_the_longest(runs, len(sought))
    agreed = sum(run.size for run in runs)
    short = len(sought) < SHORTEST
    if agreed < (len(sought) if short else ENOUGH * len(sought)):
        return begin, begin
    first, final = runs[0], runs[-1]
    # For words of the quote before and after those that agree, the part takes as many of the text.
    return (
        begin + max(first.b - first.a, 0),
        begin + min(final.b + len(sought) - final.a, len(bare)),
    )


def _near_the_longest(runs: list[Match], size: int) -> list[Match]:
    """Return the runs that are near enough to the longest to belong to the same passage."""
    longest = max(runs, key=lambda run: run.size, default=None)
    if longest is None:
        return []
    slack = max(3, size // 2)
    return [run for run in runs if abs((run.b - longest.b) - (run.a - longest.a)) <= slack]


def _differences(sought: Sequence[Token], text: Sequence[Token]) -> tuple[str, ...]:
    """Return the differences: first the words of the quote, then those of the source."""
    ours, theirs = [token.text for token in sought], [token.text for token in text]
    # Punctuation at the edges is listed only if nothing else differs.
    trimmed = _without_edges(ours), _without_edges(theirs)
    listed = _compared(*trimmed) or _compared(ours, theirs)
    if len(listed) > _LISTED:
        listed[_LISTED:] = [f"{len(listed) - _LISTED} more"]
    return tuple(listed)


def _without_edges(words: list[str]) -> list[str]:
    """Return the words without the punctuation before the first and after the last."""
    first, *rest = words
    whole = [_HEAD.sub("", first), *rest]
    return [*whole[:-1], _TAIL.sub("", whole[-1])]


def _compared(quote: list[str], text: list[str]) -> list[str]:
    differences = []
    matcher = SequenceMatcher(None, quote, text, autojunk=False)
    for change, a, b, c, d in matcher.get_opcodes():
        ours, theirs = _joined(quote[a:b]), _joined(text[c:d])
        if change == "replace":
            differences.append(f'"{_short(ours)}" where the source has "{_short(theirs)}"')
        elif change == "delete":
            differences.append(f'"{_short(ours)}" is not in the source')
        elif change == "insert":
            differences.append(f'"{_short(theirs)}" is left out')
    return differences


def _joined(words: list[str]) -> str:
    """Join words, with a space where their scripts have one."""
    joined = ""
    for word in words:
        tight = joined and word and (needs_no_space(joined[-1]) or needs_no_space(word[0]))
        joined += word if tight or not joined else f" {word}"
    return joined


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:38]} ... {words[-38:]}"
