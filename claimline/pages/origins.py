"""The page of origins: who speaks, their statements, and the sources that carry these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from claimline.pages.address import ORIGINS, list_path
from claimline.pages.counted import speakers
from claimline.pages.evidence_tree import EvidenceTree, TracedSource, evidence_tree
from claimline.pages.paging import MOST_PARTS, Pager, paged_title, pager
from claimline.pages.shared_views import Page, Ref, SourceCard, StatementRow
from claimline.pages.view_builder import ViewBuilder, part
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
    """Statements of one vantage point, or of one commentator. ``summary`` counts all of them."""

    party: Ref
    access: str
    summary: str
    statements: tuple[TracedStatement, ...]
    anchor: str


class OriginsView(Value, frozen=True):
    """Vantage points and commentators, each by number of statements, and unknown origins.

    ``summary`` counts all of them. ``pager`` is None if they are on one page.
    """

    summary: str
    tree: EvidenceTree | None
    vantage_points: tuple[PartyOrigins, ...]
    commentators: tuple[PartyOrigins, ...]
    unknown: tuple[SourceCard, ...]
    pager: Pager | None


ONE_PAGE = 350
"""The most statements and sources on a page, counting a source for each statement. Each takes less
than a kilobyte."""
UNKNOWN = ""
"""The speaker of sources whose origin is not known."""
Speaker = tuple[str, str]
"""``counts``, ``commentator`` or ``unknown``, and the id of an actor or ``UNKNOWN``."""
Groups = tuple[tuple[Speaker, tuple[str, ...]], ...]
"""Ids of statements by who speaks, and then ids of sources of unknown origin."""


def origins_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], Page]]:
    """Return the functions that make the pages of origins, by path."""
    total = max(1, len(_cut(builder, "")))
    return {
        list_path(ORIGINS, number): partial(_origins_page, number=number)
        for number in range(1, total + 1)
    }


def _origins_page(builder: ViewBuilder, number: int) -> Page:
    pages = _cut(builder, "")
    groups = pages[number - 1] if pages else ()
    vantage_points, commentators = (
        tuple(_party(builder, speaker, ids) for speaker, ids in groups if speaker[0] == wanted)
        for wanted in ("counts", "commentator")
    )
    unknown = tuple(
        builder.card(id_) for (kind, _), ids in groups if kind == "unknown" for id_ in ids
    )
    summary = _summary(builder, "")
    view = OriginsView(
        summary,
        _tree(builder, vantage_points, commentators, summary),
        vantage_points,
        commentators,
        unknown,
        _pager(builder, number, pages) if len(pages) > 1 else None,
    )
    title = paged_title(builder.t("Origins"), number, builder.language)
    return Page(list_path(ORIGINS, number), "pages/origins.html", title, summary, ORIGINS, view)


@part("origins")
def _groups(builder: ViewBuilder, _: str) -> Groups:
    """Return all statements by who speaks, the largest group first, and unknown origins last."""
    dossier = builder.dossier
    by_party: dict[tuple[bool, str], list[str]] = {}
    for id_ in dossier.statements:
        origin = dossier.origin(id_)
        by_party.setdefault((origin.counts, origin.party), []).append(id_)
    ordered = sorted(by_party.items(), key=lambda item: (-len(item[1]), item[0]))
    traced = [id_ for id_ in dossier.sources if dossier.carried(id_)]
    unknown = tuple(dossier.distinct(dossier.sources, without=traced))
    return (
        *(
            ((kind, party), tuple(builder.statements_by_date(ids)))
            for kind in ("counts", "commentator")
            for (counts, party), ids in ordered
            if counts == (kind == "counts")
        ),
        *([(("unknown", UNKNOWN), unknown)] if unknown else []),
    )


@part("origins cut")
def _cut(builder: ViewBuilder, _: str) -> tuple[Groups, ...]:
    """Return what is on each page. A statement is on one page, with all sources that carry it."""
    pages: list[list[tuple[Speaker, list[str]]]] = []
    room = 0
    for speaker, ids in _groups(builder, ""):
        for id_ in ids:
            size = 1 if speaker[0] == "unknown" else 1 + len(builder.dossier.carriers(id_))
            if size > room:
                pages.append([])
                room = max(ONE_PAGE, size)
            if not pages[-1] or pages[-1][-1][0] != speaker:
                pages[-1].append((speaker, []))
            pages[-1][-1][1].append(id_)
            room -= size
    return tuple(tuple((speaker, tuple(ids)) for speaker, ids in page) for page in pages)


@part("origins summary")
def _summary(builder: ViewBuilder, _: str) -> str:
    """Return the numbers of sources, statements and speakers of all pages, in words."""
    dossier, n = builder.dossier, builder.n
    numbers = Counter(kind for (kind, _), _ in _groups(builder, ""))
    traced = builder.source_count(id_ for id_ in dossier.sources if dossier.carried(id_))
    summary = builder.t(
        "{sources} {statements} {speakers}.",
        sources=n("{n} source traces", "{n} sources trace", traced),
        statements=n("to {n} statement", "to {n} statements", len(dossier.statements)),
        speakers=speakers(builder.language, numbers["counts"], numbers["commentator"]),
    )
    unknown = sum(len(ids) for (kind, _), ids in _groups(builder, "") if kind == "unknown")
    if not unknown:
        return summary
    unknown_words = n(
        "The origin of {n} source is not known.", "The origin of {n} sources is not known.", unknown
    )
    return f"{summary} {unknown_words}"


def _pager(builder: ViewBuilder, number: int, pages: tuple[Groups, ...]) -> Pager:
    """Return links to all pages, and on the first page to the start of each speaker."""
    starts: dict[Speaker, str] = {}
    for nth, groups in enumerate(pages if number == 1 else (), 1):
        for speaker, _ in groups:
            starts.setdefault(speaker, f"{list_path(ORIGINS, nth)}#{_anchor(speaker)}")
    refs = tuple(
        Ref(href, builder.ref("actor", party).label)
        if party
        else Ref(href, builder.t("Origin not known"), interface=True)
        for (_, party), href in starts.items()
    )
    return pager(ORIGINS, number, len(pages), refs if len(refs) <= MOST_PARTS else ())


def _anchor(speaker: Speaker) -> str:
    kind, party = speaker
    return f"{kind}-{party}" if party else kind


def _party(builder: ViewBuilder, speaker: Speaker, ids: Iterable[str]) -> PartyOrigins:
    _, party = speaker
    return PartyOrigins(
        builder.ref("actor", party),
        builder.t(ACCESS[_access(builder, party)]),
        _counted(builder, "/".join(speaker)),
        tuple(_traced(builder, id_) for id_ in ids),
        _anchor(speaker),
    )


@part("access")
def _access(builder: ViewBuilder, actor: str) -> str:
    """Return the access to the facts that an actor has."""
    return builder.dossier.actors[actor].access


@part("origins of speaker")
def _counted(builder: ViewBuilder, key: str) -> str:
    """Return the numbers of a speaker's statements and of their sources, on all pages, in words."""
    ids = dict(_groups(builder, ""))[tuple(key.split("/"))]  # type: ignore[index]
    carriers = builder.source_count(
        source for id_ in ids for source in builder.dossier.carriers(id_)
    )
    return builder.t(
        "{statements}, {carriers}",
        statements=builder.n("{n} statement", "{n} statements", len(ids)),
        carriers=builder.n("carried by {n} source", "carried by {n} sources", carriers),
    )


@part("traced")
def _traced(builder: ViewBuilder, id_: str) -> TracedStatement:
    """Return a statement and who carries it."""
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
