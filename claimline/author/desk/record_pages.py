"""The pages of one record: its form, the form of a new one, and its removal."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from claimline.author.author_error import AuthorError
from claimline.author.desk.desk import (
    ALL_KINDS,
    Desk,
    DeskRequest,
    edit_address,
    title_of,
    titles_of,
)
from claimline.author.desk.drafted_file import DraftedFile
from claimline.author.desk.form_steps import add_filled, add_item, append, move_up, remove_item
from claimline.author.desk.form_view import form_view
from claimline.author.desk.record_form import (
    Pairs,
    RecordForm,
    drafted,
    opened_form,
    sent_record_form,
)
from claimline.author.desk.review_digests import reviews_of
from claimline.author.desk.sent_form import SentForm
from claimline.author.desk.session import PREFIX
from claimline.author.desk.three_versions import compare_versions, merge_versions
from claimline.author.form_fields import FormField, label_of
from claimline.author.record_store import ChangedFileError, write_record_file
from claimline.author.workspace import Snapshot, own_findings
from claimline.diagnostics import Report
from claimline.model.link import PLAIN_SCALE
from claimline.model.workflow_fields import ACCEPTABLE
from claimline.pages.address import address
from claimline.read import Entry

STALE = (
    "The desk was started again since this page was opened. Nothing is lost: press the button once "
    "more."
)

NEXT = {
    "accept": ("Write the reason why this warning stays, and save.", "why"),
    "reviewed": ("Write who read the record, and save.", "by"),
}
"""What an author does after a button has added an item: a sentence, and the field of the item."""


def record_digest(entry: Entry) -> str:
    """Return a digest of the data of a record."""
    return sha256(json.dumps(entry.data, sort_keys=True).encode()).hexdigest()


def edit(desk: Desk, request: DeskRequest) -> Response:
    """Show the form of a record, and do what its buttons ask for."""
    kind, id_ = request.parts["kind"], request.parts["id"]
    if kind not in (*ALL_KINDS, "site"):
        return desk.not_found("There is no such kind of record.")
    snapshot = desk.workspace.snapshot()
    entry = snapshot.entry(kind, id_)
    if request.method != "POST":
        if entry is None and (kind, id_) == ("site", "site"):
            return form_page(desk, snapshot, opened_form(kind, id_, {}, ""))
        if entry is None:
            return desk.not_found(f'There is no {kind} "{id_}".')
        findings = own_findings(entry, snapshot.files[entry.where.path], snapshot.findings())
        shown = opened_form(kind, id_, entry.data, record_digest(entry))
        notice = f"Saved in {entry.where.path}." if "saved" in request.query else ""
        return form_page(desk, snapshot, shown, findings=findings, notice=notice)
    return _carried_out(desk, request, snapshot, id_)


def new(desk: Desk, request: DeskRequest) -> Response:
    """Show the form of a new record, and do what its buttons ask for."""
    kind = request.parts["kind"]
    if kind not in (*ALL_KINDS, "site"):
        return desk.not_found("There is no such kind of record.")
    snapshot = desk.workspace.snapshot()
    id_ = "site" if kind == "site" else request.form.own.get("@id", "").strip()
    if request.method != "POST":
        return form_page(desk, snapshot, opened_form(kind, id_, {}, ""))
    return _carried_out(desk, request, snapshot, id_)


def _carried_out(desk: Desk, request: DeskRequest, snapshot: Snapshot, id_: str) -> Response:
    """Do what the pressed button of a form asks for."""
    kind, sent = request.parts["kind"], request.form
    do, _, path = sent.do.partition(":")
    form = sent_record_form(kind, id_, sent, _stepped(sent, do, path))
    if not request.is_trusted:
        return form_page(desk, snapshot, form, error=STALE, status=HTTPStatus.FORBIDDEN)
    if do == "back" and form.parent:
        return parent_page(desk, snapshot, form.parent, "", "")
    if do == "create":
        return _creation(desk, snapshot, form, path)
    entry = snapshot.entry(kind, id_) if not form.is_new else None
    if not form.is_new and entry is None and (unread := _unread(snapshot, kind)):
        error = f"{unread} Nothing is lost: mend the file, then press the button once more."
        return form_page(desk, snapshot, form, error=error, status=HTTPStatus.CONFLICT)
    if not form.is_new and entry is None:
        gone = RecordForm(kind, id_, form.tree, form.base, "", form.parent)
        message = "The record is no longer there. Save to write it anew."
        return form_page(desk, snapshot, gone, error=message)
    if do == "choose" and entry is not None:
        chosen = {k[8:]: v for k, v in sent.own.items() if k.startswith("@choose.")}
        if form.opened_digest != record_digest(entry):
            return _comparison(desk, form, sent.data("@mine"), entry)
        merged = merge_versions(sent.data("@mine"), entry.data, chosen)
        form = opened_form(kind, id_, merged, form.opened_digest)
        do = "save"
    elif do.startswith("save") and entry is not None and form.opened_digest != record_digest(entry):
        return _comparison(desk, form, form.data, entry)
    draft = drafted(snapshot, form)
    if do in ("save", "save-anyway"):
        return _saved(desk, snapshot, form, draft, anyway=do == "save-anyway")
    notice = _checked_words(draft) if do == "check" else ""
    next_field = ""
    if do in ("accept", "reviewed") and (items := form.data.get(do)):
        notice, part = NEXT[do]
        next_field = f"{do}.{len(items) - 1}.{part}"
    return form_page(desk, snapshot, form, draft=draft, notice=notice, next_field=next_field)


def _unread(snapshot: Snapshot, kind: str) -> str:
    """Return why a file of this kind cannot be read, or "" if all can be."""
    for path, state in snapshot.files.items():
        if state.file.kind == kind and not state.entries and state.diagnostics:
            return f"{path} cannot be read by now: {state.diagnostics[0].message}"
    return ""


def _stepped(sent: SentForm, do: str, path: str) -> Pairs:
    """Return the inputs after the step that a button asks for."""
    if do == "add":
        return add_item(sent.pairs, path)
    if do == "remove":
        return remove_item(sent.pairs, path)
    if do == "up":
        return move_up(sent.pairs, path)
    if do == "accept" and path in ACCEPTABLE:
        rules = [value for name, value in sent.pairs if name.endswith(".rule")]
        return sent.pairs if path in rules else add_filled(sent.pairs, "accept", {"rule": path})
    if do == "reviewed":
        return add_filled(sent.pairs, "reviewed", {"date": date.today().isoformat()})
    if do == "cite" and (words := sent.own.get(f"@cite.{path}")):
        return append(sent.pairs, path, words)
    return sent.pairs


def _saved(
    desk: Desk, snapshot: Snapshot, form: RecordForm, draft: DraftedFile, *, anyway: bool
) -> Response:
    """Write a record, or show its form again with the reason why it was not written."""
    if draft.refusal:
        return form_page(desk, snapshot, form, draft=draft)
    if draft.has_errors and not anyway:
        error = "Nothing was saved, because the site cannot be built with this."
        return form_page(desk, snapshot, form, draft=draft, error=error)
    try:
        if draft.text != (snapshot.files[draft.path].text if draft.digest else ""):
            write_record_file(desk.root, draft.path, draft.text, draft.digest)
    except ChangedFileError as refusal:
        error = f"{refusal.message} {refusal.suggestion or 'Press the button once more.'}"
        return form_page(desk, desk.workspace.snapshot(), form, error=error)
    except AuthorError as refusal:
        error = f"{refusal.message} {refusal.suggestion}".strip()
        return form_page(desk, snapshot, form, draft=draft, error=error)
    id_ = form.id or draft.path.rpartition("/")[2].rpartition(".")[0]
    if form.parent:
        return parent_page(desk, desk.workspace.snapshot(), form.parent, id_, form.kind)
    return desk.go(f"{edit_address(form.kind, id_)}?saved=1")


def form_page(
    desk: Desk,
    snapshot: Snapshot,
    form: RecordForm,
    *,
    draft: DraftedFile | None = None,
    findings: Sequence[tuple[str, Any]] = (),
    notice: str = "",
    next_field: str = "",
    error: str = "",
    status: int = HTTPStatus.OK,
) -> Response:
    """Return the page of a form. ``next_field`` is the field to go on with, if there is one."""
    entry = snapshot.entry(form.kind, form.id) if not form.is_new else None
    titles = titles_of(snapshot)
    own = draft.own if draft else findings
    view = form_view(form.fields, form.tree, form.data, own, titles)
    refusal = draft.refusal if draft else None
    if refusal:
        error = f"{refusal.message} {refusal.suggestion}".strip()
    kinds = sorted({kind for each in form.fields for kind in _reference_kinds(each)})
    data = form.data
    name = next((data[key] for key in ("short", "title", "name") if data.get(key)), "")
    target = f"{PREFIX}new/{form.kind}" if form.is_new else edit_address(form.kind, form.id)
    return desk.page(
        "form.html",
        status,
        form=form,
        view=view,
        title=name or f"New {form.kind}",
        path=entry.where.path if entry else "",
        target=target,
        base=json.dumps(form.base),
        others=draft.others if draft else (),
        may_save_anyway=bool(draft and draft.has_errors and not refusal),
        acceptable=ACCEPTABLE if form.kind != "site" else (),
        reviews=reviews_of(snapshot, form.kind, form.id),
        notice=notice,
        next_field=next_field,
        error=error,
        records={kind: _ids(titles, kind) for kind in kinds},
        sources=_ids(titles, "source"),
        verdicts=_verdicts(snapshot),
        public=_public_address(form),
    )


def _ids(titles: Mapping[tuple[str, str], str], kind: str) -> list[tuple[str, str]]:
    """Return the ids of a kind, each with its title."""
    return [(id_, titles[of_kind, id_]) for of_kind, id_ in sorted(titles) if of_kind == kind]


def _verdicts(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return the steps of the site's verdict scale, each with its label."""
    site = snapshot.records(Report()).site
    return [(each.id, each.label) for each in (site.verdicts if site else ()) or PLAIN_SCALE]


def _public_address(form: RecordForm) -> str:
    return "index.html" if form.kind == "site" else address(form.kind, form.id) if form.id else ""


def _reference_kinds(field: FormField) -> list[str]:
    below = [*field.parts, *([field.item] if field.item else [])]
    return [kind for each in below for kind in _reference_kinds(each)] + (
        [field.kind] if field.widget == "reference" else []
    )


def _checked_words(draft: DraftedFile) -> str:
    if draft.refusal:
        return ""
    number = len(draft.own) + len(draft.others)
    return f"{number} finding{'s' if number != 1 else ''}." if number else "No findings."


def _comparison(desk: Desk, form: RecordForm, mine: Mapping[str, Any], entry: Entry) -> Response:
    """Return the page that shows two versions of a record side by side."""
    versions = compare_versions(form.base, mine, entry.data)
    return desk.page(
        "compare.html",
        HTTPStatus.CONFLICT,
        title=title_of(entry),
        versions=[(label_of(each.key), each) for each in versions],
        target=edit_address(form.kind, form.id),
        mine=json.dumps(mine),
        base=json.dumps(entry.data),
        record=record_digest(entry),
        path=entry.where.path,
    )


def _creation(desk: Desk, snapshot: Snapshot, form: RecordForm, path: str) -> Response:
    """Return the form of a record that another form lacks. That form is carried along."""
    kind, _, target = path.partition(":")
    if kind not in ALL_KINDS:
        return desk.not_found("There is no such kind of record.")
    parent = {
        "kind": form.kind, "id": form.id, "record": form.opened_digest, "target": target,
        "tree": form.tree, "base": form.base, "parent": form.parent,
    }  # fmt: skip
    made = opened_form(kind, "", {}, "")
    child = RecordForm(kind, "", made.tree, made.base, "", json.dumps(parent))
    notice = f"Write the new {kind} and save it. Then you come back to where you were."
    return form_page(desk, snapshot, child, notice=notice)


def parent_page(desk: Desk, snapshot: Snapshot, parent: str, id_: str, kind: str) -> Response:
    """Return the form that was left for a new record, with the record's id filled in."""
    try:
        left = json.loads(parent)
        form = RecordForm(
            str(left["kind"]), str(left["id"]), dict(left["tree"]), dict(left["base"]),
            str(left["record"]), str(left["parent"]),
        )  # fmt: skip
        target = str(left["target"])
    except (ValueError, KeyError, TypeError):
        return desk.not_found("The form before this one cannot be shown again.")
    if form.kind not in (*ALL_KINDS, "site"):
        return desk.not_found("There is no such kind of record.")
    if id_:
        form = RecordForm(
            form.kind,
            form.id,
            _filled(form.tree, target, id_),
            form.base,
            form.opened_digest,
            form.parent,
        )
    notice = f"The new {kind} {id_} is saved." if id_ else ""
    return form_page(desk, snapshot, form, draft=drafted(snapshot, form), notice=notice)


def _filled(tree: Mapping[str, Any], target: str, value: str) -> dict[str, Any]:
    """Return the inputs of a form with a value in one of them."""
    copy: dict[str, Any] = json.loads(json.dumps(tree))
    at = copy
    *steps, last = target.split(".")
    for step in steps:
        below = at.setdefault(step, {})
        if not isinstance(below, dict):
            return copy
        at = below
    at[last] = value
    return copy
