"""The list of each kind of record and its selections, on as many pages as they need.

A page reads only its ids and the row of each. Both are parts of the ViewBuilder, so the page
does not change if only the text of a record does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec.structs import replace

from claimline.locale import word
from claimline.pages.address import list_of, list_path, selection_path
from claimline.pages.batches import in_batches
from claimline.pages.counted import speakers
from claimline.pages.index_views import (
    ActorRow,
    BriefRow,
    ClaimsView,
    DetailRow,
    GroupedView,
    RowsView,
    SourceRow,
    VerdictShare,
)
from claimline.pages.paging import (
    CLAIMS_ON_PAGE,
    ROWS_ON_PAGE,
    ListPage,
    page_of_list,
    paged_title,
    pages_of,
    part_anchor,
)
from claimline.pages.selections import SELECTIONS, choices, number_selected, selected
from claimline.pages.shared_views import HtmlPage, Ref, StatementRow
from claimline.pages.source_account import citing_places
from claimline.pages.tag_pages import tag_pages
from claimline.pages.view_builder import ViewBuilder, part, source_total
from claimline.pages.vocabulary import KINDS, capital
from claimline.value import Value

Groups = tuple[tuple[str, tuple[str, ...]], ...]
"""The ids of a list, by group: a verdict, a kind of source, a party, or "" for none."""

RECORD_GROUP = "on record"
"""The group of claims of kind ``record``: their verdicts are about the record alone."""
KINDS_LISTED = {
    "claim": word("Claims"),
    "source": word("Sources"),
    "statement": word("Statements"),
    "actor": word("Who said it"),
    "detail": word("Questions"),
    "brief": word("Briefs"),
}


def index_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], HtmlPage]]:
    """Return the functions that make the lists of each kind, their selections and tags, by path."""
    pages: dict[str, Callable[[ViewBuilder], HtmlPage]] = {}
    lists = [(kind, len(builder.dossier.records(kind))) for kind in KINDS_LISTED]
    keys = [f"{it.kind} {it.name}" for it in SELECTIONS]  # also if empty: addresses are promises
    lists += [(key, len(selected(builder, key))) for key in keys]
    for key, records in lists:
        for number in range(1, pages_of(records, _size(key)) + 1):
            path = list_path(_path(key), number)
            pages[path] = partial(_index_page, key=key, number=number)
    if builder.dossier.site.sections.tags:
        pages |= tag_pages(builder)
    return pages


def brief_rows(builder: ViewBuilder, left_out: str | None = None) -> tuple[BriefRow, ...]:
    """Return all briefs but one, in the order that the authors chose."""
    return tuple(
        _brief_row(builder, id_)
        for _, ids in _list(builder, "brief")
        for id_ in ids
        if id_ != left_out
    )


def _index_page(builder: ViewBuilder, key: str, number: int) -> HtmlPage:
    """Make a page of a list. ``key`` is the kind, or the kind and the name of a selection."""
    kind, _, name = key.partition(" ")
    list_page = _list_page(builder, f"{key} {number}")
    view = _VIEWS[kind](builder, list_page)
    heading, summary = builder.t(KINDS_LISTED[kind]), view.summary
    for it in SELECTIONS:
        if (it.kind, it.name) == (kind, name):
            heading = builder.t("{list}: {part}", list=heading, part=builder.t(it.label))
            summary = it.words(builder.language, number_selected(builder, kind, name))
    view = replace(view, heading=heading, summary=summary, choices=choices(builder, kind, name))
    title = paged_title(heading, number, builder.language)
    return HtmlPage(list_page.path, f"pages/{kind}s.html", title, summary, f"{kind}s", view)


def _path(key: str) -> str:
    """Return the path of the first page of a list or a selection."""
    kind, _, name = key.partition(" ")
    return selection_path(kind, name) if name else list_of(kind)


# The order of records


class ListPlace(Value, frozen=True, order=True):
    """A record's group, and what sorts it in the group."""

    group: str
    last: bool = False
    order: tuple[int, int, str] = (0, 0, "")
    name: str = ""


@in_batches("place", ListPlace)
def _places(builder: ViewBuilder, key: str) -> ListPlace:
    """Return the place of a record in the list of its kind. ``key`` is its kind and id."""
    kind, _, id_ = key.partition(" ")
    dossier = builder.dossier
    match kind:
        case "claim":
            claim = dossier.claims[id_]
            return ListPlace(RECORD_GROUP if claim.kind == "record" else claim.verdict or "")
        case "source":
            source = dossier.sources[id_]
            return ListPlace(source.kind, name=source.publisher.casefold())
        case "statement":
            statement = dossier.statements[id_]
            party = dossier.origin(id_).party
            return ListPlace(party, statement.said is None, builder.order(statement.said))
        case "actor":
            party = dossier.party(id_)
            return ListPlace(party, id_ != party)
        case "brief":
            return ListPlace("", order=(dossier.briefs[id_].order, 0, ""))
        case _:
            return ListPlace("")


@part("list", Groups)
def _list(builder: ViewBuilder, key: str) -> Groups:
    """Return the list of all records of a kind, or of a selection of it."""
    kind, _, name = key.partition(" ")
    groups: dict[str, list[tuple[ListPlace, str]]] = {}
    chosen = frozenset(selected(builder, key) if name else ())
    for id_, place in _places(builder, kind):
        if not name or id_ in chosen:
            groups.setdefault(place.group, []).append((place, id_))
    order: dict[str, Any] = {}
    match kind:
        case "claim":
            steps = [*(step.id for step in builder.dossier.site.verdicts), RECORD_GROUP, ""]
            order = {step: nth for nth, step in enumerate(steps)}
        case "source":
            order = {head: _label(builder, kind, head) for head in groups}
        case "statement" | "actor":  # commentators last, otherwise the largest group first
            order = {
                head: (_speaks_apart(builder, kind, rows), -len(rows), head)
                for head, rows in groups.items()
            }
        case _:
            order = {head: head for head in groups}
    return tuple(
        (head, tuple(id_ for _, id_ in sorted(groups[head], key=lambda row: row[0])))
        for head in sorted(groups, key=order.__getitem__)
    )


@part("extent")
def _extent(builder: ViewBuilder, kind: str) -> tuple[int, int]:
    """Return the number of records in a list, and the number of its groups."""
    groups = _list(builder, kind)
    return sum(len(ids) for _, ids in groups), len(groups)


@part("list page")
def _list_page(builder: ViewBuilder, key: str) -> ListPage[str, str]:
    """Return one page of a list. ``key`` ends with the number of the page."""
    of_list, _, number = key.rpartition(" ")
    kind = of_list.partition(" ")[0]
    return page_of_list(
        _path(of_list),
        _list(builder, of_list),
        _size(kind),
        int(number),
        partial(_label, builder, kind),
        (lambda _, head: _verdict_anchor(head)) if kind == "claim" else part_anchor,
        partial(_own, builder, kind),
        builder.language,
    )


def _size(key: str) -> int:
    return CLAIMS_ON_PAGE if key.partition(" ")[0] == "claim" else ROWS_ON_PAGE


def _label(builder: ViewBuilder, kind: str, head: str) -> str:
    """Return the heading of a group."""
    if kind == "claim":
        return _claim_heading(builder, head) or builder.mark(head).label
    if kind == "source":
        return capital(builder.t(KINDS[head]))
    return builder.ref("actor", head).label if head else ""


def _own(builder: ViewBuilder, kind: str, head: str) -> bool:
    """Return whether a heading is in the site's own words, not the interface's."""
    if kind == "claim":
        return not _claim_heading(builder, head) and not builder.mark(head).plain
    return kind != "source"


def _verdict_anchor(verdict: str) -> str:
    return "on-record" if verdict == RECORD_GROUP else f"verdict-{verdict or 'none'}"


def _claim_heading(builder: ViewBuilder, head: str) -> str:
    """Return the heading of claims that are not grouped by a verdict, or an empty string."""
    if head == RECORD_GROUP:
        return builder.t("Said or done on record")
    return "" if head else builder.t("No verdict")


def _speaks_apart(builder: ViewBuilder, kind: str, rows: list[tuple[ListPlace, str]]) -> bool:
    """Return whether all who speak in a group of statements or actors are commentators."""
    dossier = builder.dossier
    if kind == "statement":
        return not any(dossier.origin(id_).counts for _, id_ in rows)
    return all(dossier.roles[id_] == "commentator" for _, id_ in rows)


# The views of the lists, and their rows


def _claims(builder: ViewBuilder, list_page: ListPage[str, str]) -> ClaimsView:
    shares = tuple(
        VerdictShare(
            None if (heading := _claim_heading(builder, verdict)) else builder.mark(verdict),
            heading,
            _verdict_anchor(verdict),
            builder.claim_rows(ids),
        )
        for verdict, ids in list_page.groups
    )
    claims, _ = _extent(builder, "claim")
    summary = builder.n("{n} claim, by verdict.", "{n} claims, by verdict.", claims)
    return ClaimsView(summary, shares, list_page.pager, jumps=list_page.jumps)


def _sources(builder: ViewBuilder, list_page: ListPage[str, str]) -> GroupedView[str, SourceRow]:
    groups = tuple(
        (_label(builder, "source", kind), tuple(_source_row(builder, id_) for id_ in ids))
        for kind, ids in list_page.groups
    )
    sources = source_total(builder, "")
    summary = builder.n("{n} source, by kind.", "{n} sources, by kind.", sources)
    return GroupedView(summary, groups, list_page.pager, jumps=list_page.jumps)


@part("source row", SourceRow)
def _source_row(builder: ViewBuilder, id_: str) -> SourceRow:
    carried = len(builder.dossier.carried(id_))
    return SourceRow(
        builder.card(id_),
        builder.n("Cited in {n} place", "Cited in {n} places", len(citing_places(builder, id_))),
        builder.n("carries {n} statement", "carries {n} statements", carried)
        if carried
        else builder.t("origin not known"),
    )


def _statements(
    builder: ViewBuilder, list_page: ListPage[str, str]
) -> GroupedView[Ref, StatementRow]:
    groups = tuple(
        (builder.ref("actor", party), tuple(map(builder.statement_row, ids)))
        for party, ids in list_page.groups
    )
    statements, _ = _extent(builder, "statement")
    summary = builder.t(
        "{statements} {speakers}.",
        statements=builder.n("{n} statement", "{n} statements", statements),
        speakers=speakers(builder.language, *_speaking(builder, "")),
    )
    return GroupedView(summary, groups, list_page.pager, jumps=list_page.jumps)


def _actors(builder: ViewBuilder, list_page: ListPage[str, str]) -> GroupedView[Ref, ActorRow]:
    groups = tuple(
        (builder.ref("actor", party), tuple(_actor_row(builder, id_) for id_ in ids))
        for party, ids in list_page.groups
    )
    actors, _ = _extent(builder, "actor")
    summary = builder.n(
        "{n} actor, by the party it speaks for.", "{n} actors, by the party they speak for.", actors
    )
    return GroupedView(summary, groups, list_page.pager, jumps=list_page.jumps)


@part("speaking")
def _speaking(builder: ViewBuilder, _: str) -> tuple[int, int]:
    """Return the numbers of vantage points and of commentators behind the site's statements."""
    origins = map(builder.dossier.origin, builder.dossier.statements)
    speaking = {(origin.counts, origin.party) for origin in origins}
    points = sum(counts for counts, _ in speaking)
    return points, len(speaking) - points


@part("actor row")
def _actor_row(builder: ViewBuilder, id_: str) -> ActorRow:
    actor = builder.dossier.actors[id_]
    statements = builder.dossier.backlinks("actor", id_).statements
    own = sum(builder.dossier.statements[statement].by == id_ for statement in statements)
    count = builder.n("{n} statement", "{n} statements", own) if own else ""
    commentary = builder.dossier.roles[id_] == "commentator"
    return ActorRow(
        builder.ref("actor", id_), actor.position or "", commentary, actor.also_known_as, count
    )


def _details(builder: ViewBuilder, list_page: ListPage[str, str]) -> RowsView[DetailRow]:
    rows = tuple(_detail_row(builder, id_) for id_ in list_page.rows())
    details, _ = _extent(builder, "detail")
    summary = builder.n(
        "{n} question on which sources differ.", "{n} questions on which sources differ.", details
    )
    return RowsView(summary, rows, list_page.pager)


@part("detail row")
def _detail_row(builder: ViewBuilder, id_: str) -> DetailRow:
    answers = len(builder.analysis.comparison[id_].answers)
    count = builder.n("{n} answer", "{n} answers", answers)
    return DetailRow(builder.ref("detail", id_), builder.dossier.details[id_].question, count)


def _briefs(builder: ViewBuilder, list_page: ListPage[str, str]) -> RowsView[BriefRow]:
    rows = tuple(_brief_row(builder, id_) for id_ in list_page.rows())
    briefs, _ = _extent(builder, "brief")
    return RowsView(builder.n("{n} brief.", "{n} briefs.", briefs), rows, list_page.pager)


@part("brief row")
def _brief_row(builder: ViewBuilder, id_: str) -> BriefRow:
    brief = builder.dossier.briefs[id_]
    return BriefRow(builder.ref("brief", id_), brief.summary or "", builder.when(brief.updated))


_VIEWS: dict[str, Callable[[ViewBuilder, ListPage[str, str]], Any]] = {
    "claim": _claims,
    "source": _sources,
    "statement": _statements,
    "actor": _actors,
    "detail": _details,
    "brief": _briefs,
}
