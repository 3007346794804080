"""The parts of a partial date: one point of the calendar, an open end, and what is wrong."""

from __future__ import annotations

import datetime as dt
from calendar import isleap
from enum import StrEnum

from claimline.value import Value

MONTH_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}

Minute = tuple[int, int, int, int, int]


class DateError(ValueError):
    """A text is not a date. ``reason`` says why; ``suggestion`` is a sentence, or empty."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason, suggestion)
        self.reason = reason
        self.suggestion = suggestion

    def __str__(self) -> str:
        return f"{self.reason}. {self.suggestion}" if self.suggestion else self.reason


class Open(StrEnum):
    """An end of a span that has no date: without limit, or with one that is not known."""

    LIMITLESS = ".."
    UNKNOWN = ""


def days_in_month(year: int, month: int) -> int:
    """The number of days of a month (1 to 12) in the proleptic Gregorian calendar."""
    return MONTH_LENGTHS[month] + (month == 2 and isleap(year))


class Point(Value, frozen=True):
    """A year, season, month, day or minute, as written, with its qualifier.

    ``year`` is text, such as ``2025``, ``201X``, ``-0043`` (44 BC) or ``Y17000``. ``month`` is
    ``01`` to ``12``, a season ``21`` to ``24``, ``XX`` or empty; ``day`` is ``01`` to ``31``,
    ``XX`` or empty. ``offset`` is in minutes east of UTC. ``qualifier`` is ``?`` (uncertain),
    ``~`` (approximate), ``%`` (both) or empty.
    """

    year: str
    month: str = ""
    day: str = ""
    time: dt.time | None = None
    offset: int | None = None
    qualifier: str = ""

    def __str__(self) -> str:
        return f"{self.calendar}T{self.clock}" if self.time else self.calendar + self.qualifier

    @property
    def around(self) -> bool:
        """Whether it is approximate."""
        return self.qualifier in ("~", "%")

    @property
    def uncertain(self) -> bool:
        """Whether it is uncertain."""
        return self.qualifier in ("?", "%")

    @property
    def calendar(self) -> str:
        """The point without its time of day and qualifier."""
        return "-".join(part for part in (self.year, self.month, self.day) if part)

    @property
    def clock(self) -> str:
        """Time of day, offset and qualifier, such as ``19:20+03:00~``; empty without a time."""
        if self.time is None:
            return ""
        return self.time.isoformat("minutes") + offset_text(self.offset) + self.qualifier

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that it may mean, in astronomical numbering (0 is 1 BC)."""
        if "X" not in self.year:
            year = int(self.year.removeprefix("Y"))
            return year, year
        ends = int(self.year.replace("X", "0")), int(self.year.replace("X", "9"))
        # There is no year -0000, so that "-000X" ends with -0001.
        return (ends[1], min(ends[0], -1)) if self.year.startswith("-") else ends

    @property
    def has_day(self) -> bool:
        """Whether it names one day."""
        return self.day.isdigit()

    @property
    def low(self) -> Minute:
        """The first minute: year, month, day, hour and minute of the point's own clock."""
        year = self.years[0]
        month = int(self.month) if self.month.isdigit() else 1
        month = SEASON_MONTHS[month][0] if month in SEASON_MONTHS else month
        day = int(self.day) if self.has_day else 1
        return (year, month, day, *((self.time.hour, self.time.minute) if self.time else (0, 0)))

    @property
    def high(self) -> Minute:
        """The last minute, as ``low``. A winter ends in February of the next year."""
        year = self.years[1]
        month = int(self.month) if self.month.isdigit() else 12
        month = SEASON_MONTHS[month][1] if month in SEASON_MONTHS else month
        if month > 12:
            year, month = year + 1, month - 12
        day = int(self.day) if self.has_day else days_in_month(year, month)
        return (year, month, day, *((self.time.hour, self.time.minute) if self.time else (23, 59)))


def offset_text(offset: int | None) -> str:
    """An offset as ISO 8601 writes it: ``Z``, ``+03:00``, or empty for none."""
    if offset is None:
        return ""
    hours, minutes = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}" if offset else "Z"
