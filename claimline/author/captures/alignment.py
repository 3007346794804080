"""Words that nearly agree: where most of a quote stands, and in what the two differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import Match, SequenceMatcher

from claimline.author.captures.fold import fold
from claimline.value import Value

ENOUGH = 0.7
"""The share of a quote's words that must stand together, in their order."""
SHORTEST = 3
"""Words that a quote must have before other words may stand among them."""
# A word may have apostrophes, soft hyphens, the hyphen of a line's end and, between digits, a
# point inside.
_LETTERS = r"\w[\w\u0300-\u036f]*"
_INSIDE = r"['\u2019\u02bc]|\xad\n?|[-\u2010]\n|(?<=\d)[.,:](?=\d)"
_WORD = re.compile(rf"{_LETTERS}(?:(?:{_INSIDE}){_LETTERS})*")
_BROKEN = re.compile(r"[-\u2010\xad]\n")
_HEAD, _TAIL = re.compile(r"\A\W+"), re.compile(r"\W+\Z")
_TOLD = 4
"""Differences that are told one by one."""


class Nearest(Value, frozen=True):
    """Offsets in the text that was searched, and the differences in words."""

    start: int
    end: int
    differences: tuple[str, ...]


class Token(Value, frozen=True):
    """A word: its offsets in the text, and how it is shown, folded, with what follows it."""

    start: int
    end: int
    text: str
    bare: str
    """Without the punctuation, and without capitals."""


def nearest(quote: str, found: Sequence[Token]) -> Nearest | None:
    """The stretch of a text that is most like a quote; None if none is like it."""
    sought = tokens(quote)
    if not sought or not found:
        return None
    window = _best_window([token.bare for token in sought], [token.bare for token in found])
    if window is None:
        return None
    begin, stop = _trimmed(sought, found, *window)
    if begin == stop:
        return None
    differences = _differences(sought, found[begin:stop])
    return Nearest(found[begin].start, found[stop - 1].end, differences)


def tokens(text: str) -> list[Token]:
    """The words of a text, each with the punctuation behind it."""
    found = []
    words = list(_WORD.finditer(text))
    ends = [*(word.start() for word in words[1:]), len(text)]  # one too many for no words
    for word, end in zip(words, ends, strict=False):
        shown = fold(_BROKEN.sub("", text[word.start() : end])).text
        bare = fold(_BROKEN.sub("", word[0])).text.casefold()
        found.append(Token(word.start(), word.end(), shown, bare))
    return found


def _best_window(sought: list[str], found: list[str]) -> tuple[int, int] | None:
    """The stretch of words, somewhat longer than the quote, that shares most words with it."""
    size = min(len(found), len(sought) + max(2, len(sought) // 3))
    wanted, have = Counter(sought), Counter(found[:size])
    shared = sum((wanted & have).values())
    best, where = shared, 0
    for start in range(1, len(found) - size + 1):
        gone, come = found[start - 1], found[start + size - 1]
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
    sought: Sequence[Token], found: Sequence[Token], begin: int, stop: int
) -> tuple[int, int]:
    """A stretch cut to the words from the first to the last that the quote has in its order.

    Empty where too few of them are in that order.
    """
    # A little more on both sides: the window may have begun behind the first word.
    begin, stop = max(begin - len(sought), 0), min(stop + len(sought), len(found))
    bare = [token.bare for token in found[begin:stop]]
    quote = [token.bare for token in sought]
    runs = SequenceMatcher(None, quote, bare, autojunk=False).get_matching_blocks()[:-1]
    runs = _near_the_longest(runs, len(sought))
    agreed = sum(run.size for run in runs)
    short = len(sought) < SHORTEST
    if agreed < (len(sought) if short else ENOUGH * len(sought)):
        return begin, begin
    first, last = runs[0], runs[-1]
    # Words of the quote before the first and after the last that agree stand for as many there.
    return (
        begin + max(first.b - first.a, 0),
        begin + min(last.b + len(sought) - last.a, len(bare)),
    )


def _near_the_longest(runs: list[Match], size: int) -> list[Match]:
    """The runs without those so far from the longest that they belong to something else."""
    longest = max(runs, key=lambda run: run.size, default=None)
    if longest is None:
        return []
    slack = max(3, size // 2)
    return [run for run in runs if abs((run.b - longest.b) - (run.a - longest.a)) <= slack]


def _differences(sought: Sequence[Token], found: Sequence[Token]) -> tuple[str, ...]:
    """The differences, in words: first what the quote has, then what the source has."""
    quote, text = [token.text for token in sought], [token.text for token in found]
    # Punctuation at the edges is told only where there is nothing else.
    edged = _without_edges(quote), _without_edges(text)
    told = _told(*edged) or _told(quote, text) or ["the words are divided otherwise"]
    if len(told) > _TOLD:
        told[_TOLD:] = [f"{len(told) - _TOLD} more"]
    return tuple(told)


def _without_edges(words: list[str]) -> list[str]:
    """The words without the punctuation before the first and behind the last."""
    first, *rest = words
    whole = [_HEAD.sub("", first), *rest]
    return [*whole[:-1], _TAIL.sub("", whole[-1])]


def _told(quote: list[str], text: list[str]) -> list[str]:
    told = []
    matcher = SequenceMatcher(None, quote, text, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        ours, theirs = " ".join(quote[a:b]), " ".join(text[c:d])
        if what == "replace":
            told.append(f'"{_short(ours)}" where the source has "{_short(theirs)}"')
        elif what == "delete":
            told.append(f'"{_short(ours)}" is not in the source')
        elif what == "insert":
            told.append(f'"{_short(theirs)}" is left out')
    return told


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:38]} ... {words[-38:]}"
