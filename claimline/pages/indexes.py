"""The list of each kind of record, and of each tag, on as many pages as it needs.

A page reads only its ids and the row of each. Both are parts of the ViewBuilder, so a change of
a record's text leaves the page as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from claimline.locale import word
from claimline.pages.address import list_path, page_of
from claimline.pages.index_views import (
    ActorRow,
    BriefRow,
    ClaimsView,
    DetailRow,
    GroupedView,
    RowsView,
    SourceRow,
    TagView,
    VerdictShare,
)
from claimline.pages.paging import (
    CLAIMS_ON_PAGE,
    ROWS_ON_PAGE,
    ListPage,
    page_of_list,
    paged_title,
    pages_of,
)
from claimline.pages.shared_views import Page, Ref, StatementRow
from claimline.pages.view_builder import ViewBuilder, part, source_total, tags_of
from claimline.pages.vocabulary import KINDS, capital

Groups = tuple[tuple[str, tuple[str, ...]], ...]
"""The ids of a list, by group: a verdict, a kind of source, a party, or "" for none."""

KINDS_LISTED = {
    "claim": word("Claims"),
    "source": word("Sources"),
    "statement": word("Statements"),
    "actor": word("Actors"),
    "detail": word("Questions"),
    "brief": word("Briefs"),
}
TAGGED = {
    "claim": word("Claims"),
    "detail": word("Questions"),
    "brief": word("Briefs"),
    "event": word("Events"),
}


def index_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], Page]]:
    """Return the functions that make the lists of each kind and of tags, by path."""
    pages: dict[str, Callable[[ViewBuilder], Page]] = {}
    for kind in KINDS_LISTED:
        total = pages_of(len(builder.dossier.records(kind)), _size(kind))
        for number in range(1, total + 1):
            path = list_path(f"{kind}s/index.html", number)
            pages[path] = partial(_index_page, kind=kind, number=number)
    if builder.dossier.site.sections.tags:
        tags = _all_tagged(builder, "")
        for number in range(1, pages_of(len(tags), ROWS_ON_PAGE) + 1):
            pages[list_path("tags/index.html", number)] = partial(_tags_page, number=number)
        for tag, tagged in tags.items():
            for number in range(1, pages_of(_many(tagged), CLAIMS_ON_PAGE) + 1):
                path = list_path(page_of("tag", tag), number)
                pages[path] = partial(_tag_page, tag=tag, number=number)
    return pages


def brief_rows(builder: ViewBuilder, left_out: str | None = None) -> tuple[BriefRow, ...]:
    """Return all briefs but one, in the order that the authors chose."""
    return tuple(
        _brief_row(builder, id_)
        for _, ids in _list(builder, "brief")
        for id_ in ids
        if id_ != left_out
    )


def _index_page(builder: ViewBuilder, kind: str, number: int) -> Page:
    list_page = _list_page(builder, f"{kind} {number}")
    view = _VIEWS[kind](builder, list_page)
    title = paged_title(builder.t(KINDS_LISTED[kind]), number, builder.language)
    return Page(list_page.path, f"pages/{kind}s.html", title, view.summary, f"{kind}s", view)


# The order of records


@part("place")
def _place(builder: ViewBuilder, key: str) -> tuple[str, tuple[Any, ...]]:
    """A record's group, and its sort key in the group; the key is its kind and id."""
    kind, _, id_ = key.partition(" ")
    dossier = builder.dossier
    match kind:
        case "claim":
            return dossier.claims[id_].verdict or "", ()
        case "source":
            source = dossier.sources[id_]
            return source.kind, (source.publisher.casefold(),)
        case "statement":
            statement = dossier.statements[id_]
            return dossier.origin(id_).party, (
                statement.said is None,
                builder.order(statement.said),
            )
        case "actor":
            party = dossier.party(id_)
            return party, (id_ != party,)
        case "brief":
            return "", (dossier.briefs[id_].order,)
        case _:
            return "", ()


@part("list")
def _list(builder: ViewBuilder, kind: str) -> Groups:
    """The list of all records of a kind."""
    groups: dict[str, list[tuple[tuple[Any, ...], str]]] = {}
    for id_ in builder.dossier.records(kind):
        head, sort_key = _place(builder, f"{kind} {id_}")
        groups.setdefault(head, []).append((sort_key, id_))
    order: dict[str, Any] = {}
    match kind:
        case "claim":
            steps = [*(step.id for step in builder.dossier.site.verdicts), ""]
            order = {step: nth for nth, step in enumerate(steps)}
        case "source":
            order = {head: _label(builder, kind, head) for head in groups}
        case _:  # the largest first
            order = {head: (-len(rows), head) for head, rows in groups.items()}
    return tuple(
        (head, tuple(id_ for _, id_ in sorted(groups[head], key=lambda row: row[0])))
        for head in sorted(groups, key=order.__getitem__)
    )


@part("extent")
def _extent(builder: ViewBuilder, kind: str) -> tuple[int, int]:
    """How many records a list has, in how many groups."""
    groups = _list(builder, kind)
    return sum(len(ids) for _, ids in groups), len(groups)


@part("list page")
def _list_page(builder: ViewBuilder, key: str) -> ListPage[str, str]:
    """One page of a list; the key is the kind and the page's number."""
    kind, _, number = key.partition(" ")
    return page_of_list(
        f"{kind}s/index.html",
        _list(builder, kind),
        _size(kind),
        int(number),
        partial(_label, builder, kind),
        (lambda _, head: _verdict_anchor(head)) if kind == "claim" else _anchor,
        partial(_own, builder, kind),
        builder.language,
    )


def _size(kind: str) -> int:
    return CLAIMS_ON_PAGE if kind == "claim" else ROWS_ON_PAGE


def _label(builder: ViewBuilder, kind: str, head: str) -> str:
    """The heading of a group."""
    if kind == "claim":
        return builder.mark(head).label if head else builder.t("No verdict")
    if kind == "source":
        return capital(builder.t(KINDS[head]))
    return builder.ref("actor", head).label if head else ""


def _own(builder: ViewBuilder, kind: str, head: str) -> bool:
    """Whether a heading is in the site's own words, not the interface's."""
    if kind == "claim":
        return bool(head) and not builder.mark(head).plain
    return kind != "source"


def _anchor(nth: int, head: str) -> str:
    return f"part-{nth + 1}"


def _verdict_anchor(verdict: str) -> str:
    return f"verdict-{verdict or 'none'}"


# The views of the lists, and their rows


def _claims(builder: ViewBuilder, list_page: ListPage[str, str]) -> ClaimsView:
    shares = tuple(
        VerdictShare(
            builder.mark(verdict) if verdict else None,
            _verdict_anchor(verdict),
            builder.claim_rows(ids),
        )
        for verdict, ids in list_page.groups
    )
    claims, _ = _extent(builder, "claim")
    summary = builder.n("{n} claim, by verdict.", "{n} claims, by verdict.", claims)
    return ClaimsView(summary, shares, list_page.pager)


def _sources(builder: ViewBuilder, list_page: ListPage[str, str]) -> GroupedView[str, SourceRow]:
    groups = tuple(
        (_label(builder, "source", kind), tuple(_source_row(builder, id_) for id_ in ids))
        for kind, ids in list_page.groups
    )
    sources = source_total(builder, "")
    summary = builder.n("{n} source, by kind.", "{n} sources, by kind.", sources)
    return GroupedView(summary, groups, list_page.pager)


@part("source row")
def _source_row(builder: ViewBuilder, id_: str) -> SourceRow:
    carried = len(builder.dossier.carried(id_))
    return SourceRow(
        builder.card(id_),
        builder.n("Cited in {n} place", "Cited in {n} places", len(builder.dossier.usages[id_])),
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
    statements, parties = _extent(builder, "statement")
    summary = builder.t(
        "{statements} {parties}.",
        statements=builder.n("{n} statement", "{n} statements", statements),
        parties=builder.n("by {n} party", "by {n} parties", parties),
    )
    return GroupedView(summary, groups, list_page.pager)


def _actors(builder: ViewBuilder, list_page: ListPage[str, str]) -> GroupedView[Ref, ActorRow]:
    groups = tuple(
        (builder.ref("actor", party), tuple(_actor_row(builder, id_) for id_ in ids))
        for party, ids in list_page.groups
    )
    actors, parties = _extent(builder, "actor")
    summary = builder.t(
        "{actors}, {parties}.",
        actors=builder.n("{n} actor", "{n} actors", actors),
        parties=builder.n("speaking for {n} party", "speaking for {n} parties", parties),
    )
    return GroupedView(summary, groups, list_page.pager)


@part("actor row")
def _actor_row(builder: ViewBuilder, id_: str) -> ActorRow:
    actor = builder.dossier.actors[id_]
    statements = builder.dossier.backlinks("actor", id_).statements
    own = sum(builder.dossier.statements[statement].by == id_ for statement in statements)
    count = builder.n("{n} statement", "{n} statements", own) if own else ""
    return ActorRow(builder.ref("actor", id_), actor.role or "", actor.also_known_as, count)


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


# Tags


@part("tags")
def _all_tagged(builder: ViewBuilder, _: str) -> dict[str, dict[str, list[str]]]:
    """For each tag, in order, the ids of each kind that have it."""
    ids: dict[str, dict[str, list[str]]] = {}
    for kind in TAGGED:
        for id_ in builder.dossier.records(kind):
            for tag in tags_of(builder, f"{kind} {id_}"):
                ids.setdefault(tag, {}).setdefault(kind, []).append(id_)
    return dict(sorted(ids.items()))


@part("tagged")
def _tagged(builder: ViewBuilder, tag: str) -> dict[str, list[str]]:
    """The ids of each kind that have a tag; events in the order of their dates."""
    ids = dict(_all_tagged(builder, "")[tag])
    if "event" in ids:
        dates = builder.dossier.event_dates
        ids["event"] = sorted(ids["event"], key=lambda id_: (builder.order(dates[id_]), id_))
    return ids


def _many(ids: dict[str, list[str]]) -> int:
    return sum(map(len, ids.values()))


def _tag_page(builder: ViewBuilder, tag: str, number: int) -> Page:
    ids = _tagged(builder, tag)

    def label(kind: str) -> str:
        return builder.t(TAGGED[kind])

    list_page = page_of_list(
        page_of("tag", tag), tuple(ids.items()), CLAIMS_ON_PAGE, number, label,
        language=builder.language,
    )  # fmt: skip
    shown = dict(list_page.groups)
    view = TagView(
        tag,
        builder.claim_rows(shown.get("claim", ())),
        builder.event_rows(shown.get("event", ())),
        builder.refs("detail", shown.get("detail", ())),
        builder.refs("brief", shown.get("brief", ())),
        list_page.pager,
    )
    summary = builder.n(
        "{n} record tagged {tag}.", "{n} records tagged {tag}.", _many(ids), tag=tag
    )
    title = paged_title(builder.t("Tag: {tag}", tag=tag), number, builder.language)
    return Page(list_page.path, "pages/tag.html", title, summary, "tags", view)


def _tags_page(builder: ViewBuilder, number: int) -> Page:
    tags = _all_tagged(builder, "")
    list_page = page_of_list(
        "tags/index.html",
        (("", tuple(tags)),),
        ROWS_ON_PAGE,
        number,
        str,
        language=builder.language,
    )
    rows = tuple(
        (Ref(page_of("tag", tag), tag), builder.n("{n} record", "{n} records", _many(tags[tag])))
        for tag in list_page.rows()
    )
    summary = builder.n("{n} tag.", "{n} tags.", len(tags))
    view = RowsView(summary, rows, list_page.pager)
    title = paged_title(builder.t("Tags"), number, builder.language)
    return Page(list_page.path, "pages/tags.html", title, summary, "tags", view)
