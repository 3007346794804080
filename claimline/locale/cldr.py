"""How languages other than English write dates and lists, from the Unicode CLDR through Babel.

Digits are Latin in every language. The quotes, times and figures of sources have Latin digits, and
a page should write all numbers alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.dates import DateTimeFormat, DateTimePattern, parse_pattern
from babel.lists import format_list
from babel.numbers import format_decimal

from claimline.locale.conventions import city_of
from claimline.value import Value

STAND_IN = 2000
"""A leap year for Babel. The words of the real year replace it."""


def language_name(locale: Locale, code: str) -> str:
    """Return the name that ``locale`` has for a language, or else its code (BCP 47).

    If the tag names a script, the name has it too: "Serbian (Latin)".
    """
    language, *rest = code.split("-")
    known: str = get_global("language_aliases").get(language, language)
    name: str | None = locale.languages.get(language) or locale.languages.get(known)
    script = next((part for part in rest if len(part) == 4), "")
    if not name or not script:
        return name or code
    whole: str | None = locale.languages.get(f"{language}_{script}")
    return whole or f"{name} ({locale.scripts.get(script, script)})"


def country_name(locale: Locale, code: str) -> str:
    """Return the name that ``locale`` has for a country (ISO 3166), or else its code."""
    name: str | None = locale.territories.get(code.upper())
    return name or code


def _plain(pattern: str) -> str:
    """Return a pattern without a word after the year, as in "28 декабря 2025 г.".

    Its full stop would stand in the middle of sentences, and twice at their end.
    """
    return re.sub(r"(?<=y)\s+'?[^\W\dA-Za-z_]+'?\.?$", "", pattern)


class Cldr(Value, frozen=True):
    """The conventions of one of CLDR's locales."""

    locale: Locale

    def day(self, year: str, month: int, day: int) -> str:
        return self._formatted(self.locale.date_formats["long"], year, month, day)

    def month(self, year: str, month: int) -> str:
        return self._formatted(self._skeleton("yMMMM"), year, month)

    def day_of_month(self, month: int, day: int) -> str:
        return self._formatted(self._skeleton("MMMMd"), "", month, day)

    def days(self, year: str, first: tuple[int, int], last: tuple[int, int]) -> str:
        long = _plain(self.locale.date_formats["long"].pattern)
        if long.startswith("d ") and "'" in long:  # such as "d 'de' MMMM 'de' y": spans lack them
            end = self.day(year, *last)
            same_month = first[0] == last[0]
            return f"{first[1]}–{end}" if same_month else f"{self.day_of_month(*first)} – {end}"
        differs = "d" if first[0] == last[0] else "M"
        # CLDR has spans of days with short months only. The long form has the same order.
        found = self.locale.interval_formats.get("yMMMd", {}).get(differs, ())
        patterns = [pattern.replace("MMM", "MMMM") for pattern in found]
        if len(patterns) != 2:
            return f"{self.day(year, *first)} \u2013 {self.day(year, *last)}"
        return self._span(patterns, year, first, last)

    def months(self, year: str, first: int, last: int) -> str:
        patterns = list(self.locale.interval_formats.get("yMMMM", {}).get("M", ()))
        if len(patterns) != 2:
            return f"{self.month(year, first)} \u2013 {self.month(year, last)}"
        return self._span(patterns, year, (first, 1), (last, 1))

    def short_month(self, month: int) -> str:
        found: str = self.locale.months["stand-alone"]["abbreviated"][month]
        return found

    def number(self, number: int | Decimal) -> str:
        return format_decimal(
            number, locale=self.locale, decimal_quantization=False, numbering_system="latn"
        )

    def listed(self, words: Sequence[str]) -> str:
        return format_list(list(words), locale=self.locale)

    def language(self, code: str) -> str:
        return language_name(self.locale, code)

    def country(self, code: str) -> str:
        return country_name(self.locale, code)

    def city(self, zone: str) -> str:
        known: Any = self.locale.time_zones.get(zone) or {}
        return str(known.get("city") or city_of(zone))

    def _skeleton(self, name: str) -> DateTimePattern:
        found: DateTimePattern | None = self.locale.datetime_skeletons.get(name)
        return found or parse_pattern({"yMMMM": "LLLL y", "MMMMd": "d MMMM"}[name])

    def _span(
        self, patterns: list[str], year: str, first: tuple[int, int], last: tuple[int, int]
    ) -> str:
        ends = zip(patterns, (first, last), strict=True)
        return "".join(self._formatted(parse_pattern(pattern), year, *end) for pattern, end in ends)

    def _formatted(self, pattern: DateTimePattern, year: str, month: int, day: int = 1) -> str:
        fields: Any = _Fields(date(STAND_IN, month, day), self.locale, year)
        return str(parse_pattern(_plain(pattern.pattern)).format % fields)


_FIRST_DAY = {"fr": "1er"}
"""How a language writes the first day of a month, where it is not a plain 1."""


class _Fields(DateTimeFormat):
    """The fields of a date, by CLDR's letters, with the year as the caller writes it."""

    def __init__(self, value: date, locale: Locale, year: str) -> None:
        super().__init__(value, locale)
        self.year = year
        self.day = value.day

    def __getitem__(self, name: str) -> str:
        if name[0] == "y":
            return self.year
        if name == "d" and self.day == 1:
            return _FIRST_DAY.get(self.locale.language, "1")
        return super().__getitem__(name)
