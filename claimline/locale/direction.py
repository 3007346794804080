"""The direction of a language, and words of one direction in a sentence of the other."""

from __future__ import annotations

import re

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
# Hebrew, Arabic, Syriac, Thaana, N'Ko and similar scripts, with their presentation forms.
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_AGAINST = {"ltr": re.compile(f"[{_RTL}]"), "rtl": re.compile(rf"[^\W\d_{_RTL}]")}
"""For each direction of a line, the letters of the other direction."""
# Arabic words of the interface, such as a time, may end in Latin letters. They stay as they are.
_STARTS_LATIN = re.compile(rf"[\W\d_]*[^\W\d_{_RTL}]")


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a BCP 47 tag. If the tag names a script, that decides."""
    first, *rest = language.split("-")
    script = next((part for part in rest if len(part) == 4), "")
    if script:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    return "rtl" if first in RIGHT_TO_LEFT else "ltr"


def runs_against(words: str, way: str) -> bool:
    """Whether words for a line of direction ``way`` have letters of the other direction.

    Words that hold an isolate already do not count.
    """
    if way == "ltr" and words.isascii():
        return False
    return _ISOLATE not in words and _AGAINST[way].search(words) is not None


def isolated(words: str, way: str) -> str:
    """Return words for a sentence of direction ``way``, in an isolate if they run the other way.

    Without isolates (Unicode Standard Annex 9), a comma between two Latin names in an Arabic
    sentence would count as part of them, and the list would read from its end.
    """
    if not runs_against(words, way) or (way == "rtl" and not _STARTS_LATIN.match(words)):
        return words
    return f"{_ISOLATE}{words}{_END}"
