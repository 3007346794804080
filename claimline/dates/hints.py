"""What a text that is no date was probably meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH_NAMES = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_NAMED = [
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        rf"{_DAY}(?: of)? {_MONTH_NAMES},? {_YEAR}",
        rf"{_MONTH_NAMES} {_DAY},? {_YEAR}",
        rf"{_YEAR},? {_MONTH_NAMES} {_DAY}",
        rf"{_MONTH_NAMES},? {_YEAR}",
    )
]
_SEASON = re.compile(rf"(?P<name>{'|'.join(_SEASONS)})(?: of)? {_YEAR}", re.ASCII | re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})(?:[-./ ](\d{1,2}))?[.]?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-./ ])\s?(\d{1,2})\2\s?(\d{4})\.?", re.ASCII)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_CIRCA = re.compile(r"(?:c(?:irca|a)?\.?|about|around|approx(?:imately|\.)?) ?(.+)", re.IGNORECASE)
_SPAN = re.compile(
    r"(\d.*?\d{4}|\d{4}[^ ]*)(?: to | until | ?[\u2013\u2014] ?| - )(.*\d.*)", re.IGNORECASE
)
_WITH_TIME = re.compile(
    r"(?P<day>.*?\d)(?: ?T ?|,? (?:at )?)(?P<hour>\d{1,2})[:.](?P<minute>\d\d)"
    r" ?(?P<rest>(?:Z|UTC|[+-]\d\d:?(?:\d\d)?)?[?~%]?(?:\[.*\])?[?~%]?(?:/.*)?)",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r".*\d:\d\d ?[A-Za-z]{2,5}", re.ASCII)
_LATE_MARK = re.compile(r"(.*)(\[[^\[\]]*\])([?~%])")
_FIRST_SLASH = re.compile(r"/(?![^\[]*\])")


def candidates(text: str) -> Iterator[str]:
    """Texts that it may stand for, the likeliest first; not all of them are dates."""
    tidy = _tidy(text)
    if tidy != text:
        yield tidy
    if day := _day(tidy):
        yield day
    if late := _LATE_MARK.fullmatch(tidy):
        yield f"{late[1]}{late[3]}{late[2]}"
    if circa := _CIRCA.fullmatch(tidy):
        yield f"{_day(circa[1]) or circa[1]}~"
    if span := _SPAN.fullmatch(text.strip()):
        yield "/".join(_day(_tidy(end)) or _tidy(end) for end in span.groups())
    if timed := _timed(tidy):
        yield timed
    ends = _FIRST_SLASH.split(tidy, maxsplit=1)
    if len(ends) == 2:
        yield "/".join(_timed(end) or _day(end) or end for end in ends)
        yield "/".join(reversed(ends))


def explain(text: str) -> str:
    """A sentence where a text can be read in two ways, else an empty string."""
    tidy = _tidy(text)
    if _ABBREVIATED.fullmatch(tidy):
        return "Name the zone as in 2025-12-29T19:20[Europe/Moscow]."
    found = _YEAR_LAST.match(tidy)
    if not found:
        return ""
    one, other, year = int(found[1]), int(found[3]), found[4]
    if 1 <= one <= 12 and 1 <= other <= 12:
        return (
            "Write the year first, then month and day: "
            f"{year}-{other:02}-{one:02} or {year}-{one:02}-{other:02}."
        )
    return "Write the year first, then month and day, as in 2025-12-29."


def _tidy(text: str) -> str:
    """Plain dashes and spaces, capitals where they belong, no seconds, today's marks of EDTF."""
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", " ".join(text.split()))
    text = re.sub(r"(?<=\d)[uUx*]+(?![a-zA-Z])", lambda found: "X" * len(found[0]), text)
    text = re.sub(r"(?<=-)(?:uu|UU|xx|\?\?|\*\*|00)(?=-|$|[?~%])", "XX", text)
    text = re.sub(r"(?<=-)(?:\dX|X\d)$", "XX", text)
    text = re.sub(r"(?<=\d)[tT](?=\d)", "T", text)
    text = re.sub(r"(?<=\d)[z](?![a-zA-Z])", "Z", text)
    text = re.sub(r"^y(?=-?\d)", "Y", text)
    text = re.sub(r"(?<=\d:\d\d):\d\d(?:[.,]\d+)?", "", text)
    text = re.sub(r"\?~|~\?", "%", text)
    text = re.sub(r" ?/ ?", "/", text)
    text = re.sub(r"/(?:open|now|present)$", "/..", text)
    text = re.sub(r"/unknown$", "/", text)
    return re.sub(r"^unknown/", "/", text)


def _day(text: str) -> str:
    """A day, month or season in words or in another order of numbers, else an empty string."""
    if found := _YEAR_FIRST.fullmatch(text):
        return "-".join([found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part)])
    if found := _BASIC.fullmatch(text):
        return "-".join(found.groups())
    if found := _SEASON.fullmatch(text):
        return f"{found['year']}-{_SEASONS[found['name'].lower()]}"
    if found := _YEAR_LAST.fullmatch(text):
        return _in_order(int(found[1]), int(found[3]), found[4], dotted=found[2] == ".")
    for pattern in _NAMED:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            month = _MONTHS.index(parts["name"][:3].lower()) + 1
            rest = f"-{int(parts['day']):02}" if "day" in parts else ""
            return f"{parts['year']}-{month:02}{rest}"
    return ""


def _in_order(one: int, other: int, year: str, *, dotted: bool) -> str:
    """Day and month, where it is clear which is which. Dots mean the day first."""
    if other > 12:
        one, other = other, one
    elif not dotted and one != other and one <= 12:
        return ""
    return f"{year}-{other:02}-{one:02}"


def _timed(text: str) -> str:
    """A day and a time of day, else an empty string. 24:00 is the next day."""
    found = _WITH_TIME.fullmatch(text)
    if not found:
        return ""
    day, hour = _day(found["day"]) or found["day"], int(found["hour"])
    if hour == 24 and found["minute"] == "00":
        try:
            day, hour = str(date.fromisoformat(day) + timedelta(days=1)), 0
        except (ValueError, OverflowError):
            return ""
    rest = found["rest"].upper() if found["rest"].lower() in ("z", "utc") else found["rest"]
    rest = "Z" if rest == "UTC" else rest
    return f"{day}T{hour:02}:{found['minute']}{rest}"
