"""All days at a glance: a mark for each entry, each day as wide as it needs."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence

from claimline.pages.timeline.axis import AXIS, LEFT, NAME, Axis, broken_axis, target_of
from claimline.pages.timeline.scale import Scale, measure, rows, shortened
from claimline.pages.timeline.shapes import (
    TARGET,
    Bundle,
    DatedItem,
    Lane,
    Overview,
    Period,
    Tally,
    TimelineMark,
    rows_of,
)
from claimline.pages.timeline.span import DAY, Span

WIDTH = 1024
"""The width of a wide page."""
PLAIN = 24
"""The width of a day on which little happened."""
HOURS = 64
"""The largest width of a day for its times of day, before the spare width is shared out."""
DOT, STACK, MOST = 7, 5, 60
"""The distance between two dots, the dots in a stack, and the most dots of a day in a lane."""
PAD = 8
LEAST = 6
"""The width of the shortest bar."""
LABEL, SHORTEST, BESIDE = 480, 80, 8
"""The most and the least room for the name of a key moment, and its distance from the mark."""
NIGHT = DAY + DAY // 2
"""The longest span, in minutes, that is drawn within the day on which it begins."""


def overview(
    items: Sequence[DatedItem], periods: Sequence[Period], charted: Collection[str]
) -> Overview | None:
    """Lay out all items over the days that hold any. Return None if there are no days.

    ``charted`` are the entries that have a mark in the drawing of their own day. Links lead to that
    mark, so their marks in the overview have no fragment.
    """
    if not periods:
        return None
    ordered = sorted(items, key=lambda item: item.order)
    days = sorted(periods, key=lambda period: period.start)
    lanes = {row: [item for item in ordered if item.row == row] for row in rows_of(ordered)}
    placed = {row: _by_day(inside, days) for row, inside in lanes.items()}
    axis = _axis(days, placed, ordered)
    top, drawn = AXIS, []
    for row, inside in lanes.items():
        if row[0] == "event":
            laid_out = _events(inside, axis, top, charted)
        else:
            laid_out = _dots(row, placed[row], axis, top, charted)
        drawn.append(laid_out)
        top = laid_out.bottom
    return Overview(
        axis.width, top + 2, LEFT, AXIS, axis.columns, axis.gaps, axis.bands, tuple(drawn)
    )


def _by_day(items: Sequence[DatedItem], days: Sequence[Period]) -> dict[int, list[DatedItem]]:
    """Group items by the index of their day, or by -1 if they are in no day."""
    starts = [day.start for day in days]
    by_day: dict[int, list[DatedItem]] = defaultdict(list)
    for item in items:
        nth = bisect_right(starts, item.span.start) - 1
        inside = nth >= 0 and item.span.start < days[nth].end and item.span.length <= NIGHT
        by_day[nth if inside else -1].append(item)
    return by_day


def _axis(
    days: Sequence[Period],
    placed: dict[tuple[str, str], dict[int, list[DatedItem]]],
    items: Sequence[DatedItem],
) -> Axis:
    """Lay out the axis, each day as wide as it needs. Days with times share the spare width."""
    events = placed.get(("event", ""), {})
    timed = [sum(it.span.timed for it in events.get(nth, ())) for nth in range(len(days))]
    widths = []
    for nth in range(len(days)):
        others = (in_days.get(nth, ()) for row, in_days in placed.items() if row[0] != "event")
        held = max((min(len(inside), MOST) for inside in others), default=0)
        hours = min(PLAIN + 8 * timed[nth], HOURS)
        widths.append(max(hours, -(-held // STACK) * DOT + PAD))
    axis = broken_axis(days, widths, items, items)
    spare = WIDTH - axis.width
    shares = [min(number, 6) for number in timed] if any(timed) else [1] * len(days)
    if spare > 0:
        wider = [
            width + min(spare * share // sum(shares), 2 * width)
            for width, share in zip(widths, shares, strict=True)
        ]
        axis = broken_axis(days, wider, items, items)
    return axis


def _events(items: Sequence[DatedItem], axis: Axis, top: int, charted: Collection[str]) -> Lane:
    """Lay out events as points, or as bars as long as their date. Those that overlap get rows.

    A key moment has its name beside it.
    """
    places = [axis.scale.extent(it.span.start, it.span.end, LEAST) for it in items]
    targets = [
        target_of(x, 0 if it.span.length == 1 else max(width - 3, 3) + _doubt(it.span), axis.width)
        for it, (x, width) in zip(items, places, strict=True)
    ]
    labels = [
        _label(it.title, target, axis.scale) if it.key else ("", 0, False)
        for it, target in zip(items, targets, strict=True)
    ]
    targets = [_with_label(*of) for of in zip(targets, labels, strict=True)]
    nths = rows(targets, 0)
    top += NAME
    marks = tuple(
        TimelineMark(
            entry=it.entry,
            anchor="" if it.entry in charted else f"mark-{it.entry}",
            x=x,
            y=top + row * TARGET + TARGET // 2,
            width=0 if it.span.length == 1 else max(width - 3, 3),
            status=it.status,
            span=it.span,
            name=it.name,
            label=label,
            label_x=at,
            label_y=top + row * TARGET + TARGET // 2 + 4,
            label_end=ended,
            target=(left, top + row * TARGET, right - left, TARGET),
        )
        for it, (x, width), (label, at, ended), (left, right), row in zip(
            items, places, labels, targets, nths, strict=True
        )
    )
    return Lane("event", "", top - NAME, top + PAD + (max(nths) + 1) * TARGET, marks)


def _label(title: str, target: tuple[int, int], scale: Scale) -> tuple[str, int, bool]:
    """Return the name of a key moment, its place, and whether it ends there.

    It stands after the mark, or before it where there is more room.
    """
    left, right = target[0] - BESIDE, target[1] + BESIDE
    before = min(left - scale.left, LABEL)
    after = min(scale.right - right, LABEL)
    ended = measure(title) > after and before > after
    room = before if ended else after
    label = shortened(title, room) if room >= SHORTEST else ""
    return label, left if ended else right, ended


def _with_label(target: tuple[int, int], label: tuple[str, int, bool]) -> tuple[int, int]:
    words, at, ended = label
    if not words:
        return target
    long = measure(words)
    return (at - long, target[1]) if ended else (target[0], at + long)


def _dots(
    row: tuple[str, str],
    placed: dict[int, list[DatedItem]],
    axis: Axis,
    top: int,
    charted: Collection[str],
) -> Lane:
    """Lay out the dots of each day in stacks, or as a number, and wide dates as lines."""
    marks, more, tallest = [], [], 0
    top += NAME
    for nth, column in enumerate(axis.columns):
        in_day = placed.get(nth, [])
        if len(in_day) > MOST:
            more.append(Tally(column.x + 2, top + 10, column.width - 4, 0, len(in_day)))
            tallest = max(tallest, 2)
            continue
        tallest = max(tallest, min(len(in_day), STACK))
        for place, it in enumerate(in_day):
            stack, level = divmod(place, STACK)
            marks.append(
                TimelineMark(
                    entry=it.entry,
                    anchor="" if it.entry in charted else f"mark-{it.entry}",
                    x=column.x + 5 + stack * DOT,
                    y=top + 3 + level * DOT,
                    width=0,
                    status=it.status,
                    span=it.span,
                )
            )
    below = top + tallest * DOT
    bundles, bottom = _bundles(placed.get(-1, []), axis, below)
    return Lane(*row, top - NAME, bottom + PAD, tuple(marks), tuple(more), bundles)


def _bundles(items: Sequence[DatedItem], axis: Axis, top: int) -> tuple[tuple[Bundle, ...], int]:
    """Return one line for all items of a wide date, and the bottom of all lines."""
    groups: dict[tuple[int, int, str, str], list[DatedItem]] = defaultdict(list)
    for item in items:
        groups[item.span.bounds].append(item)
    if not groups:
        return (), top
    extents = []
    spans = [alike[0].span for alike in groups.values()]
    for alike in groups.values():
        words = measure(str(len(alike))) + 4
        least = max(words + LEAST, TARGET)
        x, width = axis.scale.extent(alike[0].span.start, alike[0].span.end, least)
        extents.append((x, x + width))
    nths = rows([(x, end + _doubt(it)) for (x, end), it in zip(extents, spans, strict=True)], 4)
    bundles = tuple(
        Bundle(
            anchor=f"mark-{alike[0].entry}",
            href=alike[0].entry,
            entries=" ".join(it.entry for it in alike),
            x=first,
            y=top + TARGET // 2 + row * TARGET,
            width=last - first,
            number=len(alike),
            name=f"{len(alike)} × {alike[0].name}" if len(alike) > 1 else alike[0].name,
            span=alike[0].span,
        )
        for (first, last), row, alike in zip(extents, nths, groups.values(), strict=True)
    )
    return bundles, top + (max(nths) + 1) * TARGET


def _doubt(span: Span) -> int:
    """Return the width of the sign of doubt after a mark."""
    return 10 if span.uncertain or "unknown" in (span.before, span.after) else 0
