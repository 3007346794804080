"""Guesses which date was meant by a text that is not a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from claimline.dates.day_parts import DAY_PARTS, OTHER_NAMES
from claimline.dates.seasons import SEASON_NAMES

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH_NAMES = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_NAMED = [
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        rf"{_DAY}(?: of)? {_MONTH_NAMES},? {_YEAR}",
        rf"{_MONTH_NAMES} {_DAY},? {_YEAR}",
        rf"{_YEAR},? {_MONTH_NAMES} {_DAY}",
        rf"{_MONTH_NAMES},? {_YEAR}",
    )
]
_SEASON = re.compile(
    rf"(?P<name>{'|'.join(SEASON_NAMES)})(?: of)? {_YEAR}", re.ASCII | re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})(?:[-./ ](\d{1,2}))?[.]?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-./ ])\s?(\d{1,2})\2\s?(\d{4})\.?", re.ASCII)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_TIMESTAMP = re.compile(r"(\d{4})(\d\d)(\d\d)[T ]?(\d\d)(\d\d)(\d\d)?(?:\.\d+)?(Z?)", re.ASCII)
_BEFORE_ERA = re.compile(r"(?:(?P<rest>.*) )?(?P<year>\d{1,4}) ?B\.?C\.?(?:E\.?)?", re.IGNORECASE)
_APPROXIMATE = re.compile(
    r"\(?(?:c(?:irca|a)?\.?|about|around|approx(?:imately|\.)?)\)? ?(.+)", re.IGNORECASE
)
_APPROXIMATE_AFTER = re.compile(r"(.+?) ?\((?:c(?:irca|a)?\.?|approx(?:imate|imately|\.)?)\)", re.I)
_DOUBTS = (
    "believed to be", "thought to be", "said to be", "probably", "possibly", "perhaps", "maybe",
    "likely", "presumably", "apparently", "reportedly", "allegedly", "supposedly", "uncertain",
    "unsure", "unclear", "not sure", "unconfirmed", "unverified", "estimated", "presumed",
    "assumed", "disputed", "tbc",
)  # fmt: skip
_DOUBT_WORDS = rf"(?:{'|'.join(_DOUBTS)})"
_DOUBTED = re.compile(
    rf"(?:\({_DOUBT_WORDS}\)|\[{_DOUBT_WORDS}\]|{_DOUBT_WORDS}):? (?:on |in )?(.+)", re.IGNORECASE
)
_DOUBTED_AFTER = re.compile(
    rf"(.+?)(?:,? {_DOUBT_WORDS}| ?\((?:{_DOUBT_WORDS}|\?)\)| ?\[(?:{_DOUBT_WORDS}|\?)\]| \?)",
    re.IGNORECASE,
)
_LATEST = re.compile(r"(?:until|by|no later than|not later than|on or before) (.+)", re.IGNORECASE)
_FIRST = re.compile(
    r"(?:since|from|no earlier than|not earlier than|on or after) (.+)", re.IGNORECASE
)
_BESIDE = re.compile(r"(?P<side>before|after) (?P<day>.+)", re.IGNORECASE)
_BETWEEN = re.compile(r"between (.+) and (.+)", re.IGNORECASE)
_DAYS = re.compile(
    rf"(?P<night>(?:on |in )?(?:the )?night of )?(?P<first>\d{{1,2}}) ?(?:-|/|to|and) ?{_DAY} "
    rf"(?:of )?{_MONTH_NAMES},? {_YEAR}",
    re.ASCII | re.IGNORECASE,
)
_SPAN = re.compile(
    r"(\d.*?\d{4}|\d{4}[^ ]*)(?: to | until | ?[\u2013\u2014] ?| - )(.*\d.*)", re.IGNORECASE
)
_REST = r"(?P<rest>(?:Z|UTC|[+-]\d\d:?(?:\d\d)?)?[?~%]?(?:\[.*\])?[?~%]?(?:/.*)?)"
_WITH_TIME = re.compile(
    r"(?P<day>.*?\d)(?: ?T ?|,? (?:at )?)(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?P<second>:\d\d)?"
    rf" ?(?P<half>[ap]\.?m\.?)? ?{_REST}",
    re.IGNORECASE,
)
_PART = "|".join(
    name.replace("-", "[ -]") for name in sorted((*DAY_PARTS, *OTHER_NAMES), key=len, reverse=True)
)
_PART_AFTER = re.compile(
    rf"(?P<day>.*?\d)(?:T|,? (?:in the |at |on the )?)(?P<part>{_PART}) ?{_REST}", re.IGNORECASE
)
_PART_BEFORE = re.compile(
    rf"(?:(?:in|on|at) )?(?:the )?(?P<part>{_PART}),? (?:of |on )?(?:the )?(?P<day>.*\d)",
    re.IGNORECASE,
)
_MIDNIGHT = re.compile(
    r"(.*?\d)(?:T|,? (?:at )?)midnight.*|(?:at )?midnight,? (?:on )?(.*\d)", re.I
)
_ABBREVIATED = re.compile(r".*\d:\d\d ?[A-Za-z]{2,5}", re.ASCII)
_LATE_MARK = re.compile(r"(.*)(\[[^\[\]]*\])([?~%])")
_FIRST_SLASH = re.compile(r"/(?![^\[]*\])")


def candidates(text: str) -> Iterator[str]:
    """Yield what a text may mean, the likeliest first. Some of the results are not dates."""
    tidy = _tidy(text)
    if tidy != text:
        yield tidy
    if point := _point(tidy):
        yield point
    if late := _LATE_MARK.fullmatch(tidy):
        yield f"{late[1]}{late[3]}{late[2]}"
    if approximate := _APPROXIMATE.fullmatch(tidy) or _APPROXIMATE_AFTER.fullmatch(tidy):
        yield _marked(_point(approximate[1]) or approximate[1], "~")
    if doubted := _DOUBTED.fullmatch(tidy) or _DOUBTED_AFTER.fullmatch(tidy):
        yield _marked(_point(doubted[1]) or doubted[1], "?")
    if days := _DAYS.fullmatch(tidy):
        yield _days(days)
    if latest := _LATEST.fullmatch(tidy):
        yield f"../{_point(latest[1]) or latest[1]}"
    if first := _FIRST.fullmatch(tidy):
        yield f"{_point(first[1]) or first[1]}/.."
    if beside := _BESIDE.fullmatch(tidy):
        yield _beside(_day(beside["day"]) or beside["day"], beside["side"].lower())
    if span := _BETWEEN.fullmatch(tidy) or _SPAN.fullmatch(text.strip()):
        yield "/".join(_point(_tidy(end)) or _tidy(end) for end in span.groups())
    ends = _FIRST_SLASH.split(tidy, maxsplit=1)
    if len(ends) == 2:
        yield "/".join(_point(end) or end for end in ends)
        yield "/".join(reversed(ends))


def explain(text: str) -> str:
    """Return how to write a date that only the author can make clear, or an empty string."""
    tidy = _tidy(text)
    if midnight := _MIDNIGHT.fullmatch(tidy):
        day = midnight[1] or midnight[2]
        start, end = _midnights(_day(day) or day)
        if start:
            return f"Write {start} for the start of that day, or {end} for its end."
    if _ABBREVIATED.fullmatch(tidy):
        return "Name the zone as in 2025-12-29T19:20[Europe/Moscow]."
    numbers = _YEAR_LAST.match(tidy)
    if not numbers:
        return ""
    first, second, year = int(numbers[1]), int(numbers[3]), numbers[4]
    if 1 <= first <= 12 and 1 <= second <= 12:
        return (
            "Write the year first, then month and day: "
            f"{year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}."
        )
    return "Write the year first, then month and day, as in 2025-12-29."


def _tidy(text: str) -> str:
    """Return a text with plain dashes and spaces, right capitals and the current marks of EDTF."""
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", " ".join(text.split()))
    text = re.sub(r"(?<=\d)[uUx*]+(?![a-zA-Z])", lambda unknown: "X" * len(unknown[0]), text)
    text = re.sub(r"(?<=-)(?:uu|UU|xx|\?\?|\*\*|00)(?=-|$|[?~%])", "XX", text)
    text = re.sub(r"(?<=-)(?:\dX|X\d)$", "XX", text)
    text = re.sub(r"(?<=\d)[tT](?=\d)", "T", text)
    text = re.sub(r"(?<=\d)[z](?![a-zA-Z])", "Z", text)
    text = re.sub(r"^y(?=-?\d)", "Y", text)
    text = re.sub(r"(?<=\d:\d\d:\d\d)[.,]\d+", "", text)
    text = re.sub(r"\?~|~\?", "%", text)
    text = re.sub(r" ?/ ?", "/", text)
    text = re.sub(r"/(?:open|now|present)$", "/..", text)
    text = re.sub(r"/unknown$", "/", text)
    return re.sub(r"^unknown/", "/", text)


def _point(text: str) -> str:
    """Return a day, a time or a part of the day in another form, else an empty string."""
    return _day(text) or _timestamp(text) or _timed(text) or _part_of_day(text)


def _marked(date_text: str, mark: str) -> str:
    """Return a date with a qualifier. It goes before the zone, if there is one."""
    rest, bracket, zone = date_text.partition("[")
    return f"{rest}{mark}{bracket}{zone}"


def _day(text: str) -> str:
    """Return a day, month or season in words or in another order, else an empty string."""
    if match := _YEAR_FIRST.fullmatch(text):
        return "-".join([match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)])
    if match := _BASIC.fullmatch(text):
        return "-".join(match.groups())
    if match := _SEASON.fullmatch(text):
        return f"{match['year']}-{SEASON_NAMES[match['name'].lower()]}"
    if match := _YEAR_LAST.fullmatch(text):
        return _in_order(int(match[1]), int(match[3]), match[4], dotted=match[2] == ".")
    if match := _BEFORE_ERA.fullmatch(text):
        return _before_era(match["rest"] or "", int(match["year"]))
    for pattern in _NAMED:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            month = _MONTHS.index(parts["name"][:3].lower()) + 1
            rest = f"-{int(parts['day']):02}" if "day" in parts else ""
            return f"{parts['year']}-{month:02}{rest}"
    return ""


def _before_era(rest: str, year: int) -> str:
    """Return a year BC, with any month and day. 44 BC is -0043, since 1 BC is 0000."""
    if not year:
        return ""
    era_year = f"{1 - year:05}" if year > 1 else "0000"
    if not rest:
        return era_year
    # Read the day in some leap year. ``parse`` checks later whether the real year has that day.
    day = _day(f"{rest} 2000")
    return day.replace("2000", era_year, 1) if day else ""


def _in_order(first: int, second: int, year: str, *, dotted: bool) -> str:
    """Return a day if the order of its numbers is clear. With dots, the day comes first."""
    if second > 12:
        first, second = second, first
    elif not dotted and first != second and first <= 12:
        return ""
    return f"{year}-{second:02}-{first:02}"


def _timestamp(text: str) -> str:
    """Return a time from digits without marks between them, as web archives write it, in UTC."""
    match = _TIMESTAMP.fullmatch(text)
    if not match:
        return ""
    year, month, day, hour, minute, second, _ = match.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}{f':{second}' if second else ''}Z"


def _timed(text: str) -> str:
    """Return a day and a time of day, else an empty string. 24:00 is the next day."""
    match = _WITH_TIME.fullmatch(text)
    if not match:
        return ""
    day, hour = _day(match["day"]) or match["day"], int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    if hour == 24 and match["minute"] == "00":
        day, hour = _day_after(day), 0
        if not day:
            return ""
    return f"{day}T{hour:02}:{match['minute']}{match['second'] or ''}{_rest(match['rest'])}"


def _part_of_day(text: str) -> str:
    """Return a day and a part of it, else an empty string."""
    approximate = _APPROXIMATE.fullmatch(text)
    match = _PART_AFTER.fullmatch(text) or _PART_BEFORE.fullmatch(
        approximate[1] if approximate else text
    )
    if not match:
        return ""
    name = match["part"].lower().replace(" ", "-")
    rest = _rest(match.groupdict().get("rest") or "")
    day = _day(match["day"]) or match["day"]
    return f"{day}T{OTHER_NAMES.get(name, name)}{'~' if approximate else ''}{rest}"


def _rest(text: str) -> str:
    """Return the text after a time. UTC becomes Z."""
    if text.lower() in ("z", "utc"):
        return "Z"
    return text


def _days(match: re.Match[str]) -> str:
    """Return a span of two days of a month, or the night between two days in a row."""
    month = f"{match['year']}-{_MONTHS.index(match['name'][:3].lower()) + 1:02}"
    first, last = int(match["first"]), int(match["day"])
    if match["night"]:
        return f"{month}-{first:02}Tnight" if last == first + 1 else ""
    return f"{month}-{first:02}/{month}-{last:02}"


def _beside(text: str, side: str) -> str:
    """Return the span of all days before or after a day or a year, or an empty string."""
    step = -1 if side == "before" else 1
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        limit = f"{int(text) + step:04}"
    else:
        limit = _day_after(text, step)
    if not limit:
        return ""
    return f"../{limit}" if side == "before" else f"{limit}/.."


def _day_after(day: str, days: int = 1) -> str:
    try:
        return str(date.fromisoformat(day) + timedelta(days=days))
    except (ValueError, OverflowError):
        return ""


def _midnights(day: str) -> tuple[str, str]:
    """Return the midnights at the start and at the end of a day, or empty strings."""
    after = _day_after(day)
    return (f"{day}T00:00", f"{after}T00:00") if after else ("", "")
