"""Which way a language is written, and words of one direction inside a sentence of the other."""

from __future__ import annotations

from unicodedata import bidirectional

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_RTL_SCRIPTS = frozenset({"Arab", "Hebr", "Nkoo", "Syrc", "Thaa"})
_ISOLATE, _END = "\u2068", "\u2069"


def direction(language: str) -> str:
    """``rtl`` or ``ltr``, for a BCP 47 tag; a script that it names decides."""
    first, *rest = language.split("-")
    script = next((part for part in rest if len(part) == 4), "")
    if script:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    return "rtl" if first in RIGHT_TO_LEFT else "ltr"


def isolated(words: str) -> str:
    """Words for a sentence written right to left: set apart if they run the other way.

    Without the isolate (Unicode Standard Annex 9), marks between two Latin names would be
    taken for part of them, and a list of names would be read from its end.
    """
    for character in words:
        kind = bidirectional(character)
        if kind == "L":
            return f"{_ISOLATE}{words}{_END}"
        if kind in ("R", "AL", "FSI", "LRI", "RLI"):
            return words
    return words
