"""How a language writes dates, lists and the names of languages and cities; English's own way.

Years are given in words, so that those before our era and beyond four digits can be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from claimline.value import Value

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
LANGUAGES = {
    "ar": "Arabic", "az": "Azerbaijani", "bg": "Bulgarian", "de": "German", "en": "English",
    "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew", "hu": "Hungarian",
    "it": "Italian", "kk": "Kazakh", "lv": "Latvian", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "uz": "Uzbek", "zh": "Chinese",
}  # fmt: skip
"""Frequent languages. The names of all others come from Babel."""


class Conventions(Protocol):
    """What is not said in messages, since the language itself has a form for it."""

    def day(self, year: str, month: int, day: int) -> str:
        """A day: ``29 December 2025``."""

    def month(self, year: str, month: int) -> str:
        """A month of a year: ``December 2025``."""

    def day_of_month(self, month: int, day: int) -> str:
        """A day of a year that is named elsewhere: ``29 December``."""

    def days(self, year: str, first: tuple[int, int], last: tuple[int, int]) -> str:
        """A span of days, each a month and a day, of one year: ``28 to 29 December 2025``."""

    def months(self, year: str, first: int, last: int) -> str:
        """A span of months of one year: ``November to December 2025``."""

    def short_month(self, month: int) -> str:
        """A month where there is little room: ``Dec``."""

    def number(self, number: int) -> str:
        """A large number: ``12,000``."""

    def listed(self, words: Sequence[str]) -> str:
        """A list in a sentence: ``a, b and c``."""

    def language(self, code: str) -> str:
        """The name of a language, or its code where none is known."""

    def city(self, zone: str) -> str:
        """The city that an IANA time zone is named after."""


class English(Value, frozen=True):
    """English, as this program has always written it: the same without any data of others."""

    def day(self, year: str, month: int, day: int) -> str:
        return f"{day} {MONTHS[month - 1]} {year}"

    def month(self, year: str, month: int) -> str:
        return f"{MONTHS[month - 1]} {year}"

    def day_of_month(self, month: int, day: int) -> str:
        return f"{day} {MONTHS[month - 1]}"

    def short_month(self, month: int) -> str:
        return MONTHS[month - 1][:3]

    def days(self, year: str, first: tuple[int, int], last: tuple[int, int]) -> str:
        start = f"{first[1]}" if first[0] == last[0] else self.day_of_month(*first)
        return f"{start} to {self.day(year, *last)}"

    def months(self, year: str, first: int, last: int) -> str:
        return f"{MONTHS[first - 1]} to {self.month(year, last)}"

    def number(self, number: int) -> str:
        return f"{number:,}"

    def listed(self, words: Sequence[str]) -> str:
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} and {words[-1]}"

    def language(self, code: str) -> str:
        found = LANGUAGES.get(code.split("-")[0])
        return found or _language(code)

    def city(self, zone: str) -> str:
        return city_of(zone)


@cache
def _language(code: str) -> str:
    # Imported here, since most sites need no other language and start the quicker.
    from babel import Locale

    from claimline.locale.cldr import language_name

    return language_name(Locale("en"), code)


def city_of(zone: str) -> str:
    """The city in an IANA name: ``New York`` of ``America/New_York``."""
    return zone.rpartition("/")[2].replace("_", " ")
