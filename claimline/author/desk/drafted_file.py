"""A file of records as it would be after a form is saved, and what is wrong with it then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimline.author.author_error import AuthorError
from claimline.author.captures.yamledit import EditError
from claimline.author.compose import compose, path_of
from claimline.author.json_schema import schema_line
from claimline.author.new_ids import check_id
from claimline.author.record_edits.record_text import save_record
from claimline.author.workspace import Snapshot, own_findings, place_in_file
from claimline.author.yamltext import field
from claimline.diagnostics import Diagnostic, Level
from claimline.errors import ClaimlineError
from claimline.value import Value

SITE_FILE = "content/site.yaml"


class DraftedFile(Value, frozen=True):
    """The text of a file with a form's changes.

    ``digest`` is that of the file that it replaces, "" for a new one. ``own`` are the findings of
    the record with the paths of their fields, ``others`` are errors that the change brings to other
    records. ``refusal`` says why there is no such text.
    """

    path: str
    text: str
    digest: str
    own: tuple[tuple[str, Diagnostic], ...] = ()
    others: tuple[Diagnostic, ...] = ()
    refusal: ClaimlineError | None = None

    @property
    def has_errors(self) -> bool:
        """Whether the build would stop: the record has an error, or other records get one."""
        return bool(self.others) or any(each.level is Level.ERROR for _, each in self.own)


def drafted_record(snapshot: Snapshot, kind: str, id_: str, data: Mapping[str, Any]) -> DraftedFile:
    """Return the file of a record that exists, with the record changed."""
    entry = snapshot.entry(kind, id_)
    if entry is None:
        message = "The record is no longer there, or its file cannot be read by now."
        return DraftedFile(
            "", "", "", refusal=AuthorError(message, "Nothing in this form is lost.")
        )
    path = entry.where.path
    state = snapshot.files[path]
    try:
        text = save_record(state.text, place_in_file(entry), data, markdown=path.endswith(".md"))
    except EditError as error:
        return DraftedFile(path, state.text, state.digest, refusal=error)
    return _checked(snapshot, kind, id_, DraftedFile(path, text, state.digest))


def new_record(snapshot: Snapshot, kind: str, id_: str, data: Mapping[str, Any]) -> DraftedFile:
    """Return the file of a new record."""
    path = SITE_FILE if kind == "site" else path_of(kind, id_)
    try:
        if kind == "site":
            text = _site_text(data)
        else:
            check_id(id_, kind, {each.id for each in snapshot.entries(kind)})
            text = compose(kind, id_, data)
    except AuthorError as error:
        return DraftedFile(path, "", "", refusal=error)
    return _checked(snapshot, kind, id_, DraftedFile(path, text, ""))


def _site_text(data: Mapping[str, Any]) -> str:
    """Return the text of a new ``site.yaml``."""
    lines = [schema_line(SITE_FILE)]
    for key, value in data.items():
        lines += field(key, value, bare=not isinstance(value, str)).split("\n")
    return "".join(f"{line}\n" for line in lines)


def _checked(snapshot: Snapshot, kind: str, id_: str, draft: DraftedFile) -> DraftedFile:
    after = snapshot.with_file(draft.path, kind, draft.text.encode())
    findings = after.findings()
    entry = after.entry(kind, id_)
    if entry is None:
        own = [("", each) for each in findings if each.location.path == draft.path]
    else:
        own = own_findings(entry, after.files[draft.path], findings)
    others = errors_elsewhere(snapshot, findings, draft.path)
    return DraftedFile(draft.path, draft.text, draft.digest, tuple(own), others)


def errors_elsewhere(
    before: Snapshot, findings: tuple[Diagnostic, ...], path: str
) -> tuple[Diagnostic, ...]:
    """Return the errors of other files that were not there before."""
    errors = [e for e in findings if e.level is Level.ERROR and e.location.path != path]
    if not errors:
        return ()
    known = set(before.findings())
    return tuple(each for each in errors if each not in known)
