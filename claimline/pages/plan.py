"""The plan of the whole site: every page, with the function that makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from claimline.analysis import Analysis, analysis_of
from claimline.diagnostics import Code, Location, Report, did_you_mean
from claimline.late_pattern import late_pattern
from claimline.model.dossier import NO_DOSSIER, Dossier
from claimline.pages.a_to_z import a_to_z_pages
from claimline.pages.actor import actor_page
from claimline.pages.actor_sections import ACTOR_SECTIONS
from claimline.pages.address import (
    NOT_FOUND,
    RESERVED,
    address,
    embedded_path,
    is_list,
    page_of,
    tag_slug,
)
from claimline.pages.answer_table import answers_pages
from claimline.pages.cards import card_page, card_path, check_cards
from claimline.pages.chronology_overview import chronology_pages
from claimline.pages.claim import claim_page
from claimline.pages.corrections import corrections_pages
from claimline.pages.data import data_page
from claimline.pages.detail import detail_page
from claimline.pages.detail_sections import DETAIL_SECTIONS
from claimline.pages.document import document_page
from claimline.pages.embedded import embedded_page
from claimline.pages.event import event_page
from claimline.pages.front import front_page, redirect_page
from claimline.pages.indexes import index_pages
from claimline.pages.matrix import matrix_pages
from claimline.pages.more import more_page
from claimline.pages.origins import origins_pages
from claimline.pages.place import place_pages
from claimline.pages.publisher import publisher_page
from claimline.pages.record_paths import event_page_path
from claimline.pages.search_entries import search_entries
from claimline.pages.search_pages import not_found_page, search_page
from claimline.pages.shared_views import HtmlPage, Ref, SearchEntry
from claimline.pages.site_context import SiteContext, site_context
from claimline.pages.site_pages import SITE_PAGES
from claimline.pages.source import source_page
from claimline.pages.statement import statement_page
from claimline.pages.statement_sections import STATEMENT_SECTIONS
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.withheld import with_mark

A_PAGE = "Write the path of a page, such as claims/new.html."
_OLD_PAGE = late_pattern(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.html\Z")


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page that is not made yet: its path, and the function that makes it."""

    path: str
    make: Callable[[ViewBuilder], HtmlPage] = field(compare=False)
    large: bool = False
    """Whether it grows with the number of records, as a list of all records does."""
    picture: bool = False
    """Whether it is a share picture, not HTML."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All pages of the site in the order of their paths, and what frames them.

    Pages are made on demand, so they need not all be in memory, or in one process.
    """

    site: SiteContext
    specs: tuple[PageSpec, ...]
    builder: ViewBuilder = field(compare=False)

    @classmethod
    def of_pages(cls, site: SiteContext, pages: Iterable[HtmlPage]) -> Plan:
        """Return a plan of pages that are made already, without a Dossier."""
        specs = tuple(PageSpec(page.path, partial(_given, page=page)) for page in pages)
        return cls(site, specs, ViewBuilder(NO_DOSSIER, analysis_of(NO_DOSSIER)))

    def search_entries(self) -> tuple[SearchEntry, ...]:
        """Return what the search can find. There is nothing if the site has no search."""
        return search_entries(self.builder) if self.builder.dossier.site.sections.search else ()

    @property
    def pages(self) -> tuple[HtmlPage, ...]:
        """All pages. Each access makes them again."""
        return tuple(spec.make(self.builder) for spec in self.specs)


def _given(builder: ViewBuilder, page: HtmlPage) -> HtmlPage:
    return page


def plan(dossier: Dossier, analysis: Analysis, report: Report) -> Plan:
    """Plan all pages of the site. Report bad redirects and ids that clash."""
    return plan_with(ViewBuilder(dossier, analysis), dossier, report)


def plan_with(builder: ViewBuilder, dossier: Dossier, report: Report) -> Plan:
    """Plan all pages of the site with a builder of the same Dossier."""
    sections = dossier.site.sections
    specs = [
        *(
            PageSpec(SITE_PAGES[name].href, make, large=name == _LARGE)
            for name, make in _SINGLE.items()
            if SITE_PAGES[name].is_on(sections)
        ),
        *(PageSpec(path, make, large=True) for path, make in chronology_pages(builder).items()),
        PageSpec(NOT_FOUND, not_found_page),
        *(PageSpec(path, make, large=True) for path, make in index_pages(builder).items()),
        *(PageSpec(path, make, large=True) for path, make in a_to_z_pages(builder).items()),
        *(PageSpec(path, make) for pages in _CUT for path, make in pages(builder).items()),
    ]
    specs += (
        PageSpec(path, partial(_page_of_record, kind="event", id_=id_, make=event_page))
        for id_ in dossier.events
        if (path := event_page_path(builder, id_))
    )
    if sections.matrix:
        specs += (PageSpec(path, make, large=True) for path, make in matrix_pages(builder).items())
    if sections.origins:
        specs += (PageSpec(path, make, large=True) for path, make in origins_pages(builder).items())
    if sections.corrections:
        specs += (
            PageSpec(path, make, large=True) for path, make in corrections_pages(builder).items()
        )
    for kind, make in _OF_EACH:
        for id_ in dossier.records(kind):
            if kind == "page" and id_ in RESERVED:
                message = f'The page id "{id_}" is taken by a page that the program writes.'
                at = Location(dossier.where["page", id_].path)
                report.add(at, Code.RESERVED_ID, message, "Choose another name for the file.")
            else:
                of_record = partial(_page_of_record, kind=kind, id_=id_, make=make)
                specs.append(PageSpec(page_of(kind, id_), of_record))
    _check_index(dossier, report)
    check_cards(dossier, report)
    if dossier.site.images:
        specs += (
            PageSpec(card_path(id_), partial(card_page, id_=id_), picture=True)
            for id_ in dossier.claims
        )
    if sections.embed:
        specs += (
            PageSpec(embedded_path(page_of("claim", id_)), partial(embedded_page, id_=id_))
            for id_ in dossier.claims
        )
    specs += _redirects(dossier, {spec.path: spec for spec in specs}, report)
    context = site_context(builder, {spec.path for spec in specs}, report)
    return Plan(context, tuple(sorted(specs, key=lambda spec: spec.path)), builder)


def _page_of_record(
    builder: ViewBuilder, kind: str, id_: str, make: Callable[..., HtmlPage]
) -> HtmlPage:
    """Make the page of a record, with the mark that says what the record keeps back."""
    return with_mark(builder, make(builder, id_=id_), builder.dossier.records(kind)[id_])


_SINGLE: dict[str, Callable[[ViewBuilder], HtmlPage]] = {
    "overview": front_page,
    "search": search_page,
    "more": more_page,
    "data": data_page,
    "publisher": publisher_page,
}
"""The functions that make the pages of which there is one, by their names in the navigation."""
_LARGE = "overview"
"""The one of them that grows with the number of records."""
_OF_EACH: tuple[tuple[str, Callable[..., HtmlPage]], ...] = (
    ("claim", claim_page),
    ("source", source_page),
    ("statement", statement_page),
    ("actor", actor_page),
    ("detail", detail_page),
    ("brief", partial(document_page, kind="brief")),
    ("page", partial(document_page, kind="page")),
)
"""For each kind of record that has pages, the function that makes one."""


_CUT: tuple[Callable[[ViewBuilder], dict[str, Callable[[ViewBuilder], HtmlPage]]], ...] = (
    ACTOR_SECTIONS.further,
    STATEMENT_SECTIONS.further,
    DETAIL_SECTIONS.further,
    answers_pages,
    place_pages,
)
"""The functions that make the further pages of records, and all pages of places."""


def _check_index(dossier: Dossier, report: Report) -> None:
    """Report records and tags whose page would have the path of a list's page."""
    for kind in ("claim", "source", "statement", "actor", "detail", "brief"):
        for id_ in filter(is_list, dossier.records(kind)):
            message = f'The id "{id_}" is taken by the list of all {kind}s.'
            at = Location(dossier.where[kind, id_].path)
            report.add(at, Code.RESERVED_ID, message, "Choose another id.")
    _check_tags(dossier, report)


def _check_tags(dossier: Dossier, report: Report) -> None:
    """Report tags that have no address, or the address of another tag or of the list of tags."""
    slugs = [tag_slug(tag) for tag in dossier.tagged]
    if all(slugs) and not any(map(is_list, slugs)) and len({*slugs}) == len(slugs):
        return
    tags_at: dict[str, str] = {}
    sound: set[str] = set()
    for kind in ("claim", "event", "detail", "brief"):
        for id_, record in dossier.records(kind).items():
            tags: tuple[str, ...] = getattr(record, "tags", ())
            for number, tag in enumerate(tags):
                if tag in sound:
                    continue
                page, name = page_of("tag", tag), tag_slug(tag)
                first = tags_at.setdefault(page, tag)
                if not name:
                    message = f'No address can be made of the tag "{tag}".'
                elif is_list(name):
                    message = f'The tag "{tag}" is taken by the list of all tags.'
                elif first != tag:
                    message = f'The tags "{first}" and "{tag}" have one address, {page}.'
                else:
                    sound.add(tag)
                    continue
                at = dossier.where[kind, id_].at("tags", number)
                report.add(at, Code.RESERVED_ID, message, "Choose another word.")


def _redirects(dossier: Dossier, pages: dict[str, PageSpec], report: Report) -> list[PageSpec]:
    pages_of_redirects = []
    where = dossier.where["site", "site"]
    targets = pages | {
        address("event", id_): pages[page_of("event", id_)] for id_ in dossier.events
    }
    for old, new in dossier.site.redirects.items():
        target = targets.get(new)
        if not _OLD_PAGE.match(old):
            message = f'"{old}" is not the path of a page.'
            report.add(
                where.key("redirects", old), Code.REDIRECT, message, "Write claims/old.html."
            )
        elif old in pages:
            message = f'"{old}" is a page of this site, so it cannot lead elsewhere.'
            report.add(where.key("redirects", old), Code.REDIRECT, message, "Remove the redirect.")
        elif target is None:
            message = f'"{new}" is neither a page of this site nor an event on one.'
            hint = did_you_mean(new, targets) or A_PAGE
            report.add(where.at("redirects", old), Code.REDIRECT, message, hint)
        else:
            pages_of_redirects.append(
                PageSpec(old, partial(_redirect, old=old, new=new, target=target))
            )
            if embedded := pages.get(embedded_path(new)):
                path = embedded_path(old)
                make = partial(_redirect, old=path, new=embedded.path, target=embedded)
                pages_of_redirects.append(PageSpec(path, make))
    return pages_of_redirects


def _redirect(builder: ViewBuilder, old: str, new: str, target: PageSpec) -> HtmlPage:
    return redirect_page(builder, old, Ref(new, target.make(builder).title))
