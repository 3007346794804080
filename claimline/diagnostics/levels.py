"""The levels of diagnostics, and the rows of their table."""

from __future__ import annotations

from enum import StrEnum

Row = tuple[str, "Level", str, str, str]
"""A rule: its code, level, summary, reason and cure."""


class Level(StrEnum):
    """The level of a diagnostic: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


def error(code: str, summary: str, reason: str, cure: str) -> Row:
    """Return the row of an error."""
    return code, Level.ERROR, summary, reason, cure


def warning(code: str, summary: str, reason: str, cure: str) -> Row:
    """Return the row of a warning."""
    return code, Level.WARNING, summary, reason, cure
