"""Briefs and the project's own pages: Markdown with numbered references."""

from __future__ import annotations

from claimline.model.records import Brief, Document
from claimline.pages.address import page_of
from claimline.pages.book import Book
from claimline.pages.parts import ClaimRow, Page, Passage, Ref, Reference, When
from claimline.pages.references import References
from claimline.value import Value


class DocumentView(Value, frozen=True):
    """A text with its references."""

    id: str
    title: str
    summary: str
    updated: When | None
    body: Passage | None
    claims: tuple[ClaimRow, ...]
    tags: tuple[Ref, ...]
    references: tuple[Reference, ...]


def document_view(book: Book, kind: str, id_: str) -> DocumentView:
    """What a brief or a page shows."""
    document = book.dossier.records(kind)[id_]
    assert isinstance(document, Document)
    references = References(book)
    body = references.passage(kind, id_, "body")
    brief = document if isinstance(document, Brief) else None
    return DocumentView(
        id=id_,
        title=document.title,
        summary=document.summary or "",
        updated=book.when(document.updated),
        body=body,
        claims=book.claim_rows(brief.claims) if brief else (),
        tags=book.tags(brief.tags) if brief else (),
        references=references.entries(),
    )


def document_page(book: Book, kind: str, id_: str) -> Page:
    """The page of one brief, or one of the project's own pages."""
    view = document_view(book, kind, id_)
    section = "briefs" if kind == "brief" else page_of(kind, id_)
    return Page(page_of(kind, id_), f"pages/{kind}.html", view.title, view.summary, section, view)
