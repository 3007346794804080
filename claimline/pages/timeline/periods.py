"""The number of items in each month, year or more, if there are too many to give each a mark."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from claimline.pages.timeline.axis import AXIS, LEFT, NAME, broken_axis, target_of
from claimline.pages.timeline.scale import measure, rows
from claimline.pages.timeline.shapes import (
    TARGET,
    DatedItem,
    Lane,
    Overview,
    Period,
    Tally,
    TimelineMark,
    rows_of,
)

COLUMN = 26
TALLEST = 30
"""The height of the bar for the largest number."""
BARS = 24
"""The most wide dates that are drawn. The others are only in the list."""
PAD = 8
LEAST = 6


def tallies(items: Sequence[DatedItem], periods: Sequence[Period]) -> Overview | None:
    """Count items by period and lane. Return None if there are no periods.

    An event that is wider than the period in which it begins gets a bar of its own while there
    is room. Other wide items are only in the list.
    """
    if not periods:
        return None
    ordered = sorted(periods, key=lambda period: period.start)
    starts = [period.start for period in ordered]
    counts: dict[tuple[str, str], Counter[int]] = {row: Counter() for row in rows_of(items)}
    wide = []
    for item in items:
        nth = bisect_right(starts, item.span.start) - 1
        room = ordered[nth].end - ordered[nth].start
        if nth >= 0 and item.span.start < ordered[nth].end and item.span.length <= room:
            counts[item.row][nth] += 1
        else:
            wide.append(item)
    bars = sorted((it for it in wide if it.lane == "event"), key=lambda it: it.order)[:BARS]
    most = max((max(it.values(), default=0) for it in counts.values()), default=0)
    width = max(COLUMN, measure(str(most)) + 6)
    axis = broken_axis(ordered, [width] * len(ordered), bars, items)
    top, lanes = AXIS, []
    for row, numbers in counts.items():
        marks: tuple[TimelineMark, ...] = ()
        if not numbers and not (row[0] == "event" and bars):
            continue
        bottom = top + NAME + 12 + TALLEST
        more = tuple(
            Tally(
                column.x + 3,
                bottom - height,
                column.width - 6,
                height,
                numbers[nth],
            )
            for nth, column in enumerate(axis.columns)
            if numbers[nth]
            for height in [max(numbers[nth] * TALLEST // most, 1)]
        )
        if row[0] == "event" and bars:
            extents = [axis.scale.extent(it.span.start, it.span.end, LEAST) for it in bars]
            targets = [target_of(x, long, axis.width) for x, long in extents]
            nths = rows(targets, 0)
            marks = tuple(
                TimelineMark(it.entry, f"mark-{it.entry}", x, bottom + nth * TARGET + TARGET // 2,
                             long, it.status, it.span, it.name,
                             target=(left, bottom + nth * TARGET, right - left, TARGET))
                for it, (x, long), (left, right), nth in
                zip(bars, extents, targets, nths, strict=True)
            )  # fmt: skip
            bottom += (max(nths) + 1) * TARGET
        lanes.append(Lane(*row, top, bottom + PAD, marks, more))
        top = bottom + PAD
    return Overview(
        axis.width, top + 2, LEFT, AXIS, axis.columns, axis.gaps, axis.bands, tuple(lanes),
        len(wide) - len(bars),
    )  # fmt: skip
