"""How a language writes dates, lists and the names of languages and cities, and how English does.

Years are texts, so that years BC and years of more than four digits can be written too.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
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
COUNTRIES = {
    "AE": "United Arab Emirates", "AF": "Afghanistan", "AR": "Argentina", "AU": "Australia",
    "AZ": "Azerbaijan", "BR": "Brazil", "BY": "Belarus", "CA": "Canada", "CH": "Switzerland",
    "CN": "China", "CO": "Colombia", "DE": "Germany", "EG": "Egypt", "ES": "Spain",
    "ET": "Ethiopia", "FR": "France", "GB": "United Kingdom", "GR": "Greece", "HU": "Hungary",
    "ID": "Indonesia", "IL": "Israel", "IN": "India", "IQ": "Iraq", "IR": "Iran", "IT": "Italy",
    "JP": "Japan", "KE": "Kenya", "KP": "North Korea", "KR": "South Korea", "KZ": "Kazakhstan",
    "LB": "Lebanon", "LY": "Libya", "MX": "Mexico", "NG": "Nigeria", "NL": "Netherlands",
    "PK": "Pakistan", "PL": "Poland", "PS": "Palestinian Territories", "PT": "Portugal",
    "RO": "Romania", "RS": "Serbia", "RU": "Russia", "SA": "Saudi Arabia", "SD": "Sudan",
    "SE": "Sweden", "SY": "Syria", "TM": "Turkmenistan", "TR": "Türkiye", "TW": "Taiwan",
    "UA": "Ukraine", "US": "United States", "UZ": "Uzbekistan", "VE": "Venezuela", "YE": "Yemen",
    "ZA": "South Africa",
}  # fmt: skip
"""Countries whose news is often told. The names of all others come from Babel."""


class Conventions(Protocol):
    """The forms that are not messages, since each language has its own rules for them."""

    def day(self, year: str, month: int, day: int) -> str:
        """Return a day: ``29 December 2025``."""

    def month(self, year: str, month: int) -> str:
        """Return a month of a year: ``December 2025``."""

    def day_of_month(self, month: int, day: int) -> str:
        """Return a day without its year: ``29 December``."""

    def days(self, year: str, first: tuple[int, int], last: tuple[int, int]) -> str:
        """Return a span of days of one year: ``28 to 29 December 2025``.

        ``first`` and ``last`` are each a month and a day.
        """

    def months(self, year: str, first: int, last: int) -> str:
        """Return a span of months of one year: ``November to December 2025``."""

    def short_month(self, month: int) -> str:
        """Return the short name of a month: ``Dec``."""

    def number(self, number: int | Decimal) -> str:
        """Return a number with all its digits: ``12,000``, ``4.5``."""

    def listed(self, words: Sequence[str]) -> str:
        """Return items as a list in a sentence: ``a, b and c``."""

    def language(self, code: str) -> str:
        """Return the name of a language, or its code if no name is known."""

    def country(self, code: str) -> str:
        """Return the name of a country, or its code if no name is known."""

    def city(self, zone: str) -> str:
        """Return the city that an IANA time zone is named after."""


class English(Value, frozen=True):
    """The conventions of English. They need no data from the CLDR."""

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

    def number(self, number: int | Decimal) -> str:
        return f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"

    def listed(self, words: Sequence[str]) -> str:
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} and {words[-1]}"

    def language(self, code: str) -> str:
        language, _, rest = code.partition("-")
        # A region makes no other language, a script does.
        plain = len(rest.partition("-")[0]) != 4
        return (plain and LANGUAGES.get(language)) or _language(code)

    def country(self, code: str) -> str:
        return COUNTRIES.get(code.upper()) or (code and _country(code))

    def city(self, zone: str) -> str:
        return city_of(zone)


@cache
def _language(code: str) -> str:
    # Imported here, since most sites need no other language and so start faster.
    from babel import Locale

    from claimline.locale.cldr import language_name

    return language_name(Locale("en"), code)


@cache
def _country(code: str) -> str:
    from babel import Locale

    from claimline.locale.cldr import country_name

    return country_name(Locale("en"), code)


def city_of(zone: str) -> str:
    """Return the city in an IANA name: ``New York`` of ``America/New_York``."""
    return zone.rpartition("/")[2].replace("_", " ")
