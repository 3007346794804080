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
    """A line of the file, in units, with its box: west, south, east, north."""

    points: tuple[Point, ...]
    box: tuple[int, int, int, int]


@cache
def outlines() -> dict[str, tuple[Outline, ...]]:
    """Return the rings of ``land``, and the lines of each ``border`` and ``disputed`` border."""
    lines = json.loads(FILE.read_text(encoding="utf-8"))
    return {kind: tuple(_outline(text) for text in texts) for kind, texts in lines.items()}


def _outline(text: str) -> Outline:
    points = decode(text)
    xs, ys = zip(*points, strict=True)
    return Outline(points, (min(xs), min(ys), max(xs), max(ys)))
