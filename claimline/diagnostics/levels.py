"""The levels of diagnostics, and the rows of their tables."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """The level of a diagnostic: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Rule(NamedTuple):
    """A row of a table: what a code means. The last two are whole sentences."""

    level: Level
    summary: str
    reason: str
    cure: str


def error(summary: str, reason: str, cure: str) -> Rule:
    """Return the row of an error."""
    return Rule(Level.ERROR, summary, reason, cure)


def warning(summary: str, reason: str, cure: str) -> Rule:
    """Return the row of a warning."""
    return Rule(Level.WARNING, summary, reason, cure)
