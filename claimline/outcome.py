"""The outcome of a build, and how the cache keeps it until something changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import astuple

from claimline.cache import Cache
from claimline.diagnostics import Code, Diagnostic, Location, Report
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


def remembered(
    cache: Cache, output: Path, report: Report, base_url: str | None = None
) -> Outcome | None:
    """Return the outcome of the last build, if nothing that it read or wrote has changed since.

    Only the stamps of files are compared. The last build does not count if its ``base_url`` was
    another, or if a build that was killed left staged files.

    Args:
        cache: the cache of the project.
        output: the folder of the site.
        report: gets the diagnostics of the last build.
        base_url: where the site will stand.
    """
    site = str(output.resolve())
    stored = None if paths.leftovers(site) else cache.if_unchanged(site)
    if stored is None:
        return None
    pages, files, diagnostics, last_base_url = stored
    if last_base_url != base_url:
        return None
    outcome = Outcome(pages, files, Written(0, 0, 0, files))
    report.extend(
        Diagnostic(Location(path, line, column), Code(code), message, suggestion)
        for path, line, column, code, message, suggestion in diagnostics
    )
    return outcome


def to_remember(outcome: Outcome, report: Report, base_url: str | None = None) -> Any:
    """Return a build's outcome, diagnostics and ``base_url`` as plain data for the cache."""
    diagnostics = [
        (*astuple(each.location), str(each.code), each.message, each.suggestion) for each in report
    ]
    return outcome.pages, outcome.files, diagnostics, base_url
