"""The labels of a line of time: hours, days, months or years. Each names the start of its unit."""

from __future__ import annotations

from collections.abc import Sequence

from claimline.dates import DAY as SECONDS_OF_A_DAY
from claimline.dates import civil, day_number, year_words, zone_info
from claimline.dates.bounds import local_second
from claimline.locale import Translator
from claimline.pages.answers.time_line import TimeStretch
from claimline.pages.timeline import minutes_of_days
from claimline.value import Value

HOUR = 60
CLOCKED = 12 * HOUR
"""The longest stretch of time, in minutes, that is not widened to whole days."""
MOST = 6
"""Roughly the most labels of a stretch."""
DAYS, MONTHS = 62, 24 * 31
"""The longest stretches, in days, with labels of days and of months."""


class TimeLabels(Value, frozen=True):
    """Widens stretches of time to round bounds in a zone, and writes their labels."""

    language: Translator
    zone: str

    def __call__(self, stretches: Sequence[tuple[int, int]]) -> list[TimeStretch]:
        """Return the stretches with their labels. They name the year if there are several."""
        days = [(self._local(start)[0], self._local(end - 1)[0]) for start, end in stretches]
        many_years = len({civil(day)[0] for pair in days for day in pair}) > 1
        return [
            self._hours(start, end, many_years=many_years)
            if end - start <= CLOCKED
            else self._days(first, last, many_years=many_years)
            if last - first < DAYS
            else self._months_or_years(first, last)
            for (start, end), (first, last) in zip(stretches, days, strict=True)
        ]

    def _local(self, minute: int) -> tuple[int, int]:
        """Return the civil day of a minute, by number, and the minute of that day."""
        day, second = divmod(local_second(minute * 60, zone_info(self.zone)), SECONDS_OF_A_DAY)
        return day, second // 60

    def _start(self, day: int) -> int:
        return minutes_of_days(day, day, self.zone)[0]

    def _day_words(self, day: int, *, many_years: bool) -> str:
        year, month, number = civil(day)
        words = f"{number} {self.language.conventions.short_month(month)}"
        return f"{words} {year_words(year, self.language)}" if many_years else words

    def _clocks(self, start: int, end: int, step: int) -> tuple[tuple[int, str], ...]:
        """Return the labels of the hours after a start. Midnight has none: it starts a day."""
        clocks = ((minute, self._local(minute)[1]) for minute in range(start + HOUR, end, HOUR))
        return tuple(
            (minute, f"{clock // HOUR:02}:{clock % HOUR:02}")
            for minute, clock in clocks
            if clock and not clock % step
        )

    def _hours(self, start: int, end: int, *, many_years: bool) -> TimeStretch:
        start -= self._local(start)[1] % HOUR
        end += -self._local(end)[1] % HOUR
        day, clock = self._local(start)
        day_words = self._day_words(day, many_years=many_years)
        first = f"{day_words} {clock // HOUR:02}:{clock % HOUR:02}"
        return TimeStretch(start, end, ((start, first),), self._clocks(start, end, HOUR))

    def _days(self, first: int, last: int, *, many_years: bool) -> TimeStretch:
        start, end = minutes_of_days(first, last, self.zone)
        step = -(-(last - first + 1) // MOST)
        labels = [
            (self._start(day), self._day_words(day, many_years=many_years))
            for day in range(first, last + 1, step)
        ]
        if step == 1:
            return TimeStretch(start, end, tuple(labels), self._clocks(start, end, 6 * HOUR))
        return TimeStretch(start, end, tuple(labels[:1]), tuple(labels[1:]))

    def _months_or_years(self, first: int, last: int) -> TimeStretch:
        (year, month, _), (last_year, last_month, _) = civil(first), civil(last)
        labels = []
        if last - first < MONTHS:
            count = 12 * (last_year - year) + last_month - month + 1
            for nth in range(0, count, -(-count // MOST)):
                years, months = divmod(month - 1 + nth, 12)
                name = self.language.conventions.short_month(months + 1)
                words = f"{name} {year_words(year + years, self.language)}"
                labels.append((self._start(day_number(year + years, months + 1, 1)), words))
        else:
            for nth in range(year, last_year + 1, -(-(last_year - year + 1) // MOST)):
                labels.append((self._start(day_number(nth, 1, 1)), year_words(nth, self.language)))
        end = minutes_of_days(last, last, self.zone)[1]
        return TimeStretch(labels[0][0], end, tuple(labels[:1]), tuple(labels[1:]))
