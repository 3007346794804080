"""Find the passages that two texts share nearly word for word.

Candidates are found by winnowing: of the hashes of every five words in a row, the smallest in
each window is a fingerprint (Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for
Document Fingerprinting", 2003). Two texts with eight words in a row in common share at least one
fingerprint. Fingerprints that lie along one line make a passage, so a word may differ here and
there.

Time and memory grow with the length of the texts, not with the number of pairs: each text is
compared with the first of the earlier ones that has the same words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from zlib import crc32

from claimline.author.echoes.word_list import WordList
from claimline.value import Value

_ROW = 5
"""Words in a row that are hashed together."""
_WINDOW = 4
"""Hashes of which one is a fingerprint."""
_GAP = 15
"""Words that may differ, be added or be left out between two fingerprints of a passage."""
_ALIGNED_ROW = 3
"""Words in a row that count as shared within a passage."""
_REPEATS = 4
"""Places of one fingerprint that are looked at in one text, at most."""
_OWN_WORDS = 16
"""Shared words outside quotation marks that a passage needs."""
_DENSITY = 0.6
"""The part of a passage's words that must be shared."""


class SharedPassage(Value, frozen=True):
    """A passage that two texts share: words ``start`` to ``end`` of the one, and of the other.

    ``shared`` are the words that both have, ``own`` those of them that neither text has in
    quotation marks.
    """

    start: int
    end: int
    other_start: int
    other_end: int
    shared: int
    own: int


class Pair(Value, frozen=True):
    """Two texts that share passages: ``text``, and ``other``, which comes before it."""

    text: str
    other: str
    passages: tuple[SharedPassage, ...]


class _Candidate:
    """Fingerprints along one line: the first and the last place in each text."""

    def __init__(self, at: int, other: int) -> None:
        self.first = self.last = (at, other)

    def takes(self, at: int, other: int) -> bool:
        """Add a place if it lies on the line."""
        ahead, beside = at - self.last[0], other - self.last[1]
        if not 0 <= ahead <= _GAP + _ROW or not 0 <= beside <= _GAP + _ROW:
            return False
        self.last = (at, other)
        return True


def shared_passages(texts: Mapping[str, WordList]) -> Iterator[Pair]:
    """Return the pairs of texts that share a passage.

    A text is compared with texts that come before it in ``texts``.
    """
    first_with: dict[int, tuple[str, list[int]]] = {}
    for name, text in texts.items():
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        own: dict[int, list[int]] = defaultdict(list)
        for fingerprint, at in fingerprints(text.words):
            if fingerprint in first_with:
                other, at_other = first_with[fingerprint]
                places[other] += [(at, place) for place in at_other]
            if len(own[fingerprint]) < _REPEATS:
                own[fingerprint].append(at)
        for fingerprint, at_own in own.items():
            first_with.setdefault(fingerprint, (name, at_own))
        for other, common in places.items():
            if passages := tuple(_passages(text, texts[other], common)):
                yield Pair(name, other, passages)


def fingerprints(words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Return the fingerprints of a text with the number of the word where each begins."""
    hashes = [
        crc32("\0".join(words[at : at + _ROW]).encode(errors="surrogatepass"))
        for at in range(len(words) - _ROW + 1)
    ]
    chosen = -1
    for at in range(len(hashes) - _WINDOW + 1):
        smallest = min(range(at, at + _WINDOW), key=lambda nth: (hashes[nth], -nth))
        if smallest != chosen:
            chosen = smallest
            yield hashes[chosen], chosen


def _passages(
    text: WordList, other: WordList, common: Iterable[tuple[int, int]]
) -> Iterator[SharedPassage]:
    """Return the passages along places with common fingerprints. None overlap in ``text``."""
    end = 0
    for candidate in _candidates(common):
        passage = _aligned(text, other, candidate)
        enough = passage.own >= _OWN_WORDS
        if enough and passage.shared >= _DENSITY * (passage.end - passage.start):
            if passage.start >= end:
                yield passage
            end = max(end, passage.end)


def _candidates(common: Iterable[tuple[int, int]]) -> list[_Candidate]:
    """Return the lines along which places lie."""
    lines: list[_Candidate] = []
    near: list[_Candidate] = []
    for at, other in sorted(common):
        near = [line for line in near if at - line.last[0] <= _GAP + _ROW]
        if not any(line.takes(at, other) for line in near):
            near.append(_Candidate(at, other))
            lines.append(near[-1])
    return lines


def _aligned(text: WordList, other: WordList, line: _Candidate) -> SharedPassage:
    """Return a passage, longer by the equal words before and behind it, with its words counted."""
    start, other_start = line.first
    end, other_end = line.last[0] + _ROW, line.last[1] + _ROW
    while start and other_start and text.words[start - 1] == other.words[other_start - 1]:
        start, other_start = start - 1, other_start - 1
    while end < len(text) and other_end < len(other) and text.words[end] == other.words[other_end]:
        end, other_end = end + 1, other_end + 1
    rows: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(other_start, other_end - _ALIGNED_ROW + 1):
        rows[other.words[at : at + _ALIGNED_ROW]].append(at)
    shared: dict[int, bool] = {}
    """For each shared word, whether one of the texts has it in quotation marks."""
    last, reached = start, other_start
    for at in range(start, end - _ALIGNED_ROW + 1):
        places = rows.get(text.words[at : at + _ALIGNED_ROW], ())
        nth = bisect_left(places, reached)
        if nth < len(places) and places[nth] - reached <= at - last + _GAP:
            last, reached = at, places[nth]
            for step in range(_ALIGNED_ROW):
                quoted = text.quoted[at + step] or other.quoted[reached + step]
                shared[at + step] = bool(quoted)
    own = sum(not quoted for quoted in shared.values())
    return SharedPassage(start, end, other_start, other_end, len(shared), own)
