"""The columns of the timeline: the days, months or years that hold items, and their names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from claimline.dates import civil, year_text, year_words
from claimline.pages.dated import Days, unit_of
from claimline.pages.timeline import LANES, DatedItem, Period, minutes_of_days
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value

COLUMNS = 90
"""The most columns."""
DAY_COLUMNS = 40
"""The most columns if each is a day."""
SHORT = 3
"""The longest span, in days, that gets a column for each of its days."""
YEARS = tuple(10**power for power in range(12))
"""The numbers of years that a column can stand for."""
NUMBERS = {
    "event": ("{n} event", "{n} events"),
    "claim": ("{n} claim", "{n} claims"),
    "statement": ("{n} statement", "{n} statements"),
    "source": ("{n} source", "{n} sources"),
}


class PlacedItem(Value, frozen=True):
    """An item with the civil days that its date can mean, and the link to its day in the list.

    ``days`` is None if the date has an open end.
    """

    item: DatedItem
    days: Days | None
    href: str


class Columns(Value, frozen=True):
    """The columns of the overview. ``by_day`` is true if each stands for one day."""

    periods: tuple[Period, ...]
    by_day: bool


def columns(
    builder: ViewBuilder, placed: Sequence[PlacedItem], *, large: bool, lists: frozenset[str]
) -> Columns | None:
    """Choose the smallest unit whose columns fit and hold at least half of the items.

    Args:
        builder: makes words.
        placed: the items.
        large: whether there are too many items for columns of one day.
        lists: the links to all days of the list.
    """
    for unit in (*(() if large else ("day",)), "month", *YEARS):
        most = DAY_COLUMNS if unit == "day" else COLUMNS
        by_days = _grouped(placed, unit)
        inside = {it.item.entry for group in by_days.values() for it in group}
        if by_days and len(by_days) <= most and 2 * len(inside) >= len(placed):
            _add_wider(by_days, placed, inside, most)
            periods = [
                _period(builder, unit, days, group, lists)
                for days, group in sorted(by_days.items())
            ]
            return Columns(tuple(periods), unit == "day")
    return None


def _grouped(placed: Sequence[PlacedItem], unit: str | int) -> dict[Days, list[PlacedItem]]:
    """Return the items that fit into one unit, such as a month, by the days of the unit."""
    groups: dict[Days, list[PlacedItem]] = defaultdict(list)
    for it in placed:
        if it.days is None:
            continue
        if unit == "day":
            if it.days.last - it.days.first < SHORT:
                for number in range(it.days.first, it.days.last + 1):
                    groups[Days(number, number)].append(it)
            continue
        days = unit_of(it.days.first, unit)
        if days.first <= it.days.last <= days.last:
            groups[days].append(it)
    return groups


def _add_wider(
    by_days: dict[Days, list[PlacedItem]], placed: Sequence[PlacedItem], inside: set[str], most: int
) -> None:
    """Give each item that is wider than the unit a column of its own, if its days have no other.

    So a year gets a place between two days instead of a gap.
    """
    wider = sorted(
        (it.days.last - it.days.first, it.days, it.item.entry, it)
        for it in placed
        if it.days is not None and it.item.entry not in inside
    )
    for _, days, _, it in wider:
        free = all(days.last < other.first or other.last < days.first for other in by_days)
        if days in by_days or (free and len(by_days) < most):
            by_days.setdefault(days, []).append(it)


def _period(
    builder: ViewBuilder,
    unit: str | int,
    days: Days,
    group: Sequence[PlacedItem],
    lists: frozenset[str],
) -> Period:
    start, end = minutes_of_days(days.first, days.last, builder.zone)
    label, over, called, key = names(builder, unit, days)
    numbers = Counter(it.item.lane for it in group if it.item.span.start >= start)
    counted = builder.language.conventions.listed(
        [builder.n(*NUMBERS[lane], numbers[lane]) for lane in LANES if numbers[lane]]
    )
    own = f"day-{key}"
    return Period(
        anchor=f"at-{key}",
        # The list has no heading for a day on which a span only ends.
        href=own if own in lists else min((it.href for it in group if it.href), default=""),
        label=label,
        group=over,
        name=f"{called}: {counted}" if counted else called,
        start=start,
        end=end,
    )


def names(builder: ViewBuilder, unit: str | int, days: Days) -> tuple[str, str, str, str]:
    """Return the label of a column, the heading over it, its name, and its key in fragments.

    If the column is wider than the unit, only the heading names it.
    """
    conventions = builder.language.conventions
    (year, month, day), (last_year, last_month, last_day) = civil(days.first), civil(days.last)
    in_words, key = year_words(year, builder.language), year_text(year).lower()
    short = conventions.short_month(month)
    if days.first == days.last:
        called = conventions.day(in_words, month, day)
        return str(day), f"{short} {in_words}", called, f"{key}-{month:02}-{day:02}"
    if days == unit_of(days.first, "month"):
        called, key = conventions.month(in_words, month), f"{key}-{month:02}"
        if unit == "month":
            return short, in_words, called, key
        return "", f"{short} {in_words}", called, key
    if days == unit_of(days.first, 1):
        if unit == 1:
            return in_words, _decade(builder, days.first), in_words, key
        return "", in_words, in_words, key
    called = in_words
    if year != last_year:
        end = year_words(last_year, builder.language)
        called = builder.t("{start} to {end}", start=in_words, end=end)
    if (month, day, last_month, last_day) == (1, 1, 12, 31):
        called, key = _run_of_years(builder, days)
        return (called, "", called, key) if unit in YEARS else ("", called, called, key)
    last_key = f"{year_text(last_year).lower()}-{last_month:02}-{last_day:02}"
    return "", called, called, f"{key}-{month:02}-{day:02}_{last_key}"


def _decade(builder: ViewBuilder, number: int) -> str:
    return _run_of_years(builder, unit_of(number, 10))[0]


def _run_of_years(builder: ViewBuilder, days: Days) -> tuple[str, str]:
    """Return the words and the key of a run of whole years: ``1960s`` and ``196x``."""
    first, last = civil(days.first)[0], civil(days.last)[0]
    key = year_text(first).lower()
    if 1000 <= first <= 9999:
        # "1900s" would mean the century.
        if days == unit_of(days.first, 10) and first % 100:
            return builder.t("{year}s", year=first), f"{key[:3]}x"
        if days == unit_of(days.first, 100):
            return builder.t("{year}s", year=first), f"{key[:2]}xx"
    ends = (year_words(year, builder.language) for year in (first, last))
    words = builder.t("{start} to {end}", **dict(zip(("start", "end"), ends, strict=True)))
    return words, f"{key}_{year_text(last).lower()}"
