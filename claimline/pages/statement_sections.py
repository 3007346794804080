"""The sections of a statement's page: who repeats and carries it, and what rests on it."""

from __future__ import annotations

from claimline.locale import word
from claimline.pages.paging import Pager
from claimline.pages.provenance_flow import ways_to
from claimline.pages.section_pages import Keys, SectionPages, Shown
from claimline.pages.shared_views import ClaimRow, EventRow, Ref, SourceCard, StatementRow
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import HOW, PASSING
from claimline.value import Value

HEADINGS = {
    "revised": word("Later revised by the same speaker"),
    "repeated": word("Repeated by others"),
    "carriers": word("Who carries it"),
    "claims": word("Claims that rest on it or mention it"),
    "events": word("In the timeline"),
    "details": word("Questions on which sources differ"),
}
"""The sections in their order, each with its heading. Their names are the fragments of the page."""


class Carrier(Value, frozen=True):
    """A source that carries the statement."""

    card: SourceCard
    manner: str
    """What the source does to the statement, or to ``through``, such as "Reports"."""
    through: Ref | None
    """The source from which this one has the statement. None if it has it at first hand."""


class StatementPagers(Value, frozen=True):
    """Links to the other pages of each section that has several."""

    revised: Pager | None = None
    repeated: Pager | None = None
    carriers: Pager | None = None
    claims: Pager | None = None
    events: Pager | None = None
    details: Pager | None = None


class StatementRows(Value, frozen=True):
    """The entries of each section that are on a page. ``pagers`` is None if none has another."""

    revised: tuple[StatementRow, ...]
    repeated: tuple[StatementRow, ...]
    carriers: tuple[Carrier, ...]
    without_carrier: bool
    """Whether the page says that no source carries the statement."""
    claims: tuple[ClaimRow, ...]
    events: tuple[EventRow, ...]
    details: tuple[Ref, ...]
    pagers: StatementPagers | None


def _most(builder: ViewBuilder, id_: str) -> int:
    back, carriers = builder.dossier.backlinks("statement", id_), builder.dossier.carriers(id_)
    return max(map(len, (carriers, back.statements, back.claims, back.events, back.details)))


def _keys(builder: ViewBuilder, id_: str) -> Keys:
    """Return what each section lists. Sources that copy a carrier come after the carriers."""
    dossier = builder.dossier
    back, others, sources = (
        dossier.backlinks("statement", id_), dossier.statements, dossier.sources,
    )  # fmt: skip
    ways = ways_to(builder, id_)

    def place(source: str) -> tuple[bool, bool, tuple[int, int, str], str]:
        published = sources[source].published
        return ways[source].through != "", published is None, builder.order(published), source

    return {
        "revised": tuple(it for it in back.statements if others[it].revises == id_),
        "repeated": tuple(it for it in back.statements if others[it].repeats == id_),
        "carriers": tuple(sorted(ways, key=place)),
        "claims": tuple(back.claims),
        "events": tuple(back.events),
        "details": tuple(back.details),
    }


def _rows(builder: ViewBuilder, id_: str, shown: Shown) -> StatementRows:
    return StatementRows(
        builder.statement_rows(shown.listed("revised")),
        builder.statement_rows(shown.listed("repeated")),
        _carriers(builder, id_, shown.listed("carriers")),
        shown.keys.get("carriers") == (),
        builder.claim_rows(shown.listed("claims")),
        builder.event_rows(shown.listed("events")),
        builder.refs("detail", shown.listed("details")),
        StatementPagers(**shown.pagers) if shown.pagers else None,
    )


def _carriers(builder: ViewBuilder, id_: str, shown: tuple[str, ...]) -> tuple[Carrier, ...]:
    ways = ways_to(builder, id_) if shown else {}
    return tuple(
        Carrier(
            builder.card(source),
            builder.t((PASSING if ways[source].through else HOW)[ways[source].manner]),
            builder.ref("source", ways[source].through) if ways[source].through else None,
        )
        for source in shown
    )


STATEMENT_SECTIONS = SectionPages("statement", HEADINGS, _keys, _rows, _most)
