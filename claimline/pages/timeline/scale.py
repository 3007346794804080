"""From time to place: an axis made of pieces, each as wide as it needs, with the rest cut out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from unicodedata import east_asian_width

from claimline.value import Value

NARROW, BROAD = 7, 13
"""The most that a letter takes at the drawings' size of type, and one of twice the width."""


class Piece(Value, frozen=True):
    """Minutes from ``start`` up to ``end`` on ``width`` units from ``x``."""

    start: int
    end: int
    x: int
    width: int


class Scale(Value, frozen=True):
    """Pieces without a hole between them, in order. ``x`` never falls as time goes on."""

    pieces: tuple[Piece, ...]

    @property
    def left(self) -> int:
        """Where the axis begins."""
        return self.pieces[0].x

    @property
    def right(self) -> int:
        """Where the axis ends."""
        return self.pieces[-1].x + self.pieces[-1].width

    def x(self, minute: int) -> int:
        """The place of a minute; what lies beyond an end is at that end."""
        if minute <= self.pieces[0].start:
            return self.left
        if minute >= self.pieces[-1].end:
            return self.right
        piece = self.pieces[bisect_right(self.pieces, minute, key=lambda it: it.start) - 1]
        return piece.x + (minute - piece.start) * piece.width // (piece.end - piece.start)

    def extent(self, start: int, end: int, least: int) -> tuple[int, int]:
        """Where a span begins and how wide it is: at least ``least``, and never past the end."""
        first, last = self.x(start), self.x(end)
        first = max(min(first, self.right - least), self.left)
        return first, max(last - first, least)


def measure(text: str) -> int:
    """The most units that a label can take."""
    return sum(BROAD if east_asian_width(letter) in "WF" else NARROW for letter in text)


def shortened(text: str, room: int) -> str:
    """A label that takes no more than ``room``, with an ellipsis where it was cut."""
    if measure(text) <= room:
        return text
    while text and measure(text) > room - NARROW:
        text = text[:-1]
    return f"{text.rstrip(' ,:')}\u2026"


def rows(extents: Sequence[tuple[int, int]], apart: int) -> list[int]:
    """For each extent (from, to), in order of its start, the first row in which it is free."""
    ends: list[int] = []
    taken = []
    for first, last in extents:
        row = next((nth for nth, end in enumerate(ends) if end + apart <= first), len(ends))
        ends[row : row + 1] = [last]
        taken.append(row)
    return taken
