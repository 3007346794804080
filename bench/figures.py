"""What the results say: medians, spreads, and ratios taken round by round."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Any

Results = dict[str, Any]
"""``results.json``, as ``bench.run`` writes it."""

ROWS = {
    "cold": "cold build",
    "unchanged": "nothing changed",
    "body": "one body edited",
    "title": "one title edited",
    "added": "one claim added",
    "removed": "one source removed",
    "watch": "edit while watching",
}
NAMES = {"claimline": "claimline", "hugo": "Hugo", "eleventy": "Eleventy"}
BASE = "hugo"
TUNED = "tuned"
"""The row of a tool with settings that are not its default."""
LARGE = 10_000
"""Claims from which on a build of Hugo is timed once for several rows, and Eleventy not at all."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Times of one tool in one row, in seconds; ``ratio`` is to Hugo, None where it is missing."""

    median: float
    least: float
    most: float
    processor: float | None
    """User and system time together, the median; None where it was not taken."""
    ratio: float | None


def figure(size: dict[str, Any], row: str, tool: str) -> Figure | None:
    """One cell of the table, or None where the tool was not run."""
    rounds = size["times"].get(row, {}).get(tool)
    if not rounds:
        return None
    walls = [took["wall"] for took in rounds]
    base = _base(size, row)
    ratio = None
    if base:
        pairs = zip(walls, (took["wall"] for took in base), strict=True)
        ratio = median(wall / other for wall, other in pairs)
    processor = None
    if "user" in rounds[0]:
        processor = median(took["user"] + took["system"] for took in rounds)
    return Figure(median(walls), min(walls), max(walls), processor, ratio)


def _base(size: dict[str, Any], row: str) -> Any:
    """The rounds of Hugo as it comes that a row is held against."""
    return size["times"].get("cold" if row == TUNED else row, {}).get(BASE)


def median_wall(rounds: list[dict[str, float]]) -> float:
    """The median of the wall times."""
    return median(took["wall"] for took in rounds)


def peak(memory: dict[str, int]) -> int:
    """The memory of all processes, or of the largest where that is all that is known."""
    return memory["tree"] or memory["largest"]


def peak_ratio(size: dict[str, Any], row: str) -> float | None:
    """A peak of claimline's memory, held against Hugo's; None where one is missing."""
    found = size.get(row, {})
    if "claimline" not in found or BASE not in found:
        return None
    return peak(found["claimline"]) / peak(found[BASE])


def tools(results: Results) -> list[str]:
    """The tools that were run, claimline first."""
    return [tool for tool in NAMES if tool in results["versions"]]


def largest(results: Results) -> list[dict[str, Any]]:
    """The two largest sizes, the larger one last. If one size was run, it is alone."""
    return sorted(results["sizes"], key=lambda size: int(size["claims"]))[-2:]


def growth(results: Results, row: str, tool: str) -> float | None:
    """How many times longer a row takes at the largest size than at the one before it."""
    found = [figure(size, row, tool) for size in largest(results)]
    before, after = found if len(found) == 2 else (None, None)
    return after.median / before.median if before and after else None


def seconds(value: float) -> str:
    """A time in seconds with about three digits."""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def ratio(value: float | None) -> str:
    """A ratio with about two digits."""
    if value is None:
        return "n/a"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"
