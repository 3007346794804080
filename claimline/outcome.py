"""What a run came to, and how it is remembered for a run in which nothing has changed."""

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
    """What a run came to. ``written`` is None where nothing was written."""

    pages: int
    files: int
    written: Written | None
    remarks: tuple[str, ...] = ()
    """Why the cache was left out, where it was."""


def remembered(
    cache: Cache, output: Path, report: Report, base_url: str | None = None
) -> Outcome | None:
    """What a build came to, if nothing that it read or wrote has changed since.

    The findings of that build go to ``report``. One with another ``base_url`` than its own was
    another build; and what one that was killed left beside the site is for a whole build to
    remove. Nothing but the stamps of files is looked at.
    """
    site = str(output.resolve())
    found = None if paths.leftovers(site) else cache.if_unchanged(site)
    if found is None:
        return None
    pages, files, findings, given = found
    if given != base_url:
        return None
    outcome = Outcome(pages, files, Written(0, 0, 0, files))
    report.extend(
        Diagnostic(Location(path, line, column), Code(code), message, suggestion)
        for path, line, column, code, message, suggestion in findings
    )
    return outcome


def to_remember(outcome: Outcome, report: Report, base_url: str | None = None) -> Any:
    """A build's outcome and findings, and the address it was told of, as plain data."""
    findings = [
        (*astuple(found.location), str(found.code), found.message, found.suggestion)
        for found in report
    ]
    return outcome.pages, outcome.files, findings, base_url
