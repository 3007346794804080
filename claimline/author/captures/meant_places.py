"""The place in a capture that a locator such as "paragraph 3" or "1:02" means."""

from __future__ import annotations

import re

from claimline.author.captures.quote_search import QuotePlace
from claimline.author.captures.subtitles import seconds_of

_NUMBERED = re.compile(
    r"(para|\u00b6|page|pp?\b|line|heading|head)[a-z.]*\s*(\d+)(?:\s*(?:to|[-\u2013])\s*(\d+))?",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:\d{1,4}:)?\d{1,2}:\d{2}\b")
_KINDS = {"para": "paragraph", "\u00b6": "paragraph", "page": "page", "p": "page", "pp": "page",
          "line": "line", "head": "heading", "heading": "heading"}  # fmt: skip
_NEAR = 15
"""Seconds between a locator and the subtitle with the quote, at most."""


def meant_places(places: tuple[QuotePlace, ...], locator: str) -> tuple[QuotePlace, ...]:
    """Return those of the places that a locator such as "pp. 3-4" or "1:02" names, or else all."""
    return named_places(places, locator) or places


def named_places(places: tuple[QuotePlace, ...], locator: str) -> tuple[QuotePlace, ...]:
    """Return those of the places that the locator names, if any."""
    if meant := tuple(place for place in places if place.words == locator.strip()):
        return meant
    if match := _NUMBERED.search(locator):
        kind, first, last = _KINDS[match[1].lower()], match[2], match[3]
        for named in (f"{kind}s {first} to {last}", f"{kind} {first}"):
            if meant := tuple(place for place in places if place.words == named):
                return meant
    if (match := _TIME.search(locator)) and _TIME.match(places[0].words):
        time = seconds_of(match[0])
        return (min(places, key=lambda place: abs(seconds_of(place.words.split()[0]) - time)),)
    return ()


def is_at_another_time(place: QuotePlace, locator: str) -> bool:
    """Whether a locator has a time, and the quote is in subtitles of another time."""
    named, times = _TIME.search(locator), [seconds_of(time) for time in _TIME.findall(place.words)]
    if not named or not times or not _TIME.match(place.words):
        return False
    return not times[0] - _NEAR <= seconds_of(named[0]) <= times[-1] + _NEAR
