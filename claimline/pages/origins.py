"""The page of origins: who speaks, their statements, and the sources that carry these."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.pages.counted import speakers
from claimline.pages.evidence_tree import EvidenceTree, TracedSource, evidence_tree
from claimline.pages.shared_views import Page, Ref, SourceCard, StatementRow
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import ACCESS, HOW
from claimline.value import Value


class Carrying(Value, frozen=True):
    """A source that carries a statement, with the sources that copy it, and their copies."""

    card: SourceCard
    manner: str
    copies: tuple[Carrying, ...]
    id: str = ""
    """The id of the source, the same for all of its records."""


class TracedStatement(Value, frozen=True):
    """A statement and who carries it."""

    row: StatementRow
    repeats: Ref | None
    carriers: tuple[Carrying, ...]
    summary: str


class PartyOrigins(Value, frozen=True):
    """All statements of one vantage point, or of one commentator."""

    party: Ref
    access: str
    summary: str
    statements: tuple[TracedStatement, ...]


class OriginsView(Value, frozen=True):
    """Vantage points and commentators, each by number of statements, and unknown origins."""

    summary: str
    tree: EvidenceTree | None
    vantage_points: tuple[PartyOrigins, ...]
    commentators: tuple[PartyOrigins, ...]
    unknown: tuple[SourceCard, ...]


def origins_page(builder: ViewBuilder) -> Page:
    """Make the page of origins."""
    dossier = builder.dossier
    by_party: dict[tuple[bool, str], list[str]] = {}
    for id_ in dossier.statements:
        origin = dossier.origin(id_)
        by_party.setdefault((origin.counts, origin.party), []).append(id_)
    ordered = sorted(by_party.items(), key=lambda item: (-len(item[1]), item[0]))
    vantage_points, commentators = (
        tuple(_party(builder, party, ids) for (counts, party), ids in ordered if counts == wanted)
        for wanted in (True, False)
    )
    traced_sources = [id_ for id_ in dossier.sources if dossier.carried(id_)]
    traced = builder.source_count(traced_sources)
    unknown = tuple(map(builder.card, dossier.distinct(dossier.sources, without=traced_sources)))
    n = builder.n
    summary = builder.t(
        "{sources} {statements} {speakers}.",
        sources=n("{n} source traces", "{n} sources trace", traced),
        statements=n("to {n} statement", "to {n} statements", len(dossier.statements)),
        speakers=speakers(builder.language, len(vantage_points), len(commentators)),
    )
    if unknown:
        unknown_words = n(
            "The origin of {n} source is not known.", "The origin of {n} sources is not known.",
            len(unknown),
        )  # fmt: skip
        summary = f"{summary} {unknown_words}"
    drawing = _tree(builder, vantage_points, commentators, summary)
    view = OriginsView(summary, drawing, vantage_points, commentators, unknown)
    return Page(
        "origins.html", "pages/origins.html", builder.t("Origins"), summary, "origins.html", view
    )


def _party(builder: ViewBuilder, party: str, ids: list[str]) -> PartyOrigins:
    statements = tuple(_traced(builder, id_) for id_ in builder.statements_by_date(ids))
    carriers = builder.source_count(
        source for id_ in ids for source in builder.dossier.carriers(id_)
    )
    summary = builder.t(
        "{statements}, {carriers}",
        statements=builder.n("{n} statement", "{n} statements", len(ids)),
        carriers=builder.n("carried by {n} source", "carried by {n} sources", carriers),
    )
    access = builder.t(ACCESS[builder.dossier.actors[party].access])
    return PartyOrigins(builder.ref("actor", party), access, summary, statements)


def _traced(builder: ViewBuilder, id_: str) -> TracedStatement:
    dossier = builder.dossier
    carriers = []
    for source in dossier.backlinks("statement", id_).carriers:
        manners = [it.how for it in dossier.sources[source].carries if it.statement == id_]
        carriers.append(_carrying(builder, source, id_, manners[0]))
    repeats = dossier.statements[id_].repeats
    sources = builder.source_count(dossier.carriers(id_))
    return TracedStatement(
        builder.statement_row(id_),
        builder.ref("statement", repeats) if repeats else None,
        tuple(carriers),
        builder.n("Carried by {n} source", "Carried by {n} sources", sources),
    )


def _carrying(builder: ViewBuilder, source: str, statement: str, manner: str) -> Carrying:
    copies = _copies(builder, source, statement)
    return Carrying(
        builder.card(source), builder.t(HOW[manner]), copies, builder.one_source(source)
    )


def _tree(
    builder: ViewBuilder,
    vantage_points: tuple[PartyOrigins, ...],
    commentators: tuple[PartyOrigins, ...],
    summary: str,
) -> EvidenceTree | None:
    """Return the drawing of all speakers, statements and sources, with copies."""
    leaves = [
        TracedSource(
            group.party,
            origin.row.ref,
            carrying.card.ref,
            id=carrying.id,
            commentary=commentary,
        )
        for commentary, groups in ((False, vantage_points), (True, commentators))
        for group in groups
        for origin in group.statements
        for carrying in _flat(origin.carriers)
    ]
    return evidence_tree(leaves, summary, builder.language)


def _flat(carriers: tuple[Carrying, ...]) -> Iterator[Carrying]:
    for carrying in carriers:
        yield carrying
        yield from _flat(carrying.copies)


def _copies(builder: ViewBuilder, source: str, statement: str) -> tuple[Carrying, ...]:
    """Return the sources that took a statement from this source, with their own copies."""
    all_carriers = builder.dossier.carriers(statement)
    return tuple(
        _carrying(builder, copy, statement, passed.how)
        for copy in builder.dossier.backlinks("source", source).carriers
        for passed in builder.dossier.sources[copy].carries
        if passed.source == source and copy in all_carriers
    )
