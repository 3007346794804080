"""The results as a drawing: cold builds by size, and all rows at the largest size.

Both axes of time are logarithmic. Colours follow the reader's light or dark theme; each tool also
has its own shape of mark and its name beside it, so that no colour is needed to read the drawing.
"""

from __future__ import annotations

from html import escape
from math import ceil, floor, log10

from bench.figures import NAMES, ROWS, Results, figure, ratio, seconds, tools

WIDTH, HEIGHT = 760, 500
LEFT = (60, 300)
"""The first panel, from one x to another."""
RIGHT = (515, 715)
TOP, BOTTOM = 60, 440

STYLE = """\
text { font: 12px system-ui, sans-serif; fill: #222; }
.head { font-weight: 600; }
.fine { fill: #595959; }
.grid { stroke: #ddd; }
.claimline { --tone: #0b5cad; } .hugo { --tone: #b0306a; } .eleventy { --tone: #6a5d00; }
path.line { fill: none; stroke: var(--tone); stroke-width: 2; }
.mark { fill: var(--tone); }
.paper { fill: #fff; }
@media (prefers-color-scheme: dark) {
text { fill: #eee; } .fine { fill: #b0b0b0; } .grid { stroke: #444; } .paper { fill: #161616; }
.claimline { --tone: #79b8ff; } .hugo { --tone: #ff8fbf; } .eleventy { --tone: #e0cf60; }
}"""


def svg(results: Results) -> str:
    """The whole drawing."""
    names = tools(results)
    sizes = sorted(results["sizes"], key=lambda size: int(size["claims"]))
    found = [figure(size, row, tool) for size in sizes for row in ROWS for tool in names]
    walls = [one.median for one in found if one]
    low, high = floor(log10(min(walls))), ceil(log10(max(walls)))
    high = max(high, low + 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"',
        '     role="img" aria-labelledby="plot-title plot-desc">',
        '<title id="plot-title">Times of claimline and its peers, in seconds</title>',
        f'<desc id="plot-desc">{escape(_told(results))}</desc>',
        f"<style>\n{STYLE}\n</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>',
        *_by_size(results, low, high),
        *_by_row(results, low, high),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _told(results: Results) -> str:
    """The drawing in words."""
    told = []
    for size in results["sizes"]:
        for row, label in ROWS.items():
            cells = [
                f"{NAMES[tool]} {seconds(found.median)} s ({ratio(found.ratio)} times Hugo)"
                for tool in tools(results)
                if (found := figure(size, row, tool))
            ]
            told.append(f"{size['claims']} claims, {label}: {', '.join(cells)}.")
    return " ".join(told)


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{named}>{escape(words)}</text>'


def _mark(tool: str, x: float, y: float) -> str:
    """A disc, a square or a triangle."""
    if tool == "claimline":
        return f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
    if tool == "hugo":
        return f'<rect class="mark" x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9"/>'
    return f'<path class="mark" d="M{x:.1f} {y - 6:.1f}l6 10.5h-12z"/>'


def _by_size(results: Results, low: int, high: int) -> list[str]:
    """Lines: claims across, seconds upwards."""
    sizes = sorted(results["sizes"], key=lambda size: int(size["claims"]))
    counts = [size["claims"] for size in sizes]
    first, span = log10(counts[0]), (log10(counts[-1]) - log10(counts[0])) or 1

    def across(claims: int) -> float:
        return LEFT[0] + (log10(claims) - first) / span * (LEFT[1] - LEFT[0])

    def up(value: float) -> float:
        return BOTTOM - (log10(value) - low) / (high - low) * (BOTTOM - TOP)

    parts = [_text(LEFT[0], 24, "Cold build, seconds (log scale)", "head")]
    for power in range(low, high + 1):
        y = up(10.0**power)
        parts.append(f'<path class="grid" d="M{LEFT[0]} {y:.1f}H{LEFT[1]}"/>')
        parts.append(_text(LEFT[0] - 8, y + 4, f"{10.0**power:g}", "fine", "end"))
    for claims in counts:
        parts.append(_text(across(claims), BOTTOM + 20, f"{claims:,}", "fine", "middle"))
    parts.append(_text((LEFT[0] + LEFT[1]) / 2, BOTTOM + 40, "claims", "fine", "middle"))
    ends: list[tuple[float, float, str]] = []
    for tool in tools(results):
        points = [
            (across(size["claims"]), up(found.median))
            for size in sizes
            if (found := figure(size, "cold", tool))
        ]
        if not points:
            continue
        line = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        marks = "".join(_mark(tool, x, y) for x, y in points)
        parts.append(f'<g class="{tool}"><path class="line" d="M{line}"/>{marks}</g>')
        ends.append((points[-1][1], points[-1][0], tool))
    last = -100.0
    for y, x, tool in sorted(ends):
        last = max(y, last + 15)  # names that would overlap move down
        parts.append(_text(x + 12, last + 4, NAMES[tool]))
    return parts


def _by_row(results: Results, low: int, high: int) -> list[str]:
    """Dots: seconds across, one line for each row and tool."""
    size = max(results["sizes"], key=lambda size: int(size["claims"]))
    names = tools(results)
    step = (BOTTOM - TOP) / (len(ROWS) * (len(names) + 1))

    def across(value: float) -> float:
        return RIGHT[0] + (log10(value) - low) / (high - low) * (RIGHT[1] - RIGHT[0])

    heading = f"All rows at {size['claims']:,} claims, seconds (log scale)"
    parts = [_text(RIGHT[0] - 115, 24, heading, "head")]
    for power in range(low, high + 1):
        x = across(10.0**power)
        parts.append(f'<path class="grid" d="M{x:.1f} {TOP}V{BOTTOM}"/>')
        parts.append(_text(x, BOTTOM + 20, f"{10.0**power:g}", "fine", "middle"))
    y = TOP + step / 2
    for row, label in ROWS.items():
        middle = y + step * (len(names) - 1) / 2
        parts.append(_text(RIGHT[0] - 115, middle + 4, label))
        for tool in names:
            found = figure(size, row, tool)
            if found:
                x = across(found.median)
                line = f'<path class="line" d="M{RIGHT[0]} {y:.1f}H{x:.1f}"/>'
                parts.append(f'<g class="{tool}">{line}{_mark(tool, x, y)}</g>')
                parts.append(_text(x + 10, y + 4, seconds(found.median), "fine"))
            y += step
        y += step
    return parts
