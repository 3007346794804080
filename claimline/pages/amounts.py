"""Numbers and ranges of numbers in words: 91, 40 to 58, at least 40."""

from __future__ import annotations

from decimal import Decimal

from claimline.locale import Translator


def amount_words(low: float | None, high: float | None, language: Translator) -> str:
    """Return a range in words: one number if both bounds are equal, or "" if there are none."""
    t = language.t
    first, last = (None if it is None else number_words(it, language) for it in (low, high))
    if first is None and last is None:
        return ""
    if first is None:
        return t("at most {number}", number=last)
    if last is None:
        return t("at least {number}", number=first)
    return first if first == last else t("{first} to {last}", first=first, last=last)


def number_words(number: float, language: Translator) -> str:
    """Return a number as readers see it."""
    # The digits of a record, and not those to which a large number is rounded in memory.
    exact = Decimal(repr(float(number)))
    return language.conventions.number(int(exact) if exact == int(exact) else exact)
