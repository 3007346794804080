"""``claimline capture verify`` and ``list``: the files of all captures, and their custody log."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from claimline.author.captures.capture_files import (
    FOLDER,
    MissingFileError,
    NotHereError,
    StoreError,
    capture_path,
    read_kept,
)
from claimline.author.captures.custody import LOG, CustodyLog, faults_of_files, read_log
from claimline.author.linked_records import linked_records
from claimline.diagnostics import Code, Location, Report
from claimline.model.capture_fields import SavedFile
from claimline.model.dossier import Dossier
from claimline.model.edition import EVERYTHING
from claimline.read import Where
from claimline.value import Value


class HeldFile(Value, frozen=True):
    """A file of a capture, as it is here.

    ``event`` is the number of the capture in its source, from 1. ``logged`` is whether the custody
    log has the file.
    """

    source: str
    event: int
    captured: str
    file: str
    type: str
    status: Literal["unchanged", "changed", "not here"]
    logged: bool


class HeldFiles(Value, frozen=True):
    """All files of captures, and the number of entries in the custody log."""

    files: tuple[HeldFile, ...]
    entries: int


def check_held(project: Path, report: Report, *, complete: bool = False) -> HeldFiles | None:
    """Check the files of all captures and the custody log. What is wrong is reported.

    With ``complete``, a file that is not here is an error. Returns None if the records have errors,
    which are reported.
    """
    dossier = linked_records(project, report, EVERYTHING, with_private=True)
    if dossier is None:
        return None
    log = _log(project, report)
    known = log.digests()
    files: list[HeldFile] = []
    recorded: dict[str, str] = {}
    for source, where, nth, number, saved in _saved_files(dossier):
        loc = ("captures", nth, *(("other_files", number - 1) if number else ()))
        status = _status(project, saved, where.at(*loc, "file"), report, complete=complete)
        captured = str(dossier.sources[source].captures[nth].captured)
        logged = saved.file in known
        files.append(HeldFile(source, nth + 1, captured, saved.file, saved.type, status, logged))
        recorded[saved.file] = saved.sha256
    for fault in faults_of_files(log, recorded):
        _broken(fault, report)
    return HeldFiles(tuple(files), len(log.entries))


def absent_files(project: Path, dossier: Dossier) -> Counter[str]:
    """Return the number of files of captures that are not here, by their source."""
    absent: Counter[str] = Counter()
    for source, _, _, _, saved in _saved_files(dossier):
        try:
            path = capture_path(project, saved.file)
            if not os.path.lexists(path) or path.stat().st_size < 1024:
                read_kept(path)
        except MissingFileError:
            absent[source] += 1
        except (StoreError, OSError):
            continue
    return absent


def report_changed(name: str, sha256: str, at: Location, report: Report) -> None:
    """Report a file whose SHA-256 is not that of its record."""
    message = f'"{name}" is not the file that was saved: its SHA-256 is {sha256}.'
    hint = "Put the saved file back, or add the new one to the source."
    report.add(at, Code.CAPTURE_CHANGED, message, hint)


def _saved_files(dossier: Dossier) -> Iterator[tuple[str, Where, int, int, SavedFile]]:
    for source, record in dossier.sources.items():
        where = dossier.where["source", source]
        for nth, capture in enumerate(record.captures):
            for number, saved in enumerate(capture.files):
                yield source, where, nth, number, saved


def _status(
    project: Path, saved: SavedFile, at: Location, report: Report, *, complete: bool
) -> Literal["unchanged", "changed", "not here"]:
    name = f"{FOLDER}/{saved.file}"
    try:
        digest = read_kept(capture_path(project, saved.file)).sha256
    except NotHereError as error:
        if error.sha256 != saved.sha256:
            report_changed(name, error.sha256, at, report)
            return "changed"
        digest = ""
    except MissingFileError:
        digest = ""
    except StoreError as error:
        report.add(at, Code.FILE_UNREADABLE, f'"{name}": {error}', error.suggestion)
        return "not here"
    if digest == saved.sha256:
        return "unchanged"
    if digest:
        report_changed(name, digest, at, report)
        return "changed"
    if complete:
        hint = "Put it back, or remove the entry."
        report.add(at, Code.CAPTURE_MISSING, f'"{name}" is not there.', hint)
    return "not here"


def _log(project: Path, report: Report) -> CustodyLog:
    try:
        log = read_log(project)
    except StoreError as error:
        report.add(Location(f"{FOLDER}/{LOG}"), Code.CUSTODY_BROKEN, str(error), error.suggestion)
        return CustodyLog()
    for fault in log.faults:
        _broken(fault, report)
    return log


def _broken(fault: str, report: Report) -> None:
    hint = "Compare the log with another copy of it."
    report.add(Location(f"{FOLDER}/{LOG}"), Code.CUSTODY_BROKEN, fault, hint)
