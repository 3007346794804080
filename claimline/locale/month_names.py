"""The names of months in many languages, from the CLDR, for reading dates."""

from __future__ import annotations

from functools import cache


@cache
def month_numbers(languages: tuple[str, ...]) -> dict[str, int]:
    """Return the number of the month for each of its names, long or short, in lower case.

    A full stop at the end is left out. ``languages`` are locales of the CLDR, such as "ar_SY".
    """
    from babel import Locale

    names: dict[str, int] = {}
    for language in languages:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                months = Locale.parse(language).months[context][width]
                for number, name in months.items():
                    names.setdefault(name.lower().rstrip("."), number)
    return names
