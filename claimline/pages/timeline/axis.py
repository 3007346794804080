"""The broken axis: a column for each period that holds items, and gaps between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby, pairwise

from claimline.pages.timeline.scale import Piece, Scale, measure
from claimline.pages.timeline.shapes import TARGET, AxisColumn, Band, DatedItem, Gap, Period
from claimline.pages.timeline.span import DAY
from claimline.value import Value

LEFT = RIGHT = 12
"""Room for the halves of marks at the ends of the axis."""
NAME = 20
"""Room for the name of a lane, above its marks."""
NARROWEST = 260
"""The least width of a drawing, in which the name of a lane has room."""
GAP, SLIT = 20, 12
"""The width of a gap, and of a gap of up to three days."""
AXIS = 38
"""The height of the axis, below the headings and the labels of the columns."""


class Axis(Value, frozen=True):
    """A scale with its columns, gaps and headings. Each column has its period, in order."""

    scale: Scale
    periods: tuple[Period, ...]
    columns: tuple[AxisColumn, ...]
    gaps: tuple[Gap, ...]
    bands: tuple[Band, ...]

    @property
    def width(self) -> int:
        """The width of the whole drawing."""
        return max(self.scale.right + RIGHT, NARROWEST)


def broken_axis(
    periods: Sequence[Period],
    widths: Sequence[int],
    drawn: Sequence[DatedItem],
    items: Sequence[DatedItem],
) -> Axis:
    """Lay out periods, each with at least its width, and the gaps between them.

    There must be at least one period. Periods must be in order and not overlap. If an item of
    ``drawn`` reaches beyond the first or last period, that end gets a gap. A gap does not count
    the days of any item of ``items``.
    """
    gaps = [_gap(before.end, after.start) for before, after in pairwise(periods)]
    # A date without an end, such as "since May", reaches as far as the latest end of all.
    start = min((it.span.start for it in drawn if not it.span.before), default=periods[0].start)
    end = max((it.span.end for it in drawn if not it.span.after), default=periods[-1].end)
    end = max([end, *(it.span.start + 1 for it in drawn if it.span.after and not it.span.before)])
    start = min([start, *(it.span.end - 1 for it in drawn if it.span.before and not it.span.after)])
    lead = GAP if start < periods[0].start else 0
    wide = _roomy(periods, widths, [*gaps, GAP if end > periods[-1].end else 0])
    empty = _empty_days(periods, items)
    pieces: list[Piece] = []
    columns, cut, bands = [], [], []
    at = LEFT
    if lead:
        pieces.append(Piece(start, periods[0].start, at, lead))
        cut.append(Gap(at, lead, 0))
        at += lead
    for nth, period in enumerate(periods):
        if nth and gaps[nth - 1]:
            before = periods[nth - 1].end
            pieces.append(Piece(before, period.start, at, gaps[nth - 1]))
            cut.append(Gap(at, gaps[nth - 1], empty[nth - 1]))
            at += gaps[nth - 1]
        if not nth or period.group != periods[nth - 1].group:
            bands.append(Band(at, period.group))
        pieces.append(Piece(period.start, period.end, at, wide[nth]))
        columns.append(
            AxisColumn(period.anchor, period.href, period.label, period.name, at, wide[nth])
        )
        at += wide[nth]
    if end > periods[-1].end:
        pieces.append(Piece(periods[-1].end, end, at, GAP))
        cut.append(Gap(at, GAP, 0))
    return Axis(Scale(tuple(pieces)), tuple(periods), tuple(columns), tuple(cut), tuple(bands))


def _empty_days(periods: Sequence[Period], items: Sequence[DatedItem]) -> list[int]:
    """Return, for each gap between periods, the number of its days that no item touches."""
    reaches = sorted(
        (-math.inf if it.span.before else it.span.start, math.inf if it.span.after else it.span.end)
        for it in items
        if it.span.length > DAY or it.span.before or it.span.after
    )
    days, nth, covered = [], 0, -math.inf
    for before, after in pairwise(periods):
        empty, at = 0.0, max(before.end, covered)
        while nth < len(reaches) and reaches[nth][0] < after.start:
            start, end = reaches[nth]
            empty += max(start - at, 0)
            at, covered, nth = max(at, end), max(covered, end), nth + 1
        empty += max(after.start - at, 0)
        days.append(int(empty + DAY // 2) // DAY)
    return days


def _gap(before: int, after: int) -> int:
    missing = after - before
    return 0 if missing <= 0 else SLIT if missing <= 3 * DAY + DAY // 2 else GAP


def _roomy(periods: Sequence[Period], widths: Sequence[int], after: Sequence[int]) -> list[int]:
    """Return the widths, increased until headings and labels do not touch."""
    roomy = list(widths)
    for group, run in groupby(range(len(periods)), key=lambda nth: periods[nth].group):
        nths = list(run)
        have = sum(roomy[nth] + after[nth] for nth in nths)
        roomy[nths[-1]] += max(measure(group, bold=True) + 8 - have, 0)
    for nth, period in enumerate(periods):
        roomy[nth] = max(roomy[nth], measure(period.label) + 4)
    return roomy


def target_of(x: int, width: int, right: int) -> tuple[int, int]:
    """Return the left and right end of what a reader can point at, for a mark of this width.

    ``right`` is the end of the drawing.
    """
    if not width:
        return x - TARGET // 2, x + TARGET // 2
    left = min(x, right - TARGET)
    return left, max(left + TARGET, x + width)
