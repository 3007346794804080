"""The direction of a language, and words of one direction in a sentence of the other."""

from __future__ import annotations

from functools import cache

from claimline.late_pattern import late_pattern
from claimline.locale.conventions import LANGUAGES

_RTL_SCRIPTS = frozenset(
    ["Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr", "Hung",
     "Khar", "Lydi", "Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr",
     "Palm", "Phli", "Phlp", "Phnx", "Prti", "Rohg", "Samr", "Sarb", "Sidt", "Sogd", "Sogo", "Syrc",
     "Syre", "Syrj", "Syrn", "Thaa", "Yezi"]
)  # fmt: skip
_RTL_LANGUAGES = frozenset(["ar", "fa", "he"])
"""Those of the frequent languages that run from right to left."""
_ISOLATE, _END = "\u2068", "\u2069"
# Hebrew, Arabic, Syriac, Thaana, N'Ko and similar scripts, with their presentation forms.
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_AGAINST = {"ltr": late_pattern(f"[{_RTL}]"), "rtl": late_pattern(rf"[^\W\d_{_RTL}]")}
"""For each direction of a line, the letters of the other direction."""
# Arabic words of the interface, such as a time, may end in Latin letters. They stay as they are.
_STARTS_LATIN = late_pattern(rf"[\W\d_]*[^\W\d_{_RTL}]")


@cache
def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a BCP 47 tag.

    The script decides. If the tag names none, it is the usual one of the language in the region.
    """
    if language in LANGUAGES:
        return "rtl" if language in _RTL_LANGUAGES else "ltr"
    script = next((part for part in language.split("-")[1:] if len(part) == 4), "")
    return "rtl" if (script or _usual_script(language)) in _RTL_SCRIPTS else "ltr"


def _usual_script(language: str) -> str:
    """Return the script that the CLDR has for a language, or for a language in a region."""
    # Imported here, since most sites need no other language and so start faster.
    from babel.core import get_global

    code, *rest = language.split("-")
    code = get_global("language_aliases").get(code, code)
    likely = get_global("likely_subtags")
    tags = (likely.get("_".join((code, *rest))), likely.get(code.partition("_")[0]))
    parts = next(filter(None, tags), "").split("_")
    return parts[1] if len(parts) == 3 else ""


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
