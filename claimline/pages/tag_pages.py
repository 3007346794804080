"""The pages of tags: the records with each tag, and the list of all tags."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from claimline.locale import word
from claimline.model.tag_names import tag_name, tags_in_order
from claimline.pages.address import list_of, list_path, page_of
from claimline.pages.batches import in_batches
from claimline.pages.index_views import RowsView, TagView
from claimline.pages.paging import (
    CLAIMS_ON_PAGE,
    ROWS_ON_PAGE,
    page_of_list,
    paged_title,
    pages_of,
)
from claimline.pages.shared_views import HtmlPage
from claimline.pages.view_builder import ViewBuilder, part, tags_of

TAGGED = {
    "claim": word("Claims"),
    "detail": word("Questions"),
    "brief": word("Briefs"),
    "event": word("Events"),
}


def tag_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], HtmlPage]]:
    """Return the functions that make the pages of tags, by path."""
    pages: dict[str, Callable[[ViewBuilder], HtmlPage]] = {}
    tags = _all_tagged(builder, "")
    for number in range(1, pages_of(len(tags), ROWS_ON_PAGE) + 1):
        pages[list_path(list_of("tag"), number)] = partial(_tags_page, number=number)
    for tag, tagged in tags.items():
        for number in range(1, pages_of(_many(tagged), CLAIMS_ON_PAGE) + 1):
            path = list_path(page_of("tag", tag), number)
            pages[path] = partial(_tag_page, tag=tag, number=number)
    return pages


@in_batches("tags for list", tuple[str, ...])
def _tags(builder: ViewBuilder, key: str) -> tuple[str, ...]:
    return tags_of(builder, key)


@part("tags", dict[str, dict[str, list[str]]])
def _all_tagged(builder: ViewBuilder, _: str) -> dict[str, dict[str, list[str]]]:
    """Return, for each tag in order, the ids of the records that have it, by kind."""
    ids: dict[str, dict[str, list[str]]] = {}
    for kind in TAGGED:
        for id_, tags in _tags(builder, kind):
            for tag in tags:
                ids.setdefault(tag, {}).setdefault(kind, []).append(id_)
    return {tag: ids[tag] for tag in tags_in_order(builder.dossier.site, ids)}


@part("tagged")
def _tagged(builder: ViewBuilder, tag: str) -> dict[str, list[str]]:
    """Return the ids of the records with a tag, by kind. Events are in the order of their dates."""
    ids = dict(_all_tagged(builder, "")[tag])
    if "event" in ids:
        dates = builder.dossier.event_dates
        ids["event"] = sorted(ids["event"], key=lambda id_: (builder.order(dates[id_]), id_))
    return ids


def _many(ids: dict[str, list[str]]) -> int:
    return sum(map(len, ids.values()))


def _tag_page(builder: ViewBuilder, tag: str, number: int) -> HtmlPage:
    ids, name = _tagged(builder, tag), tag_name(builder.dossier.site, tag)

    def label(kind: str) -> str:
        return builder.t(TAGGED[kind])

    list_page = page_of_list(
        page_of("tag", tag), tuple(ids.items()), CLAIMS_ON_PAGE, number, label,
        lambda _, kind: f"{kind}s", language=builder.language,
    )  # fmt: skip
    shown = dict(list_page.groups)
    view = TagView(
        name,
        builder.claim_rows(shown.get("claim", ())),
        builder.event_rows(shown.get("event", ())),
        builder.refs("detail", shown.get("detail", ())),
        builder.refs("brief", shown.get("brief", ())),
        list_page.pager,
    )
    summary = builder.n(
        "{n} record tagged {tag}.", "{n} records tagged {tag}.", _many(ids), tag=name
    )
    title = paged_title(builder.t("Tag: {tag}", tag=name), number, builder.language)
    return HtmlPage(list_page.path, "pages/tag.html", title, summary, "tags", view)


def _tags_page(builder: ViewBuilder, number: int) -> HtmlPage:
    tags = _all_tagged(builder, "")
    list_page = page_of_list(
        list_of("tag"),
        (("", tuple(tags)),),
        ROWS_ON_PAGE,
        number,
        str,
        language=builder.language,
    )
    rows = tuple(
        (link, builder.n("{n} record", "{n} records", _many(tags[tag])))
        for tag, link in zip(list_page.rows(), builder.tags(list_page.rows()), strict=True)
    )
    summary = builder.n("{n} tag.", "{n} tags.", len(tags))
    view = RowsView(summary, rows, list_page.pager)
    title = paged_title(builder.t("Tags"), number, builder.language)
    return HtmlPage(list_page.path, "pages/tags.html", title, summary, "tags", view)
