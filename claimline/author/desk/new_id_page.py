"""The page that gives a record another id, or joins it with another record."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from claimline.author.author_error import AuthorError
from claimline.author.desk.desk import Desk, DeskRequest, edit_address, title_of
from claimline.author.desk.session import PREFIX
from claimline.author.renaming import (
    ProjectChange,
    change_text,
    merge_records,
    rename,
    write_change,
)
from claimline.author.workspace import Snapshot
from claimline.model.records import KINDS

_CHANGES = {"rename": rename, "join": merge_records}
"""What the buttons do. ``show-`` before a name shows the change, and writes nothing."""


def new_id(desk: Desk, request: DeskRequest) -> Response:
    """Show what another id would change, and write it if the author says so."""
    kind, id_ = request.parts["kind"], request.parts["id"]
    snapshot = desk.workspace.snapshot()
    entry = snapshot.entry(kind, id_) if kind in KINDS else None
    if entry is None:
        return desk.not_found(f'There is no {kind} "{id_}".')
    typed = request.form.own.get("@new", "").strip()
    error, change, status = "", None, HTTPStatus.OK
    if request.method == "POST":
        try:
            change = _change(snapshot, request, typed)
            # An id that was typed after the change was shown is shown first.
            if request.form.do in _CHANGES and request.form.own.get("@shown") == typed:
                write_change(desk.root, change)
                return desk.go(edit_address(kind, typed))
        except AuthorError as refusal:
            error = f"{refusal.message} {refusal.suggestion}".strip()
            status = HTTPStatus.CONFLICT
    return desk.page(
        "new_id.html", status, title=title_of(entry), kind=kind, id=id_, typed=typed, error=error,
        does=request.form.do.removeprefix("show-"), number=change.number if change else 0,
        diff=change_text(change) if change else "", records_address=f"{PREFIX}records/{kind}",
    )  # fmt: skip


def _change(snapshot: Snapshot, request: DeskRequest, typed: str) -> ProjectChange:
    """Return the change that a button asks for. Raises AuthorError."""
    if not request.is_trusted:
        raise AuthorError(
            "The page was opened before the server was last started.", "Press the button again."
        )
    change_of = _CHANGES.get(request.form.do.removeprefix("show-"))
    if change_of is None or not typed:
        raise AuthorError("The new id is missing.", "Write it in the field.")
    return change_of(snapshot, request.parts["kind"], request.parts["id"], typed)
