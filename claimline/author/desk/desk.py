"""The desk of one project: its files, its session, and how its pages are made."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.responses import HTMLResponse, RedirectResponse, Response

from claimline.author.desk.sent_form import SentForm
from claimline.author.desk.session import PREFIX, Session
from claimline.author.desk.source_copies import SourceCopies
from claimline.author.workspace import Snapshot, Workspace
from claimline.model.records import KINDS
from claimline.publish.own_templates import own_templates
from claimline.read import Entry
from claimline.value import Value

ALL_KINDS = ("claim", "source", "statement", "actor", "event", "detail", "place", "brief", "page")
PLURALS = {"detail": "Questions"} | {
    kind: f"{kind.capitalize()}s" for kind in KINDS if kind != "detail"
}
"""The heading of each kind. The record of a question is a detail."""


class DeskRequest(Value, frozen=True):
    """A request to the desk: the parts of its path, its query, and its form, if it sent one.

    ``is_trusted`` says whether the form carries the token of this run.
    """

    method: str
    parts: Mapping[str, str] = {}
    query: Mapping[str, str] = {}
    form: SentForm = SentForm()
    is_trusted: bool = False


class Desk:
    """What every page of the desk needs."""

    def __init__(self, root: Path, session: Session) -> None:
        self.root = root
        self.session = session
        self.workspace = Workspace(root)
        self.copies = SourceCopies(root)
        self._render = own_templates(
            Path(__file__).parent / "templates",
            prefix=PREFIX, token=session.token, site_url=session.site_url, plurals=PLURALS,
            all_kinds=ALL_KINDS, edit_address=edit_address,
        )  # fmt: skip

    def page(self, template: str, status: int = HTTPStatus.OK, **values: Any) -> Response:
        """Return a page of the desk."""
        html = self._render(template, **values)
        data = html.encode(errors="backslashreplace")  # a path need not be UTF-8
        return HTMLResponse(data, status, self.session.headers())

    def go(self, address: str) -> Response:
        """Return a redirect to another page of the desk, as the answer to a form."""
        return RedirectResponse(address, HTTPStatus.SEE_OTHER, self.session.headers())

    def not_found(self, message: str) -> Response:
        """Return a page that says what does not exist."""
        return self.page("message.html", HTTPStatus.NOT_FOUND, title="Not found", message=message)


def edit_address(kind: str, id_: str, field: str = "") -> str:
    """Return the address of the form for a record, at a field."""
    place = f"#{quote(field)}" if field else ""
    return f"{PREFIX}edit/{quote(kind)}/{quote(id_, safe='')}{place}"


def title_of(entry: Entry) -> str:
    """Return the title of a record as it is written, or its id."""
    for name in ("short", "title", "name"):
        words = entry.data.get(name)
        if isinstance(words, str) and words.strip():
            return " ".join(words.split())
    return entry.id


def titles_of(snapshot: Snapshot) -> dict[tuple[str, str], str]:
    """Return the title of each record, by kind and id."""
    return {(each.kind, each.id): title_of(each) for each in snapshot.entries()}
