"""The page with the ways to all that the navigation does not name."""

from __future__ import annotations

from claimline.pages.address import MORE
from claimline.pages.selections import selection_ref, selections
from claimline.pages.shared_views import HtmlPage, Ref
from claimline.pages.site_pages import ABOUT, GROUPS, SITE_PAGES, SitePage
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value


class MoreLink(Value, frozen=True):
    """A link to a page, with what a reader finds there. ``words`` is "" if the label says it."""

    ref: Ref
    words: str = ""


class MoreView(Value, frozen=True):
    """Links in groups with a heading."""

    groups: tuple[tuple[str, tuple[MoreLink, ...]], ...]


def more_page(builder: ViewBuilder) -> HtmlPage:
    """Make the page that leads to everything that the navigation leaves out."""
    groups = []
    for heading in GROUPS:
        ways = tuple(
            _way(builder, page)
            for page in SITE_PAGES.values()
            if page.group == heading and page.is_linked(builder.dossier)
        )
        if heading == ABOUT:
            ways = (*(MoreLink(ref) for ref in own_pages(builder)), *ways)
        if ways:
            groups.append((builder.t(heading), ways))
    asked = tuple(
        MoreLink(selection_ref(builder, it, number)) for it, number in selections(builder)
    )
    if asked:
        groups.insert(1, (builder.t("What the lists show"), asked))
    summary = builder.t("All other ways into this site.")
    return HtmlPage(
        MORE, "pages/more.html", builder.t("More"), summary, MORE, MoreView(tuple(groups))
    )


def own_pages(builder: ViewBuilder) -> tuple[Ref, ...]:
    """Return links to the project's own pages, in the order that the authors chose."""
    pages = builder.dossier.pages
    return builder.refs("page", sorted(pages, key=lambda id_: (pages[id_].order, id_)))


def _way(builder: ViewBuilder, page: SitePage) -> MoreLink:
    words = builder.t(page.words) if page.words else ""
    return MoreLink(Ref(page.href, builder.t(page.label), interface=True), words)
