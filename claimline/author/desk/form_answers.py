"""What a form asks for while it is open: its findings, and its page as readers would see it."""

from __future__ import annotations

import json
from html import escape
from http import HTTPStatus

from starlette.responses import HTMLResponse, Response

from claimline.author.desk.desk import ALL_KINDS, Desk, DeskRequest
from claimline.author.desk.form_view import form_view
from claimline.author.desk.preview import preview_page, with_base
from claimline.author.desk.record_form import RecordForm, drafted, sent_record_form
from claimline.author.workspace import Snapshot
from claimline.diagnostics import Diagnostic
from claimline.pages.address import page_of


def findings(desk: Desk, request: DeskRequest) -> Response:
    """Return the findings of a form as JSON, each with the name of its input."""
    form = _form(request)
    if form is None or not request.is_trusted:
        return Response("{}", HTTPStatus.FORBIDDEN, desk.session.headers(), "application/json")
    draft = drafted(desk.workspace.snapshot(), form)
    view = form_view(form.fields, form.tree, form.data, draft.own, {})
    listed = [
        {"name": name, "level": str(each.level), "message": _words(each)}
        for name, each in view.findings
    ]
    others = [str(each) for each in draft.others]
    refusal = draft.refusal
    error = f"{refusal.message} {refusal.suggestion}".strip() if refusal else ""
    body = json.dumps({"findings": listed, "others": others, "error": error})
    return Response(body, HTTPStatus.OK, desk.session.headers(), "application/json")


def preview(desk: Desk, request: DeskRequest) -> Response:
    """Return the page of a record with the words of the form."""
    form = _form(request)
    if form is None or not request.is_trusted:
        return _message(desk, "Open the form again to see a preview.", ())
    snapshot = desk.workspace.snapshot()
    draft = drafted(snapshot, form)
    if draft.refusal:
        return _message(desk, draft.refusal.message, ())
    after = snapshot.with_file(draft.path, form.kind, draft.text.encode())
    id_ = form.id or draft.path.rpartition("/")[2].rpartition(".")[0]
    path = "index.html" if form.kind == "site" else page_of(form.kind, id_)
    return _rendered(desk, after, path)


def _rendered(desk: Desk, after: Snapshot, path: str) -> Response:
    html, errors = preview_page(after, path)
    if html is None:
        return _message(desk, "There is no preview, because of these errors:", errors)
    return HTMLResponse(with_base(html, f"/{path}"), headers=desk.session.preview_headers())


def _form(request: DeskRequest) -> RecordForm | None:
    kind = request.parts["kind"]
    if kind not in (*ALL_KINDS, "site"):
        return None
    new_id = "site" if kind == "site" else request.form.own.get("@id", "").strip()
    id_ = request.parts.get("id") or new_id
    return sent_record_form(kind, id_, request.form, request.form.pairs)


def _words(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.message} {diagnostic.suggestion}".strip()


def _message(desk: Desk, words: str, errors: tuple[Diagnostic, ...]) -> Response:
    items = "".join(f"<li>{escape(str(each))}</li>" for each in errors)
    head = "<!doctype html>\n<html lang=en>\n<title>Preview</title>\n"
    html = f"{head}<p>{escape(words)}</p><ul>{items}</ul>"
    return HTMLResponse(html, headers=desk.session.preview_headers())
