"""One day by the hour: events with titles, and claims, statements and sources as dots."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from claimline.pages.timeline.axis import NAME, target_of
from claimline.pages.timeline.scale import Piece, Scale, measure, rows, shortened
from claimline.pages.timeline.shapes import TARGET, DatedItem, Hours, Lane, TimelineMark, rows_of
from claimline.value import Value

WIDTH = 800
LEFT = RIGHT = 12
AXIS = 22
ROW = 27
"""The height of an event with a time: a line of words and a bar."""
PAD = 8
LEAST = 8
BOUND = 12
"""How far whiskers and the sign of doubt reach beyond the ends of a mark."""
SPACE = 6
"""The room between a time of day and the words after it."""


class HourTick(Value, frozen=True):
    """A minute of the axis with its label, such as ``06``."""

    minute: int
    words: str


def hours(
    items: Sequence[DatedItem], start: int, end: int, ticks: Sequence[HourTick], zone: str
) -> Hours:
    """Lay out items from ``start`` up to ``end``, in minutes since 1970 (UTC).

    The day can be longer than 24 hours, if an item such as a night reaches beyond it.
    ``zone`` is the name of the time zone that the ticks are in.
    """
    ordered = sorted(items, key=lambda item: item.order)
    scale = Scale((Piece(start, end, LEFT, WIDTH - LEFT - RIGHT),))
    top, lanes = AXIS, []
    for row in rows_of(ordered):
        inside = [item for item in ordered if item.row == row]
        draw = _events if row[0] == "event" else _dots
        lanes.append(draw(row, inside, scale, top))
        top = lanes[-1].bottom
    return Hours(WIDTH, top + 2, LEFT, AXIS, _ticks(ticks, scale), tuple(lanes), zone)


def _ticks(ticks: Sequence[HourTick], scale: Scale) -> tuple[tuple[int, str], ...]:
    """Return the place and words of each tick that does not touch the one before."""
    clear: list[tuple[int, str]] = []
    free = 0
    for tick in sorted(ticks, key=lambda tick: tick.minute):
        x, half = scale.x(tick.minute), measure(tick.words) // 2 + 1
        if x - half >= free and x + half <= WIDTH:
            clear.append((x, tick.words))
            free = x + half
    return tuple(clear)


def _events(row: tuple[str, str], items: Sequence[DatedItem], scale: Scale, top: int) -> Lane:
    """Lay out rows of titles over their bars, then frames of events without a time of day."""
    marks, taken = [], []
    lane_top, top = top, top + NAME
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
        right = max(right, left + TARGET)
        taken.append((left, right))
        mark = _mark(it, x, top + 20, 0 if point else width, (left, top, right - left, ROW - 1))
        at = scale.right if ended else begin
        marks.append(replace(mark, clock=it.clock, label=words, label_x=at, label_end=ended))
    nths = rows(taken, 8)
    marks = [
        replace(
            mark,
            y=mark.y + nth * ROW,
            label_y=mark.y + nth * ROW - 8,
            target=(mark.target[0], top + nth * ROW, *mark.target[2:]),
        )
        for mark, nth in zip(marks, nths, strict=True)
    ]
    y = top + ((max(nths) + 1) * ROW + PAD if marks else 0)
    held = []
    for (left, right), inside in _whole_days(items).items():
        x, width = scale.extent(left, right, 2 * LEAST)
        held.append((x, y, width, len(inside) * TARGET))
        for it in inside:
            label = shortened(it.title, scale.right - x - TARGET)
            mark = _mark(it, x + 12, y + TARGET // 2, 0, (x, y, TARGET + measure(label), TARGET))
            marks.append(replace(mark, label=label, label_x=x + TARGET, label_y=mark.y + 4))
            y += TARGET
        y += 3
    return Lane(*row, lane_top, y + PAD, tuple(marks), held=tuple(held))


def _whole_days(items: Sequence[DatedItem]) -> dict[tuple[int, int], list[DatedItem]]:
    """Group items without a time of day by their bounds, which depend on the zone of the day."""
    by_bounds: dict[tuple[int, int], list[DatedItem]] = {}
    for it in items:
        if not it.span.timed:
            by_bounds.setdefault((it.span.start, it.span.end), []).append(it)
    return by_bounds


def _dots(row: tuple[str, str], items: Sequence[DatedItem], scale: Scale, top: int) -> Lane:
    """Lay out rows of dots for items with a time of day, then a frame for the others."""
    marks, held = [], []
    y = top + NAME
    timed = [it for it in items if it.span.timed]
    if timed:
        places = [scale.extent(it.span.start, it.span.end, LEAST) for it in timed]
        longs = [
            0 if it.span.length == 1 else width
            for it, (_, width) in zip(timed, places, strict=True)
        ]
        targets = [target_of(x, long, WIDTH) for (x, _), long in zip(places, longs, strict=True)]
        nths = rows(targets, 0)
        for it, (x, _), long, (left, right), nth in zip(
            timed, places, longs, targets, nths, strict=True
        ):
            above = y + nth * TARGET
            target = (left, above, right - left, TARGET)
            marks.append(_mark(it, x, above + TARGET // 2, long, target))
        y += (max(nths) + 1) * TARGET
    for (first, last), inside in _whole_days(items).items():
        x, width = scale.extent(first, last, TARGET)
        deep = -(-len(inside) // (width // TARGET))
        held.append((x, y, width, deep * TARGET))
        for nth, it in enumerate(inside):
            place, level = divmod(nth, deep)
            left, above = x + place * TARGET, y + level * TARGET
            target = (left, above, TARGET, TARGET)
            marks.append(_mark(it, left + TARGET // 2, above + TARGET // 2, 0, target))
        y += deep * TARGET + 3
    return Lane(*row, top, y + PAD, tuple(marks), held=tuple(held))


def _mark(
    it: DatedItem, x: int, y: int, width: int, target: tuple[int, int, int, int]
) -> TimelineMark:
    return TimelineMark(
        it.entry, f"mark-{it.entry}", x, y, width, it.status, it.span, it.name, target=target
    )
