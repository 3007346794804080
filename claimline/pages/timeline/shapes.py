"""What goes into a drawing and what comes out of it. All frozen; coordinates are whole units."""

from __future__ import annotations

from claimline.pages.timeline.span import Span
from claimline.value import Value

LANES = ("event", "claim", "statement", "source")
"""From top to bottom: what happened, what was claimed, who said so, and where it was printed."""


class Item(Value, frozen=True):
    """Something with a date. ``entry`` is the fragment of its entry in the list.

    ``clock`` is its time of day by its own clock, for the drawing, and empty without one;
    ``name`` is all that a screen reader needs: title, date and status.
    """

    lane: str
    entry: str
    title: str
    clock: str
    name: str
    status: str
    span: Span

    @property
    def order(self) -> tuple[int, int, str]:
        """A total order: by start, then by end, then by fragment."""
        return (self.span.start, self.span.end, self.entry)


class Period(Value, frozen=True):
    """A day, or a month or more: ``start`` up to ``end`` in minutes, and how it is called.

    ``label`` stands at the axis, below the heading of its ``group``; ``href`` is the fragment of
    its place in the list, empty where it has none.
    """

    anchor: str
    href: str
    label: str
    group: str
    name: str
    start: int
    end: int


class Mark(Value, frozen=True):
    """One mark, at the middle of its height. A point in time has no ``width``.

    ``anchor`` is empty where another drawing has the mark of the same entry to link to.
    ``label_end`` says that the label ends at ``label_x`` instead of starting there.
    """

    entry: str
    anchor: str
    x: int
    y: int
    width: int
    status: str
    span: Span
    name: str = ""
    clock: str = ""
    label: str = ""
    label_x: int = 0
    label_y: int = 0
    label_end: bool = False


class Bundle(Value, frozen=True):
    """What shares a wide date: a line with their number, which leads to the first of them.

    ``entries`` are the fragments of all of them, with spaces between.
    """

    anchor: str
    href: str
    entries: str
    x: int
    y: int
    width: int
    number: int
    name: str
    span: Span


class Tally(Value, frozen=True):
    """How many stand at one place: a number at ``y``, above a bar of ``height``."""

    x: int
    y: int
    width: int
    height: int
    number: int


class Lane(Value, frozen=True):
    """A lane and its marks. The line below it is at ``bottom``."""

    name: str
    top: int
    bottom: int
    marks: tuple[Mark, ...]
    more: tuple[Tally, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    held: tuple[tuple[int, int, int, int], ...] = ()
    """Frames (x, y, width, height) around marks of which no more than the day is known."""


class Column(Value, frozen=True):
    """A day, or a longer period, on the axis."""

    anchor: str
    href: str
    label: str
    name: str
    x: int
    width: int


class Gap(Value, frozen=True):
    """What was cut out of the axis: where, and how many days."""

    x: int
    width: int
    days: int


class Band(Value, frozen=True):
    """The heading over columns that share a month or year."""

    x: int
    label: str


class Overview(Value, frozen=True):
    """All days, or all months, on one broken axis."""

    width: int
    height: int
    left: int
    axis: int
    columns: tuple[Column, ...]
    gaps: tuple[Gap, ...]
    bands: tuple[Band, ...]
    lanes: tuple[Lane, ...]
    left_out: int = 0
    """How many wide dates had no room; they stand in the list alone."""


class Hours(Value, frozen=True):
    """One day by the hour. ``ticks`` are places on the axis with their words."""

    width: int
    height: int
    left: int
    axis: int
    ticks: tuple[tuple[int, str], ...]
    lanes: tuple[Lane, ...]
    zone: str
