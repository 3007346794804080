"""Reads the records of a project for a command of the author's."""

from __future__ import annotations

from pathlib import Path

from claimline.diagnostics import Report
from claimline.model.dossier import Dossier
from claimline.model.edition import EVERYTHING, PUBLISHED, Edition
from claimline.model.link import link
from claimline.model.selection import select
from claimline.model.validate import validate
from claimline.read import read_project


def linked_records(
    project: Path, report: Report, edition: Edition = PUBLISHED, *, with_private: bool = False
) -> Dossier | None:
    """Return the Dossier of a project, or None if its records have errors.

    Args:
        project: the folder of the project.
        report: gets the diagnostics.
        edition: which of the records.
        with_private: keep private records and fields.
    """
    records = validate(read_project(project, report), report, whole=with_private)
    dossier = link(select(records, edition, report).records, report, with_private=with_private)
    return None if report.failed else dossier


def all_records(project: Path) -> Dossier | None:
    """Return the Dossier of all records, also private ones and those that are not published yet.

    If the latter have errors, they are left out. Returns None if other records have errors.
    """
    whole = linked_records(project, Report(), EVERYTHING, with_private=True)
    return whole or linked_records(project, Report(), with_private=True)
