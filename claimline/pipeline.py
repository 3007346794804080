"""The whole program on one screen: files in, a site out.

Each stage takes what the one before it gave, and adds its findings to the report. Any error
means that nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from claimline.analysis import analyse
from claimline.analysis.record_rules import check_records
from claimline.diagnostics import Code, Location, Report
from claimline.model.link import link
from claimline.model.validate import validate
from claimline.pages.parts import Plan
from claimline.pages.plan import plan
from claimline.publish import paths, search
from claimline.publish.links import broken_links
from claimline.publish.output import OutputError, Written, write
from claimline.publish.render import compile_templates, render
from claimline.read import read_project

Progress = Callable[[str, int, int], None]
"""Told of each step: what is done, how many are done, of how many (0: not known)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to. ``written`` is None where nothing was written."""

    pages: int
    files: int
    written: Written | None


def build(
    project: Path, output: Path, report: Report, progress: Progress | None = None, jobs: int = 1
) -> Outcome:
    """Build the investigation in ``project`` into ``output``. Findings go to ``report``.

    ``jobs`` is the number of processes at most; the site does not depend on it.
    """
    files, pages = _make(project, report, progress, jobs)
    if report.failed:
        return Outcome(pages, len(files), None)
    try:
        if progress:
            progress("writing", 0, 0)
        written = write(files, output, project=project)
    except OutputError as error:
        report.add(Location(str(output)), error.code, f"{error.message}.", error.suggestion)
        return Outcome(pages, len(files), None)
    return Outcome(pages, len(files), written)


def check(
    project: Path, report: Report, progress: Progress | None = None, jobs: int = 1
) -> Outcome:
    """All of a build but the writing; and every template is compiled, every link followed."""
    files, pages = _make(project, report, progress, jobs)
    compile_templates(project, report)
    if not report.failed:
        for broken in broken_links(files):
            message = f'The link to "{broken.href}" cannot stand: {broken.reason}.'
            report.add(Location(f"site/{broken.page}"), Code.BROKEN_LINK, message)
    return Outcome(pages, len(files), None)


def _make(
    project: Path, report: Report, progress: Progress | None, jobs: int
) -> tuple[dict[str, bytes], int]:
    """The files of the site, by path, and the number of pages."""
    told = progress or (lambda *_: None)
    told("reading", 0, 0)
    entries = read_project(project, report)
    records = validate(entries, report)
    check_records(records, report)
    told("linking", 0, 0)
    dossier = link(records, report)
    if dossier is None:
        return {}, 0
    told("planning", 0, 0)
    findings = analyse(dossier, report)
    planned: Plan = plan(dossier, findings, report)
    if report.failed:
        return {}, len(planned.pages)
    files = render(planned, project, report, lambda done, of: told("rendering", done, of), jobs)
    if planned.finds:
        told("indexing", 0, 0)
        files |= search.index(files, planned.finds, planned.chrome.language, report)
    try:
        paths.check(files)
    except ValueError as error:
        # Only an asset can have a name that a site cannot: the others are made here.
        message = f"The site cannot have such a file: {error}."
        report.add(Location("templates/assets"), Code.OUTPUT_FAILED, message, "Rename it.")
    return files, len(planned.pages)
