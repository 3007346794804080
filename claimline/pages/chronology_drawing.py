"""The timeline of the chronology: its items, its periods, and each day by the hour."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from claimline.dates import DateError, Open, PartialDate, parse, words, zone_info
from claimline.dates.zones import offset_label, zone_label
from claimline.locale import ENGLISH, Translator
from claimline.pages.chronology_rows import Dated
from claimline.pages.timeline import (
    LANES,
    Hours,
    Item,
    Overview,
    Period,
    Span,
    Tick,
    hours,
    overview,
    span,
    tallies,
)
from claimline.pages.timeline.span import DAY, EPOCH, MINUTE
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import STATUSES

UNITS = ("day", "month", "year", "decade", "century")
COLUMNS = {"day": 40}
"""The most columns of a unit; with more, the next unit is used. 90 where it is not named."""
NUMBERS = {
    "event": ("{n} event", "{n} events"),
    "claim": ("{n} claim", "{n} claims"),
    "statement": ("{n} statement", "{n} statements"),
    "source": ("{n} source", "{n} sources"),
}
SHORT = 3 * DAY
"""The longest span, in minutes, of which each day gets a column."""
STEP = 3 * 60
"""Minutes from one tick to the next."""


def item(
    builder: ViewBuilder, it: Dated, spans: Mapping[PartialDate, Span], *, named: bool
) -> Item:
    """Return a record as an item of the drawing, without words where it is only counted."""
    if not named:
        return Item(it.lane, it.anchor, "", "", "", "", spans[it.date])
    label = builder.dossier.titles[it.lane, it.id]
    status = builder.dossier.events[it.id].status if it.lane == "event" else ""
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
    """Return the time of day in the date's own zone, which is named where it is not the site's.

    ``19:20``, ``~13:30 New York time``, ``23:00–07:00``; empty for a date without one.
    """
    points = [end for end in (date.start, date.end) if not (end is None or isinstance(end, Open))]
    if not points or any(point.time is None for point in points):
        return ""
    times = dict.fromkeys(f"{point.time:%H:%M}" for point in points)
    clock_time = ("~" if any(point.around for point in points) else "") + "\u2013".join(times)
    if date.zone:
        own_zone = zone_label(date.zone, language)
    elif points[0].offset is not None:
        own_zone = offset_label(points[0].offset)
    else:
        return clock_time
    return clock_time if own_zone == zone_label(zone, language) else f"{clock_time} {own_zone}"


def local(minute: int, zone: str) -> dt.datetime | None:
    """Return a minute (since 1970, UTC) as local time; None outside the calendar's range."""
    try:
        return (EPOCH + minute * MINUTE).astimezone(zone_info(zone))
    except OverflowError:
        return None


def day_hours(builder: ViewBuilder, key: str, items: Sequence[Item]) -> Hours | None:
    """Lay out a day by the hour, or return None where the list says as much.

    A day is drawn if two entries have a time of day, or one event among several entries.
    """
    timed = [it for it in items if it.span.timed]
    if len(timed) < 2 and not (len(items) > 1 and any(it.lane == "event" for it in timed)):
        return None
    bounds = span(parse(key), builder.zone)
    start = min([bounds.start, *(it.span.start // 60 * 60 for it in items)])
    end = max([bounds.end, *(-(-it.span.end // 60) * 60 for it in items)])
    return hours(items, start, end, list(_ticks(builder, start, end)), _here(builder))


def _here(builder: ViewBuilder) -> str:
    return zone_label(builder.zone, builder.language)


def _ticks(builder: ViewBuilder, start: int, end: int) -> Iterable[Tick]:
    months = builder.language.conventions
    for minute in range(start, end + 1, 60):
        at = local(minute, builder.zone)
        if at is None or at.minute:
            continue
        if at.hour == 0 and minute > start:
            yield Tick(minute, f"{at.day} {months.short_month(at.month)}")
        elif at.hour % (STEP // 60) == 0:
            yield Tick(minute, f"{at.hour:02}")


def whole(
    builder: ViewBuilder,
    items: Sequence[Item],
    homes: Mapping[str, str],
    charted: Collection[str],
    *,
    large: bool,
) -> Overview | None:
    """Lay out the overview of all items, by the smallest unit that fits; None where none does.

    Args:
        builder: makes words and dates.
        items: what is drawn.
        homes: the fragment of its day, for each entry.
        charted: the entries that have a mark in the drawing of their day.
        large: whether there are too many items for a mark each.
    """
    reach = [
        (it, local(it.span.start, builder.zone), local(it.span.end - 1, builder.zone))
        for it in items
    ]
    places = frozenset(homes.values())
    for unit in UNITS[1:] if large else UNITS:
        by_period: dict[str, list[Item]] = defaultdict(list)
        for it, start, end in reach:
            if start is None or end is None or it.span.before or it.span.after:
                continue
            if unit == "day" and it.span.length <= SHORT:
                for nth in range((end.date() - start.date()).days + 1):
                    by_period[_key(start + dt.timedelta(days=nth), unit)].append(it)
            elif _key(start, unit) == _key(end, unit):
                by_period[_key(start, unit)].append(it)
        inside = len({it.entry for held in by_period.values() for it in held})
        if by_period and len(by_period) <= COLUMNS.get(unit, 90) and 2 * inside >= len(items):
            periods = [
                _period(builder, unit, key, by_period[key], homes, places)
                for key in sorted(by_period)
            ]
            if unit == "day":
                return overview(items, periods, charted)
            return tallies(items, periods)
    return None


def _key(moment: dt.datetime, unit: str) -> str:
    """The period that holds a moment, in EDTF."""
    year = f"{moment.year:04}"
    return {
        "day": f"{year}-{moment.month:02}-{moment.day:02}",
        "month": f"{year}-{moment.month:02}",
        "year": year,
        "decade": f"{year[:3]}X",
        "century": f"{year[:2]}XX",
    }[unit]


def _period(
    builder: ViewBuilder,
    unit: str,
    key: str,
    held: Sequence[Item],
    homes: Mapping[str, str],
    places: Collection[str],
) -> Period:
    try:
        date = parse(key)
    except DateError:  # the years before 1 have no century of two digits
        date = parse(key.replace("X", "0"))
    bounds = span(date, builder.zone)
    called = words(date, language=builder.language)
    conventions = builder.language.conventions
    numbers = Counter(it.lane for it in held if it.span.start >= bounds.start)
    counted = conventions.listed(
        [builder.n(*NUMBERS[lane], numbers[lane]) for lane in LANES if numbers[lane]]
    )
    month = conventions.short_month(int(key[5:7])) if len(key) >= 7 else ""
    label, group = {
        "day": (key[8:].lstrip("0"), f"{month} {key[:4]}"),
        "month": (month, key[:4]),
        "year": (called, builder.t("{year}s", year=f"{key[:3]}0")),
        "decade": (called, ""),
        "century": (called, ""),
    }[unit]
    own = f"day-{key.lower()}"
    # A day on which a span only ends is not in the list.
    href = (
        own
        if own in places
        else min((homes[it.entry] for it in held if it.entry in homes), default="")
    )
    return Period(
        anchor=f"at-{key.lower()}",
        href=href,
        label=label,
        group=group,
        name=f"{called}: {counted}" if counted else called,
        start=bounds.start,
        end=bounds.end,
    )
