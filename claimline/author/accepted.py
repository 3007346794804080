"""Takes the warnings of an author's check out of its report where records accept them."""

from __future__ import annotations

from pathlib import Path

from claimline.analysis.waivers import CAPTURES, waive
from claimline.diagnostics import Report
from claimline.model.edition import Edition
from claimline.model.selection import select
from claimline.model.validate import validate
from claimline.read import read_project


def waive_more(project: Path, report: Report, edition: Edition, *, captures: bool) -> None:
    """Waive the warnings of a check of captures and links.

    Args:
        project: the folder of the project.
        report: the findings of the check. It gets an error for each waiver of a warning that the
            check of captures would have had.
        edition: which of the records were checked.
        captures: whether captures were checked.
    """
    records = validate(read_project(project, Report()), Report())
    waive(select(records, edition, Report()).records, report, judged=CAPTURES if captures else ())
