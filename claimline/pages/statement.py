"""The page of a statement: who said what, and who carries it."""

from __future__ import annotations

from claimline.pages.address import page_of
from claimline.pages.references import References
from claimline.pages.shared_views import HtmlPage, Passage, Quote, Ref, Reference, When
from claimline.pages.statement_sections import STATEMENT_SECTIONS, StatementRows
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import ACCESS, ROLES
from claimline.value import Value


class StatementView(Value, frozen=True):
    """Everything about one statement."""

    id: str
    short: str
    by: Ref
    position: str
    role: str
    party: Ref
    access: str
    """The speaker's access to the facts, if the statement gives another than the actor's."""
    said: When | None
    channel: str
    says: Passage | None
    quote: Quote | None
    note: Passage | None
    revises: Ref | None
    repeats: Ref | None
    sections: StatementRows
    references: tuple[Reference, ...]


def statement_page(builder: ViewBuilder, id_: str) -> HtmlPage:
    """Make the page of a statement."""
    dossier = builder.dossier
    statement = dossier.statements[id_]
    speaker, voice = dossier.actors[statement.by], dossier.voice(id_)
    references = References(builder)
    says = references.passage("statement", id_, "says")
    note = references.passage("statement", id_, "note")
    view = StatementView(
        id=id_,
        short=statement.short,
        by=builder.ref("actor", statement.by),
        position=speaker.position or "",
        role=builder.t(ROLES[voice.role]),
        party=builder.ref("actor", voice.party),
        access=builder.t(ACCESS[statement.access]) if statement.access else "",
        said=builder.when(statement.said),
        channel=statement.channel or "",
        says=says,
        quote=builder.quote(statement.quote, statement.lang, statement.translation),
        note=note,
        revises=builder.ref("statement", statement.revises) if statement.revises else None,
        repeats=builder.ref("statement", statement.repeats) if statement.repeats else None,
        sections=STATEMENT_SECTIONS.sections(builder, id_),
        references=references.entries(),
    )
    when = f", {view.said.words}" if view.said else ""
    count = builder.source_count(dossier.carriers(id_))
    carried = builder.n("Carried by {n} source.", "Carried by {n} sources.", count)
    description = f"{view.by.label}{when}. {carried}"
    path = page_of("statement", id_)
    return HtmlPage(path, "pages/statement.html", statement.short, description, "statements", view)
