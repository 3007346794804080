"""The pages about all records: the start, the lists, what is left to do, and what has changed."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus

from starlette.responses import Response

from claimline.author.author_error import AuthorError
from claimline.author.desk.change_review import review_changes
from claimline.author.desk.desk import (
    ALL_KINDS,
    PLURALS,
    Desk,
    DeskRequest,
    edit_address,
    title_of,
    titles_of,
)
from claimline.author.desk.drafted_file import errors_elsewhere
from claimline.author.desk.session import PREFIX
from claimline.author.record_edits.record_text import remove_record
from claimline.author.record_store import remove_record_file, write_record_file
from claimline.author.todo import TODO_KINDS, TodoItem, todo
from claimline.author.workspace import Snapshot, field_at, place_in_file
from claimline.diagnostics import Level, Report
from claimline.errors import ClaimlineError
from claimline.model.edition import EVERYTHING
from claimline.model.link import link
from claimline.model.selection import select

PAGE = 100
"""Records on one page of a list."""


def home(desk: Desk, request: DeskRequest) -> Response:
    """Show the kinds of records with their numbers, and a search over all."""
    snapshot = desk.workspace.snapshot()
    numbers = Counter(each.kind for each in snapshot.entries())
    findings = snapshot.findings()
    errors = sum(each.level is Level.ERROR for each in findings)
    return desk.page(
        "home.html",
        kinds=[(kind, PLURALS[kind], numbers[kind]) for kind in ALL_KINDS],
        errors=errors,
        warnings=len(findings) - errors,
        site_title=titles_of(snapshot).get(("site", "site"), ""),
    )


def records(desk: Desk, request: DeskRequest) -> Response:
    """List the records of a kind, or of all kinds, that have the searched words."""
    kind, asked = request.parts.get("kind", ""), request.query.get("q", "").strip()
    if kind != "all" and kind not in ALL_KINDS:
        return desk.not_found("There is no such kind of record.")
    snapshot = desk.workspace.snapshot()
    words = asked.casefold().split()
    rows = [
        (each.kind, each.id, title_of(each))
        for each in snapshot.entries("" if kind == "all" else kind)
        if each.kind != "site"
        and all(word in f"{each.id} {title_of(each)}".casefold() for word in words)
    ]
    rows.sort(key=lambda row: (row[2].casefold(), row[1]))
    number = request.query.get("page", "1")
    page = int(number) if number.isdecimal() and len(number) < 7 else 1
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(page, 1), pages)
    return desk.page(
        "records.html",
        kind=kind,
        heading="Records" if kind == "all" else PLURALS[kind],
        asked=asked,
        number=len(rows),
        rows=rows[(page - 1) * PAGE : page * PAGE],
        page=page,
        pages=pages,
    )


def remove(desk: Desk, request: DeskRequest) -> Response:
    """Show what would break without a record, and remove it if the author says so."""
    kind, id_ = request.parts["kind"], request.parts["id"]
    snapshot = desk.workspace.snapshot()
    entry = snapshot.entry(kind, id_) if kind in ALL_KINDS else None
    if entry is None:
        return desk.not_found(f'There is no {kind} "{id_}".')
    state = snapshot.files[entry.where.path]
    place = place_in_file(entry)
    rest = remove_record(state.text, int(place[0])) if place and len(state.entries) > 1 else None
    error, status = "", HTTPStatus.OK
    if request.method == "POST":
        try:
            if not request.is_trusted:
                raise AuthorError(
                    "The page was opened before the server was last started.",
                    "Press the button again.",
                )
            digest = request.form.own.get("@digest", "")
            if rest is None:
                remove_record_file(desk.root, entry.where.path, digest)
            else:
                write_record_file(desk.root, entry.where.path, rest, digest)
            return desk.go(f"{PREFIX}records/{kind}")
        except AuthorError as refusal:
            error = f"{refusal.message} {refusal.suggestion}".strip()
            status = HTTPStatus.CONFLICT
    data = None if rest is None else rest.encode()
    after = snapshot.with_file(entry.where.path, kind, data)
    broken = errors_elsewhere(snapshot, after.findings(), entry.where.path)
    return desk.page(
        "remove.html", status, title=title_of(entry), kind=kind, id=id_, path=entry.where.path,
        digest=state.digest, broken=broken, error=error, in_list=bool(place),
    )  # fmt: skip


def todo_page(desk: Desk, request: DeskRequest) -> Response:
    """List what is left to do, by kind. Each entry leads to its field."""
    snapshot = desk.workspace.snapshot()
    records = select(snapshot.records(Report()), EVERYTHING, Report()).records
    everything = link(records, Report(), with_private=True)
    listed = todo(everything, snapshot.findings())
    groups = [
        (TODO_KINDS[kind], [(item, _place_of(snapshot, item)) for item in items])
        for kind, items in listed.by_kind().items()
    ]
    return desk.page("todo.html", groups=groups, number=len(listed.items))


def _place_of(snapshot: Snapshot, item: TodoItem) -> tuple[str, str]:
    """Return where an entry leads, and its title: the form's field, or nothing."""
    entry = snapshot.entry(*item.record) if item.record else None
    if entry is None:
        in_file = snapshot.files.get(item.location.path)
        single = in_file.entries if in_file and len(in_file.entries) == 1 else ()
        entry = single[0] if single else None
    if entry is None or not entry.id:
        return "", str(item.location)
    field = field_at(entry.where, item.location)
    return edit_address(entry.kind, entry.id, field), title_of(entry)


def review(desk: Desk, request: DeskRequest) -> Response:
    """Show what has changed since the last commit, another one, or the published state."""
    against = request.query.get("against", "").strip() or "HEAD"
    try:
        changes = review_changes(desk.root, against, desk.workspace.snapshot())
    except ClaimlineError as error:
        message = f"{error.message} {error.suggestion}".strip()
        return desk.page("review.html", against=against, error=message, review=None)
    return desk.page("review.html", against=against, error="", review=changes)
