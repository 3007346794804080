"""Reads dates in any usual form and in several languages into EDTF, with their doubt."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from claimline.dates import DateError, parse
from claimline.dates.edtf import LONGEST
from claimline.dates.hints import candidates
from claimline.imports.safe_bytes import UnimportableError
from claimline.locale.month_names import month_numbers
from claimline.value import Value

ORDERS = ("day-first", "month-first")
_LANGUAGES = ("de", "fr", "es", "ar", "ar_SY", "ar_MA")
_ENGLISH = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WORDS = {
    english: words.split()
    for english, words in {
        "about": "um etwa circa ungefähr gegen vers environ hacia حوالي نحو",
        "probably": "vermutlich wahrscheinlich wohl probablement probablemente ربما",
        "before": "vor avant antes قبل",
        "after": "nach après después بعد",
        "since": "seit ab depuis desde منذ",
        "until": "bis jusqu'au hasta حتى",
        "between": "zwischen entre بين",
        "and": "und et y و",
        "evening": "abend abends soir مساء",
        "morning": "morgen morgens früh matin صباح",
        "night": "nacht nachts nuit ليلة",
        "": "am an im in der den dem des das le la les du de el del في من يوم uhr",
    }.items()
}
_TRANSLATED = {word: english for english, words in _WORDS.items() for word in words}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?\.?")
_NUMBERS = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[-./ ])\s?(?P<second>\d{1,2})(?P=mark)\s?(?P<year>\d{4}|\d\d)"
    r"(?![\d:])",
    re.ASCII,
)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:\.(?=\s*[^\W\d_])|er\b|º|ª)", re.ASCII)


class TwoWaysError(UnimportableError):
    """Dates can be read day first or month first, and nobody has said which.

    ``dates`` are such dates, each with its place in the file, or with an empty text.
    """

    def __init__(self, dates: list[tuple[str, str]]) -> None:
        text, place = dates[0]
        count = f"{len(dates)} dates" if len(dates) > 1 else "A date"
        where = f" in {place}" if place else ""
        super().__init__(
            f'{count} can be read in two ways, such as "{text[:60]}"{where}.',
            f"Say which comes first: --dates {ORDERS[0]} or --dates {ORDERS[1]}.",
        )


class ImportedDate(Value, frozen=True):
    """A date in EDTF, or an empty text. ``two_ways`` says that an order must be chosen."""

    edtf: str = ""
    two_ways: bool = False


def read_when(text: str, order: str = "") -> ImportedDate:
    """Read a date. ``order`` is one of ``ORDERS``, or empty if it is not known.

    A year of two digits becomes an uncertain year from 1970 to 2069.
    """
    text = " ".join(map(str, text.split()))
    text = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
    text = text.replace("،", ",")
    if not text or len(text) > LONGEST:
        return ImportedDate()
    if edtf := _first_date([text, *candidates(text)]):
        return ImportedDate(edtf)
    english = _english(text)
    if edtf := _first_date([english, *candidates(english)]):
        return ImportedDate(edtf)
    numbers = _NUMBERS.search(english)
    return _by_numbers(english, numbers, order) if numbers else ImportedDate()


def date_or_ask(text: str, order: str) -> str:
    """Return a date in EDTF, or an empty string if the text is not a date.

    Raises:
        TwoWaysError: the date can be read in two ways, and ``order`` is empty.
    """
    when = read_when(text, order)
    if when.two_ways:
        raise TwoWaysError([(text, "")])
    return when.edtf


def of_moment(value: date | datetime) -> str:
    """Return a value of Python in EDTF. Midnight without a zone becomes a day."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    words = value.replace(microsecond=0).isoformat(
        timespec="seconds" if value.second else "minutes"
    )
    return words.replace("+00:00", "Z")


def _first_date(texts: list[str]) -> str:
    for text in texts:
        try:
            return str(parse(text))
        except DateError:
            continue
    return ""


def _by_numbers(text: str, numbers: re.Match[str], order: str) -> ImportedDate:
    """Read a date in numbers with the year last."""
    first, second = int(numbers["first"]), int(numbers["second"])
    dotted = numbers["mark"] == "."
    doubtful = first <= 12 and second <= 12 and first != second and not dotted
    if doubtful and not order:
        iso = f"2000-{second:02}-{first:02}"
        around = text[: numbers.start()] + iso + text[numbers.end() :]
        return ImportedDate(two_ways=bool(_first_date([around, *candidates(around)])))
    if second > 12 or (doubtful and order == "month-first"):
        first, second = second, first
    year = numbers["year"]
    short = len(year) == 2
    if short:
        year = f"{'20' if int(year) < 70 else '19'}{year}"
    iso = f"{year}-{second:02}-{first:02}"
    around = text[: numbers.start()] + iso + text[numbers.end() :]
    edtf = _first_date([around, *candidates(around)])
    if short and edtf and edtf[-1] not in "?~%]." and "/" not in edtf:
        edtf += "?"
    return ImportedDate(edtf)


def _english(text: str) -> str:
    months = month_numbers(_LANGUAGES)

    def word(match: re.Match[str]) -> str:
        plain = match.group().rstrip(".").lower()
        if plain == "am" and re.search(r"\d ?\Z", match.string[: match.start()], re.ASCII):
            return match.group()  # "9:30 am"
        if plain in months:
            return _ENGLISH[months[plain]]
        return _TRANSLATED.get(plain, match.group())

    return " ".join(_WORD.sub(word, _ORDINAL.sub(r"\1", text)).split())
