"""The plan of the whole site: every page, with its view."""

from __future__ import annotations

import re

from claimline.analysis import Findings
from claimline.diagnostics import Code, Location, Report, did_you_mean
from claimline.model.dossier import Dossier
from claimline.pages.a_to_z import a_to_z_pages
from claimline.pages.actor import actor_page
from claimline.pages.address import A_TO_Z, RESERVED, SEARCH, address, is_list
from claimline.pages.book import Book
from claimline.pages.chronology import chronology_page
from claimline.pages.claim import claim_page
from claimline.pages.detail import detail_page
from claimline.pages.document import document_page
from claimline.pages.finding import finds, not_found_page, search_page
from claimline.pages.front import corrections_page, front_page, redirect_page
from claimline.pages.indexes import BriefsView, index_pages
from claimline.pages.matrix import matrix_page
from claimline.pages.origins import origins_page
from claimline.pages.parts import Chrome, Outside, Page, Plan, Ref
from claimline.pages.source import source_page
from claimline.pages.statement import statement_page

A_PAGE = "Write the path of a page, such as claims/new.html."
_OLD_PAGE = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.html\Z")


def plan(dossier: Dossier, findings: Findings, report: Report) -> Plan:
    """All pages of the site, by path. Redirects and page ids that clash go to ``report``."""
    book = Book(dossier, findings)
    sections = dossier.site.sections
    indexes = index_pages(book)
    briefs = next(page.view for page in indexes if isinstance(page.view, BriefsView))
    pages = [front_page(book, briefs), chronology_page(book), *indexes, not_found_page(book)]
    pages += a_to_z_pages(book)
    if sections.search:
        pages.append(search_page(book))
    if sections.matrix:
        pages.append(matrix_page(book))
    if sections.origins:
        pages.append(origins_page(book))
    if sections.corrections:
        pages.append(corrections_page(book))
    pages += [claim_page(book, id_) for id_ in dossier.claims]
    pages += [source_page(book, id_) for id_ in dossier.sources]
    pages += [statement_page(book, id_) for id_ in dossier.statements]
    pages += [actor_page(book, id_) for id_ in dossier.actors]
    pages += [detail_page(book, id_) for id_ in dossier.details]
    pages += [document_page(book, "brief", id_) for id_ in dossier.briefs]
    for id_ in dossier.pages:
        if id_ in RESERVED:
            message = f'The page id "{id_}" is taken by a page that the program writes.'
            at = Location(dossier.where["page", id_].path)
            report.add(at, Code.RESERVED_ID, message, "Choose another name for the file.")
        else:
            pages.append(document_page(book, "page", id_))
    _check_index(dossier, report)
    pages += _redirects(dossier, {page.path: page for page in pages}, report)
    found = finds(book) if sections.search else ()
    return Plan(_chrome(book), tuple(sorted(pages, key=lambda page: page.path)), found)


def _check_index(dossier: Dossier, report: Report) -> None:
    """No record, and no tag, may take the place of its kind's list, or of a further page of it."""
    for kind in ("claim", "source", "statement", "actor", "detail", "brief"):
        for id_ in filter(is_list, dossier.records(kind)):
            message = f'The id "{id_}" is taken by the list of all {kind}s.'
            at = Location(dossier.where[kind, id_].path)
            report.add(at, Code.RESERVED_ID, message, "Choose another id.")
    for kind in ("claim", "event", "detail", "brief"):
        for id_, record in dossier.records(kind).items():
            tags: tuple[str, ...] = getattr(record, "tags", ())
            for tag in filter(is_list, tags):
                at = dossier.where[kind, id_].at("tags", tags.index(tag))
                message = f'The tag "{tag}" is taken by the list of all tags.'
                report.add(at, Code.RESERVED_ID, message, "Choose another word.")


def _chrome(book: Book) -> Chrome:
    site = book.dossier.site
    sections = site.sections
    nav = [
        Ref("index.html", "Overview"),
        Ref("claims/index.html", "Claims"),
        Ref("chronology.html", "Chronology"),
        Ref("details/index.html", "Differences"),
        Ref("sources/index.html", "Sources"),
        Ref("actors/index.html", "Actors"),
        Ref("briefs/index.html", "Briefs"),
    ]
    if sections.origins:
        nav.insert(6, Ref("origins.html", "Origins"))
    if sections.matrix:
        nav.insert(7 if sections.origins else 6, Ref("matrix.html", "Matrix"))
    a_to_z = Ref(A_TO_Z, "A to Z")
    nav.append(Ref(SEARCH, "Search") if sections.search else a_to_z)
    pages = book.dossier.pages
    about = [
        book.ref("page", id_) for id_ in sorted(pages, key=lambda id_: (pages[id_].order, id_))
    ]
    if sections.corrections:
        about.append(Ref("corrections.html", "Corrections"))
    about.append(Ref("statements/index.html", "Statements"))
    about.append(a_to_z)
    if sections.tags:
        about.append(Ref("tags/index.html", "Tags"))
    licence = site.licence
    return Chrome(
        title=site.title,
        summary=site.summary,
        language=site.language,
        publisher=site.publisher or "",
        licence=Outside(licence.url, licence.name) if licence and licence.url else None,
        licence_name=licence.name if licence else "",
        contact=site.contact or "",
        updated=book.when(site.updated),
        base_url=(site.base_url or "").rstrip("/"),
        nav=tuple(nav),
        about=tuple(about),
    )


def _redirects(dossier: Dossier, pages: dict[str, Page], report: Report) -> list[Page]:
    found = []
    where = dossier.where["site", "site"]
    events = {address("event", id_) for id_ in dossier.events}
    for old, new in dossier.site.redirects.items():
        target = pages.get(new.partition("#")[0])
        if not _OLD_PAGE.match(old):
            message = f'"{old}" is not the path of a page.'
            report.add(
                where.key("redirects", old), Code.REDIRECT, message, "Write claims/old.html."
            )
        elif old in pages:
            message = f'"{old}" is a page of this site, so it cannot lead elsewhere.'
            report.add(where.key("redirects", old), Code.REDIRECT, message, "Remove the redirect.")
        elif target is None:
            message = f'"{new}" is not a page of this site.'
            hint = did_you_mean(new, pages) or A_PAGE
            report.add(where.at("redirects", old), Code.REDIRECT, message, hint)
        elif "#" in new and new not in events:
            message = f'"{new}" is not a place on that page.'
            report.add(where.at("redirects", old), Code.REDIRECT, message, A_PAGE)
        else:
            found.append(redirect_page(old, Ref(new, target.title)))
    return found
