"""Alphabetical order for several scripts at once, the same on every machine.

Capitals and accents make no difference, and an opening article in English none either. Scripts
follow one another as in Unicode: Latin, Greek, Cyrillic, Hebrew, Arabic and so on. This is the
Unicode Collation Algorithm's order as far as titles need it, without its table of forty thousand
lines: letters of which Unicode's order is not the alphabet's are named here.
"""

from __future__ import annotations

import re
import unicodedata

DIGITS = "0–9"
SIGNS = "#"
HAN = "漢"
"""The heading of all Chinese characters: their order is not one that a reader looks up."""

# Letters that Unicode does not take apart, but readers look up under another.
_UNDER = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
     "ӏ": "і", "ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"}
)  # fmt: skip
# Letters of their own that come after the letter named, which Unicode's numbers do not say.
_AFTER = str.maketrans(
    {letter: f"{base}\uffff{nth}" for base, letters in
     {"а": "ә", "г": "ґѓғ", "д": "ђ", "е": "є", "и": "іїй", "к": "ќқ", "л": "љ", "н": "њң",
      "о": "ө", "с": "ѕ", "т": "ћ", "у": "ўүұ", "х": "һҳ", "ц": "џ", "ч": "ҷ"}.items()
     for nth, letter in enumerate(letters)}
)  # fmt: skip
# Letters with a mark that are letters of their own.
_WHOLE = frozenset("йўїѓќ")
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\W*\w)", re.IGNORECASE)


def filed(title: str, language: str = "") -> tuple[str, str]:
    """Under which letter a title stands, and the key that sorts it among all titles.

    ``language`` is the title's (BCP 47). The letter is one capital, ``DIGITS``, ``SIGNS`` or
    ``HAN``; the key holds the letter's rank, so that titles under one letter stand together.
    """
    if language.partition("-")[0] == "en":
        title = _ARTICLE.sub("", title.lstrip("\"'“‘«„([ "), count=1) or title
    plain = _plain(title)
    first = next((char for char in plain if char.isalnum()), "")
    words = " ".join(re.findall(r"\w+", plain)).translate(_AFTER)
    if not first:
        return SIGNS, f"0{words}"
    if not first.isalpha():
        return DIGITS, f"1{words}"
    if unicodedata.name(first, "").startswith("CJK"):
        return HAN, f"3{words}"
    # Not the capital: Georgian has capitals that no title begins with.
    capital = first.title()
    letter = capital if len(capital) == 1 else first
    return letter, f"2{words}"


def _plain(title: str) -> str:
    """The title in small letters without accents, with what readers look up elsewhere there."""
    if title.isascii():
        return title.lower()
    # The sharp s and its like fall apart here, so that no capital is longer than its letter.
    small = unicodedata.normalize("NFC", title.casefold()).translate(_UNDER)
    pieces = (char if char in _WHOLE else unicodedata.normalize("NFKD", char) for char in small)
    return "".join(char for char in "".join(pieces) if not unicodedata.combining(char)).casefold()


def slug(letter: str) -> str:
    """The letter's name in an address: ``a``, ``0-9``, ``signs``, ``u0436``."""
    names = {DIGITS: "0-9", SIGNS: "signs"}
    if letter in names:
        return names[letter]
    return letter.lower() if letter.isascii() else f"u{ord(letter):04x}"


def script(letter: str) -> str:
    """The script of a letter by its name in Unicode: ``LATIN``, ``CYRILLIC``; signs are LATIN."""
    if letter in (DIGITS, SIGNS):
        return "LATIN"
    return unicodedata.name(letter[0], "OTHER").partition(" ")[0]
