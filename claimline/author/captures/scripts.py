"""Letters: which scripts put no space between words, and which marks a text may leave out."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

# The first and the last character of each range, one after the other.
_SPACELESS = (
    0x0E00, 0x0EFF,  # Thai, Lao
    0x0F00, 0x0FFF,  # Tibetan
    0x1000, 0x109F,  # Burmese
    0x1780, 0x17FF,  # Khmer
    0x1950, 0x1AAF,  # Tai scripts
    0x2E80, 0x312F,  # radicals, CJK punctuation, kana, Bopomofo
    0x31A0, 0x9FFF,  # more of them, Han
    0xA000, 0xA4CF,  # Yi
    0xA980, 0xA9FF,  # Javanese, Burmese
    0xAA60, 0xAADF,  # Burmese, Tai Viet
    0xF900, 0xFAFF,  # Han
    0x1B000, 0x1B16F,  # kana
    0x20000, 0x3FFFF,  # Han
)  # fmt: skip
SPACELESS = "".join(
    f"{chr(first)}-{chr(last)}"
    for first, last in zip(_SPACELESS[::2], _SPACELESS[1::2], strict=True)
)
"""The characters of scripts without spaces, for a class in a pattern."""
_WIDE_MARKS = frozenset("，．：；！？（）［］｛｝、。「」『』〔〕【】〈〉《》〝〞〟﹁﹂﹃﹄～")
TATWEEL = "\u0640"
"""Makes an Arabic word longer on the line; it is no letter."""
# Vowel marks of Arabic, and points and accents of Hebrew. A hamza or a madda is a letter's own.
_POINTS = (
    0x0591, 0x05BD, 0x05BF, 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7, 0x05C7,
    0x0610, 0x061A, 0x064B, 0x0652, 0x0656, 0x065F, 0x0670, 0x0670, 0x06D6, 0x06DC,
    0x06DF, 0x06E4, 0x06E7, 0x06E8, 0x06EA, 0x06ED,
)  # fmt: skip
_STACKERS = frozenset("\u1039\u17d2\u1a60\u0f84")
"""Signs after which the next letter stands below the one before."""
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩廿卅点點")
_SOME = frozenset("数數几幾")
"""Letters that say "several" before a numeral: 数百 is "several hundred"."""


def is_spaceless(character: str) -> bool:
    """Whether a character is of a script that puts no space between words."""
    return character > "\u0dff" and _in(character, _SPACELESS)


def needs_no_space(character: str) -> bool:
    """Whether white space beside a character says nothing."""
    return character > "\u0dff" and (_in(character, _SPACELESS) or character in _WIDE_MARKS)


def is_point(character: str) -> bool:
    """Whether a character is a vowel mark or point that Arabic and Hebrew texts may leave out."""
    return "\u0590" < character < "\u06ee" and _in(character, _POINTS)


def is_one_word(before: str, after: str) -> bool:
    """Whether two characters that stand side by side belong to one word or number.

    Scripts without spaces do not show where their words end, so only numbers, words in katakana,
    and letters with their signs are kept whole there.
    """
    if _is_mark(after):
        return True
    if not (before.isalnum() or _is_mark(before)) or not after.isalnum():
        return False
    if before in _STACKERS:
        return True
    if is_spaceless(before) or is_spaceless(after):
        if _is_numeral(after):
            return _is_numeral(before) or before in _SOME
        return _is_katakana(before) and _is_katakana(after)
    return True


def _is_mark(character: str) -> bool:
    return character > "\u02ff" and unicodedata.category(character)[0] == "M"


def _is_numeral(character: str) -> bool:
    return character in _NUMERALS or character.isdecimal()


def _is_katakana(character: str) -> bool:
    return "\u30a1" <= character <= "\u30fa" or character in "ーヽヾ"


def _in(character: str, ranges: tuple[int, ...]) -> bool:
    """Whether a character is in one of the ranges."""
    point = ord(character)
    nth = bisect_right(ranges, point)
    return bool(nth % 2) or (nth > 0 and ranges[nth - 1] == point)
