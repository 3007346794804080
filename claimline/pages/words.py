"""The words that views put together: counts, labels and names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

STANCES = {
    "supports": "supports",
    "disputes": "disputes",
    "repeats": "repeats",
    "context": "gives context",
}
ACTOR_STANCES = {
    "asserts": "asserts it",
    "denies": "denies it",
    "partly-confirms": "confirms part of it",
    "declines": "declines to comment",
    "no-statement-found": "no statement found",
}
HOW = {
    "quotes": "quotes it",
    "reports": "reports it",
    "translates": "translates it",
    "summarises": "summarises it",
    "reprints": "reprints it",
}
KINDS = {
    "official": "official source",
    "news": "news report",
    "analysis": "analysis",
    "opinion": "opinion",
    "aggregator": "aggregator",
    "social": "social media post",
    "imagery": "imagery",
    "document": "document",
}
RELATIONS = {
    "contradicts": ("Contradicts", "Contradicted by"),
    "depends-on": ("Depends on", "Needed by"),
    "part-of": ("Part of", "Has as part"),
    "revises": ("Revises", "Revised by"),
}
LANGUAGES = {
    "ar": "Arabic", "az": "Azerbaijani", "bg": "Bulgarian", "de": "German", "en": "English",
    "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew", "hu": "Hungarian",
    "it": "Italian", "kk": "Kazakh", "lv": "Latvian", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "uz": "Uzbek", "zh": "Chinese",
}  # fmt: skip


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 party", "3 parties"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def direction(language: str) -> str:
    """The writing direction of a language where it is not left to right."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else ""


def language_name(code: str) -> str:
    """A language's English name, or its code where none is known."""
    return LANGUAGES.get(code.split("-")[0], code)


def back_letter(number: int) -> str:
    """The label of the ``number``-th way back, from 0: a, b, ..., z, aa, ab, ..."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def gap_words(shortest: timedelta, longest: timedelta) -> str:
    """A span between two dates that are known only within bounds, in words.

    It is told in hours where the bounds are close, else in whole days: "6 hours later",
    "1 to 2 days later", "up to 1 day later".
    """
    hour, a_day = timedelta(hours=1), timedelta(days=1)
    if longest - shortest <= 3 * hour and longest < 2 * a_day:
        return f"{_range(round(shortest / hour), round(longest / hour), 'hour')} later"
    return f"{_range(shortest // a_day, -(-longest // a_day) - 1, 'day')} later"


def _range(low: int, high: int, noun: str) -> str:
    low, high = max(low, 0), max(high, 1)
    if low >= high:
        return count(high, noun)
    if low == 0:
        return f"up to {count(high, noun)}"
    return f"{low} to {count(high, noun)}"
