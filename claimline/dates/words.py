"""Dates for readers, in the language of the interface, the same on every machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from datetime import datetime, tzinfo

from msgspec.structs import replace

from claimline.dates.bounds import instants, reading
from claimline.dates.civil import DAY, civil, year_text
from claimline.dates.day_parts import DAY_PART_WORDS
from claimline.dates.partial import PartialDate
from claimline.dates.point import Open, Point
from claimline.dates.seasons import SEASON_WORDS, SEASONS
from claimline.dates.zones import offset_label, zone_info, zone_label
from claimline.locale import ENGLISH, Translator
from claimline.value import Value


def words(date: PartialDate, zone: str = "UTC", language: Translator = ENGLISH) -> str:
    """Return the date in words.

    A time of day with a known zone is given by its own clock, and then in brackets by the clock of
    ``zone``, an IANA name: ``28 December 2025, around 19:20 Moscow time (16:20 UTC)``. The zone of
    a day is named if it is not ``zone``.
    """
    return _DateWords(date, zone, language).whole()


class _DateWords(Value, frozen=True):
    """Writes a date in a language. ``zone`` is the site's, for times in brackets."""

    date: PartialDate
    zone: str
    language: Translator

    def whole(self) -> str:
        if any(point.clock_time for point in self.date.points):
            return self.ends()
        label, site = self.zone_name(self.date.points), zone_label(self.zone, self.language)
        if label in ("", site):
            return self.ends()
        return self.language.t("{date} ({zone})", date=self.ends(), zone=label)

    def ends(self) -> str:
        """Return the date, without the zone of a day."""
        t = self.language.t
        start, end = self.date.start, self.date.end
        if isinstance(start, Open):
            assert isinstance(end, Point)
            if start is Open.LIMITLESS:
                if self.is_day(end):
                    return t("on or before {date}", date=self.marked(self.calendar(end), end))
                return t("{date} or earlier", date=self.bound(end))
            return t("from an unknown date to {date}", date=self.alone(end))
        if isinstance(end, Open):
            if end is Open.LIMITLESS:
                if self.is_day(start):
                    return t("on or after {date}", date=self.marked(self.calendar(start), start))
                return t("{date} or later", date=self.bound(start))
            return t("{date} to an unknown date", date=self.alone(start))
        if end is None or start == end:
            return self.alone(start)
        if start.time and end.time and start.offset == end.offset:
            return self.times(start, end)
        if start.time or end.time:
            return self.span(self.alone(start), self.alone(end))
        if start.qualifier or end.qualifier:
            return self.span(
                self.marked(self.calendar(start), start), self.marked(self.calendar(end), end)
            )
        return self.days(start, end)

    def is_day(self, point: Point) -> bool:
        """Whether a point is exactly one day, so that "on" can stand before it."""
        return point.has_day and not point.time and not point.around

    def bound(self, point: Point) -> str:
        """Return a point as it is written before "or later", with doubt in brackets."""
        if not point.time:
            return self.marked(self.calendar(point), point)
        return self.alone(point)

    def span(self, start: str, end: str) -> str:
        return self.language.t("{start} to {end}", start=start, end=end)

    def around(self, date: str, point: Point) -> str:
        return self.language.t("around {date}", date=date) if point.around else date

    def alone(self, point: Point) -> str:
        """Return a point by itself, with its qualifiers, and a time with its zone."""
        t = self.language.t
        date = self.calendar(point)
        if not point.time:
            date = self.around(date, point)
        elif point.time == "night":
            date = self.around(self.night(point), point)
        else:
            time = f"{self.around(self.time(point), point)}{self.zoned((point,))}"
            date = t("{date}, {time}", date=date, time=time)
        return t("{date}, uncertain", date=date) if point.uncertain else date

    def marked(self, date: str, point: Point) -> str:
        """Return a point as it is written in a span, with doubt in brackets."""
        date = self.around(date, point)
        return self.language.t("{date} (uncertain)", date=date) if point.uncertain else date

    def time(self, point: Point) -> str:
        """Return the time of day: "19:20", or a part of the day."""
        return point.clock_time or self.language.t(DAY_PART_WORDS[point.time])

    def night(self, point: Point) -> str:
        """Return a night, with both of its days."""
        after = civil(point.low // DAY + 1)
        next_day = Point(year_text(after[0]), f"{after[1]:02}", f"{after[2]:02}")
        return self.language.t("night of {date}", date=self.days(replace(point, time=""), next_day))

    def calendar(self, point: Point) -> str:
        """Return the year, month and day of a point, as far as they are known."""
        t, conventions = self.language.t, self.language.conventions
        if "X" in point.year:
            return self.unknown_digits(point)
        year = self.year(point.years[0])
        if point.month == "XX":
            if point.day:
                return t("{year}, day and month unknown", year=year)
            return t("{year}, month unknown", year=year)
        if not point.month:
            return year
        if point.month in SEASONS:
            return t(SEASON_WORDS[point.month], year=year)
        if point.has_day:
            return conventions.day(year, int(point.month), int(point.day))
        month = conventions.month(year, int(point.month))
        return t("{month}, day unknown", month=month) if point.day else month

    def year(self, year: int) -> str:
        return year_words(year, self.language)

    def unknown_digits(self, point: Point) -> str:
        """Return a decade or a century as ``2010s``, or as a span if that form is not clear."""
        low, high = point.years
        if low < 1000 or (point.year.count("X") == 1 and point.year[2] == "0"):
            return self.span(self.year(low), self.year(high))
        return self.language.t("{year}s", year=low)

    def days(self, start: Point, end: Point) -> str:
        """Return a span of days, months or years. What both ends share is written once."""
        plain = all(p.has_day or (not p.day and p.month.isdigit()) for p in (start, end))
        same_year = plain and start.year == end.year and bool(start.day) == bool(end.day)
        if not same_year or {start.month, end.month} & SEASONS.keys():
            return self.span(self.calendar(start), self.calendar(end))
        conventions, year = self.language.conventions, self.year(start.years[0])
        first, last = int(start.month), int(end.month)
        if not start.day:
            return conventions.months(year, first, last)
        return conventions.days(year, (first, int(start.day)), (last, int(end.day)))

    def times(self, start: Point, end: Point) -> str:
        """Return a range of times by one clock, with one name of the clock.

        If both ends are approximate, the words do not say that it lasted from one to the other.
        """
        t = self.language.t
        one_day = start.calendar == end.calendar
        points = (start, end)
        if one_day and all(it.around and it.clock_time and not it.uncertain for it in points):
            times = t("between about {start} and {end}", start=start.time, end=end.time)
        else:
            first, last = (self.marked(self.time(point), point) for point in points)
            if not one_day:
                last = t("{date}, {time}", date=self.calendar(end), time=last)
            times = self.span(first, last)
        time = f"{times}{self.zoned(points)}"
        return t("{date}, {time}", date=self.calendar(start), time=time)

    def zone_name(self, points: Sequence[Point]) -> str:
        """Return the name of the clock that showed the points, or "" if none is stated."""
        if self.date.zone:
            return zone_label(self.date.zone, self.language)
        offsets = [point.offset for point in points if point.offset is not None]
        return offset_label(offsets[0]) if offsets else ""

    def zoned(self, points: Sequence[Point]) -> str:
        """Return the name of the clock, and in brackets the same times by the site's clock.

        Returns "" if no point has the time of a clock.
        """
        if not any(point.clock_time for point in points):
            return ""
        label = self.zone_name(points[:1])
        if not label:
            not_stated = self.language.t("(time zone not stated)")
            return f" {not_stated}"
        site = zone_label(self.zone, self.language)
        if label == site or not all(point.clock_time for point in points):
            return f" {label}"
        by_site = self.by_site_clock(points)
        return f" {label} ({by_site} {site})" if by_site else f" {label}"

    def by_site_clock(self, points: Sequence[Point]) -> str:
        """Return the times of points by the site's clock, with their days if those differ."""
        t, site = self.language.t, zone_info(self.zone)
        try:
            shown = [
                _readings(point, self.date.clock_of(point, self.zone), site) for point in points
            ]
        except OverflowError:
            return ""
        days = [reading(point.low).date() for point in points]
        moved = any(at.date() != day for ats, day in zip(shown, days, strict=True) for at in ats)
        ends: list[str] = []
        named = days[0]
        for number, ats in enumerate(shown):
            texts: list[str] = []
            for at in ats:
                clock_time = at.strftime(
                    "%H:%M:%S" if points[number].time.count(":") > 1 else "%H:%M"
                )
                # A day is named if it is not the day that was named last.
                if moved and (at.date() != named or not (number or texts)):
                    date = self.near(at.date(), named.year)
                    texts.append(t("{date}, {time}", date=date, time=clock_time))
                    named = at.date()
                else:
                    texts.append(clock_time)
            first, *other = texts
            ends.append(t("{one} or {other}", one=first, other=other[0]) if other else first)
        return self.span(*ends) if len(ends) > 1 else ends[0]

    def near(self, day: dt.date, year: int) -> str:
        """Return a day, without its year if that is ``year``."""
        conventions = self.language.conventions
        if day.year == year:
            return conventions.day_of_month(day.month, day.day)
        return conventions.day(str(day.year), day.month, day.day)


def year_words(year: int, language: Translator = ENGLISH) -> str:
    """Return a year in words: ``2025``, ``AD 45``, ``44 BC``."""
    t, number = language.t, language.conventions.number
    if year <= 0:
        return t("{year} BC", year=1 - year if year > -9999 else number(1 - year))
    if year < 1000:
        return t("AD {year}", year=year)
    return str(year) if year < 10_000 else number(year)


def _readings(point: Point, own: tzinfo, site: tzinfo) -> list[datetime]:
    """Return what the site's clock showed at a point, twice if the point's clock was set back."""
    local = reading(point.low)
    possible = [local.replace(tzinfo=own)] if point.offset is not None else instants(local, own)
    return [at.astimezone(site) for at in possible]
