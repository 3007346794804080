"""All days at a glance: a mark for each entry, each day as wide as it needs."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence

from claimline.pages.timeline.axis import AXIS, LEFT, RIGHT, Axis, broken_axis
from claimline.pages.timeline.parts import (
    LANES,
    Bundle,
    Item,
    Lane,
    Mark,
    Overview,
    Period,
    Tally,
)
from claimline.pages.timeline.scale import measure, rows
from claimline.pages.timeline.span import DAY

TARGET = 1024
"""The width that a wide page has room for."""
PLAIN = 24
"""The width of a day on which little happened."""
HOURS = (130, 110, 90, 70, 50)
"""What a day with times of day may take; the first with which all days fit."""
PITCH = 10
"""From one row of events to the next."""
DOT, STACK, MOST = 7, 5, 60
"""From one dot to the next, dots in a stack, and the most dots that a day shows in a lane."""
PAD = 8
LEAST = 6
"""The width of the shortest bar."""
NIGHT = DAY + DAY // 2
"""What is no longer counts with the day on which it begins."""


def overview(
    items: Sequence[Item], periods: Sequence[Period], charted: Collection[str]
) -> Overview | None:
    """Lay out all items over the days that hold something; None where no day does.

    ``charted`` are the fragments of entries that have a mark in the drawing of their day: the
    overview's own marks of these are no places to link to.
    """
    if not periods:
        return None
    ordered = sorted(items, key=lambda item: item.order)
    days = sorted(periods, key=lambda period: period.start)
    lanes = {lane: [item for item in ordered if item.lane == lane] for lane in LANES}
    placed = {lane: _by_day(lanes[lane], days) for lane in LANES}
    axis = broken_axis(days, _widths(days, placed), ordered)
    top, drawn = AXIS, []
    for lane in LANES:
        if not lanes[lane]:
            continue
        if lane == "event":
            found = _events(lane, lanes[lane], axis, top, charted)
        else:
            found = _dots(lane, placed[lane], axis, top, charted)
        drawn.append(found)
        top = found.bottom
    return Overview(
        axis.width, top + 2, LEFT, AXIS, axis.columns, axis.gaps, axis.bands, tuple(drawn)
    )


def _by_day(items: Sequence[Item], days: Sequence[Period]) -> dict[int, list[Item]]:
    """Items by the index of their day; those that no day holds are at -1."""
    starts = [day.start for day in days]
    found: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        nth = bisect_right(starts, item.span.start) - 1
        inside = nth >= 0 and item.span.start < days[nth].end and item.span.length <= NIGHT
        found[nth if inside else -1].append(item)
    return found


def _widths(days: Sequence[Period], placed: dict[str, dict[int, list[Item]]]) -> list[int]:
    """The width that each day needs, and more where the page has room to spare."""
    for most in HOURS:
        found = []
        for nth in range(len(days)):
            timed = sum(item.span.timed for item in placed["event"].get(nth, ()))
            stacks = max(
                -(-min(len(placed[lane].get(nth, ())), MOST) // STACK) for lane in LANES[1:]
            )
            hours = min(most, 2 * PLAIN + 8 * timed) if timed else PLAIN
            found.append(max(hours, stacks * DOT + PAD))
        # Gaps are small and take what they take.
        if sum(found) <= TARGET - LEFT - RIGHT - 8 * 20:
            break
    spare = TARGET - LEFT - RIGHT - 8 * 20
    if sum(found) < spare // 2:
        found = [2 * width for width in found]
    return found


def _events(
    lane: str, items: Sequence[Item], axis: Axis, top: int, charted: Collection[str]
) -> Lane:
    """A row for what overlaps: bars as long as the date is wide, and points."""
    places = [axis.scale.extent(it.span.start, it.span.end, LEAST) for it in items]
    taken = [
        (x - 4, x + 4) if it.span.length == 1 else (x, x + width)
        for it, (x, width) in zip(items, places, strict=True)
    ]
    nths = rows(taken, 2)
    marks = tuple(
        Mark(
            of=it.of,
            anchor="" if it.of in charted else f"mark-{it.of}",
            x=x,
            y=top + PAD + row * PITCH + PITCH // 2,
            width=0 if it.span.length == 1 else max(width - 2, 4),
            status=it.status,
            span=it.span,
            name=it.name,
        )
        for it, (x, width), row in zip(items, places, nths, strict=True)
    )
    return Lane(lane, top, top + 2 * PAD + (max(nths) + 1) * PITCH, marks)


def _dots(
    lane: str, placed: dict[int, list[Item]], axis: Axis, top: int, charted: Collection[str]
) -> Lane:
    """A stack of dots for each day, or their number where they are many; lines for wide dates."""
    marks, more, tallest = [], [], 0
    for nth, column in enumerate(axis.columns):
        here = placed.get(nth, [])
        if len(here) > MOST:
            more.append(Tally(column.x + 2, top + PAD + 10, column.width - 4, 0, len(here)))
            tallest = max(tallest, 2)
            continue
        tallest = max(tallest, min(len(here), STACK))
        for place, it in enumerate(here):
            stack, level = divmod(place, STACK)
            marks.append(
                Mark(
                    of=it.of,
                    anchor="" if it.of in charted else f"mark-{it.of}",
                    x=column.x + 5 + stack * DOT,
                    y=top + PAD + 3 + level * DOT,
                    width=0,
                    status=it.status,
                    span=it.span,
                )
            )
    below = top + PAD + tallest * DOT
    bundles, bottom = _bundles(placed.get(-1, []), axis, below)
    return Lane(lane, top, bottom + PAD, tuple(marks), tuple(more), bundles)


def _bundles(items: Sequence[Item], axis: Axis, top: int) -> tuple[tuple[Bundle, ...], int]:
    """Wide dates, those that are the same in one line, and where the lines end."""
    groups: dict[tuple[int, int, str, str], list[Item]] = defaultdict(list)
    for item in items:
        groups[item.span.bounds].append(item)
    if not groups:
        return (), top
    extents = []
    for found in groups.values():
        words = measure(str(len(found))) + 4
        x, width = axis.scale.extent(found[0].span.start, found[0].span.end, words + LEAST)
        extents.append((x, x + width))
    nths = rows(extents, 4)
    bundles = tuple(
        Bundle(
            anchor=f"mark-{found[0].of}",
            href=found[0].of,
            x=first,
            y=top + 6 + row * PITCH,
            width=last - first,
            number=len(found),
            name=f"{len(found)} × {found[0].name}" if len(found) > 1 else found[0].name,
            span=found[0].span,
        )
        for (first, last), row, found in zip(extents, nths, groups.values(), strict=True)
    )
    return bundles, top + (max(nths) + 1) * PITCH + 4
