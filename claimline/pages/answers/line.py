"""A line with its ticks, and the place of each answer on it."""

from __future__ import annotations

from collections.abc import Sequence

from claimline.pages.timeline.scale import measure
from claimline.value import Value

NARROW = 250
"""The least width of a line in pixels: that of a page in the narrowest window."""
EDGE = 3
"""The room at each end of a line, in percent, for the half of a mark."""
APART = 6
"""The least distance between two labels of a row, in pixels."""


class Tick(Value, frozen=True):
    """A mark of the scale at a place in percent. Its label is in a row, from 0 at the top.

    The label begins at the place, or ends there if ``ends``.
    """

    at: float
    words: str
    row: int = 0
    ends: bool = False


class Extent(Value, frozen=True):
    """The place of an answer in percent. The ``width`` of a single value is 0.

    ``before`` and ``after`` say that the answer has no bound there. ``around`` says that it is
    approximate, and ``uncertain`` that it is in doubt.
    """

    at: float
    width: float = 0
    before: bool = False
    after: bool = False
    around: bool = False
    uncertain: bool = False


class Line(Value, frozen=True):
    """The extents of the answers, in the order in which these were given, and the scale.

    ``cuts`` are the places where the scale leaves something out. ``rows`` is the number of rows of
    labels.
    """

    extents: tuple[Extent, ...]
    ticks: tuple[Tick, ...]
    rows: int
    cuts: tuple[float, ...] = ()


def percent(part: float) -> float:
    """Return a part of the room between the edges, from 0 to 1, as a place in percent."""
    return round(EDGE + part * (100 - 2 * EDGE), 2)


def label_box(tick: Tick, width: float) -> tuple[float, float]:
    """Return the left and right end of a label, in pixels, on a line of this width."""
    x, length = tick.at * width / 100, measure(tick.words)
    return (x - length, x) if tick.ends else (x, x + length)


def placed_ticks(
    needed: Sequence[tuple[float, str]], more: Sequence[tuple[float, str]] = ()
) -> tuple[Tick, ...]:
    """Return ticks whose labels do not touch on a line of ``NARROW`` pixels or more.

    Both arguments are pairs of a place in percent and a label. Those of ``needed`` get rows as
    they need them. One of ``more`` is left out if it would touch another label of the first row.
    """
    rows: list[list[tuple[float, float]]] = []
    ticks = []
    for at, words in sorted(needed):
        tick = Tick(at, words, ends=at * NARROW / 100 + measure(words) > NARROW)
        box = label_box(tick, NARROW)
        row = next((nth for nth, taken in enumerate(rows) if _free(box, taken)), len(rows))
        rows[row : row + 1] = [[*(rows[row] if row < len(rows) else []), box]]
        ticks.append(Tick(at, words, row, tick.ends))
    for at, words in sorted(more):
        tick = Tick(at, words)
        box = label_box(tick, NARROW)
        taken = rows[0] if rows else []
        if box[1] <= NARROW and _free(box, taken):
            rows[:1] = [[*taken, box]]
            ticks.append(tick)
    return tuple(sorted(ticks, key=lambda tick: (tick.at, tick.row)))


def _free(box: tuple[float, float], taken: Sequence[tuple[float, float]]) -> bool:
    return all(box[1] + APART <= left or right + APART <= box[0] for left, right in taken)
