"""The index of each kind of record, and the page of each tag."""

from __future__ import annotations

from dataclasses import dataclass

from claimline.pages.address import leaf, page_of
from claimline.pages.book import Book
from claimline.pages.paging import CLAIMS_ON_PAGE, ROWS_ON_PAGE, Pager, leaves, paged_title
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
from claimline.pages.words import KINDS, count


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
    pager: Pager | None = None


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
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class StatementsView:
    """All statements by party."""

    summary: str
    groups: tuple[tuple[Ref, tuple[StatementRow, ...]], ...]
    pager: Pager | None = None


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
    pager: Pager | None = None


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
    pager: Pager | None = None


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
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class TagsView:
    """All tags with the number of records that have each."""

    summary: str
    rows: tuple[tuple[Ref, str], ...]
    pager: Pager | None = None


TAGGED = {"claim": "Claims", "detail": "Details", "brief": "Briefs", "event": "Events"}


@dataclass(frozen=True, slots=True)
class TagView:
    """Everything with one tag."""

    tag: str
    claims: tuple[ClaimRow, ...]
    events: tuple[EventRow, ...]
    details: tuple[Ref, ...]
    briefs: tuple[Ref, ...]
    pager: Pager | None = None


def index_pages(book: Book) -> list[Page]:
    """The index of each kind, each on as many pages as it needs."""
    titles = {
        ClaimsView: "Claims", SourcesView: "Sources", StatementsView: "Statements",
        ActorsView: "Actors", DetailsView: "Where sources differ", BriefsView: "Briefs",
    }  # fmt: skip
    pages = []
    for kind, views in (
        ("claims", _claims(book)),
        ("sources", _sources(book)),
        ("statements", _statements(book)),
        ("actors", _actors(book)),
        ("details", _details(book)),
        ("briefs", _briefs(book)),
    ):
        for view in views:
            number = view.pager.number if view.pager else 1
            path, title = leaf(f"{kind}/index.html", number), titles[type(view)]
            title = paged_title(title, view.pager)
            pages.append(Page(path, f"pages/{kind}.html", title, view.summary, kind, view))
    if book.dossier.site.sections.tags:
        pages += _tag_pages(book)
    return pages


def _claims(book: Book) -> list[ClaimsView]:
    dossier = book.dossier
    having: dict[str | None, list[str]] = {}
    for id_, claim in dossier.claims.items():
        having.setdefault(claim.verdict, []).append(id_)
    scale = dossier.site.verdicts
    marks: dict[str | None, VerdictMark | None] = {None: None} | {
        step.id: VerdictMark(step.id, step.label, step.meaning, step.tone) for step in scale
    }
    groups = [
        (verdict, having[verdict])
        for verdict in [*(step.id for step in scale), None]
        if verdict in having
    ]

    def anchor(verdict: str | None) -> str:
        return f"verdict-{verdict or 'none'}"

    def label(verdict: str | None) -> str:
        mark = marks[verdict]
        return mark.label if mark else "No verdict"

    summary = f"{count(len(dossier.claims), 'claim')}, by verdict."
    cut = leaves("claims/index.html", groups, CLAIMS_ON_PAGE, label, lambda _, head: anchor(head))
    return [
        ClaimsView(
            summary,
            tuple(
                VerdictShare(marks[verdict], anchor(verdict), book.claim_rows(ids))
                for verdict, ids in page.groups
            ),
            page.pager,
        )
        for page in cut
    ]


def _sources(book: Book) -> list[SourcesView]:
    dossier = book.dossier
    groups: dict[str, list[str]] = {}
    ordered = sorted(
        dossier.sources, key=lambda id_: (dossier.sources[id_].publisher.casefold(), id_)
    )
    for id_ in ordered:
        groups.setdefault(KINDS[dossier.sources[id_].kind], []).append(id_)
    summary = f"{count(len(dossier.sources), 'source')}, by kind."
    cut = leaves("sources/index.html", sorted(groups.items()), ROWS_ON_PAGE, str.capitalize)
    return [
        SourcesView(
            summary,
            tuple(
                (kind, tuple(_source_row(book, id_) for id_ in ids)) for kind, ids in page.groups
            ),
            page.pager,
        )
        for page in cut
    ]


def _source_row(book: Book, id_: str) -> SourceRow:
    carried = len(book.dossier.carried(id_))
    return SourceRow(
        book.card(id_),
        f"Cited in {count(len(book.dossier.usages[id_]), 'place')}",
        f"carries {count(carried, 'statement')}" if carried else "origin not known",
    )


def _statements(book: Book) -> list[StatementsView]:
    dossier = book.dossier
    groups: dict[str, list[str]] = {}
    for id_, statement in dossier.statements.items():
        groups.setdefault(dossier.party(statement.by), []).append(id_)
    summary = (
        f"{count(len(dossier.statements), 'statement')} by "
        f"{count(len(groups), 'party', 'parties')}."
    )
    said = [
        (book.ref("actor", party), book.statement_rows(ids))
        for party, ids in _largest_first(groups)
    ]
    cut = leaves("statements/index.html", said, ROWS_ON_PAGE, _label)
    return [StatementsView(summary, page.groups, page.pager) for page in cut]


def _actors(book: Book) -> list[ActorsView]:
    dossier = book.dossier
    groups: dict[str, list[str]] = {}
    for id_ in dossier.actors:
        groups.setdefault(dossier.party(id_), []).append(id_)
    summary = (
        f"{count(len(dossier.actors), 'actor')}, speaking for "
        f"{count(len(groups), 'party', 'parties')}."
    )
    rows = [
        (
            book.ref("actor", party),
            tuple(_actor_row(book, id_) for id_ in _leader_first(party, ids)),
        )
        for party, ids in _largest_first(groups)
    ]
    cut = leaves("actors/index.html", rows, ROWS_ON_PAGE, _label)
    return [ActorsView(summary, page.groups, page.pager) for page in cut]


def _label(ref: Ref) -> str:
    return ref.label


def _actor_row(book: Book, id_: str) -> ActorRow:
    actor = book.dossier.actors[id_]
    made = book.dossier.backlinks("actor", id_).statements
    own = sum(book.dossier.statements[statement].by == id_ for statement in made)
    told = count(own, "statement") if own else ""
    return ActorRow(book.ref("actor", id_), actor.role or "", actor.also_known_as, told)


def _largest_first(groups: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    return sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))


def _leader_first(party: str, ids: list[str]) -> list[str]:
    return sorted(ids, key=lambda id_: (id_ != party, id_))


def _details(book: Book) -> list[DetailsView]:
    rows = [
        DetailRow(book.ref("detail", id_), detail.question, _answered(book, id_))
        for id_, detail in book.dossier.details.items()
    ]
    summary = f"{count(len(rows), 'question')} on which sources differ."
    cut = leaves("details/index.html", [("", rows)], ROWS_ON_PAGE, str)
    return [DetailsView(summary, page.rows(), page.pager) for page in cut]


def _answered(book: Book, id_: str) -> str:
    comparison = book.findings.comparison[id_]
    return count(len(comparison.answers), "answer")


def _briefs(book: Book) -> list[BriefsView]:
    briefs = book.dossier.briefs
    ordered = sorted(briefs, key=lambda id_: (briefs[id_].order, id_))
    rows = [
        BriefRow(book.ref("brief", id_), briefs[id_].summary or "", book.when(briefs[id_].updated))
        for id_ in ordered
    ]
    summary = count(len(rows), "brief") + "."
    cut = leaves("briefs/index.html", [("", rows)], ROWS_ON_PAGE, str)
    return [BriefsView(summary, page.rows(), page.pager) for page in cut]


def _tag_pages(book: Book) -> list[Page]:
    dossier = book.dossier
    tagged: dict[str, dict[str, list[str]]] = {}
    for kind in ("claim", "detail", "brief", "event"):
        for id_, record in dossier.records(kind).items():
            for tag in getattr(record, "tags", ()):
                tagged.setdefault(tag, {}).setdefault(kind, []).append(id_)
    pages = []
    rows = []
    for tag in sorted(tagged):
        found = tagged[tag]
        number = count(sum(map(len, found.values())), "record")
        if "event" in found:
            found["event"].sort(key=lambda id_: (book.order(dossier.events[id_].date), id_))
        path = page_of("tag", tag)
        for page in leaves(path, list(found.items()), CLAIMS_ON_PAGE, TAGGED.__getitem__):
            here = dict(page.groups)
            view = TagView(
                tag,
                book.claim_rows(here.get("claim", ())),
                book.event_rows(here.get("event", ())),
                book.refs("detail", here.get("detail", ())),
                book.refs("brief", here.get("brief", ())),
                page.pager,
            )
            title = paged_title(f"Tag: {tag}", page.pager)
            told = f"{number} tagged {tag}."
            pages.append(Page(page.path, "pages/tag.html", title, told, "tags", view))
        rows.append((Ref(path, tag), number))
    summary = f"{count(len(rows), 'tag')}."
    for part in leaves("tags/index.html", [("", rows)], ROWS_ON_PAGE, str):
        title, index = paged_title("Tags", part.pager), TagsView(summary, part.rows(), part.pager)
        pages.append(Page(part.path, "pages/tags.html", title, summary, "tags", index))
    return pages
