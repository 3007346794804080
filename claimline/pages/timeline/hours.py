"""One day by the hour: events with titles, and claims, statements and sources as dots."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from claimline.pages.timeline.scale import Piece, Scale, measure, rows, shortened
from claimline.pages.timeline.shapes import LANES, Hours, Item, Lane, Mark
from claimline.value import Value

WIDTH = 800
LEFT = 84
RIGHT = 10
AXIS = 22
ROW, LINE = 27, 18
"""The height of an event with a time (a line of words and a bar), and of one without."""
DOT, STRIP = 13, 16
"""The distance between two dots, and between two rows of dots."""
PAD = 8
LEAST = 8
BOUND = 12
"""How far whiskers and the sign of doubt reach beyond the ends of a mark."""
SPACE = 6
"""The room between a time of day and the words after it."""


class Tick(Value, frozen=True):
    """A minute of the axis with its label, such as ``06``."""

    minute: int
    words: str


def hours(items: Sequence[Item], start: int, end: int, ticks: Sequence[Tick], zone: str) -> Hours:
    """Lay out items from ``start`` up to ``end``, in minutes since 1970 (UTC).

    The day can be longer than 24 hours, if an item such as a night reaches beyond it.
    ``zone`` is the name of the time zone that the ticks are in.
    """
    ordered = sorted(items, key=lambda item: item.order)
    scale = Scale((Piece(start, end, LEFT, WIDTH - LEFT - RIGHT),))
    top, lanes = AXIS, []
    for lane in LANES:
        in_lane = [item for item in ordered if item.lane == lane]
        if in_lane:
            drawn = (
                _events(in_lane, scale, top)
                if lane == "event"
                else _dots(lane, in_lane, scale, top)
            )
            lanes.append(drawn)
            top = drawn.bottom
    return Hours(WIDTH, top + 2, LEFT, AXIS, _ticks(ticks, scale), tuple(lanes), zone)


def _ticks(ticks: Sequence[Tick], scale: Scale) -> tuple[tuple[int, str], ...]:
    """Return the place and words of each tick that does not touch the one before."""
    clear: list[tuple[int, str]] = []
    free = 0
    for tick in sorted(ticks, key=lambda tick: tick.minute):
        x, half = scale.x(tick.minute), measure(tick.words) // 2 + 1
        if x - half >= free and x + half <= WIDTH:
            clear.append((x, tick.words))
            free = x + half
    return tuple(clear)


def _events(items: Sequence[Item], scale: Scale, top: int) -> Lane:
    """Lay out rows of titles over their bars, then frames of events without a time of day."""
    marks, taken = [], []
    for it in items:
        if not it.span.timed:
            continue
        words = shortened(it.title, WIDTH - LEFT - RIGHT - measure(it.clock, bold=True) - SPACE)
        long = measure(it.clock, bold=True) + SPACE + measure(words)
        x, width = scale.extent(it.span.start, it.span.end, LEAST)
        point = it.span.length == 1
        begin = x - 5 if point else x
        # A title that would run past the end of the axis ends at that end instead.
        ended = begin + long > scale.right
        left = min(begin - BOUND, scale.right - long if ended else begin)
        right = max(x + width + BOUND, scale.right if ended else begin + long)
        taken.append((left, right))
        mark = _mark(it, x, top + 24, 0 if point else width)
        at = scale.right if ended else begin
        marks.append(replace(mark, clock=it.clock, label=words, label_x=at, label_end=ended))
    nths = rows(taken, 8)
    marks = [
        replace(mark, y=mark.y + row * ROW, label_y=mark.y + row * ROW - 8)
        for mark, row in zip(marks, nths, strict=True)
    ]
    y = top + PAD + ((max(nths) + 1) * ROW if marks else 0)
    held = []
    for (left, right), inside in _whole_days(items).items():
        x, width = scale.extent(left, right, 2 * LEAST)
        held.append((x, y, width, len(inside) * LINE + 6))
        for nth, it in enumerate(inside):
            mark = _mark(it, x + 12, y + nth * LINE + LINE // 2 + 3, 0)
            room = scale.right - mark.x - 12
            marks.append(
                replace(
                    mark,
                    label=shortened(it.title, room),
                    label_x=mark.x + 12,
                    label_y=mark.y + 4,
                )
            )
        y += len(inside) * LINE + 6 + 3
    return Lane("event", top, y + PAD, tuple(marks), held=tuple(held))


def _whole_days(items: Sequence[Item]) -> dict[tuple[int, int], list[Item]]:
    """Group items without a time of day by their bounds, which depend on the zone of the day."""
    by_bounds: dict[tuple[int, int], list[Item]] = {}
    for it in items:
        if not it.span.timed:
            by_bounds.setdefault((it.span.start, it.span.end), []).append(it)
    return by_bounds


def _dots(lane: str, items: Sequence[Item], scale: Scale, top: int) -> Lane:
    """Lay out rows of dots for items with a time of day, then a frame for the others."""
    marks, held = [], []
    y = top + PAD
    timed = [it for it in items if it.span.timed]
    if timed:
        places = [scale.extent(it.span.start, it.span.end, LEAST) for it in timed]
        taken = [
            (x - 5, x + 5) if it.span.length == 1 else (x, x + width)
            for it, (x, width) in zip(timed, places, strict=True)
        ]
        nths = rows(taken, 3)
        for it, (x, width), row in zip(timed, places, nths, strict=True):
            long = 0 if it.span.length == 1 else width
            marks.append(_mark(it, x, y + row * STRIP + STRIP // 2, long))
        y += (max(nths) + 1) * STRIP
    for (first, last), inside in _whole_days(items).items():
        x, width = scale.extent(first, last, DOT + LEAST)
        fit = max((width - 6) // DOT, 1)
        high = -(-len(inside) // fit) * STRIP
        held.append((x, y, width, high))
        for nth, it in enumerate(inside):
            row, place = nth % -(-len(inside) // fit), nth // -(-len(inside) // fit)
            marks.append(_mark(it, x + 9 + place * DOT, y + row * STRIP + STRIP // 2, 0))
        y += high + 3
    return Lane(lane, top, y + PAD, tuple(marks), held=tuple(held))


def _mark(it: Item, x: int, y: int, width: int) -> Mark:
    return Mark(it.entry, f"mark-{it.entry}", x, y, width, it.status, it.span, it.name)
