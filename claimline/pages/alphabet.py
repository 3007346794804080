"""Alphabetical order for several scripts at once, the same on every machine.

Capitals, accents and an English article at the start make no difference. Scripts follow one another
as in Unicode: Latin, Greek, Cyrillic, Hebrew, Arabic and so on. The order is that of the Unicode
Collation Algorithm as far as titles need it, without its large table: this module lists the
letters that Unicode numbers out of alphabetical order.
"""

from __future__ import annotations

import re
import unicodedata

DIGITS = "0–9"
SIGNS = "#"
HAN = "漢"
"""The heading of all Chinese characters, which have no alphabetical order."""

# Letters that Unicode does not decompose, each with the letter under which readers look for it.
_UNDER = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
     "ӏ": "і", "ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"}
)  # fmt: skip
# Letters that follow their base letter in the alphabet, but not in Unicode.
_AFTER = str.maketrans(
    {letter: f"{base}\uffff{nth}" for base, letters in
     {"а": "ә", "г": "ґѓғ", "д": "ђ", "е": "є", "и": "іїй", "к": "ќқ", "л": "љ", "н": "њң",
      "о": "ө", "с": "ѕ", "т": "ћ", "у": "ўүұ", "х": "һҳ", "ц": "џ", "ч": "ҷ"}.items()
     for nth, letter in enumerate(letters)}
)  # fmt: skip
# Letters with a mark that are separate letters of their alphabet.
_WHOLE = frozenset("йўїѓќ")
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\W*\w)", re.IGNORECASE)


def filed(title: str, language: str = "") -> tuple[str, str]:
    """Return the letter that a title is listed under, and the key that sorts it among all titles.

    ``language`` is that of the title (BCP 47). The letter is one capital, ``DIGITS``, ``SIGNS`` or
    ``HAN``. The key begins with the letter's rank, so titles of one letter sort together.
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
    # Title case, not upper case: Georgian has capitals with which no title begins.
    capital = first.title()
    letter = capital if len(capital) == 1 else first
    return letter, f"2{words}"


def _plain(title: str) -> str:
    """Return the title in small letters, without accents, as readers look it up."""
    if title.isascii():
        return title.lower()
    # casefold turns ß into ss, so that no capital is longer than its small letter.
    small = unicodedata.normalize("NFC", title.casefold()).translate(_UNDER)
    pieces = (char if char in _WHOLE else unicodedata.normalize("NFKD", char) for char in small)
    return "".join(char for char in "".join(pieces) if not unicodedata.combining(char)).casefold()


def slug(letter: str) -> str:
    """Return the letter's name in an address: ``a``, ``0-9``, ``signs``, ``u0436``."""
    names = {DIGITS: "0-9", SIGNS: "signs"}
    if letter in names:
        return names[letter]
    return letter.lower() if letter.isascii() else f"u{ord(letter):04x}"


def script(letter: str) -> str:
    """Return a letter's script by its Unicode name. Digits and signs count as ``LATIN``."""
    if letter in (DIGITS, SIGNS):
        return "LATIN"
    return unicodedata.name(letter[0], "OTHER").partition(" ")[0]
