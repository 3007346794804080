"""The outcome of a build, and how the cache keeps it until something changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from claimline.diagnostics import Diagnostic, Report
from claimline.engine.cache import Cache
from claimline.publish import paths
from claimline.publish.write_result import Written
from claimline.value import Value


class Outcome(Value, frozen=True):
    """The outcome of a run. ``written`` is None if nothing was written."""

    pages: int
    files: int
    written: Written | None
    remarks: tuple[str, ...] = ()
    """Why the cache was not used, if it was not."""


class Remembered(Value, frozen=True):
    """What the cache keeps of the last build: its figures, its findings and its overrides."""

    pages: int
    files: int
    diagnostics: tuple[Diagnostic, ...]
    overrides: Mapping[str, str]


def remembered(
    cache: Cache, output: Path, report: Report, overrides: Mapping[str, str]
) -> Outcome | None:
    """Return the outcome of the last build, if nothing that it read or wrote has changed since.

    Only the stamps of files are compared. The last build does not count if its overrides were
    others, or if a build that was killed left staged files.

    Args:
        cache: the cache of the project.
        output: the folder of the site.
        report: gets the diagnostics of the last build.
        overrides: the fields of ``site.yaml`` that options replace.
    """
    site = str(output.resolve())
    last = None if paths.leftovers(site) else cache.if_unchanged(site, Remembered)
    if last is None or last.overrides != overrides:
        return None
    report.extend(last.diagnostics)
    return Outcome(last.pages, last.files, Written(0, 0, 0, last.files))


def to_remember(outcome: Outcome, report: Report, overrides: Mapping[str, str]) -> Remembered:
    """Return what the cache keeps of a build."""
    return Remembered(outcome.pages, outcome.files, tuple(report), overrides)
