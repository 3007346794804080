"""Which way a language is written, and words of one direction inside a sentence of the other."""

from __future__ import annotations

from unicodedata import bidirectional

RIGHT_TO_LEFT = frozenset(
    ["aeb", "ajt", "aju", "ar", "ara", "arb", "arc", "arq", "ars", "ary", "arz", "bal", "bcc",
     "bej", "bgn", "bqi", "brh", "chg", "ckb", "cld", "div", "drw", "dv", "fa", "fas", "gbz",
     "glk", "he", "heb", "iw", "ji", "jpr", "jrb", "kas", "khw", "ks", "lad", "lah", "lrc", "mde",
     "mid", "mzn", "nqo", "ota", "pbu", "per", "pes", "pnb", "prs", "ps", "pus", "rhg", "sam",
     "sd", "sdh", "shu", "snd", "swb", "syc", "syr", "tnf", "trw", "ug", "uig", "ur", "urd", "ydd",
     "yi", "yid", "ae", "pal", "phn", "sog"]
)  # fmt: skip
"""Languages whose usual script runs from right to left, by their ISO 639 codes."""
_RTL_SCRIPTS = frozenset(
    ["Adlm", "Arab", "Armi", "Avst", "Hebr", "Mand", "Nkoo", "Phli", "Phnx", "Rohg", "Samr", "Sogd",
     "Syrc", "Thaa"]
)  # fmt: skip
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
