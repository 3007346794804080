"""Words for the values of the schema, and for spans of time.

The tables hold messages, marked for the catalogue. Views translate them with ``ViewBuilder.t``.
"""

from __future__ import annotations

from claimline.dates import DAY
from claimline.locale import ENGLISH, Translator, word, word_in

MINUTE, HOUR = 60, 60 * 60
"""Seconds."""
MONTH, YEAR = 30.44, 365.2425
"""Days, on average."""
MOST_DAYS, MOST_MONTHS = 60, 24
"""The longest time that is given in days, and the longest in months."""

STANCES = {
    "supports": word("supports"),
    "disputes": word("disputes"),
    "repeats": word("repeats"),
    "context": word("gives context"),
}
ACTOR_STANCES = {
    "asserts": word("asserts it"),
    "denies": word("denies it"),
    "partly-confirms": word("confirms part of it"),
    "declines": word("declines to comment"),
    "no-statement-found": word("no statement found"),
}
HOW = {
    "quotes": word("quotes it"),
    "reports": word("reports it"),
    "translates": word("translates it"),
    "summarises": word("summarises it"),
    "reprints": word("reprints it"),
}
PASSING = {
    "quotes": word("Quotes"),
    "reports": word("Reports"),
    "translates": word("Translates"),
    "summarises": word("Summarises"),
    "reprints": word("Reprints"),
}
"""What a source does to what it carries, in words before its name."""
KINDS = {
    "official": word("official source"),
    "news": word("news report"),
    "analysis": word("analysis"),
    "opinion": word("opinion"),
    "aggregator": word("aggregator"),
    "social": word("social media post"),
    "imagery": word("imagery"),
    "document": word("document"),
}
RELATIONS = {
    "contradicts": (word("Contradicts"), word("Contradicted by")),
    "depends-on": (word("Depends on"), word("Depended on by")),
    "part-of": (word("Part of"), word("Includes")),
    "revises": (word("Revises"), word("Revised by")),
    "bears-on": (word("Bears on"), word("What bears on it")),
}
TRANSLATED = {
    "human": word("our translation"),
    "machine": word("machine translation"),
    "official": word("official translation"),
    "outlet": word("the outlet's translation"),
}
"""Who translated a quote or a title."""
STATUSES = {
    "alleged": word("alleged"),
    "reported": word("reported"),
    "established": word("established"),
}
CONFIDENCE = {
    "low": word("low confidence"),
    "medium": word("medium confidence"),
    "high": word("high confidence"),
}
STANDINGS = {
    "fact": word("Not assessed"),
    "record": word("Whether on record: not assessed"),
    "opinion": word("Opinion"),
    "prediction": word("Prediction"),
}
"""What a claim without a verdict is, by its kind."""
RECORD_MEANING = word(
    "That this was said or done is on record. That does not show that what was said is true."
)
ACCESS = {
    "direct": word("Has direct access to the facts."),
    "indirect": word("Knows the facts from others."),
    "none": word("Has no access to the facts."),
    "unknown": "",
}
ROLES = {
    "party": word("Party to the matter"),
    "witness": word("Witness"),
    "observer": word("Observer"),
    "commentator": word("Commentator, who never counts as independent"),
}
ACTOR_KINDS = {
    "person": word("Person"),
    "office": word_in("kind of actor", "Office"),
    "organisation": word("Organisation"),
    "state": word_in("kind of actor", "State"),
    "outlet": word_in("kind of actor", "Outlet"),
    "group": word_in("kind of actor", "Group"),
}
RECORDS = {
    "claim": word("Claim"),
    "source": word("Source"),
    "statement": word("Statement"),
    "actor": word("Actor"),
    "event": word("Event"),
    "place": word("Place"),
    "detail": word("Question"),
    "brief": word("Brief"),
    "page": word("Page"),
}


def capital(words: str) -> str:
    """Return words with a capital first letter. The other letters do not change."""
    return words[:1].upper() + words[1:]


def back_letter(number: int) -> str:
    """Return the label of a reference's return link, by number from 0: a, b, ..., z, aa, ab, ..."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def rounded(days: int) -> tuple[int, str]:
    """Return a number of days in the unit that a person would use: day, month or year."""
    if days <= MOST_DAYS:
        return days, "day"
    months = round(days / MONTH)
    return (months, "month") if months < MOST_MONTHS else (round(days / YEAR), "year")


def gap_words(shortest: int, longest: int, language: Translator = ENGLISH) -> str:
    """Return the time between two dates in words, by its bounds in seconds.

    The words are in minutes or hours if the bounds are close, in days up to two months, or else
    in months or years: "6 hours later", "1 to 2 days later", "up to 1 day later", "3 years later".
    """
    n = language.n
    if longest - shortest <= 3 * HOUR and longest < 2 * DAY:
        low, high = _range(round(shortest / HOUR), round(longest / HOUR))
        if longest < HOUR and longest - shortest <= 10 * MINUTE:
            minutes = round((shortest + longest) / (2 * MINUTE))
            return n("{n} minute later", "{n} minutes later", max(minutes, 1))
        if low == high:
            return n("{n} hour later", "{n} hours later", high)
        if low == 0:
            return n("up to {n} hour later", "up to {n} hours later", high)
        return n("{low} to {n} hour later", "{low} to {n} hours later", high, low=low)
    low, high = _range(shortest // DAY, -(-longest // DAY) - 1)
    _, unit = rounded(high)
    if unit == "year":
        low, high = _range(round(low / YEAR), round(high / YEAR))
        if low == high:
            return n("{n} year later", "{n} years later", high)
        if low == 0:
            return n("up to {n} year later", "up to {n} years later", high)
        return n("{low} to {n} year later", "{low} to {n} years later", high, low=low)
    if unit == "month":
        low, high = _range(round(low / MONTH), round(high / MONTH))
        if low == high:
            return n("{n} month later", "{n} months later", high)
        if low == 0:
            return n("up to {n} month later", "up to {n} months later", high)
        return n("{low} to {n} month later", "{low} to {n} months later", high, low=low)
    if low == high:
        return n("{n} day later", "{n} days later", high)
    if low == 0:
        return n("up to {n} day later", "up to {n} days later", high)
    return n("{low} to {n} day later", "{low} to {n} days later", high, low=low)


def _range(low: int, high: int) -> tuple[int, int]:
    """Return both bounds, at least 0 and 1. If they are no range, return the upper one twice."""
    low, high = max(low, 0), max(high, 1)
    return (low, high) if low < high else (high, high)
