"""The timeline of the chronology: its items, its periods, and each day by the hour."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from claimline.dates import DAY, PartialDate, civil, zone_info
from claimline.dates.bounds import local_second
from claimline.dates.zones import offset_label, zone_label
from claimline.locale import ENGLISH, Translator
from claimline.pages.chronology_periods import Placed, columns
from claimline.pages.dated import Dated
from claimline.pages.timeline import (
    Hours,
    Item,
    Overview,
    Span,
    Tick,
    hours,
    minutes_of_days,
    overview,
    tallies,
)
from claimline.pages.timeline.span import MINUTE
from claimline.pages.view_builder import ViewBuilder, event_status
from claimline.pages.vocabulary import STATUSES, rounded

STEP = 3 * 60
"""Minutes from one tick to the next."""


def item(
    builder: ViewBuilder, it: Dated, spans: Mapping[PartialDate, Span], *, named: bool
) -> Item:
    """Return a record as an item of the drawing. Unless it is ``named``, it has no words."""
    if not named:
        return Item(it.lane, it.anchor, "", "", "", "", spans[it.date])
    label = builder.dossier.titles[it.lane, it.id]
    status = event_status(builder, it.id) if it.lane == "event" else ""
    details = [
        label,
        builder.must_when(it.date).words,
        builder.t(STATUSES[status]) if status else "",
    ]
    return Item(
        lane=it.lane,
        entry=it.anchor,
        title=label,
        clock=clock(it.date, builder.zone, builder.language),
        name=builder.p("between items", ", ").join(word for word in details if word),
        status=status,
        span=spans[it.date],
    )


def clock(date: PartialDate, zone: str, language: Translator = ENGLISH) -> str:
    """Return the time of day in the date's own zone, with the zone's name if the site has another.

    Examples are ``19:20``, ``~13:30 New York time`` and ``23:00–07:00``. A date without a time
    of day gives "".
    """
    points = date.points
    if len(points) < (2 if date.end is not None else 1):
        return ""
    if not all(point.clock_time for point in points):
        return ""
    times = dict.fromkeys(point.clock_time for point in points)
    clock_time = ("~" if any(point.around for point in points) else "") + "\u2013".join(times)
    if date.zone:
        own_zone = zone_label(date.zone, language)
    elif points[0].offset is not None:
        own_zone = offset_label(points[0].offset)
    else:
        return clock_time
    return clock_time if own_zone == zone_label(zone, language) else f"{clock_time} {own_zone}"


def day_hours(builder: ViewBuilder, day: int, items: Sequence[Item]) -> Hours | None:
    """Lay out a day, given by its number, by the hour. Return None if a drawing adds nothing.

    A day is drawn if two entries have a time of day, or one event among several entries.
    """
    timed = [it for it in items if it.span.timed]
    if len(timed) < 2 and not (len(items) > 1 and any(it.lane == "event" for it in timed)):
        return None
    first, last = minutes_of_days(day, day, builder.zone)
    start = min([first, *(it.span.start // 60 * 60 for it in items)])
    end = max([last, *(-(-it.span.end // 60) * 60 for it in items)])
    return hours(items, start, end, list(_ticks(builder, start, end)), _site_clock(builder))


def _site_clock(builder: ViewBuilder) -> str:
    return zone_label(builder.zone, builder.language)


def _ticks(builder: ViewBuilder, start: int, end: int) -> Iterable[Tick]:
    conventions, zone = builder.language.conventions, zone_info(builder.zone)
    for minute in range(start, end + 1, 60):
        number, second = divmod(local_second(minute * MINUTE, zone), DAY)
        hour, rest = divmod(second, 3600)
        if rest:
            continue
        if hour == 0 and minute > start:
            _, month, day = civil(number)
            yield Tick(minute, f"{day} {conventions.short_month(month)}")
        elif hour % (STEP // 60) == 0:
            yield Tick(minute, f"{hour:02}")


def whole(
    builder: ViewBuilder, placed: Sequence[Placed], charted: Collection[str], *, large: bool
) -> Overview | None:
    """Lay out the overview of all items by the smallest unit that fits, or None if none fits.

    Args:
        builder: makes words and dates.
        placed: the items, with their days.
        charted: the entries that have a mark in the drawing of their own day.
        large: whether there are too many items to give each a mark.
    """
    chosen = columns(
        builder, placed, large=large, lists=frozenset(it.href for it in placed if it.href)
    )
    if chosen is None:
        return None
    items = [it.item for it in placed]
    if chosen.by_day:
        drawn = overview(items, chosen.periods, charted)
    else:
        drawn = tallies(items, chosen.periods)
    return named_gaps(drawn, builder.language) if drawn else None


def named_gaps(drawn: Overview, language: Translator) -> Overview:
    """Return the drawing with words that say how long each gap is."""
    gaps = tuple(replace(gap, name=_empty_words(language, gap.days)) for gap in drawn.gaps)
    return replace(drawn, gaps=gaps)


def _empty_words(language: Translator, days: int) -> str:
    """Return the length of a gap in the unit that a person would use, or "" below a day."""
    number, unit = rounded(days)
    if not number:
        return ""
    if unit == "year":
        return language.n("{n} year without an entry", "{n} years without an entry", number)
    if unit == "month":
        return language.n("{n} month without an entry", "{n} months without an entry", number)
    return language.n("{n} day without an entry", "{n} days without an entry", number)
