"""``python -m claimline.reference.outlines_file COUNTRIES``: the outlines that maps are drawn from.

COUNTRIES is ``countries-50m.json`` of the npm package world-atlas, version 2.0.2: the countries of
Natural Earth, which is in the public domain, at 1:50 million as TopoJSON. The result has the land
and the borders apart, so that a map colours no territory as a country's. A line is one of three:

- A border is drawn as a line.
- A border that is in dispute, by the list below, is drawn with dashes.
- The line between Crimea and the rest of Ukraine is left out. Natural Earth draws what holds on
  the ground; the General Assembly of the United Nations has Crimea within Ukraine (68/262).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from claimline.pages.maps.outlines import FILE, UNIT
from claimline.pages.maps.polyline import Point, decode, encode
from claimline.pages.maps.simplify import simplify

TOLERANCE = 2.0
"""How far a simplified line may lie from the true one, in units of the file."""
DISPUTED = frozenset(
    frozenset(pair)
    for pair in (
        ("India", "Pakistan"), ("India", "China"), ("Siachen Glacier", "India"),
        ("Siachen Glacier", "Pakistan"), ("Siachen Glacier", "China"), ("China", "Pakistan"),
        ("India", "Bhutan"), ("China", "Bhutan"), ("Kosovo", "Serbia"), ("N. Cyprus", "Cyprus"),
        ("Somaliland", "Somalia"), ("W. Sahara", "Morocco"), ("Israel", "Palestine"),
        ("Jordan", "Palestine"), ("Israel", "Syria"), ("Israel", "Lebanon"),
        ("Sudan", "S. Sudan"), ("Sudan", "Egypt"), ("South Korea", "North Korea"),
        ("Guyana", "Venezuela"), ("Guyana", "Suriname"), ("Kenya", "S. Sudan"),
    )
)  # fmt: skip
"""The borders that are in dispute as a whole or in part."""
CRIMEA = (3300, 4560, 3620, 4640)
"""The box, from west to north in units, that holds the line at the north of Crimea."""


def outlines(topology: dict[str, Any]) -> dict[str, list[str]]:
    """Return the land's rings, the borders and the disputed borders, as encoded lines."""
    arcs = [_points(arc, topology["transform"]) for arc in topology["arcs"]]
    owners: dict[int, set[str]] = defaultdict(set)
    for country in topology["objects"]["countries"]["geometries"]:
        for ring in _rings(country):
            for number in ring:
                owners[number if number >= 0 else ~number].add(country["properties"]["name"])
    thin = [simplify(arc, TOLERANCE) for arc in arcs]
    lines: dict[str, list[str]] = {"land": [], "border": [], "disputed": []}
    for shape in topology["objects"]["land"]["geometries"]:
        for ring in _rings(shape):
            points: list[Point] = []
            for number in ring:
                arc = thin[number] if number >= 0 else thin[~number][::-1]
                points += arc[1:] if points else arc
            if len(set(points)) > 2:
                lines["land"].append(encode(points))
    for number in sorted(owners):
        pair = owners[number]
        if len(pair) < 2 or (pair == {"Russia", "Ukraine"} and _inside(arcs[number], CRIMEA)):
            continue
        kind = "disputed" if frozenset(pair) in DISPUTED else "border"
        lines[kind].append(encode(thin[number]))
    return lines


def _inside(points: list[Point], box: tuple[int, int, int, int]) -> bool:
    west, south, east, north = box
    return all(west <= x <= east and south <= y <= north for x, y in points)


def _points(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """Return an arc of the file in units. Equal neighbours are one point."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    points: list[Point] = []
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((round((x * scale_x + left) * UNIT), round((y * scale_y + bottom) * UNIT)))
    return points[:1] + [after for before, after in pairwise(points) if after != before]


def _rings(shape: dict[str, Any]) -> list[list[int]]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def main(source: str) -> None:
    """Write the file of outlines anew from the file ``source``."""
    lines = outlines(json.loads(Path(source).read_text(encoding="utf-8")))
    write(lines, FILE)


def write(lines: dict[str, list[str]], file: Path) -> None:
    """Write encoded lines to a file, each with its box before it, which says where it is needed."""
    kinds = (
        f"{json.dumps(kind)}: [\n" + ",\n".join(json.dumps(_boxed(line)) for line in of) + "\n]"
        for kind, of in lines.items()
    )
    file.write_text("{\n" + ",\n".join(kinds) + "\n}\n", encoding="utf-8")


def _boxed(line: str) -> tuple[int, int, int, int, str]:
    """Return an encoded line after the edges of its box: west, south, east, north."""
    xs, ys = zip(*decode(line), strict=True)
    return min(xs), min(ys), max(xs), max(ys), line


if __name__ == "__main__":
    main(sys.argv[1])
