"""The page on which an author keeps a copy of a source: a file, or words."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from claimline.author.author_error import AuthorError
from claimline.author.captures import add
from claimline.author.captures.add import Saving
from claimline.author.captures.capture_files import FOLDER, StoreError, capture_path
from claimline.author.captures.custody import LOG
from claimline.author.desk.desk import Desk, DeskRequest, title_of
from claimline.author.desk.form_view import InputView
from claimline.author.desk.sent_form import SentForm
from claimline.author.desk.session import PREFIX
from claimline.author.desk.typed_dates import date_in_words, typed_date
from claimline.author.form_fields import FormField, form_fields
from claimline.author.plain_words import address_of, line_of
from claimline.author.workspace import Snapshot
from claimline.diagnostics import Report
from claimline.errors import ClaimlineError
from claimline.read import Entry
from claimline.read.text import NEWLINE

_ADDRESSES = ("url", "final_url")
_FACTS = (
    *_ADDRESSES,
    "clock",
    "tool",
    "method",
    "hashed",
    "collector",
    "identity",
    "egress",
    "context",
)
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80


def new_copy(desk: Desk, request: DeskRequest) -> Response:
    """Show the form of a new copy, and keep what it sends."""
    snapshot = desk.workspace.snapshot()
    id_ = request.parts["id"]
    entry = snapshot.entry("source", id_)
    if entry is None:
        return desk.not_found(f'There is no source "{id_}".')
    unused = _unused_files(desk.root, snapshot)
    if request.method != "POST":
        return _page(desk, entry, unused, SentForm())
    try:
        if not request.is_trusted:
            raise AuthorError(
                "The page was opened before the server was last started.", "Press the button again."
            )
        _keep(desk, id_, request.form, unused)
    except ClaimlineError as refusal:
        error = f"{refusal.message} {refusal.suggestion}".strip()
        return _page(desk, entry, unused, request.form, error)
    return desk.go(f"{PREFIX}mark/{quote(id_, safe='')}")


def _keep(desk: Desk, source: str, sent: SentForm, unused: list[str]) -> None:
    """Keep the copy that a form sends.

    Raises:
        ClaimlineError: the form lacks something, or the copy cannot be kept.
    """
    captured = typed_date(sent.own.get("@captured", ""))
    if not date_in_words(captured):
        raise AuthorError("The day is missing or no date.", "Write when the copy was saved.")
    with TemporaryDirectory(prefix="claimline-", ignore_cleanup_errors=True) as folder:
        report = Report()
        file = _file(desk.root, sent, unused, Path(folder))
        if add(desk.root, source, file, Saving(captured, _facts(sent)), report):
            return
    raise AuthorError(" ".join(f"{each.message} {each.suggestion}".strip() for each in report))


def _fact_fields() -> list[FormField]:
    """Return the fields of a capture that say how it was saved."""
    (captures,) = (field for field in form_fields("source") if field.key == "captures")
    assert captures.item
    return [field for field in captures.item.parts if field.key in _FACTS]


def _facts(sent: SentForm) -> dict[str, str]:
    """Return what a form says of the saving. Raises AuthorError."""
    facts: dict[str, str] = {}
    for field in _fact_fields():
        words = line_of(sent.own.get(field.key, ""))
        if not words:
            continue
        value = address_of(words) if field.key in _ADDRESSES else words
        if not value or (field.choices and value not in field.choices):
            raise AuthorError(f"“{words}” is no value of the field “{field.label}”.")
        facts[field.key] = value
    return facts


def _file(root: Path, sent: SentForm, unused: list[str], folder: Path) -> Path:
    """Return the place of the one file that a form names or sends."""
    uploaded = sent.files.get("@file")
    in_captures = sent.own.get("@kept", "")
    words = NEWLINE.sub("\n", sent.own.get("@words", ""))
    if sum(map(bool, (uploaded, in_captures, words.strip()))) != 1:
        raise AuthorError("One copy is kept at a time.", "Choose a file, or paste the words.")
    if in_captures:
        if in_captures not in unused:
            message = f"{in_captures} is not a file of {FOLDER}/, or a source has it already."
            raise AuthorError(message)
        return capture_path(root, in_captures)
    name, data = "words.txt", f"{words.strip(chr(10))}\n".encode()
    if uploaded:
        name = uploaded.name.replace("\\", "/").rpartition("/")[2]
        name = _UNSAFE.sub("_", name)[-_LONGEST_NAME:]
        name = f"file{name}" if name[:1] in ("", ".") else name
        data = uploaded.data
    file = folder / name
    file.write_bytes(data)
    return file


def _unused_files(root: Path, snapshot: Snapshot) -> list[str]:
    """Return the names of the files in ``captures/`` that no source has."""
    used = {name for entry in snapshot.entries("source") for name in _names(entry.data)}
    try:
        with os.scandir(capture_path(root, "")) as listed:
            files = [each.name for each in listed if each.is_file(follow_symlinks=False)]
    except (OSError, StoreError):
        return []
    return sorted(name for name in files if name[0] != "." and name not in used | {LOG})


def _names(data: Any) -> Iterator[str]:
    """Yield the names of files in the captures of a source, as they are written."""
    captures = data.get("captures")
    for capture in captures if isinstance(captures, list) else ():
        if isinstance(capture, dict):
            others = capture.get("other_files")
            for each in (capture, *(others if isinstance(others, list) else ())):
                if isinstance(each, dict) and isinstance(each.get("file"), str):
                    yield each["file"]


def _page(desk: Desk, entry: Entry, unused: list[str], sent: SentForm, error: str = "") -> Response:
    return desk.page(
        "keep.html", HTTPStatus.CONFLICT if error else HTTPStatus.OK, id=entry.id,
        title=title_of(entry), unused=unused, error=error,
        facts=[InputView(f, f.key, sent.own.get(f.key, "")) for f in _fact_fields()],
        **{name: sent.own.get(f"@{name}", "") for name in ("kept", "words", "captured")},
    )  # fmt: skip
