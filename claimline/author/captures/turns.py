"""Words beside a quote that turn its meaning: a negation, a condition, a bound of a number."""

from __future__ import annotations

import re

_WINDOW = 160
"""Characters that are looked at on each side."""
_SHOWN = 6
"""Words that are shown, at most."""
# In English, German and Arabic, and some signs of Chinese and Japanese.
_NO = r"(?:no|kein(?:e[mnrs]?)?)"
_NOT = (
    "not|never|no longer|nor|neither|cannot|without|hardly|(?:[a-z]+n['\u2019]t)"
    "|nicht|nie|niemals|kaum|ohne|weder|nicht mehr"
    "|\u0644\u0627|\u0644\u0645|\u0644\u0646|\u0644\u064a\u0633|\u0644\u064a\u0633\u062a"
    "|\u063a\u064a\u0631|\u062f\u0648\u0646|\u0628\u062f\u0648\u0646"
)
_HELPERS = (
    "(?:is|are|was|were|be|been|am|do|does|did|has|have|had|will|would|shall|should|can|could|may"
    "|might|must|need|ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|hatte|hatten|kann"
    "|k\u00f6nnen|konnte|soll|sollen|darf|muss)"
)
_BUT = (
    "but|except|unless|if|however|though|although|only if|provided"
    "|aber|au\u00dfer|jedoch|sondern|sofern|falls|wenn|obwohl|es sei denn"
    "|\u0644\u0643\u0646|\u0648\u0644\u0643\u0646|\u0625\u0644\u0627|\u0625\u0630\u0627"
    "|\u0628\u0627\u0633\u062a\u062b\u0646\u0627\u0621|\u0644\u0648"
)
_AFTER = re.compile(
    rf"[,;:]?\s*[-\u2013\u2014]?\s*(?P<rest>(?:{_HELPERS}\s+)?(?:{_NOT})(?!\w)"
    rf"|{_HELPERS}\s+{_NO}(?!\w)|(?:{_BUT})(?!\w))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:(?<!\w)(?:{_NOT}|{_NO})\s+(?:\w+\s+)?|[不没沒未非无無])\Z", re.IGNORECASE
)
# What stands before a number and makes it a bound, a range or less than nothing.
_BOUND = re.compile(
    r"(?:(?<!\w)(?:at least|at most|fewer than|less than|more than|up to|over|under|minus"
    r"|bis zu|h\u00f6chstens|mehr als|mindestens|weniger als|\u00fcber|unter"
    r"|\u0623\u0642\u0644 \u0645\u0646|\u0623\u0643\u062b\u0631 \u0645\u0646)"
    r"|\d\s(?:to|or|bis|oder|\u0625\u0644\u0649|\u0623\u0648))\s\Z",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?\u2026\u061f\u06d4\u3002\uff01\uff1f]\W*\Z")
_SENTENCE_END = re.compile(r"[.!?\u2026\u061f\u06d4\u3002\uff01\uff1f](?!\w)")


def turned_after(quoted: str, after: str) -> str:
    """Return the words after a quote if they turn it, else an empty string.

    A quote that ends its sentence is turned by nothing after it.
    """
    if _ENDS.search(quoted[-_WINDOW:]):
        return ""
    after = after[:_WINDOW]
    if not (match := _AFTER.match(after)):
        return ""
    rest = _SENTENCE_END.split(after[match.start("rest") :])[0]
    return " ".join(rest.split()[:_SHOWN])


def turned_before(before: str, quoted: str) -> str:
    """Return the words before a quote if they turn it, else an empty string."""
    before = before[-_WINDOW:]
    match = _BEFORE.search(before)
    if not match and quoted[:1].isdigit():
        match = _BOUND.search(before)
    return " ".join(match[0].split()) if match else ""
