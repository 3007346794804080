"""A line of numbers, from the smallest to the largest that an answer gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from math import ceil, floor, isfinite, log10

from claimline.analysis.comparison import Range
from claimline.pages.answers.line import Extent, Line, percent, placed_ticks

MOST_STEPS = 4
LARGEST = 1e12
"""The largest number that a line shows: its label fits into half of the line."""
SMALLEST = 1e-9
"""The smallest difference that a line shows."""


def number_line(ranges: Sequence[Range], words: Callable[[float], str]) -> Line | None:
    """Lay out ranges of numbers. ``words`` writes a number.

    Returns None if a number is too large, or if all are too close to tell them apart.
    """
    ends = [end for it in ranges for end in (it.low, it.high) if isfinite(end)]
    low, high = min(ends), max(ends)
    size = max(abs(low), abs(high))
    if size > LARGEST or 0 < high - low < max(size * 1e-6, SMALLEST):
        return None
    if low == high:
        low, high = low - 1, high + 1
    if 0 < low < high / 2:
        low = 0.0
    marks = _marks(low, high)
    first, last = marks[0], marks[-1]

    def at(number: float) -> float:
        return percent((min(max(number, first), last) - first) / (last - first))

    extents = tuple(
        Extent(
            at(it.low),
            round(at(it.high) - at(it.low), 2),
            before=not isfinite(it.low),
            after=not isfinite(it.high),
        )
        for it in ranges
    )
    labels = [(at(mark), words(mark)) for mark in marks]
    ticks = placed_ticks([labels[0], labels[-1]], labels[1:-1])
    return Line(extents, ticks, 1 + max(tick.row for tick in ticks))


def _marks(low: float, high: float) -> list[float]:
    """Return round numbers at equal distances, from ``low`` or below to ``high`` or above."""
    power = floor(log10((high - low) / MOST_STEPS))
    for nth in count():
        # 1, 2 and 5 times a power of ten.
        digit, digits = (1, 2, 5)[nth % 3], power + nth // 3
        step = digit * 10.0**digits
        first, last = floor(low / step), ceil(high / step)
        if last - first <= MOST_STEPS + 1:
            return [round(step * number, max(-digits, 0)) for number in range(first, last + 1)]
    raise AssertionError
