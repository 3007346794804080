"""Cuts a text into the words that the search compares, whatever their spelling and script.

The browser cuts what a reader types in the same way, with ``SPELLING``, which the index brings to
it. A test checks that both find the same words. Letters are compared without capitals, accents and
vowel marks. Cyrillic letters become Latin ones, and letters that transliterations use for one
sound, such as y and i, become one. So "Зеленский", "Zelenskiy" and "Zelensky" are one word.
Scripts without spaces between words, such as Chinese, are cut into pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from claimline.late_pattern import late_pattern

_LATIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h",
    "ı": "i", "ŋ": "n", "ŧ": "t", "ə": "a", "y": "i", "j": "i", "w": "v", "ς": "σ",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "i",
    "ь": "", "э": "e", "ю": "iu", "я": "ia", "є": "ie", "і": "i", "ґ": "g", "ј": "i", "ђ": "d",
    "љ": "li", "њ": "ni", "ћ": "c", "џ": "dz", "ѕ": "dz", "ә": "a", "ө": "o", "ү": "u", "ұ": "u",
    "қ": "k", "ғ": "g", "ң": "n", "һ": "h", "ӏ": "",
}  # fmt: skip
_ARABIC = {"ٱ": "ا", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ہ": "ه", "ھ": "ه"}
_DIGITS = {chr(zero + n): str(n) for zero in (0x660, 0x6F0) for n in range(10)}

SPELLING = {
    # Accents, vowel marks, the Arabic stroke, apostrophes, and signs without width.
    "dropped": "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f'\u2018\u2019`\u00b4\u02b0-\u02ff\u00ad\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]",
    "letters": {**_LATIN, **_CYRILLIC, **_ARABIC, **_DIGITS},
    "doubled": "([a-z])\\1+",
    # The article, and the short words that Arabic writes as one with the next.
    "article": "^(?:و?(?:[بكف]?ال|لل)|و)(?=.{3})",
    # Thai, Lao, Burmese, Khmer, Japanese and Chinese.
    "unspaced": "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+",
}
"""How letters are compared, here and in the browser: patterns that mean the same in both."""

_WITH_MARKS = (
    (0x300, 0x3100), (0xA600, 0xAC00), (0xFB00, 0xFE30), (0x10000, 0x12000), (0x13000, 0x14000),
    (0x16000, 0x17000), (0x1B000, 0x1F000), (0xE0100, 0xE01F0),
)  # fmt: skip
"""The ranges of signs in which Unicode has marks. To look at all signs takes long."""
_DROPPED = re.compile(str(SPELLING["dropped"]))
_LETTERS = str.maketrans({**_LATIN, **_CYRILLIC, **_ARABIC, **_DIGITS})
_DOUBLED = re.compile(str(SPELLING["doubled"]))
_PLAIN = re.compile("[A-Za-z0-9'`]+")
_UNMARKED = re.compile(
    "[\0-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)
"""A text of Latin, Greek and Cyrillic letters: no sign is a mark, and words have spaces between."""
_UNMARKED_RUN = re.compile("(?:[^\\W_]|['\u2018\u2019`\u00b4\u02b0-\u02ff\u00ad])+")
"""The same as ``_run`` in such a text. To make ``_run`` takes as long as to make a small page."""
_ARTICLE = re.compile(str(SPELLING["article"]))
_UNSPACED = late_pattern(f"({SPELLING['unspaced']})")


def search_words(text: str) -> Iterator[str]:
    """Yield the words of a text, as the search compares them, in their order."""
    # Most texts are plain, and this pattern is several times faster.
    pattern = _PLAIN if text.isascii() else _UNMARKED_RUN if _is_unmarked(text) else _run()
    for run in pattern.findall(text):
        yield from _words(run)


def _is_unmarked(text: str) -> bool:
    return _UNMARKED.fullmatch(text) is not None


@cache
def _run() -> re.Pattern[str]:
    """Return the pattern of letters, marks and digits that stand together, in any text."""
    # Python's \w lacks the marks, which are vowels in many scripts.
    marks = "".join(
        char
        for first, last in _WITH_MARKS
        for char in map(chr, range(first, last))
        if unicodedata.category(char)[0] == "M"
    )
    return re.compile(rf"(?:[^\W_]|[{marks}]|{SPELLING['dropped']})+")


@lru_cache(maxsize=100_000)
def _words(run: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", run).lower()
    plain = _DROPPED.sub("", plain).translate(_LETTERS)
    plain = _DOUBLED.sub(r"\1", unicodedata.normalize("NFC", plain))
    words: list[str] = []
    unmarked = _is_unmarked(plain)
    for piece in (_UNMARKED_RUN if unmarked else _run()).findall(plain):
        for nth, part in enumerate([piece] if unmarked else _UNSPACED.split(piece)):
            if nth % 2:
                words += (part[at : at + 2] for at in range(max(1, len(part) - 1)))
            elif part:
                words.append(_ARTICLE.sub("", part))
    return tuple(words)
