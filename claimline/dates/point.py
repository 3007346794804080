"""The parts of a partial date, a point of the calendar and an open end, and the error of dates."""

from __future__ import annotations

from enum import StrEnum

from claimline.dates.civil import DAY, day_number, days_in_month
from claimline.dates.day_parts import DAY_PARTS
from claimline.dates.seasons import SEASONS
from claimline.value import Value


class DateError(ValueError):
    """A text is not a date. ``reason`` says why; ``suggestion`` is a sentence, or empty."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason, suggestion)
        self.reason = reason
        self.suggestion = suggestion

    def __str__(self) -> str:
        return f"{self.reason}. {self.suggestion}" if self.suggestion else self.reason


class Open(StrEnum):
    """An end of a span without a date: there is no limit, or the limit is not known."""

    LIMITLESS = ".."
    UNKNOWN = ""


class Point(Value, frozen=True):
    """A year, season, month, day, part of a day, minute or second, as written.

    ``year`` is text, such as ``2025``, ``201X``, ``-0043`` (44 BC) or ``Y17000``. ``month`` is
    ``01`` to ``12``, a season ``21`` to ``24``, ``XX`` or empty; ``day`` is ``01`` to ``31``,
    ``XX`` or empty. ``time`` is ``19:20``, ``19:20:30``, a part of the day such as ``evening``,
    or empty. ``offset`` is in minutes east of UTC. ``qualifier`` is ``?`` (uncertain), ``~``
    (approximate), ``%`` (both) or empty.
    """

    year: str
    month: str = ""
    day: str = ""
    time: str = ""
    offset: int | None = None
    qualifier: str = ""

    def __str__(self) -> str:
        return f"{self.calendar}T{self.clock}" if self.time else self.calendar + self.qualifier

    @property
    def around(self) -> bool:
        """Whether the point is approximate."""
        return self.qualifier in ("~", "%")

    @property
    def uncertain(self) -> bool:
        """Whether the point is uncertain."""
        return self.qualifier in ("?", "%")

    @property
    def calendar(self) -> str:
        """The point without its time of day and qualifier."""
        return "-".join(part for part in (self.year, self.month, self.day) if part)

    @property
    def clock(self) -> str:
        """Time of day, offset and qualifier, such as ``19:20+03:00~``; empty without a time."""
        return f"{self.time}{offset_text(self.offset)}{self.qualifier}" if self.time else ""

    @property
    def clock_time(self) -> str:
        """The time that a clock shows, such as ``19:20``; empty where there is none."""
        return self.time if ":" in self.time else ""

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that the point may mean. Year 0 is 1 BC."""
        if "X" not in self.year:
            year = int(self.year.removeprefix("Y"))
            return year, year
        ends = int(self.year.replace("X", "0")), int(self.year.replace("X", "9"))
        # There is no year -0000, so "-000X" ends with -0001.
        return (ends[1], min(ends[0], -1)) if self.year.startswith("-") else ends

    @property
    def has_day(self) -> bool:
        """Whether the point names one day."""
        return self.day.isdigit()

    @property
    def low(self) -> int:
        """Its first second by its own clock, counted from the start of 1970 on that clock."""
        year = self.years[0]
        month = self._months()[0]
        day = int(self.day) if self.has_day else 1
        return day_number(year, month, day) * DAY + self._seconds()[0]

    @property
    def high(self) -> int:
        """Its last second, counted as ``low`` is. A winter ends in February of the next year."""
        year = self.years[1]
        month = self._months()[1]
        if month > 12:
            year, month = year + 1, month - 12
        day = int(self.day) if self.has_day else days_in_month(year, month)
        return day_number(year, month, day) * DAY + self._seconds()[1] - 1

    def _months(self) -> tuple[int, int]:
        """Return the first and the last month that the point may mean."""
        if self.month in SEASONS:
            return SEASONS[self.month]
        return (int(self.month), int(self.month)) if self.month.isdigit() else (1, 12)

    def _seconds(self) -> tuple[int, int]:
        """Return the second of the day at which the point begins, and the one after its last."""
        if not self.clock_time:
            return DAY_PARTS.get(self.time, (0, DAY))
        hours, minutes, *seconds = map(int, self.time.split(":"))
        first = hours * 3600 + minutes * 60
        return (first + seconds[0], first + seconds[0] + 1) if seconds else (first, first + 60)


def offset_text(offset: int | None) -> str:
    """Return an offset as ISO 8601 writes it, such as ``Z`` or ``+03:00``; empty for None."""
    if offset is None:
        return ""
    hours, minutes = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}" if offset else "Z"
