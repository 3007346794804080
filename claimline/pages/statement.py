"""The page of a statement: who said what, and who carries it."""

from __future__ import annotations

from claimline.analysis.ways import ways_of_statement
from claimline.pages.address import page_of
from claimline.pages.references import References
from claimline.pages.shared_views import (
    ClaimRow,
    EventRow,
    Page,
    Passage,
    Quote,
    Ref,
    Reference,
    SourceCard,
    StatementRow,
    When,
)
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import ACCESS, HOW, PASSING, ROLES
from claimline.value import Value


class Carrier(Value, frozen=True):
    """A source that carries the statement."""

    card: SourceCard
    manner: str
    """What the source does to the statement, or to ``through``, such as "Reports"."""
    through: Ref | None
    """The source from which this one has the statement. None if it has it at first hand."""


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
    revised_by: tuple[StatementRow, ...]
    repeats: Ref | None
    repeated_by: tuple[StatementRow, ...]
    carriers: tuple[Carrier, ...]
    claims: tuple[ClaimRow, ...]
    events: tuple[EventRow, ...]
    details: tuple[Ref, ...]
    references: tuple[Reference, ...]


def statement_page(builder: ViewBuilder, id_: str) -> Page:
    """Make the page of a statement."""
    dossier = builder.dossier
    statement = dossier.statements[id_]
    speaker, voice = dossier.actors[statement.by], dossier.voice(id_)
    references = References(builder)
    says = references.passage("statement", id_, "says")
    note = references.passage("statement", id_, "note")
    back = dossier.backlinks("statement", id_)
    others = dossier.statements
    carriers = _carriers(builder, id_)
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
        revised_by=builder.statement_rows(o for o in back.statements if others[o].revises == id_),
        repeats=builder.ref("statement", statement.repeats) if statement.repeats else None,
        repeated_by=builder.statement_rows(o for o in back.statements if others[o].repeats == id_),
        carriers=carriers,
        claims=builder.claim_rows(back.claims),
        events=builder.event_rows(back.events),
        details=builder.refs("detail", back.details),
        references=references.entries(),
    )
    when = f", {view.said.words}" if view.said else ""
    count = builder.source_count(dossier.carriers(id_))
    carried = builder.n("Carried by {n} source.", "Carried by {n} sources.", count)
    description = f"{view.by.label}{when}. {carried}"
    path = page_of("statement", id_)
    return Page(path, "pages/statement.html", statement.short, description, "statements", view)


def _carriers(builder: ViewBuilder, id_: str) -> tuple[Carrier, ...]:
    """Return the sources that carry a statement, then the sources that copy these."""
    sources = builder.dossier.sources
    ways = ways_of_statement(builder.dossier, id_)
    carriers = {
        source: Carrier(
            builder.card(source),
            builder.t(PASSING[way.manner] if way.through else HOW[way.manner]),
            builder.ref("source", way.through) if way.through else None,
        )
        for source, way in ways.items()
    }

    def place(source: str) -> tuple[bool, bool, tuple[int, int, str], str]:
        published = sources[source].published
        return ways[source].through != "", published is None, builder.order(published), source

    return tuple(carriers[source] for source in sorted(carriers, key=place))
