"""A project as its author has it open: what is there, and new records for it.

A new record is read, validated and linked with all the others before it is written. One that
would break the build is refused, and above all one that names a record which does not exist:
nearly always a slip of the pen, and then an error in every build until it is found. An author who
writes in another order leaves the field out, which then stands in the file as a comment. What a
record may lack for a while, such as the citations of a claim, is told and does not hinder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from claimline.analysis import analyse
from claimline.analysis.record_rules import check_records
from claimline.author.author_error import AuthorError
from claimline.author.compose import compose, fields_of, path_of
from claimline.author.new_ids import check_id, suggest
from claimline.diagnostics import Code, Diagnostic, Level, Report
from claimline.model.link import link
from claimline.model.records import KINDS
from claimline.model.schema import example
from claimline.model.validate import Records, validate
from claimline.read import Entry, Where, read_project, read_yaml
from claimline.read.markdown import read_markdown
from claimline.value import Value

_NEW = "a-record-that-is-not-named-yet"
# What a record lacks that was only begun. Every other error keeps it from being written.
_BEGUN = {Code.CLAIM_WITHOUT_CITATION, Code.EVENT_WITHOUT_CITATION}


class Desk(Value, frozen=True):
    """A project's folder, its records, and the ids that each kind has in use."""

    root: Path
    records: Records
    ids: Mapping[str, frozenset[str]]


class Draft(Value, frozen=True):
    """A record that can be written: its path in the project, its text, what is still to do."""

    path: str
    text: str
    todo: tuple[Diagnostic, ...]


def open_desk(root: Path) -> Desk:
    """Read a project. Faults in its records hinder nothing here.

    Raises:
        AuthorError: there is no project in the folder.
    """
    if not (root / "content").is_dir():
        raise AuthorError(
            f"There is no folder content/ in {root}.",
            "Start in the project's folder, or make one with `claimline new project DIR`.",
        )
    report = Report()
    entries = read_project(root, report)
    ids: dict[str, set[str]] = {}
    for entry in entries:
        ids.setdefault(entry.kind, set()).add(entry.id)
    taken = {kind: frozenset(of_kind) for kind, of_kind in ids.items()}
    return Desk(root, validate(entries, report), taken)


def suggest_id(desk: Desk, kind: str, title: str) -> str:
    """A free id for a record with this title, or an empty string."""
    return suggest(title, kind, desk.ids.get(kind, frozenset()))


def draft(desk: Desk, kind: str, id_: str, data: Mapping[str, Any]) -> Draft:
    """A record made of these fields.

    Raises:
        AuthorError: the id or a field is wrong, or names a record that is not there.
    """
    check_id(id_, kind, desk.ids.get(kind, frozenset()))
    path, text = path_of(kind, id_), compose(kind, id_, data)
    _check_place(desk.root, path)
    entry = _entry(kind, id_, path, text)
    found = _findings(desk, entry)
    for finding in found:
        if _hinders(finding):
            raise _refusal(finding, entry)
    return Draft(path, text, tuple(found))


def check_field(desk: Desk, kind: str, key: str, value: Any) -> None:
    """See that a field can have this value, whatever the others are.

    Raises:
        AuthorError: it cannot.
    """
    model = KINDS[kind]
    # The other fields that must be there are those of an example, and their faults do not count.
    others = {
        name: example(model, name)
        for name in fields_of(kind)
        if model.model_fields[name].is_required()
    }
    path = path_of(kind, _NEW)
    entry = _entry(kind, _NEW, path, compose(kind, _NEW, {**others, key: value}))
    for finding in _findings(desk, entry):
        if _hinders(finding) and _field_at(finding, entry) == key:
            raise _refusal(finding, entry)


def write_draft(desk: Desk, new: Draft) -> Path:
    """Write a draft to its place and give that.

    Raises:
        AuthorError: a file is there already, or it cannot be written.
    """
    file = desk.root / new.path
    try:
        if not file.parent.is_dir():
            file.parent.mkdir(parents=True)
        write_new(file, new.text)
    except OSError as error:
        if isinstance(error, FileExistsError) and file.parent.is_dir():
            raise _there(new.path) from error
        reason = error.strerror or type(error).__name__
        raise AuthorError(f"{new.path} cannot be written: {reason}.") from error
    return file


def write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises:
        FileExistsError: it is there.
        OSError: it cannot be written.
    """
    with file.open("xb") as stream:
        try:
            stream.write(text.encode())
            stream.flush()
        except OSError:
            file.unlink(missing_ok=True)
            raise


def _entry(kind: str, id_: str, path: str, text: str) -> Entry:
    """The record as it will be read from its file."""
    report = Report()
    read = read_markdown if path.endswith(".md") else read_yaml
    parsed = read(text, path, report)
    if parsed is None:
        found = next(iter(report))
        raise AuthorError(found.message, found.suggestion)
    data, marks = parsed
    return Entry(kind, id_, data, Where(path, marks))


def _findings(desk: Desk, entry: Entry) -> list[Diagnostic]:
    """What a check of the project with this record in it says of the record."""
    report = Report()
    alone = validate([entry], report)
    if entry.id in alone.by_kind[entry.kind]:
        check_records(alone, report)
        dossier = link(_together(desk.records, alone), report)
        if dossier is not None:
            analyse(dossier, report)
    found = (each for each in report if each.location.path == entry.where.path)
    return list(dict.fromkeys(found))


def _hinders(finding: Diagnostic) -> bool:
    return finding.level is Level.ERROR and finding.code not in _BEGUN


def _together(records: Records, new: Records) -> Records:
    of_kind = {kind: {**known, **new.by_kind[kind]} for kind, known in records.by_kind.items()}
    where, scans = {**records.where, **new.where}, {**records.scans, **new.scans}
    return replace(records, by_kind=of_kind, where=where, scans=scans)


def _field_at(finding: Diagnostic, entry: Entry) -> str:
    """The field in which a finding lies: the last one that starts above it or where it is."""
    starts = {key: entry.where.key(key).line for key in entry.data}
    above = [key for key, line in starts.items() if line <= finding.location.line]
    return max(above, key=lambda key: starts[key], default="")


def _refusal(finding: Diagnostic, entry: Entry) -> AuthorError:
    suggestion = finding.suggestion
    if finding.code is Code.DANGLING and suggestion.startswith("Write content/"):
        kind, name = suggestion.removeprefix("Write content/").split("/")
        id_ = name.rpartition(".")[0].removesuffix(".yaml").removesuffix(".md")
        suggestion = f"Make it first: claimline new {kind.removesuffix('s')} --id {id_}"
    return AuthorError(finding.message, suggestion, _field_at(finding, entry))


def _check_place(root: Path, path: str) -> None:
    """See that no link on the way leads out of the project."""
    if not (root / path).parent.resolve().is_relative_to(root.resolve()):
        parent = path.rpartition("/")[0]
        raise AuthorError(f"{parent} leads out of the project.", "Remove the link.")
    names = (path, f"{path.removesuffix('.yaml')}.yml")
    if any(os.path.lexists(root / name) for name in names):
        raise _there(path)


def _there(path: str) -> AuthorError:
    return AuthorError(f"{path} is there already.", "Choose another id.", "id")
