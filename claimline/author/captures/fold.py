"""Texts as a careful reader compares them: without what only typesetting makes different.

What counts for nothing: how much white space there is and of which kind, and whether there is any
beside quotation marks, dashes and brackets or before a comma; the shape of quotation marks and
apostrophes, and of dashes; ligatures, and full and half width; soft hyphens and other characters
that are not seen; whether an accent is a character of its own.

What counts: letters, capitals, accents, digits and punctuation. So compatibility forms are not
taken apart as in NFKC but where only the shape differs: "x²" is not "x2", and "½" not "12".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from claimline.value import Value

BREAK = "\n"
"""Ends a block in a text that is folded; it counts as white space."""
MAYBE = "\x02"
"""A hyphen at the end of a line: the word's own, or put there by the break."""

MARK = "'"
"""Every quotation mark and apostrophe."""
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
    """A folded text, and for each of its characters the offset of what it was made from.

    ``at`` has one more offset at its end: that of the end of the whole text.
    """

    text: str
    at: tuple[int, ...]


def fold(text: str, *, wrapped: bool = False) -> Folded:
    """The text as it is compared. ``wrapped``: a word may go on behind a break."""
    made: list[str] = []
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
            last = made[-1] if made else MARK
            if character in (MARK, DASH) and character == last and made:
                space = -1  # two marks side by side are one mark of another shape
                continue
            if space >= 0 and not (
                character in _NO_SPACE_BEFORE or last in _NO_SPACE_AFTER or last == MAYBE
            ):
                made.append(" ")
                at.append(space)
            space = -1
            made.append(character)
            at.append(offset)
    at.append(len(text))
    return Folded("".join(made), tuple(at))


def _line_ends(text: str) -> frozenset[int]:
    """The offsets of hyphens between a letter and, on the next line, a small letter."""
    found = set()
    end = text.find(BREAK)
    while end >= 0:
        before = text[max(end - 2, 0) : end]
        after = text[end + 1 : end + 2]
        joined = len(before) == 2 and before[0].isalpha() and before[1] in "-\u2010\xad"
        if joined and after.isalpha() and after == after.lower():
            found.add(end - 1)
        end = text.find(BREAK, end + 1)
    return frozenset(found)


def _characters(text: str) -> Iterable[tuple[int, str]]:
    """Each letter with its accents, by its offset, in its folded form."""
    start, size = 0, len(text)
    while start < size:
        end = start + 1
        while end < size and text[end] > "\u02ff" and _goes_on(text[end]):
            end += 1
        yield start, _form(text[start:end])
        start = end


def _goes_on(character: str) -> bool:
    """Whether a character only adds to the one before it: an accent, the rest of a syllable."""
    return "\u1160" <= character <= "\u11ff" or unicodedata.category(character)[0] == "M"


@lru_cache(maxsize=8192)
def _form(cluster: str) -> str:
    """A letter with its accents in its folded form: none, one or several characters."""
    if len(cluster) == 1 and " " < cluster < "\x7f":
        return MARK if cluster in _MARKS else cluster
    composed = unicodedata.normalize("NFC", cluster)
    return "".join(map(_one, composed))


def _one(character: str) -> str:
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
    return "".join(map(_one, parts))
