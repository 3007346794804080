"""The sections of a statement's page: who repeats and carries it, and what rests on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from claimline.analysis.ways import ways_of_statement
from claimline.locale import word
from claimline.pages import long_sections
from claimline.pages.long_sections import section_pager, section_part, section_path, section_total
from claimline.pages.paging import Pager, paged_title
from claimline.pages.shared_views import ClaimRow, EventRow, Page, Ref, SourceCard, StatementRow
from claimline.pages.view_builder import ViewBuilder, part
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


class StatementLists(Value, frozen=True):
    """The ids that each section lists, in order."""

    revised: tuple[str, ...]
    repeated: tuple[str, ...]
    carriers: tuple[str, ...]
    claims: tuple[str, ...]
    events: tuple[str, ...]
    details: tuple[str, ...]


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


class StatementSectionView(Value, frozen=True):
    """A further page of a long section."""

    statement: Ref
    sections: StatementRows


def statement_section_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], Page]]:
    """Return the functions that make the further pages of long sections, by path."""
    return {
        section_path("statement", id_, section, number): partial(
            _section_page, id_=id_, section=section, number=number
        )
        for id_, totals in _long_statements(builder, "").items()
        for section, total in totals.items()
        for number in range(2, total + 1)
    }


def statement_rows(
    builder: ViewBuilder, id_: str, only: str = "", number: int = 1
) -> StatementRows:
    """Return the entries of a page: one page of the section ``only``, or the first of each."""
    lists = _lists(builder, id_)
    shown = [only] if only else list(HEADINGS)

    def listed(section: str) -> tuple[str, ...]:
        return section_part(getattr(lists, section), number) if section in shown else ()

    pagers = {
        section: links
        for section in shown
        if (links := section_pager("statement", id_, section, number, len(getattr(lists, section))))
    }
    return StatementRows(
        builder.statement_rows(listed("revised")),
        builder.statement_rows(listed("repeated")),
        _carriers(builder, id_, listed("carriers")),
        not only and not lists.carriers,
        builder.claim_rows(listed("claims")),
        builder.event_rows(listed("events")),
        builder.refs("detail", listed("details")),
        StatementPagers(**pagers) if pagers else None,
    )


@part("long statements", dict[str, dict[str, int]])
def _long_statements(builder: ViewBuilder, _: str) -> dict[str, dict[str, int]]:
    """Return the number of pages of each section with several, by statement."""
    totals = {id_: _totals(builder, id_) for id_ in builder.dossier.statements}
    return {id_: total for id_, total in totals.items() if total}


@part("pages of statement")
def _totals(builder: ViewBuilder, id_: str) -> dict[str, int]:
    dossier = builder.dossier
    back, carriers = dossier.backlinks("statement", id_), dossier.carriers(id_)
    most = max(map(len, (carriers, back.statements, back.claims, back.events, back.details)))
    if most <= long_sections.ON_PAGE:  # true of nearly all, and quick to see
        return {}
    lists = _lists(builder, id_)
    totals = {section: section_total(len(getattr(lists, section))) for section in HEADINGS}
    return {section: total for section, total in totals.items() if total > 1}


def _lists(builder: ViewBuilder, id_: str) -> StatementLists:
    """Return what each section lists. Sources that copy a carrier come after the carriers."""
    dossier = builder.dossier
    back, others, sources = (
        dossier.backlinks("statement", id_), dossier.statements, dossier.sources,
    )  # fmt: skip
    ways = ways_of_statement(dossier, id_)

    def place(source: str) -> tuple[bool, bool, tuple[int, int, str], str]:
        published = sources[source].published
        return ways[source].through != "", published is None, builder.order(published), source

    return StatementLists(
        tuple(it for it in back.statements if others[it].revises == id_),
        tuple(it for it in back.statements if others[it].repeats == id_),
        tuple(sorted(ways, key=place)),
        tuple(back.claims),
        tuple(back.events),
        tuple(back.details),
    )


def _carriers(builder: ViewBuilder, id_: str, shown: tuple[str, ...]) -> tuple[Carrier, ...]:
    ways = ways_of_statement(builder.dossier, id_) if shown else {}
    return tuple(
        Carrier(
            builder.card(source),
            builder.t((PASSING if ways[source].through else HOW)[ways[source].manner]),
            builder.ref("source", ways[source].through) if ways[source].through else None,
        )
        for source in shown
    )


def _section_page(builder: ViewBuilder, id_: str, section: str, number: int) -> Page:
    statement = builder.ref("statement", id_)
    heading = builder.t(HEADINGS[section])
    title = paged_title(f"{statement.label}: {heading}", number, builder.language)
    view = StatementSectionView(statement, statement_rows(builder, id_, section, number))
    path = section_path("statement", id_, section, number)
    return Page(path, "pages/statement_section.html", title, title, "statements", view)
