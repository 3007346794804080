"""Briefs and the project's own pages: Markdown with numbered references."""

from __future__ import annotations

from claimline.model.records import Brief, Document
from claimline.pages.address import page_of
from claimline.pages.references import References
from claimline.pages.schema_org import article, json_ld
from claimline.pages.shared_views import ClaimRow, HtmlPage, Passage, Ref, Reference, When
from claimline.pages.view_builder import ViewBuilder
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


def document_view(builder: ViewBuilder, kind: str, id_: str) -> DocumentView:
    """Return the view of a brief or a page."""
    document = builder.dossier.records(kind)[id_]
    assert isinstance(document, Document)
    references = References(builder)
    body = references.passage(kind, id_, "body")
    brief = document if isinstance(document, Brief) else None
    return DocumentView(
        id=id_,
        title=document.title,
        summary=document.summary or "",
        updated=builder.when(document.updated),
        body=body,
        claims=builder.claim_rows(brief.claims) if brief else (),
        tags=builder.tags(brief.tags) if brief else (),
        references=references.entries(),
    )


def document_page(builder: ViewBuilder, kind: str, id_: str) -> HtmlPage:
    """Make the page of a brief, or one of the project's own pages."""
    view = document_view(builder, kind, id_)
    section = "briefs" if kind == "brief" else page_of(kind, id_)
    return HtmlPage(
        page_of(kind, id_), f"pages/{kind}.html", view.title, view.summary, section, view,
        json_ld=json_ld(article(builder, id_)) if kind == "brief" else "",
    )  # fmt: skip
