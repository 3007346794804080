"""The pages on which a passage of a source's copy becomes a citation."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import quote

from starlette.responses import HTMLResponse, Response

from claimline.author.author_error import AuthorError
from claimline.author.captures.harmless import PAGE_TYPES, harmless_page, harmless_policy
from claimline.author.captures.marking import (
    MarkableText,
    MarkedPassage,
    MarkedSentence,
    UnmarkableError,
)
from claimline.author.captures.pdf_picture import can_draw, page_picture
from claimline.author.desk.desk import Desk, DeskRequest, edit_address, title_of, titles_of
from claimline.author.desk.drafted_file import DraftedFile, drafted_record
from claimline.author.desk.marked_citation import (
    EXTENTS,
    STANCES,
    TARGETS,
    CitationChoice,
    citation_of,
    with_passage,
)
from claimline.author.desk.posted import pairs_of, tree_of
from claimline.author.desk.record_form import RecordForm
from claimline.author.desk.record_pages import form_page
from claimline.author.desk.sent_form import SentForm
from claimline.author.desk.session import PREFIX
from claimline.author.desk.source_copies import OpenedCopy, SavedCopy, copies_of, valid_source
from claimline.author.form_fields import form_fields
from claimline.author.record_store import write_record_file
from claimline.author.workspace import Snapshot
from claimline.errors import ClaimlineError
from claimline.model.records import Source
from claimline.value import Value

PAGE = 200
"""Sentences on one page."""
OVERLAP = 40
"""Sentences of the next page that a page shows too, so that a passage may go on there."""
NEW = {"new-claim": "claim", "new-event": "event"}
"""The buttons that open the form of a new record with the citation, and its kind."""
PDF = "application/pdf"
_PICTURES = 40
"""Pages of a PDF that are shown as pictures at once, at most. Each is drawn when it is opened."""
_LISTED = 50
"""Sentences with the searched words that are listed, at most."""


class MarkedCopy(Value, frozen=True):
    """A copy of a source as the page shows it."""

    id: str
    source: Source
    title: str
    copy: SavedCopy
    opened: OpenedCopy


class Marking(Value, frozen=True):
    """What a form has marked and chosen: ``record`` is where the passage goes, as ``event:ID``.

    ``error`` says why there is no passage.
    """

    first: int
    last: int
    passage: MarkedPassage | None = None
    choice: CitationChoice = CitationChoice()
    record: str = ""
    error: str = ""


def copies(desk: Desk, request: DeskRequest) -> Response:
    """List the copies of one source, or of all."""
    snapshot = desk.workspace.snapshot()
    id_ = request.parts.get("id", "")
    if id_ and snapshot.entry("source", id_) is None:
        return desk.not_found(f'There is no source "{id_}".')
    rows = []
    for entry in snapshot.entries("source"):
        source = valid_source(snapshot, entry.id)
        if source is not None and id_ in ("", entry.id) and (listed := copies_of(source)):
            rows.append((entry.id, title_of(entry), listed))
    rows.sort(key=lambda row: (row[1].casefold(), row[0]))
    if id_ and rows and len(rows[0][2]) == 1:
        return desk.go(_address(id_, 1))
    return desk.page("copies.html", rows=rows, id=id_)


def saved_page(desk: Desk, request: DeskRequest) -> Response:
    """Return the page in a copy, in which nothing runs."""
    snapshot = desk.workspace.snapshot()
    copy, source = _copy(snapshot, request)
    if copy is None or source is None or copy.saved.type not in PAGE_TYPES:
        return desk.not_found("There is no such page.")
    saved = copy.saved
    html = harmless_page(
        desk.copies.data(saved), saved.type, saved.encoding or "", source.language, source.title
    )
    headers = {
        "Content-Security-Policy": harmless_policy(desk.session.origin),
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    return HTMLResponse(html.encode(errors="replace"), headers=headers)


def page_of_pdf(desk: Desk, request: DeskRequest) -> Response:
    """Return a page of a PDF as a picture."""
    copy, source = _copy(desk.workspace.snapshot(), request)
    number = _number(request.parts["page"])
    if copy is None or source is None or copy.saved.type != PDF or not number:
        return desk.not_found("There is no such page.")
    picture = page_picture(desk.copies.data(copy.saved), number)
    return Response(picture, HTTPStatus.OK, desk.session.headers(), "image/png")


def mark(desk: Desk, request: DeskRequest) -> Response:
    """Show the text of a copy, mark a passage of it, and write its citation."""
    snapshot = desk.workspace.snapshot()
    copy, source = _copy(snapshot, request)
    id_ = request.parts["id"]
    entry = snapshot.entry("source", id_)
    if copy is None or source is None or entry is None:
        return desk.not_found("There is no such copy, or the source has errors.")
    opened = desk.copies.open(copy.saved, source.language)
    shown = MarkedCopy(id_, source, title_of(entry), copy, opened)
    if request.method != "POST":
        return _page(desk, request, snapshot, shown, None)
    marking = _marking(opened.text, request.form)
    do = request.form.do
    if not request.is_trusted:
        error = "The desk was started again since this page was opened. Press the button once more."
        return _page(
            desk, request, snapshot, shown, marking, error=error, status=HTTPStatus.FORBIDDEN
        )
    if marking.passage and do in ("write", "write-anyway"):
        return _written(desk, request, snapshot, shown, marking, anyway=do == "write-anyway")
    if marking.passage and do in NEW:
        kind = NEW[do]
        citation = citation_of(id_, marking.passage, marking.choice)
        tree = tree_of(pairs_of(form_fields(kind), {"citations": [citation]}))
        notice = f"The citation is filled in. Write the {kind}, and save it."
        return form_page(desk, snapshot, RecordForm(kind, "", tree, {}, ""), notice=notice)
    return _page(desk, request, snapshot, shown, marking)


def _copy(snapshot: Snapshot, request: DeskRequest) -> tuple[SavedCopy | None, Source | None]:
    """Return the copy that an address names, and its source."""
    source = valid_source(snapshot, request.parts["id"])
    number = request.parts["number"]
    if source is None or not number.isdecimal() or len(number) > 4:
        return None, source
    return next((each for each in copies_of(source) if each.number == int(number)), None), source


def _marking(text: MarkableText, sent: SentForm) -> Marking:
    """Return what a form has marked and chosen."""
    own = sent.own
    first, last = (_number(own.get(name, "")) for name in ("@from", "@to"))
    last = last or first
    choice = CitationChoice(
        _one_of(STANCES, own.get("@stance", "supports")),
        _one_of(EXTENTS, own.get("@extent", "whole")),
        " ".join(own.get("@missing", "").split()),
        own.get("@statement", "").strip(),
        " ".join(own.get("@note", "").split()),
        " ".join(own.get("@answer", "").split()),
    )
    record = own.get("@record", "").strip()
    words = own.get("@words", "") if sent.do == "mark" else own.get("@quote", "")
    try:
        passage = text.marked(first, last, words)
    except UnmarkableError as error:
        message = f"{error.message} {error.suggestion}"
        return Marking(first, last, None, choice, record, message)
    return Marking(first, last, passage, choice, record)


def _number(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < 9 else 0


def _one_of(words: tuple[str, ...], word: str) -> str:
    return word if word in words else words[0]


def _written(
    desk: Desk,
    request: DeskRequest,
    snapshot: Snapshot,
    shown: MarkedCopy,
    marking: Marking,
    *,
    anyway: bool,
) -> Response:
    """Write a passage into a record, or say why it is not written."""
    kind, _, name = marking.record.rpartition(":")
    kind = kind or "claim"
    entry = snapshot.entry(kind, name) if kind in TARGETS else None
    assert marking.passage is not None
    draft = None
    try:
        if entry is None:
            raise AuthorError(
                f'There is no {kind} "{name}".' if name else "No record is chosen.",
                "Choose one of the list, or write a new claim.",
            )
        data, place = with_passage(kind, entry.data, shown.id, marking.passage, marking.choice)
        draft = drafted_record(snapshot, kind, entry.id, data)
        if draft.refusal:
            raise draft.refusal
        if draft.has_errors and not anyway:
            raise AuthorError("Nothing was written, because the site cannot be built with this.")
        write_record_file(desk.root, draft.path, draft.text, draft.digest)
    except ClaimlineError as refusal:
        error = f"{refusal.message} {refusal.suggestion}".strip()
        return _page(
            desk, request, snapshot, shown, marking,
            error=error, draft=draft, status=HTTPStatus.CONFLICT,
        )  # fmt: skip
    return desk.go(f"{edit_address(kind, entry.id)}?saved=1#{place}")


def _page(
    desk: Desk,
    request: DeskRequest,
    snapshot: Snapshot,
    shown: MarkedCopy,
    marking: Marking | None,
    *,
    error: str = "",
    draft: DraftedFile | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    """Return the page of a copy with what is marked in it."""
    sentences = shown.opened.text.sentences
    asked = request.query.get("q", "").strip()
    matches = _with_words(sentences, asked)
    pages = max(1, -(-len(sentences) // PAGE))
    wanted = _number(request.query.get("page", ""))
    if not wanted:
        start = matches[0].number if matches else marking.first if marking else 1
        wanted = (start - 1) // PAGE + 1
    page = min(max(wanted, 1), pages)
    listed = sentences[(page - 1) * PAGE : page * PAGE + OVERLAP]
    titles = titles_of(snapshot)
    number = shown.copy.number
    on_page = {each.number for each in listed}
    first, last = (marking.first, marking.last) if marking else (0, 0)
    passage = marking.passage if marking else None
    return desk.page(
        "mark.html",
        status,
        shown=shown,
        copies=copies_of(shown.source),
        frame=_address(shown.id, number, "copy") if shown.copy.saved.type in PAGE_TYPES else "",
        pictures=_pictures(shown, listed, passage) if shown.copy.saved.type == PDF else None,
        target=f"{_address(shown.id, number)}?page={page}",
        marking=marking,
        passage=passage,
        error=error or (marking.error if marking else ""),
        findings=[each for _, each in draft.own] + [*draft.others] if draft else [],
        may_write_anyway=bool(draft and draft.has_errors and not draft.refusal),
        sentences=[
            (each, nth == 0 or each.place != listed[nth - 1].place)
            for nth, each in enumerate(listed)
        ],
        first=first if first in on_page else listed[0].number,
        last=last if last in on_page and last != first else 0,
        asked=asked,
        matches=matches,
        page=page,
        pages=pages,
        per_page=PAGE,
        stances=STANCES,
        extents=EXTENTS,
        statements=[
            (each.statement, titles.get(("statement", each.statement), each.statement))
            for each in shown.source.carries
            if each.statement
        ],
        records=[
            (id_ if kind == "claim" else f"{kind}:{id_}", titles[kind, id_])
            for kind in TARGETS
            for of_kind, id_ in sorted(titles)
            if of_kind == kind
        ],
    )


def _pictures(
    shown: MarkedCopy, listed: Sequence[MarkedSentence], passage: MarkedPassage | None
) -> tuple[tuple[str, str], ...]:
    """Return the pages of a PDF to show as pictures: the name and the address of each.

    They are those of the passage, or else those of the listed lines.
    """
    places = [each.place for each in listed]
    if passage:
        places = [place for place in places if place.split()[-1] in passage.at.split()]
    names = list(dict.fromkeys(places))[:_PICTURES] if can_draw() else []
    address = _address(shown.id, shown.copy.number, "page")
    return tuple((name, f"{address}/{name.split()[-1]}") for name in names)


def _with_words(sentences: tuple[MarkedSentence, ...], asked: str) -> list[MarkedSentence]:
    """Return the first sentences that have all searched words."""
    words = asked.casefold().split()
    if not words:
        return []
    matches = (each for each in sentences if all(word in each.text.casefold() for word in words))
    return [each for each, _ in zip(matches, range(_LISTED), strict=False)]


def _address(id_: str, number: int, page: str = "mark") -> str:
    return f"{PREFIX}{page}/{quote(id_, safe='')}/{number}"
