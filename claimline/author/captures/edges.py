"""The edges of a match: it must not cut a word, a number or a negation out of a longer one.

"it" does not stand in "it's", nor "5 million" in "2.5 million", "500" in "1,500", "5" in "-5", "5%"
or "5 million", "five" in "twenty-five", "lethal" in "non-lethal".
"""

from __future__ import annotations

import re
import unicodedata

from claimline.author.captures.fold import MARK, MAYBE, Folded
from claimline.author.captures.scripts import is_one_word

_WINDOW = 24
"""Characters of the text that are looked at before and after a match."""
_APOSTROPHES = "'\u2019\u2018\u02bc`\u00b4\u2032\uff07"
_HYPHENS = "-\u2010\u2011"
_DASHES = f"{_HYPHENS}\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_MINUS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_POINTS = f".,:/\u00b7\u2044\u066b\u066c\uff0e\uff0c\uff1a\uff0f{_APOSTROPHES}"
_BLANKS = " \u00a0\u2007\u2009\u202f"

_NUMBER_BEGINS = re.compile(rf"[{_MINUS}{_POINTS}]?[\d\u00bc-\u00be\u2150-\u215e]")
_NUMBER_ENDS = re.compile(rf"\d[{_POINTS}]?\Z")
_THREE = re.compile(r"\d{3}(?!\d)")
_GROUP = re.compile(r"(?<!\d)\d{1,3}\Z")
# A dash between spaces makes a range of "10 - 15". After a year, as in "in 2024 - 15", it does not.
_RANGE = r"(?<!\d)(?:\d{1,3}|[3-9]\d{3}|\d{5,})"
_SPACED = "[-\u2010-\u2013\u2212]"
# What stands before the rest of a number: "2." of "2.5", "-" of "-5", "2-" of "2-5", "S-" of
# "S-300", "<" of "<5".
_BEFORE_NUMBER = re.compile(
    rf"(?:\d[{_DASHES}{_POINTS}]?|(?<!\S)[.\u066b]|{_RANGE}\s?{_SPACED}\s?|\w[{_HYPHENS}]"
    rf"|(?<![\w)\]])[{_MINUS}]|\u2212\s?|[\u00b1<>\u2264\u2265~\u2248\u223c]\s?)\Z"
)
_BEFORE_GROUP = re.compile(rf"(?<!\d)\d{{1,3}}[{_BLANKS}]\Z")
_FRACTION = re.compile(r"\d+\s?[/\u2044]\s?\d|[\u00bc-\u00be\u2150-\u215e]")
_BEFORE_FRACTION = re.compile(rf"\d[{_BLANKS}]\Z")
# What stands after the start of a number: ".5" of "2.5", "%" of "5%", "-year" of "5-year".
_AFTER_NUMBER = re.compile(
    rf"[{_DASHES}{_POINTS}]?\d|[{_HYPHENS}]\w|\s?[%\u2030\u066a\uff05]"
    rf"|[{_BLANKS}]?(?:[\u00bc-\u00be\u2150-\u215e]|\d+\s?[/\u2044]\s?\d)"
)
_AFTER_RANGE = re.compile(rf"\s?{_SPACED}\s?\d")
_RANGE_BEGINS = re.compile(rf"{_RANGE}\Z")
_AFTER_GROUP = re.compile(rf"[{_BLANKS}]\d{{3}}(?!\d)")
# Numbers in words, in English and German; the large ones in Arabic too. "One" and "eine" are left
# out: they seldom change a number.
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_LARGE = (
    "dozens?|hundreds?|thousands?|millions?|billions?|trillions?"
    "|dutzend|hundert|tausend|million(?:en)?|milliarden?|mio|mrd"
    "|\u0645\u0626\u0629|\u0623\u0644\u0641|\u0622\u0644\u0627\u0641|\u0645\u0644\u064a\u0648\u0646"
    "|\u0645\u0644\u0627\u064a\u064a\u0646|\u0645\u0644\u064a\u0627\u0631"
)
_WORDS = (
    f"{_TENS}|{_LARGE}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six"
    "|seven|eigh|nine)teen|half|zwei|drei|vier|f\u00fcnf|sechs|sieben|acht|neun|zehn|elf|zw\u00f6lf|halbe"
    "|zwanzig|drei\u00dfig|vierzig|f\u00fcnfzig|sechzig|siebzig|achtzig|neunzig"
)
_ROUND = f"{_TENS}|{_LARGE}"
_LINK = rf"(?:\s|[{_HYPHENS}])"
_WORD_BEGINS = re.compile(rf"(?:{_WORDS})(?!\w)", re.IGNORECASE)
_LARGE_BEGINS = re.compile(rf"(?:{_LARGE})(?!\w)", re.IGNORECASE)
_BEFORE_WORD = re.compile(
    rf"(?<!\w)(?:(?:{_ROUND}){_LINK}|(?:{_LARGE})\s(?:and|und)\s)\Z", re.IGNORECASE
)
_BEFORE_LARGE = re.compile(rf"(?:\d[{_BLANKS}]|(?<!\w)(?:{_WORDS}){_LINK})\Z", re.IGNORECASE)
_WORD_ENDS = re.compile(rf"(?<!\w)(?:{_WORDS})\Z", re.IGNORECASE)
_ROUND_ENDS = re.compile(rf"(?<!\w)(?:{_ROUND})\Z", re.IGNORECASE)
_AFTER_ROUND = re.compile(rf"{_LINK}(?:(?:and|und)\s)?(?:{_WORDS})(?!\w)", re.IGNORECASE)
_AFTER_WORD = re.compile(rf"{_LINK}(?:{_LARGE})(?!\w)", re.IGNORECASE)
_AFTER_DIGITS = re.compile(
    rf"\s(?:{_LARGE}|per\s?cent|percent|prozent|\u0628\u0627\u0644\u0645\u0626\u0629"
    r"|\u0641\u064a \u0627\u0644\u0645\u0626\u0629)(?!\w)",
    re.IGNORECASE,
)
# Parts of a word with a hyphen that turn or weaken the other part.
_PREFIX = re.compile(
    r"(?<!\w)(?:non|un|not|no|never|anti|counter|contra|ex|former|pseudo|quasi|semi|half|near"
    rf"|would|nicht|kein|keine|gegen|halb|fast|schein|beinahe|m\u00f6chtegern)[{_HYPHENS}]\Z",
    re.IGNORECASE,
)
_SUFFIX = re.compile(rf"[{_HYPHENS}](?:free|less|frei|los|\u00e4hnlich)(?!\w)", re.IGNORECASE)


def is_whole(raw: str, folded: Folded, start: int, end: int) -> bool:
    """Whether the match from ``start`` to ``end`` in the folded text cuts nothing at its ends."""
    text, at = folded.text, folded.at
    if start and (text[start - 1] == MAYBE and text[start].isalnum()):
        return False
    if end < len(text) and (text[end] == MAYBE and text[end - 1].isalnum()):
        return False
    if start and (
        is_one_word(text[start - 1], text[start])
        or (text[start].isalnum() and _is_apostrophe(raw, at[start - 1]))
    ):
        return False
    if end < len(text) and (
        is_one_word(text[end - 1], text[end])
        or (text[end - 1].isalnum() and text[end] == MARK and _is_apostrophe(raw, at[end]))
    ):
        return False
    return not _cuts_parts(raw, at[start], end_of(raw, folded, end))


def end_of(raw: str, folded: Folded, end: int) -> int:
    """Return the offset in ``raw`` after the character before ``end`` in the folded text."""
    at = folded.at
    last = at[end - 1] + 1
    while last < at[end] and not raw[last].isspace():
        last += 1  # accents, and the rest of a ligature
    return last


def _is_apostrophe(raw: str, offset: int) -> bool:
    """Whether the raw text has an apostrophe inside a word at an offset."""
    around = raw[max(offset - 1, 0) : offset + 2]
    return (
        len(around) == 3
        and around[1] in _APOSTROPHES
        and around[0].isalpha()
        and around[2].isalpha()
    )


def _cuts_parts(raw: str, first: int, last: int) -> bool:
    """Whether a number or a word with a hyphen goes on outside ``raw[first:last]``."""
    before = _visible(raw[max(first - _WINDOW, 0) : first])
    after = _visible(raw[last : last + _WINDOW])
    head = _visible(raw[first : min(first + _WINDOW, last)])
    tail = _visible(raw[max(last - _WINDOW, first) : last])
    if _NUMBER_BEGINS.match(head):
        if _BEFORE_NUMBER.search(before):
            return True
        if _THREE.match(head) and _BEFORE_GROUP.search(before):
            return True
        if _FRACTION.match(head) and _BEFORE_FRACTION.search(before):
            return True
    elif (
        _PREFIX.search(before)
        or (_WORD_BEGINS.match(head) and _BEFORE_WORD.search(before))
        or (_LARGE_BEGINS.match(head) and _BEFORE_LARGE.search(before))
    ):
        return True
    if _NUMBER_ENDS.search(tail):
        if not tail[-1].isdigit():
            return after[:1].isdigit()
        if _AFTER_NUMBER.match(after) or _AFTER_DIGITS.match(after):
            return True
        if _RANGE_BEGINS.search(tail) and _AFTER_RANGE.match(after):
            return True
        return bool(_GROUP.search(tail) and _AFTER_GROUP.match(after))
    return bool(
        _SUFFIX.match(after)
        or (_WORD_ENDS.search(tail) and _AFTER_WORD.match(after))
        or (_ROUND_ENDS.search(tail) and _AFTER_ROUND.match(after))
    )


def _visible(text: str) -> str:
    """Return a text without soft hyphens and other invisible characters."""
    if text.isascii():
        return text
    return "".join(c for c in text if unicodedata.category(c) != "Cf")
