"""The scale from time to place: an axis made of pieces, each with a scale of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from unicodedata import east_asian_width

from claimline.value import Value

WIDTHS = {
    **dict.fromkeys(" !'(),-./:;I[]fijlrt|\u2013\u2019", 5),
    **dict.fromkeys("%@MWmw\u2014\u2026", 12),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 10),
}
"""The widths of letters at the drawings' font size, in the widest font of common systems."""
USUAL, EAST_ASIAN, BOLDER = 8, 13, 1
"""The width of other letters, and of wide East Asian ones, and what bold type adds to each."""


class Piece(Value, frozen=True):
    """Minutes from ``start`` up to ``end`` on ``width`` units from ``x``."""

    start: int
    end: int
    x: int
    width: int


class Scale(Value, frozen=True):
    """Pieces in order. Each starts where the last one ends. ``x`` never falls with time."""

    pieces: tuple[Piece, ...]

    @property
    def left(self) -> int:
        """The left end of the axis."""
        return self.pieces[0].x

    @property
    def right(self) -> int:
        """The right end of the axis."""
        return self.pieces[-1].x + self.pieces[-1].width

    def x(self, minute: int) -> int:
        """Return the place of a minute. A minute beyond an end of the axis is at that end."""
        if minute <= self.pieces[0].start:
            return self.left
        if minute >= self.pieces[-1].end:
            return self.right
        piece = self.pieces[bisect_right(self.pieces, minute, key=lambda it: it.start) - 1]
        return piece.x + (minute - piece.start) * piece.width // (piece.end - piece.start)

    def extent(self, start: int, end: int, least: int) -> tuple[int, int]:
        """Return where a span begins and its width: at least ``least``, and never past the end."""
        first, last = self.x(start), self.x(end)
        first = max(min(first, self.right - least), self.left)
        return first, max(last - first, least)


def measure(text: str, *, bold: bool = False) -> int:
    """Return the largest width that a label can have in any font."""
    width = sum(
        EAST_ASIAN if east_asian_width(letter) in "WF" else WIDTHS.get(letter, USUAL)
        for letter in text
    )
    return width + BOLDER * len(text) if bold else width


def shortened(text: str, room: int) -> str:
    """Return a label cut to the width ``room``, with an ellipsis if it was cut."""
    if measure(text) <= room:
        return text
    while text and measure(f"{text}\u2026") > room:
        text = text[:-1]
    return f"{text.rstrip(' ,:')}\u2026"


def rows(extents: Sequence[tuple[int, int]], apart: int) -> list[int]:
    """Return, for each extent, the first row that has room for it.

    Extents are pairs of a left and a right end, sorted by the left. Two in one row are at least
    ``apart`` apart.
    """
    ends: list[int] = []
    taken = []
    for first, last in extents:
        row = next((nth for nth, end in enumerate(ends) if end + apart <= first), len(ends))
        ends[row : row + 1] = [last]
        taken.append(row)
    return taken
