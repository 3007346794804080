"""What claimline is to reach, as the table of results shows it beside each row.

Times and memory are ratios to Hugo with its default settings, by the number of claims.
"""

from __future__ import annotations

from typing import Any

from bench.figures import Results, figure, growth, median_wall, peak_ratio, ratio

RATIOS: dict[str, dict[int, float]] = {
    "cold": {100: 2.2, 1000: 1.1, 10_000: 0.8},
    "unchanged": {100: 0.25, 1000: 0.03, 10_000: 0.005},
    "body": {100: 1.0, 1000: 0.15, 10_000: 0.03},
    "title": {100: 1.2, 1000: 0.2, 10_000: 0.05},
    "added": {100: 1.2, 1000: 0.2, 10_000: 0.06},
    "removed": {100: 1.2, 1000: 0.2, 10_000: 0.06},
    "watch": {100: 0.25, 1000: 0.12, 10_000: 0.03},
}
MEMORY: dict[str, dict[int, float]] = {
    "memory": {100: 0.6, 1000: 0.5, 10_000: 0.45},
    "edit_memory": {10_000: 0.1},
}
GROWTH = {"cold": 10.0, "body": 2.0, "title": 2.0, "added": 2.0, "removed": 2.0}
"""How many times longer at the largest size than at the one before it."""
ALONE = 100_000
"""The claims of a size that no peer is asked for. Its targets are not ratios."""
ALONE_MEMORY = 2.5e9
ALONE_EDIT = 3.0
SHIPPED = {"cold": 1.2, "body": 0.35}
"""Seconds on the shipped case."""
SHIPPED_UNCHANGED = 6.0
"""Times a bare Python."""


def in_time(size: dict[str, Any], row: str) -> str:
    """The target of a row at one size, and whether it is met."""
    found = figure(size, row, "claimline")
    return _met(found.ratio if found else None, RATIOS[row].get(size["claims"]))


def is_missed(size: dict[str, Any], row: str) -> bool:
    """Whether the target of a row at one size is not met, or was not measured."""
    target = in_time(size, row)
    return bool(target) and not target.endswith(": met")


def in_memory(size: dict[str, Any], row: str) -> str:
    """The target of a peak of memory at one size, and whether it is met."""
    return _met(peak_ratio(size, row), MEMORY[row].get(size["claims"]))


def is_memory_missed(size: dict[str, Any], row: str) -> bool:
    """Whether the memory of a row at one size misses its target."""
    peaks = {"cold": "memory", "body": "edit_memory"}
    target = in_memory(size, peaks[row]) if row in peaks else ""
    return bool(target) and not target.endswith(": met")


def in_growth(results: Results, row: str) -> str:
    """The target of a row's growth, and whether it is met."""
    return _met(growth(results, row, "claimline"), GROWTH.get(row))


def alone(value: float | None, most: float, words: str) -> str:
    """A target of the size that only one tool is asked for."""
    return f"≤ {words}: {'met' if value is not None and value <= most else '**not met**'}"


def shipped(case: dict[str, Any], row: str) -> str:
    """The target of a row of the shipped case, and whether it is met."""
    wall = median_wall(case["times"][row])
    if row == "unchanged":
        bare = median_wall(case["times"]["python"])
        return _met(wall / bare, SHIPPED_UNCHANGED, " times a bare Python")
    if row in SHIPPED:
        return _met(wall, SHIPPED[row], " s")
    return ""


def _met(value: float | None, most: float | None, unit: str = "") -> str:
    if most is None:
        return ""
    if value is None:
        return f"≤ {most:g}{unit}: not measured"
    return f"≤ {most:g}{unit}: {'met' if value <= most else f'**not met** ({ratio(value)})'}"
