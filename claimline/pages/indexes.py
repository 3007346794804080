"""The index of each kind of record, and the page of each tag."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from claimline.pages.address import page_of
from claimline.pages.book import Book, part, tags_of
from claimline.pages.parts import (
    ClaimRow,
    EventRow,
    Page,
    Ref,
    SourceCard,
    StatementRow,
    VerdictMark,
    When,
)
from claimline.pages.words import capital


@dataclass(frozen=True, slots=True)
class VerdictShare:
    """A step of the scale and the claims that have it. Claims without a verdict come last."""

    verdict: VerdictMark | None
    anchor: str
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """All claims, by verdict."""

    summary: str
    shares: tuple[VerdictShare, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the index: how often it is cited and what stands behind it."""

    card: SourceCard
    cited: str
    carries: str


@dataclass(frozen=True, slots=True)
class SourcesView:
    """All sources by kind."""

    summary: str
    groups: tuple[tuple[str, tuple[SourceRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class StatementsView:
    """All statements by party."""

    summary: str
    groups: tuple[tuple[Ref, tuple[StatementRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor in the index."""

    ref: Ref
    role: str
    also_known_as: tuple[str, ...]
    statements: str


@dataclass(frozen=True, slots=True)
class ActorsView:
    """All actors by party."""

    summary: str
    groups: tuple[tuple[Ref, tuple[ActorRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class DetailRow:
    """A detail in the index."""

    ref: Ref
    question: str
    answers: str


@dataclass(frozen=True, slots=True)
class DetailsView:
    """All details."""

    summary: str
    rows: tuple[DetailRow, ...]


@dataclass(frozen=True, slots=True)
class BriefRow:
    """A brief in the index."""

    ref: Ref
    summary: str
    updated: When | None


@dataclass(frozen=True, slots=True)
class BriefsView:
    """All briefs."""

    summary: str
    rows: tuple[BriefRow, ...]


@dataclass(frozen=True, slots=True)
class TagsView:
    """All tags with the number of records that have each."""

    summary: str
    rows: tuple[tuple[Ref, str], ...]


@dataclass(frozen=True, slots=True)
class TagView:
    """Everything with one tag."""

    tag: str
    claims: tuple[ClaimRow, ...]
    events: tuple[EventRow, ...]
    details: tuple[Ref, ...]
    briefs: tuple[Ref, ...]


def index_pages(book: Book) -> dict[str, Callable[[Book], Page]]:
    """The index page of each kind, and the pages of tags, by path: how each is made."""
    views: tuple[tuple[str, str, Callable[[Book], Any]], ...] = (
        ("claims", book.t("Claims"), _claims),
        ("sources", book.t("Sources"), _sources),
        ("statements", book.t("Statements"), _statements),
        ("actors", book.t("Actors"), _actors),
        ("details", book.t("Where sources differ"), _details),
        ("briefs", book.t("Briefs"), briefs_view),
    )
    pages: dict[str, Callable[[Book], Page]] = {
        f"{kind}/index.html": partial(_index_page, kind=kind, title=title, view_of=view_of)
        for kind, title, view_of in views
    }
    if book.dossier.site.sections.tags:
        pages["tags/index.html"] = _tags_page
        for tag in _all_tagged(book, ""):
            pages[page_of("tag", tag)] = partial(_tag_page, tag=tag)
    return pages


def _index_page(book: Book, kind: str, title: str, view_of: Callable[[Book], Any]) -> Page:
    view = view_of(book)
    return Page(f"{kind}/index.html", f"pages/{kind}.html", title, view.summary, kind, view)


def _claims(book: Book) -> ClaimsView:
    site = book.dossier.site
    by_verdict: dict[str, list[ClaimRow]] = {}
    rows = book.claim_rows(book.dossier.claims)
    for row in rows:
        by_verdict.setdefault(row.verdict.id if row.verdict else "", []).append(row)
    shares = []
    for step in site.verdicts:
        if step.id in by_verdict:
            rows_of = tuple(by_verdict[step.id])
            shares.append(VerdictShare(book.mark(step.id), f"verdict-{step.id}", rows_of))
    if "" in by_verdict:
        shares.append(VerdictShare(None, "verdict-none", tuple(by_verdict[""])))
    summary = book.n("{n} claim, by verdict.", "{n} claims, by verdict.", len(rows))
    return ClaimsView(summary, tuple(shares))


def _sources(book: Book) -> SourcesView:
    dossier = book.dossier
    groups: dict[str, list[SourceRow]] = {}
    ordered = sorted(
        dossier.sources, key=lambda id_: (dossier.sources[id_].publisher.casefold(), id_)
    )
    for id_ in ordered:
        card = book.card(id_)
        carried = len(dossier.carried(id_))
        row = SourceRow(
            card,
            book.n("Cited in {n} place", "Cited in {n} places", len(dossier.usages[id_])),
            book.n("carries {n} statement", "carries {n} statements", carried)
            if carried
            else book.t("origin not known"),
        )
        groups.setdefault(capital(card.kind), []).append(row)
    found = tuple((kind, tuple(rows)) for kind, rows in sorted(groups.items()))
    summary = book.n("{n} source, by kind.", "{n} sources, by kind.", len(dossier.sources))
    return SourcesView(summary, found)


def _statements(book: Book) -> StatementsView:
    dossier = book.dossier
    groups: dict[str, list[str]] = {}
    for id_, statement in dossier.statements.items():
        groups.setdefault(dossier.party(statement.by), []).append(id_)
    found = tuple(
        (book.ref("actor", party), book.statement_rows(ids))
        for party, ids in _largest_first(groups)
    )
    summary = book.t(
        "{statements} {parties}.",
        statements=book.n("{n} statement", "{n} statements", len(dossier.statements)),
        parties=book.n("by {n} party", "by {n} parties", len(groups)),
    )
    return StatementsView(summary, found)


def _actors(book: Book) -> ActorsView:
    dossier = book.dossier
    groups: dict[str, list[str]] = {}
    for id_ in dossier.actors:
        groups.setdefault(dossier.party(id_), []).append(id_)
    found = tuple(
        (
            book.ref("actor", party),
            tuple(_actor_row(book, id_) for id_ in _leader_first(party, ids)),
        )
        for party, ids in _largest_first(groups)
    )
    summary = book.t(
        "{actors}, {parties}.",
        actors=book.n("{n} actor", "{n} actors", len(dossier.actors)),
        parties=book.n("speaking for {n} party", "speaking for {n} parties", len(groups)),
    )
    return ActorsView(summary, found)


def _actor_row(book: Book, id_: str) -> ActorRow:
    actor = book.dossier.actors[id_]
    made = book.dossier.backlinks("actor", id_).statements
    own = sum(book.dossier.statements[statement].by == id_ for statement in made)
    told = book.n("{n} statement", "{n} statements", own) if own else ""
    return ActorRow(book.ref("actor", id_), actor.role or "", actor.also_known_as, told)


def _largest_first(groups: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    return sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))


def _leader_first(party: str, ids: list[str]) -> list[str]:
    return sorted(ids, key=lambda id_: (id_ != party, id_))


def _details(book: Book) -> DetailsView:
    rows = tuple(
        DetailRow(book.ref("detail", id_), detail.question, _answered(book, id_))
        for id_, detail in book.dossier.details.items()
    )
    summary = book.n(
        "{n} question on which sources differ.", "{n} questions on which sources differ.", len(rows)
    )
    return DetailsView(summary, rows)


def _answered(book: Book, id_: str) -> str:
    comparison = book.findings.comparison[id_]
    return book.n("{n} answer", "{n} answers", len(comparison.answers))


def briefs_view(book: Book) -> BriefsView:
    """All briefs, in the order that their authors gave them."""
    briefs = book.dossier.briefs
    ordered = sorted(briefs, key=lambda id_: (briefs[id_].order, id_))
    rows = tuple(
        BriefRow(book.ref("brief", id_), briefs[id_].summary or "", book.when(briefs[id_].updated))
        for id_ in ordered
    )
    return BriefsView(book.n("{n} brief.", "{n} briefs.", len(rows)), rows)


@part("tags")
def _all_tagged(book: Book, _: str) -> dict[str, dict[str, list[str]]]:
    """For each tag, in order, the ids of each kind that have it."""
    found: dict[str, dict[str, list[str]]] = {}
    for kind in ("claim", "event", "detail", "brief"):
        for id_ in book.dossier.records(kind):
            for tag in tags_of(book, f"{kind} {id_}"):
                found.setdefault(tag, {}).setdefault(kind, []).append(id_)
    return dict(sorted(found.items()))


@part("tagged")
def _tagged(book: Book, tag: str) -> dict[str, list[str]]:
    """The ids of each kind that have a tag."""
    return _all_tagged(book, "")[tag]


def _tag_page(book: Book, tag: str) -> Page:
    found = _tagged(book, tag)
    view = TagView(
        tag,
        book.claim_rows(found.get("claim", [])),
        book.event_rows(found.get("event", [])),
        book.refs("detail", found.get("detail", [])),
        book.refs("brief", found.get("brief", [])),
    )
    records = sum(map(len, found.values()))
    summary = book.n("{n} record tagged {tag}.", "{n} records tagged {tag}.", records, tag=tag)
    title = book.t("Tag: {tag}", tag=tag)
    return Page(page_of("tag", tag), "pages/tag.html", title, summary, "tags", view)


def _tags_page(book: Book) -> Page:
    rows = tuple(
        (
            Ref(page_of("tag", tag), tag),
            book.n("{n} record", "{n} records", sum(map(len, found.values()))),
        )
        for tag, found in _all_tagged(book, "").items()
    )
    summary = book.n("{n} tag.", "{n} tags.", len(rows))
    index = TagsView(summary, rows)
    return Page("tags/index.html", "pages/tags.html", book.t("Tags"), summary, "tags", index)
