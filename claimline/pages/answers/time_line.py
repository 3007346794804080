"""A line of time. It is cut where a long time holds no answer, and the cut is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claimline.pages.answers.line import Extent, Line, percent, placed_ticks
from claimline.pages.timeline import Span
from claimline.pages.timeline.scale import Piece, Scale
from claimline.value import Value

WIDTH, CUT = 100_000, 5_000
"""The width of a line and that of a cut, in the units of its layout."""
SHORTEST_CUT = 6 * 60
"""The shortest time that is cut out, in minutes."""


class TimeStretch(Value, frozen=True):
    """A stretch of time in minutes, from ``start`` up to ``end``, with its labels.

    ``needed`` and ``more`` are pairs of a minute and its words.
    """

    start: int
    end: int
    needed: tuple[tuple[int, str], ...]
    more: tuple[tuple[int, str], ...] = ()


def time_line(
    spans: Sequence[Span], labelled: Callable[[Sequence[tuple[int, int]]], Sequence[TimeStretch]]
) -> Line | None:
    """Lay out spans of time. Return None if none of them has a bound.

    ``labelled`` widens stretches of time to round bounds, and writes their labels.
    """
    stretches = _apart(labelled(_stretches(spans)))
    if not stretches:
        return None
    room = WIDTH - CUT * (len(stretches) - 1)
    held = [1 + sum(it.start < own.end and own.start < it.end for it in spans) for own in stretches]
    pieces, at, cuts = [], 0, []
    for nth, own in enumerate(stretches):
        if nth:
            before = stretches[nth - 1].end
            pieces.append(Piece(before, own.start, at, CUT))
            cuts.append(percent((at + CUT / 2) / WIDTH))
            at += CUT
        width = room * held[nth] // sum(held)
        pieces.append(Piece(own.start, own.end, at, width))
        at += width
    scale = Scale(tuple(pieces))

    def place(minute: int) -> float:
        return percent(scale.x(minute) / WIDTH)

    extents = tuple(
        Extent(
            place(it.start),
            0 if it.length == 1 else round(place(it.end) - place(it.start), 2),
            bool(it.before),
            bool(it.after),
            it.around,
            it.uncertain,
        )
        for it in spans
    )
    ticks = placed_ticks(
        [(place(minute), words) for own in stretches for minute, words in own.needed],
        [(place(minute), words) for own in stretches for minute, words in own.more],
    )
    return Line(extents, ticks, 1 + max((tick.row for tick in ticks), default=0), tuple(cuts))


def _stretches(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the stretches of time that hold answers. A long time without any separates them."""
    bounded = sorted(
        (it.end - 1 if it.before else it.start, it.start + 1 if it.after else it.end)
        for it in spans
        if not (it.before and it.after)
    )
    longest = max((end - start for start, end in bounded), default=0)
    stretches: list[tuple[int, int]] = []
    for start, end in bounded:
        if stretches and start - stretches[-1][1] <= max(longest // 2, SHORTEST_CUT):
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], end))
        else:
            stretches.append((start, end))
    return stretches


def _apart(stretches: Sequence[TimeStretch]) -> list[TimeStretch]:
    """Return stretches that do not touch: those that do become one."""
    apart: list[TimeStretch] = []
    for own in stretches:
        if apart and own.start <= apart[-1].end:
            last = apart.pop()
            needed = dict([*last.needed, *own.needed]).items()
            more = dict([*last.more, *own.more]).items()
            own = TimeStretch(last.start, max(last.end, own.end), tuple(needed), tuple(more))
        apart.append(own)
    return apart
