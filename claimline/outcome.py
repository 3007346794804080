"""The outcome of a build, and how the cache keeps it until something changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from claimline.diagnostics import Diagnostic, Report
from claimline.engine.cache import Cache
from claimline.model.edition import HeldBack
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
    held_back: tuple[HeldBack, ...] = ()
    """The records that are not published yet."""


class Remembered(Value, frozen=True):
    """What the cache keeps of the last build: its figures, its findings and its options.

    ``variant`` are the options that change the site.
    """

    pages: int
    files: int
    diagnostics: tuple[Diagnostic, ...]
    waived: tuple[Diagnostic, ...]
    held_back: tuple[HeldBack, ...]
    variant: Mapping[str, str]


def remembered(
    cache: Cache, output: Path, report: Report, variant: Mapping[str, str]
) -> Outcome | None:
    """Return the outcome of the last build, if nothing that it read or wrote has changed since.

    Only the stamps of files are compared. The last build does not count if its options were
    others, or if a build that was killed left staged files.

    Args:
        cache: the cache of the project.
        output: the folder of the site.
        report: gets the diagnostics of the last build.
        variant: the options that change the site.
    """
    site = str(output.resolve())
    last = None if paths.leftovers(site) else cache.if_unchanged(site, Remembered)
    if last is None or last.variant != variant:
        return None
    report.extend(last.diagnostics)
    report.extend_waived(last.waived)
    return Outcome(last.pages, last.files, Written(0, 0, 0, last.files), (), last.held_back)


def to_remember(outcome: Outcome, report: Report, variant: Mapping[str, str]) -> Remembered:
    """Return what the cache keeps of a build."""
    return Remembered(
        outcome.pages, outcome.files, tuple(report), report.waived, outcome.held_back, variant
    )
