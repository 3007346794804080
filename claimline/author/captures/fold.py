"""Fold texts for comparison: remove differences of typesetting.

Ignored: the amount and kind of white space, and any white space beside quotation marks, dashes
and brackets or before a comma; the shape of quotation marks, apostrophes and dashes; ligatures,
full and half width; soft hyphens and other invisible characters; whether an accent is a character
of its own.

Kept: letters, capitals, accents, digits and punctuation. So, unlike in NFKC, only compatibility
forms that differ in shape alone are decomposed: "x²" is not "x2", and "½" not "12".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

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
    "\u2033\u02bb\u02bc\u02bd\u02ee\u301d\u301e\u301f\uff02\uff07"
)
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d")
# Compatibility forms that differ in shape alone.
_SHAPES = ("<compat>", "<wide>", "<narrow>", "<noBreak>", "<initial>", "<medial>", "<final>",
           "<isolated>")  # fmt: skip
_NO_SPACE_BEFORE = frozenset(f"{MARK}{DASH}?!;:,.)]")
_NO_SPACE_AFTER = frozenset(f"{MARK}{DASH}([")


class Folded(Value, frozen=True):
    """A folded text, and for each of its characters the offset in the original text.

    ``at`` has one more offset: the end of the original text.
    """

    text: str
    at: tuple[int, ...]


def fold(text: str, *, wrapped: bool = False) -> Folded:
    """Return the folded text. ``wrapped``: a word may continue after a break."""
    folded: list[str] = []
    at: list[int] = []
    space = -1
    hyphen = _line_ends(text) if wrapped else frozenset()
    for offset, piece in _characters(text):
        if offset in hyphen:
            piece = MAYBE
        for character in piece:
            if character == " ":
                space = offset if space < 0 else space
                continue
            previous = folded[-1] if folded else MARK
            if character in (MARK, DASH) and character == previous and folded:
                space = -1  # two marks side by side are one mark of another shape
                continue
            if space >= 0 and not (
                character in _NO_SPACE_BEFORE or previous in _NO_SPACE_AFTER or previous == MAYBE
            ):
                folded.append(" ")
                at.append(space)
            space = -1
            folded.append(character)
            at.append(offset)
    at.append(len(text))
    return Folded("".join(folded), tuple(at))


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


def _characters(text: str) -> Iterable[tuple[int, str]]:
    """Return each letter with its accents in its folded form, and its offset."""
    start, size = 0, len(text)
    while start < size:
        end = start + 1
        while end < size and text[end] > "\u02ff" and _goes_on(text[end]):
            end += 1
        yield start, _form(text[start:end])
        start = end


def _goes_on(character: str) -> bool:
    """Whether a character belongs to the one before it: an accent, the rest of a syllable."""
    return "\u1160" <= character <= "\u11ff" or unicodedata.category(character)[0] == "M"


@lru_cache(maxsize=8192)
def _form(cluster: str) -> str:
    """Return the folded form of a letter with its accents: any number of characters."""
    if len(cluster) == 1 and " " < cluster < "\x7f":
        return MARK if cluster in _MARKS else cluster
    composed = unicodedata.normalize("NFC", cluster)
    return "".join(map(_fold_character, composed))


def _fold_character(character: str) -> str:
    if character in _MARKS:
        return MARK
    if character in _DASHES:
        return DASH
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in ("Cf", "Cc", "Cs") or "\ufe00" <= character <= "\ufe0f":
        return ""
    tag, _, points = unicodedata.decomposition(character).partition(" ")
    if tag not in _SHAPES:
        return character
    parts = "".join(chr(int(point, 16)) for point in points.split())
    if " " in parts and len(parts) > 1:
        return character  # an accent on nothing
    return "".join(map(_fold_character, parts))
