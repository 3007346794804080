"""All days at a glance: a mark for each entry, each day as wide as it needs."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence

from claimline.pages.timeline.axis import AXIS, LEFT, Axis, broken_axis
from claimline.pages.timeline.scale import measure, rows
from claimline.pages.timeline.shapes import (
    LANES,
    Bundle,
    Item,
    Lane,
    Mark,
    Overview,
    Period,
    Tally,
)
from claimline.pages.timeline.span import DAY, Span

TARGET = 1024
"""The width of a wide page."""
PLAIN = 24
"""The width of a day on which little happened."""
HOURS = 64
"""The largest width of a day for its times of day, before the spare width is shared out."""
PITCH = 10
"""The distance between two rows of events."""
DOT, STACK, MOST = 7, 5, 60
"""The distance between two dots, the dots in a stack, and the most dots of a day in a lane."""
PAD = 8
LEAST = 6
"""The width of the shortest bar."""
NIGHT = DAY + DAY // 2
"""The longest span, in minutes, that is drawn within the day on which it begins."""


def overview(
    items: Sequence[Item], periods: Sequence[Period], charted: Collection[str]
) -> Overview | None:
    """Lay out all items over the days that hold any. Return None if there are no days.

    ``charted`` are the entries that have a mark in the drawing of their own day. Links lead to that
    mark, so their marks in the overview have no fragment.
    """
    if not periods:
        return None
    ordered = sorted(items, key=lambda item: item.order)
    days = sorted(periods, key=lambda period: period.start)
    lanes = {lane: [item for item in ordered if item.lane == lane] for lane in LANES}
    placed = {lane: _by_day(lanes[lane], days) for lane in LANES}
    axis = _axis(days, placed, ordered)
    top, drawn = AXIS, []
    for lane in LANES:
        if not lanes[lane]:
            continue
        if lane == "event":
            laid_out = _events(lane, lanes[lane], axis, top, charted)
        else:
            laid_out = _dots(lane, placed[lane], axis, top, charted)
        drawn.append(laid_out)
        top = laid_out.bottom
    return Overview(
        axis.width, top + 2, LEFT, AXIS, axis.columns, axis.gaps, axis.bands, tuple(drawn)
    )


def _by_day(items: Sequence[Item], days: Sequence[Period]) -> dict[int, list[Item]]:
    """Group items by the index of their day, or by -1 if they are in no day."""
    starts = [day.start for day in days]
    by_day: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        nth = bisect_right(starts, item.span.start) - 1
        inside = nth >= 0 and item.span.start < days[nth].end and item.span.length <= NIGHT
        by_day[nth if inside else -1].append(item)
    return by_day


def _axis(
    days: Sequence[Period], placed: dict[str, dict[int, list[Item]]], items: Sequence[Item]
) -> Axis:
    """Lay out the axis, each day as wide as it needs. Days with times share the spare width."""
    timed = [sum(it.span.timed for it in placed["event"].get(nth, ())) for nth in range(len(days))]
    widths = []
    for nth in range(len(days)):
        held = max(min(len(placed[lane].get(nth, ())), MOST) for lane in LANES[1:])
        hours = min(PLAIN + 8 * timed[nth], HOURS)
        widths.append(max(hours, -(-held // STACK) * DOT + PAD))
    axis = broken_axis(days, widths, items, items)
    spare = TARGET - axis.width
    shares = [min(number, 6) for number in timed] if any(timed) else [1] * len(days)
    if spare > 0:
        wider = [
            width + min(spare * share // sum(shares), 2 * width)
            for width, share in zip(widths, shares, strict=True)
        ]
        axis = broken_axis(days, wider, items, items)
    return axis


def _events(
    lane: str, items: Sequence[Item], axis: Axis, top: int, charted: Collection[str]
) -> Lane:
    """Lay out events as points, or as bars as long as their date. Those that overlap get rows."""
    places = [axis.scale.extent(it.span.start, it.span.end, LEAST) for it in items]
    taken = [
        (x - 4, x + 4) if it.span.length == 1 else (x, x + max(width - 3, 3) + _doubt(it.span))
        for it, (x, width) in zip(items, places, strict=True)
    ]
    nths = rows(taken, 3)
    marks = tuple(
        Mark(
            entry=it.entry,
            anchor="" if it.entry in charted else f"mark-{it.entry}",
            x=x,
            y=top + PAD + row * PITCH + PITCH // 2,
            width=0 if it.span.length == 1 else max(width - 3, 3),
            status=it.status,
            span=it.span,
            name=it.name,
        )
        for it, (x, width), row in zip(items, places, nths, strict=True)
    )
    return Lane(lane, top, top + 2 * PAD + (max(nths) + 1) * PITCH, marks)


def _dots(
    lane: str, placed: dict[int, list[Item]], axis: Axis, top: int, charted: Collection[str]
) -> Lane:
    """Lay out the dots of each day in stacks, or as a number, and wide dates as lines."""
    marks, more, tallest = [], [], 0
    for nth, column in enumerate(axis.columns):
        in_day = placed.get(nth, [])
        if len(in_day) > MOST:
            more.append(Tally(column.x + 2, top + PAD + 10, column.width - 4, 0, len(in_day)))
            tallest = max(tallest, 2)
            continue
        tallest = max(tallest, min(len(in_day), STACK))
        for place, it in enumerate(in_day):
            stack, level = divmod(place, STACK)
            marks.append(
                Mark(
                    entry=it.entry,
                    anchor="" if it.entry in charted else f"mark-{it.entry}",
                    x=column.x + 5 + stack * DOT,
                    y=top + PAD + 3 + level * DOT,
                    width=0,
                    status=it.status,
                    span=it.span,
                )
            )
    below = top + PAD + tallest * DOT
    bundles, bottom = _bundles(placed.get(-1, []), axis, below)
    return Lane(lane, top, bottom + PAD, tuple(marks), tuple(more), bundles)


def _bundles(items: Sequence[Item], axis: Axis, top: int) -> tuple[tuple[Bundle, ...], int]:
    """Return one line for all items of a wide date, and the bottom of all lines."""
    groups: dict[tuple[int, int, str, str], list[Item]] = defaultdict(list)
    for item in items:
        groups[item.span.bounds].append(item)
    if not groups:
        return (), top
    extents = []
    spans = [alike[0].span for alike in groups.values()]
    for alike in groups.values():
        words = measure(str(len(alike))) + 4
        x, width = axis.scale.extent(alike[0].span.start, alike[0].span.end, words + LEAST)
        extents.append((x, x + width))
    nths = rows([(x, end + _doubt(it)) for (x, end), it in zip(extents, spans, strict=True)], 4)
    bundles = tuple(
        Bundle(
            anchor=f"mark-{alike[0].entry}",
            href=alike[0].entry,
            entries=" ".join(it.entry for it in alike),
            x=first,
            y=top + 6 + row * PITCH,
            width=last - first,
            number=len(alike),
            name=f"{len(alike)} × {alike[0].name}" if len(alike) > 1 else alike[0].name,
            span=alike[0].span,
        )
        for (first, last), row, alike in zip(extents, nths, groups.values(), strict=True)
    )
    return bundles, top + (max(nths) + 1) * PITCH + 4


def _doubt(span: Span) -> int:
    """Return the width of the sign of doubt after a mark."""
    return 10 if span.uncertain or "unknown" in (span.before, span.after) else 0
