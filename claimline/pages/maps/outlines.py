"""The outlines of land and borders, from Natural Earth (public domain).

The file is made by ``python -m claimline.reference.outlines_file``, which says what it leaves out.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from claimline.pages.maps.polyline import Point, decode
from claimline.value import Value

FILE = Path(__file__).with_name("outlines.json")
UNIT = 100
"""Units of the file to a degree."""


class Outline(Value, frozen=True):
    """A line of the file, in units: its box (west, south, east, north), and its points as text."""

    box: tuple[int, int, int, int]
    text: str

    @property
    def points(self) -> tuple[Point, ...]:
        """The points. They are decoded when a map shows them, and kept for the next map."""
        return _decoded(self.text)


_decoded = cache(decode)


@cache
def outlines() -> dict[str, tuple[Outline, ...]]:
    """Return the rings of ``land``, and the lines of each ``border`` and ``disputed`` border."""
    lines = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        kind: tuple(
            Outline((west, south, east, north), text) for west, south, east, north, text in of
        )
        for kind, of in lines.items()
    }
