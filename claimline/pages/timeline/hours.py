"""One day by the hour: events with their titles, and what was said and published beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimline.pages.timeline.parts import LANES, Hours, Item, Lane, Mark
from claimline.pages.timeline.scale import Piece, Scale, measure, rows, shortened

WIDTH = 800
LEFT = 84
RIGHT = 10
AXIS = 22
ROW = 27
"""From one event to the next: a line of words and a bar."""
DOT, STRIP = 13, 16
"""From one dot to the next, and from one row of dots to the next."""
PAD = 8
LEAST = 8
BOUND = 10
"""How far a point, with the whiskers of an approximate one, reaches to either side."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A minute with its words, such as ``06``."""

    minute: int
    words: str


def hours(
    items: Sequence[Item], start: int, end: int, ticks: Sequence[Tick], zone: str
) -> Hours:
    """Lay out one day from ``start`` up to ``end`` in minutes, by the clock called ``zone``.

    What reaches beyond the day, such as a night, makes the axis longer.
    """
    ordered = sorted(items, key=lambda item: item.order)
    scale = Scale((Piece(start, end, LEFT, WIDTH - LEFT - RIGHT),))
    top, lanes = AXIS, []
    for lane in LANES:
        here = [item for item in ordered if item.lane == lane]
        if here:
            found = _events(here, scale, top) if lane == "event" else _dots(lane, here, scale, top)
            lanes.append(found)
            top = found.bottom
    return Hours(WIDTH, top + 2, LEFT, AXIS, _ticks(ticks, scale), tuple(lanes), zone)


def _ticks(ticks: Sequence[Tick], scale: Scale) -> tuple[tuple[int, str], ...]:
    """The ticks that stand clear of the one before."""
    found: list[tuple[int, str]] = []
    free = 0
    for tick in sorted(ticks, key=lambda tick: tick.minute):
        x, half = scale.x(tick.minute), measure(tick.words) // 2 + 1
        if x - half >= free and x + half <= WIDTH:
            found.append((x, tick.words))
            free = x + half
    return tuple(found)


def _events(items: Sequence[Item], scale: Scale, top: int) -> Lane:
    """Rows of words over their bars. What is known to the day alone comes last, as bars of it."""
    placed = []
    for it in sorted(items, key=lambda it: (not it.span.timed, it.order)):
        words = shortened(f"{it.clock} {it.title}".strip(), WIDTH - LEFT - RIGHT)
        long = measure(words)
        x, width = scale.extent(it.span.start, it.span.end, LEAST)
        point = it.span.length == 1
        begin = x - 5 if point else x
        label = min(begin, scale.right - long)
        first, last = min(begin - (BOUND if point else 0), label), max(x + width, label + long)
        placed.append((it, words, x, 0 if point else width, label, (first, last)))
    nths = rows([extent for *_, extent in placed], 12)
    marks = tuple(
        Mark(
            of=it.of,
            anchor=f"mark-{it.of}",
            x=x,
            y=top + row * ROW + 24,
            width=width,
            status=it.status,
            span=it.span,
            name=it.name,
            label=words,
            label_x=label,
        )
        for (it, words, x, width, label, _), row in zip(placed, nths, strict=True)
    )
    return Lane("event", top, top + (max(nths) + 1) * ROW + PAD + 6, marks)


def _dots(lane: str, items: Sequence[Item], scale: Scale, top: int) -> Lane:
    """Times in rows of their own; then, in a frame as long as the day, those without a time."""
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
    # The same bounds share a frame: a day of another zone is another stretch of this axis.
    frames: dict[tuple[int, int], list[Item]] = {}
    for it in items:
        if not it.span.timed:
            frames.setdefault((it.span.start, it.span.end), []).append(it)
    for (first, last), inside in frames.items():
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
    return Mark(it.of, f"mark-{it.of}", x, y, width, it.status, it.span, it.name)
