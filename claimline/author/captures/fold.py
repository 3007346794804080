"""Fold texts for comparison: remove differences of typesetting.

These are ignored:

- the amount and kind of white space
- any white space beside quotation marks, dashes and brackets, before a comma, or in scripts that
  put no space between words
- the shape of quotation marks, apostrophes and dashes
- ligatures, full and half width
- soft hyphens and other invisible characters
- whether an accent is a character of its own
- Arabic vowel marks and the lengthening of words, and Hebrew points, if one of the texts leaves
  them out

Kept are letters, capitals, accents, digits and punctuation. So, unlike in NFKC, only compatibility
forms that differ in shape alone are decomposed: "x²" is not "x2", and "½" not "12".
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from claimline.author.captures.scripts import TATWEEL, is_point, needs_no_space
from claimline.value import Value

BREAK = "\n"
"""Ends a block in a text before folding. It counts as white space."""
MAYBE = "\x02"
"""A hyphen at the end of a line: part of the word, or added by the line break."""

MARK = "'"
"""Stands for every quotation mark and apostrophe."""
DASH = "-"

_MARKS = frozenset(
    "'\"`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a\u00ab\u00bb\u2032"
    "\u2033\u02bb\u02bc\u02bd\u02ee\u05f3\u05f4\u301d\u301e\u301f\uff02\uff07"
    "\u300c\u300d\u300e\u300f\ufe41\ufe42\ufe43\ufe44"
)
_DASHES = frozenset(
    "-\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
)
# Compatibility forms that differ in shape alone.
_SHAPES = ("<compat>", "<wide>", "<narrow>", "<noBreak>", "<initial>", "<medial>", "<final>",
           "<isolated>")  # fmt: skip
_NO_SPACE_BEFORE = frozenset(f"{MARK}{DASH}?!;:,.)]")
_NO_SPACE_AFTER = frozenset(f"{MARK}{DASH}([")


class Folded(Value, frozen=True):
    """A folded text, and for each of its characters the offset in the original text.

    ``at`` has one more offset: the end of the original text. ``points`` are the vowel marks that
    were left out, by the offset in ``text`` of their letter.
    """

    text: str
    at: Sequence[int]
    points: Mapping[int, str] = {}


def fold(text: str, *, wrapped: bool = False) -> Folded:
    """Return the folded text. ``wrapped``: a word may continue after a break."""
    folded: list[str] = []
    at = array("I")
    points: dict[int, str] = {}
    space = -1
    tight = False
    """Whether the last character needs no space beside it."""
    hyphen = _line_ends(text) if wrapped else frozenset()
    for offset, cluster in _clusters(text):
        piece = MAYBE if offset in hyphen else _form(cluster)
        wide = needs_no_space(cluster[0])
        for character in piece:
            if character == " ":
                space = offset if space < 0 else space
                continue
            previous = folded[-1] if folded else MARK
            if character in (MARK, DASH) and character == previous and folded:
                space = -1  # two marks side by side are one mark of another shape
                continue
            if space >= 0 and not (
                tight
                or wide
                or character in _NO_SPACE_BEFORE
                or previous in _NO_SPACE_AFTER
                or previous == MAYBE
            ):
                folded.append(" ")
                at.append(space)
            space = -1
            folded.append(character)
            at.append(offset)
            tight = wide
            if left_out := _points_of(cluster):
                points.setdefault(len(folded) - 1, left_out)
    at.append(len(text))
    return Folded("".join(folded), at, points)


def _line_ends(text: str) -> frozenset[int]:
    """Return the offsets of hyphens between a letter and, on the next line, a small letter."""
    offsets = set()
    end = text.find(BREAK)
    while end >= 0:
        before = text[max(end - 2, 0) : end]
        after = text[end + 1 : end + 2]
        joined = len(before) == 2 and before[0].isalpha() and before[1] in "-\u2010\xad"
        if joined and after.isalpha() and after == after.lower():
            offsets.add(end - 1)
        end = text.find(BREAK, end + 1)
    return frozenset(offsets)


def _clusters(text: str) -> Iterable[tuple[int, str]]:
    """Return each letter with its accents, and its offset."""
    start, size = 0, len(text)
    while start < size:
        end = start + 1
        while end < size and text[end] > "\u02ff" and _goes_on(text[end]):
            end += 1
        yield start, text[start:end]
        start = end


def _goes_on(character: str) -> bool:
    """Whether a character belongs to the one before it: an accent, the rest of a syllable."""
    return (
        "\u1160" <= character <= "\u11ff"
        or character == TATWEEL
        or unicodedata.category(character)[0] == "M"
    )


@lru_cache(maxsize=8192)
def _form(cluster: str) -> str:
    """Return the folded form of a letter with its accents: any number of characters."""
    if len(cluster) == 1 and " " < cluster < "\x7f":
        return MARK if cluster in _MARKS else cluster
    plain = "".join(c for c in unicodedata.normalize("NFD", cluster) if not _is_left_out(c))
    return "".join(map(_fold_character, unicodedata.normalize("NFC", plain)))


@lru_cache(maxsize=8192)
def _points_of(cluster: str) -> str:
    """Return the vowel marks of a letter in a fixed order."""
    if cluster < "\u0590":
        return ""
    return "".join(sorted(set(filter(is_point, unicodedata.normalize("NFKD", cluster)))))


def _is_left_out(character: str) -> bool:
    return character == TATWEEL or is_point(character)


def _fold_character(character: str) -> str:
    if character in _MARKS:
        return MARK
    if character in _DASHES:
        return DASH
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if _is_left_out(character):
        return ""
    if category in ("Cf", "Cc", "Cs") or "\ufe00" <= character <= "\ufe0f":
        return ""
    tag, _, points = unicodedata.decomposition(character).partition(" ")
    if tag not in _SHAPES:
        return character
    parts = "".join(chr(int(point, 16)) for point in points.split())
    if " " in parts and len(parts) > 1:
        # An accent on nothing. A vowel mark on nothing is left out, as any other.
        return "" if all(map(is_point, parts[1:])) else character
    return "".join(map(_fold_character, parts))
