"""The page of the search, and the page for a missing address."""

from __future__ import annotations

from claimline.pages.address import NOT_FOUND, SEARCH
from claimline.pages.shared_views import HtmlPage, Ref
from claimline.pages.site_pages import linked_pages
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value


class SearchView(Value, frozen=True):
    """The page of the search.

    ``index`` is the path of the file that leads to the index. ``facets`` are pairs of a name, as in
    ``SearchEntry``, and a label. ``ways`` are links to the lists.
    """

    index: str
    facets: tuple[tuple[str, str], ...]
    ways: tuple[Ref, ...]


class MissingView(Value, frozen=True):
    """The page for an address that does not exist, with links to lists."""

    ways: tuple[Ref, ...]


INDEX = "search/start.js"


def search_page(builder: ViewBuilder) -> HtmlPage:
    """Make the page of the search. Without scripts it links to the lists."""
    t = builder.t
    facets = (
        ("kind", t("Kind")),
        ("verdict", t("Verdict")),
        ("status", t("Status")),
        ("vantage-point", t("Vantage point")),
        ("commentator", t("Commentator")),
    )
    view = SearchView(INDEX, facets, _ways(builder)[1:])
    summary = t("Search claims, sources, statements, actors, questions, events and briefs.")
    return HtmlPage(SEARCH, "pages/search.html", t("Search"), summary, SEARCH, view)


def not_found_page(builder: ViewBuilder) -> HtmlPage:
    """Make the page that a host shows for an address that does not exist."""
    ways = _ways(builder)
    if builder.dossier.site.sections.search:
        ways = (Ref(SEARCH, builder.t("Search the site")), *ways)
    title, description = builder.t("Page not found"), builder.t("There is no such page.")
    return HtmlPage(NOT_FOUND, "pages/404.html", title, description, "", MissingView(ways))


def _ways(builder: ViewBuilder) -> tuple[Ref, ...]:
    """Return links to the lists that have something to show."""
    t = builder.t
    labels = {
        "overview": t("The summary"),
        "a-z": t("Claims, sources and actors from A to Z"),
        "claims": t("All claims, by verdict"),
        "sources": t("All sources, by kind"),
        "chronology": t("The timeline"),
    }
    linked = dict(linked_pages(builder.dossier))
    return tuple(Ref(linked[name].href, label) for name, label in labels.items() if name in linked)
