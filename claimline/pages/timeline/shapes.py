"""The items that go into a drawing, and the shapes that it shows, in whole units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from claimline.pages.timeline.span import Span
from claimline.value import Value

LANES = ("event", "claim", "statement", "source")
"""The kinds of items."""
TARGET = 24
"""The least width and height of what a reader can point at."""


class DatedItem(Value, frozen=True):
    """A record with a date. ``entry`` is the fragment of its entry in the list.

    ``clock`` is its time of day in its own zone, or "". ``name`` is for screen readers:
    title, date and status. ``party`` is the name of the side that makes a claim or a statement, if
    that side has a lane of its own. A ``key`` moment is named in the drawing of all days.
    """

    lane: str
    entry: str
    title: str
    clock: str
    name: str
    status: str
    span: Span
    party: str = ""
    key: bool = False

    @property
    def row(self) -> tuple[str, str]:
        """The kind of its lane, ``event``, ``party`` or ``source``, and the name of the party."""
        return (self.lane, "") if self.lane in ("event", "source") else ("party", self.party)

    @property
    def order(self) -> tuple[int, int, str]:
        """A total order: by start, then by end, then by fragment."""
        return (self.span.start, self.span.end, self.entry)


def rows_of(items: Iterable[DatedItem]) -> list[tuple[str, str]]:
    """Return the lanes from top to bottom: events, parties from the most items on, sources.

    The lane of all other parties comes after those that have one of their own.
    """
    numbers = Counter(item.row for item in items)
    kinds = ("event", "party", "source")
    return sorted(numbers, key=lambda row: (kinds.index(row[0]), not row[1], -numbers[row], row[1]))


class Period(Value, frozen=True):
    """A day, or a month or more, from ``start`` up to ``end`` in minutes since 1970 (UTC).

    ``label`` is shown at the axis, below the heading ``group``. ``name`` is for screen readers.
    ``href`` is the fragment of its place in the list, or "".
    """

    anchor: str
    href: str
    label: str
    group: str
    name: str
    start: int
    end: int


class TimelineMark(Value, frozen=True):
    """One mark. ``y`` is the middle of its height. The ``width`` of a point in time is 0.

    ``anchor`` is "" if links lead to the entry's mark in another drawing. With ``label_end``, the
    label ends at ``label_x`` instead of starting there. ``target`` is the box that a reader can
    point at (x, y, width, height).
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
    page: str = ""
    """The path of the page with the entry, or "" if it is on the page of the drawing."""
    target: tuple[int, int, int, int] = (0, 0, 0, 0)


class Bundle(Value, frozen=True):
    """The entries of one wide date: a line with their number, and a link to the first.

    ``entries`` are the fragments of all entries, separated by spaces.
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
    """The number of items of a column. It is written at ``y``, above a bar of ``height``."""

    x: int
    y: int
    width: int
    height: int
    number: int


class Lane(Value, frozen=True):
    """A lane and its marks. ``bottom`` is the line below it.

    ``name`` is ``event``, ``party`` or ``source``. ``party`` is "" in the lane of all others.
    """

    name: str
    party: str
    top: int
    bottom: int
    marks: tuple[TimelineMark, ...]
    more: tuple[Tally, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    held: tuple[tuple[int, int, int, int], ...] = ()
    """Frames (x, y, width, height) around marks without a time of day."""


class AxisColumn(Value, frozen=True):
    """A day, or a longer period, on the axis."""

    anchor: str
    href: str
    label: str
    name: str
    x: int
    width: int
    page: str = ""
    """The path of the page to which ``href`` leads, or "" for the page of the drawing."""


class Gap(Value, frozen=True):
    """A part that is cut out of the axis. ``days`` is the number of its days without any item."""

    x: int
    width: int
    days: int
    name: str = ""
    """The words that show when a reader points at it."""


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
    columns: tuple[AxisColumn, ...]
    gaps: tuple[Gap, ...]
    bands: tuple[Band, ...]
    lanes: tuple[Lane, ...]
    left_out: int = 0
    """The number of wide dates for which there is no room. They are only in the list."""


class Hours(Value, frozen=True):
    """One day by the hour. ``ticks`` are places on the axis with their labels."""

    width: int
    height: int
    left: int
    axis: int
    ticks: tuple[tuple[int, str], ...]
    lanes: tuple[Lane, ...]
    zone: str
