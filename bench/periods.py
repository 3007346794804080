"""Which pages of the chronology and of the A to Z show a record.

claimline works this out from the size of the pages. The peers are told, since Hugo makes such pages
from words in the front matter.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from bench import records
from bench.case import Case

EVENTS_ON_ONE_PAGE = 150
"""A chronology of more events is cut by months."""
EVENTS_ON_PAGE = 30
"""A month of more events is cut into several pages."""
ENTRIES_ON_ONE_PAGE = 1000
"""An A to Z of more entries has a page for each letter."""


class Periods:
    """The pages of the chronology: a few of each month, and days that are drawn by the hour."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def of(self, day: str) -> dict[str, object]:
        """The pages for a date, as front matter. ``day`` is a day or a wider date."""
        first = day[:10]
        period = self._periods.get(first, first[:7]) if self._is_cut else ""
        drawn = [day] if day in self._drawn else []
        return {"period": period or None, "chronology": [*([period] if period else []), *drawn]}

    @property
    def _is_cut(self) -> bool:
        return self.case.size.events > EVENTS_ON_ONE_PAGE

    @cached_property
    def _events(self) -> list[tuple[str, str]]:
        """The day of each event, and its date as written."""
        made = (records.event(self.case, nth) for nth in range(self.case.size.events))
        return [(filed(str(it.data["date"])), str(it.data["date"])) for it in made]

    @cached_property
    def _drawn(self) -> frozenset[str]:
        """Days with two times of day, or with an event at a time of day among other entries."""
        every = Counter(self._days())
        timed = Counter(day for day, date in self._events if "T" in date)
        said = (str(records.statement(self.case, nth).data["said"])
                for nth in range(self.case.size.statements))  # fmt: skip
        both = timed + Counter(date[:10] for date in said if "T" in date)
        return frozenset(
            day for day, number in both.items()
            if number > 1 or (day in timed and every[day] > 1)
        )  # fmt: skip

    def _days(self) -> Iterator[str]:
        case = self.case
        yield from (day for day, _ in self._events)
        for kind, number in (("claim", case.size.claims), ("statement", case.size.statements)):
            yield from (case.day(kind, nth).isoformat() for nth in range(number))
        for nth in range(case.size.sources):
            yield str(records.source(case, nth).data["published"])

    @cached_property
    def _periods(self) -> dict[str, str]:
        """The page of each day. A page ends with a day, and with a month."""
        numbers = Counter(day[:10] for day, _ in self._events)
        found: dict[str, str] = {}
        month, page, room = "", 0, 0
        for day in sorted(set(self._days()) - {"None"}):
            if day[:7] != month:
                month, page, room = day[:7], 1, EVENTS_ON_PAGE
            elif numbers[day] > room:
                page, room = page + 1, EVENTS_ON_PAGE
            room -= numbers[day]
            found[day] = month if page == 1 else f"{month}-page-{page}"
        return found


def filed(date: str) -> str:
    """The day under which a date is listed; a wider date stands as it is written."""
    start, _, end = date.partition("/")
    if "T" in start or not end:
        return start[:10] if len(start) >= 10 else start
    return date


def letters(case: Case, *titles: str) -> dict[str, list[str]]:
    """The letters under which titles are listed, as front matter."""
    size = case.size
    if size.claims + size.sources + size.actors <= ENTRIES_ON_ONE_PAGE:
        return {}
    return {"a-z": sorted({_letter(title) for title in titles})}


def _letter(title: str) -> str:
    first = unicodedata.normalize("NFKD", title.removeprefix("The "))[0].lower()
    return first if first.isascii() else f"u{ord(first.upper()):04x}"
