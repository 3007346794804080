"""Drafts of new records, checked against the whole project before they are written.

A draft is read, validated and linked with all other records. It is refused if it would break the
build. For example, it may name a record that does not exist, nearly always because an id is
misspelt. Authors who write records in another order leave that field out, and the file has it as a
comment. A new record may lack some things for a while, such as the citations of a claim. These are
reported, and the record is written.
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
from claimline.model.edition import PUBLISHED
from claimline.model.link import link
from claimline.model.records import KINDS
from claimline.model.schema import example
from claimline.model.selection import select
from claimline.model.validate import Records, validate
from claimline.read import Entry, Where, read_project, read_yaml
from claimline.read.markdown import read_markdown
from claimline.value import Value

_UNNAMED = "a-record-that-is-not-named-yet"
MAY_LACK = {Code.CLAIM_WITHOUT_CITATION, Code.EVENT_WITHOUT_CITATION}
"""Errors that a new record may have. With any other error it is not written."""


class ProjectRecords(Value, frozen=True):
    """A project's folder, its records, and the ids in use, by kind."""

    root: Path
    records: Records
    ids: Mapping[str, frozenset[str]]


class Draft(Value, frozen=True):
    """A record that can be written: its path in the project, its text, and what it still lacks."""

    path: str
    text: str
    todo: tuple[Diagnostic, ...]


def open_project(root: Path) -> ProjectRecords:
    """Read a project, even if its records have errors.

    Raises:
        AuthorError: the folder has no project.
    """
    report = Report()
    entries = read_any_project(root, report)
    ids: dict[str, set[str]] = {}
    for entry in entries:
        ids.setdefault(entry.kind, set()).add(entry.id)
    taken = {kind: frozenset(of_kind) for kind, of_kind in ids.items()}
    return ProjectRecords(root, validate(entries, report), taken)


def read_any_project(root: Path, report: Report) -> list[Entry]:
    """Return the records of a project as written, even if some have errors.

    Raises:
        AuthorError: the folder has no project.
    """
    check_is_project(root)
    return read_project(root, report)


def check_is_project(root: Path) -> None:
    """Check that a folder has the records of a project.

    Raises:
        AuthorError: it has none.
    """
    if not (root / "content").is_dir():
        raise AuthorError(
            f"There is no folder content/ in {root}.",
            "Start in the project's folder, or make one with `claimline new project DIR`.",
        )


def suggest_id(project: ProjectRecords, kind: str, title: str) -> str:
    """Return a free id for a record with this title, or an empty string."""
    return suggest(title, kind, project.ids.get(kind, frozenset()))


def draft(project: ProjectRecords, kind: str, id_: str, data: Mapping[str, Any]) -> Draft:
    """Return a draft of a record with these fields.

    Raises:
        AuthorError: the id or a field is wrong, or names a record that does not exist.
    """
    check_id(id_, kind, project.ids.get(kind, frozenset()))
    path, text = path_of(kind, id_), compose(kind, id_, data)
    check_place(project.root, path)
    entry = entry_of(kind, id_, path, text)
    diagnostics = _diagnostics(project, entry)
    for diagnostic in diagnostics:
        if _prevents(diagnostic):
            raise _refusal(diagnostic, entry)
    return Draft(path, text, tuple(diagnostics))


def check_field(project: ProjectRecords, kind: str, key: str, value: Any) -> None:
    """Check that a field can have this value, whatever the values of the others are.

    Raises:
        AuthorError: it cannot have it.
    """
    model = KINDS[kind]
    # The other required fields have example values, and their errors do not count.
    others = {
        name: example(model, name)
        for name in fields_of(kind)
        if model.model_fields[name].is_required()
    }
    path = path_of(kind, _UNNAMED)
    entry = entry_of(kind, _UNNAMED, path, compose(kind, _UNNAMED, {**others, key: value}))
    for diagnostic in _diagnostics(project, entry):
        if _prevents(diagnostic) and _field_at(diagnostic, entry) == key:
            raise _refusal(diagnostic, entry)


def write_draft(project: ProjectRecords, new: Draft) -> Path:
    """Write a draft, and return the path of its file.

    Raises:
        AuthorError: the file exists already, or cannot be written.
    """
    file = project.root / new.path
    try:
        if not file.parent.is_dir():
            file.parent.mkdir(parents=True)
        write_new(file, new.text)
    except OSError as error:
        if isinstance(error, FileExistsError) and file.parent.is_dir():
            raise _exists_already(new.path) from error
        reason = error.strerror or type(error).__name__
        raise AuthorError(f"{new.path} cannot be written: {reason}.") from error
    return file


def write_new(file: Path, text: str) -> None:
    """Write a new file, whole or not at all.

    Raises:
        FileExistsError: the file exists.
        OSError: the file cannot be written.
    """
    with file.open("xb") as stream:
        try:
            stream.write(text.encode())
            stream.flush()
        except OSError:
            file.unlink(missing_ok=True)
            raise


def entry_of(kind: str, id_: str, path: str, text: str) -> Entry:
    """Return a record as the reader reads it from its file.

    Raises:
        AuthorError: the text cannot be read.
    """
    report = Report()
    read = read_markdown if path.endswith(".md") else read_yaml
    parsed = read(text, path, report)
    if parsed is None:
        diagnostic = next(iter(report))
        raise AuthorError(diagnostic.message, diagnostic.suggestion)
    data, marks = parsed
    return Entry(kind, id_, data, Where(path, marks))


def _diagnostics(project: ProjectRecords, entry: Entry) -> list[Diagnostic]:
    """Return the diagnostics of a record, checked together with the project."""
    report = Report()
    alone = validate([entry], report)
    if entry.id in alone.by_kind[entry.kind]:
        check_records(alone, report)
        records = select(together(project.records, alone), PUBLISHED, report).records
        dossier = link(records, report)
        if dossier is not None:
            analyse(dossier, report)
    return list(dict.fromkeys(e for e in report if e.location.path == entry.where.path))


def _prevents(diagnostic: Diagnostic) -> bool:
    return diagnostic.level is Level.ERROR and diagnostic.code not in MAY_LACK


def together(records: Records, new: Records) -> Records:
    """Return the records of a project together with new ones."""
    by_kind = {kind: {**known, **new.by_kind[kind]} for kind, known in records.by_kind.items()}
    where, scans = {**records.where, **new.where}, {**records.scans, **new.scans}
    hidden = {**records.hidden, **new.hidden}
    return replace(records, by_kind=by_kind, where=where, scans=scans, hidden=hidden)


def _field_at(diagnostic: Diagnostic, entry: Entry) -> str:
    """Return the field of a diagnostic: the last one that starts above it or at its line."""
    starts = {key: entry.where.key(key).line for key in entry.data}
    above = [key for key, line in starts.items() if line <= diagnostic.location.line]
    return max(above, key=lambda key: starts[key], default="")


def _refusal(diagnostic: Diagnostic, entry: Entry) -> AuthorError:
    suggestion = diagnostic.suggestion
    if diagnostic.code is Code.DANGLING and suggestion.startswith("Write content/"):
        kind, name = suggestion.removeprefix("Write content/").split("/")
        id_ = name.rpartition(".")[0].removesuffix(".yaml").removesuffix(".md")
        suggestion = f"Make it first: claimline new {kind.removesuffix('s')} --id {id_}"
    return AuthorError(diagnostic.message, suggestion, _field_at(diagnostic, entry))


def check_place(root: Path, path: str) -> None:
    """Check that a path is inside the project, and that no file has it.

    Raises:
        AuthorError: the path leads out of the project, or a file has it.
    """
    if not (root / path).parent.resolve().is_relative_to(root.resolve()):
        parent = path.rpartition("/")[0]
        raise AuthorError(f"{parent} leads out of the project.", "Remove the link.")
    names = (path, f"{path.removesuffix('.yaml')}.yml")
    if any(os.path.lexists(root / name) for name in names):
        raise _exists_already(path)


def _exists_already(path: str) -> AuthorError:
    return AuthorError(f"{path} already exists.", "Choose another id.", "id")
