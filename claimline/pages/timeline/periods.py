"""The number of items in each month, year or more, if there are too many to give each a mark."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from claimline.pages.timeline.axis import AXIS, LEFT, broken_axis
from claimline.pages.timeline.scale import measure, rows
from claimline.pages.timeline.shapes import LANES, Item, Lane, Mark, Overview, Period, Tally

COLUMN = 26
TALLEST = 30
"""The height of the bar for the largest number."""
BARS = 24
"""The most wide dates that are drawn. The others are only in the list."""
PITCH = 10
PAD = 8
LEAST = 6


def tallies(items: Sequence[Item], periods: Sequence[Period]) -> Overview | None:
    """Count items by period and lane. Return None if there are no periods.

    An event that is wider than the period in which it begins gets a bar of its own while there
    is room. Other wide items are only in the list.
    """
    if not periods:
        return None
    ordered = sorted(periods, key=lambda period: period.start)
    starts = [period.start for period in ordered]
    counts: dict[str, Counter[int]] = {lane: Counter() for lane in LANES}
    wide = []
    for item in items:
        nth = bisect_right(starts, item.span.start) - 1
        room = ordered[nth].end - ordered[nth].start
        if nth >= 0 and item.span.start < ordered[nth].end and item.span.length <= room:
            counts[item.lane][nth] += 1
        else:
            wide.append(item)
    bars = sorted((it for it in wide if it.lane == "event"), key=lambda it: it.order)[:BARS]
    most = max((max(numbers.values(), default=0) for numbers in counts.values()), default=0)
    width = max(COLUMN, measure(str(most)) + 6)
    axis = broken_axis(ordered, [width] * len(ordered), bars, items)
    top, lanes = AXIS, []
    for lane in LANES:
        marks: tuple[Mark, ...] = ()
        if not counts[lane] and not (lane == "event" and bars):
            continue
        bottom = top + PAD + 12 + TALLEST
        more = tuple(
            Tally(
                column.x + 3,
                bottom - height,
                column.width - 6,
                height,
                counts[lane][nth],
            )
            for nth, column in enumerate(axis.columns)
            if counts[lane][nth]
            for height in [max(counts[lane][nth] * TALLEST // most, 1)]
        )
        if lane == "event" and bars:
            extents = [axis.scale.extent(it.span.start, it.span.end, LEAST) for it in bars]
            nths = rows([(x, x + long) for x, long in extents], 2)
            marks = tuple(
                Mark(it.entry, f"mark-{it.entry}", x, bottom + PAD + row * PITCH, long, it.status,
                     it.span, it.name)
                for it, (x, long), row in zip(bars, extents, nths, strict=True)
            )  # fmt: skip
            bottom += (max(nths) + 1) * PITCH + PAD // 2
        lanes.append(Lane(lane, top, bottom + PAD, marks, more))
        top = bottom + PAD
    return Overview(
        axis.width, top + 2, LEFT, AXIS, axis.columns, axis.gaps, axis.bands, tuple(lanes),
        len(wide) - len(bars),
    )  # fmt: skip
