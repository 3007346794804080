"""What frames every page: the title, the navigation and the footer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from claimline.analysis.evidence_date import latest_evidence
from claimline.diagnostics import Code, Report, did_you_mean
from claimline.model.dossier import Dossier
from claimline.model.shared_fields import NavEntry, Sections
from claimline.pages.address import PUBLISHER, page_of
from claimline.pages.shared_views import ExternalLink, Page, Ref, When
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value


class NavLink(Value, frozen=True):
    """A link of the navigation.

    ``interface`` is true if the label is in words of the interface, not of the site. With
    ``outside``, the ``href`` is a full URL. Otherwise it starts at the site's root.
    """

    href: str
    label: str
    interface: bool = False
    outside: bool = False


class SiteContext(Value, frozen=True):
    """The value ``site`` of every template: what it needs to know of the site as a whole."""

    title: str
    summary: str
    language: str
    """The language of the site's words."""
    interface: str
    """The language of the interface's words."""
    publisher: str
    licence: ExternalLink | None
    licence_name: str
    contact: str
    updated: When | None
    base_url: str
    nav: tuple[NavLink, ...]
    about: tuple[Ref, ...]
    """Links for the footer: the project's own pages, then the program's."""
    logo: str = ""
    """The address of the picture that replaces the title, or ""."""
    logo_alt: str = ""
    footer: tuple[str, ...] = ()
    """The author's own lines for the footer."""
    evidence_until: When | None = None
    """The latest day of the cited sources, shown beside the day of the last review."""
    lists: tuple[tuple[str, str, str], ...] = ()
    """The sections that have a list of records, each with the heading and address of its list."""
    publisher_url: str = ""
    publisher_page: str = PUBLISHER
    """The page on who stands behind the site."""
    report: str = ""
    """Where to report an error if there is no mail address: a full URL, a page, or ""."""
    report_mail: str = ""
    """The `mailto:` address for errors, without a subject, or ""."""
    embed: bool = False
    """Whether each claim has an embedded page whose full address is known."""


class SitePage(Value, frozen=True):
    """A page that the navigation can name: a list, or a page of which there is one."""

    href: str
    label: str
    in_nav: Callable[[Dossier], object] = lambda _: False
    """Returns whether it is in the navigation if ``site.yaml`` names no entries."""
    make: Callable[[ViewBuilder], Page] | None = None
    """The function that makes it, or None if it is planned with other pages."""
    is_on: Callable[[Sections], bool] = lambda _: True
    """Returns whether the site has it."""
    large: bool = True
    """Whether it grows with the number of records."""


SitePages = Mapping[str, SitePage]
"""Pages by the name that the navigation gives them, in its default order."""


def site_context(
    builder: ViewBuilder, pages: SitePages, paths: Collection[str], report: Report
) -> SiteContext:
    """Return what frames every page of a site with pages at ``paths``.

    Entries of the navigation that name no page are errors in ``report``.
    """
    site = builder.dossier.site
    licence, contact, corrections = site.licence, site.contact or "", site.policies.corrections
    return SiteContext(
        title=site.title,
        summary=site.summary,
        language=site.language,
        interface=builder.language.language,
        publisher=site.publisher or "",
        publisher_url=site.publisher_url or "",
        licence=ExternalLink(licence.url, licence.name) if licence and licence.url else None,
        licence_name=licence.name if licence else "",
        contact=contact,
        report_mail=contact if _is_mail(contact) else "",
        report=contact or (page_of("page", corrections) if corrections else ""),
        updated=builder.when(site.updated),
        base_url=site.address,
        embed=bool(site.address) and site.sections.embed,
        nav=(
            _own_nav(builder, pages, paths, report)
            if site.nav
            else _default_nav(builder, pages, paths)
        ),
        about=_about(builder, pages),
        logo=f"assets/{site.logo.file}" if site.logo else "",
        logo_alt=(site.logo.alt or site.title) if site.logo else "",
        footer=site.footer,
        evidence_until=builder.when(latest_evidence(builder.dossier)),
        lists=tuple(
            (name, builder.t(page.label), page.href)
            for name, page in pages.items()
            if page.href.endswith("/index.html")
        ),
    )


def _is_mail(contact: str) -> bool:
    """Return whether a subject and a text can be added to an address."""
    return contact.lower().startswith("mailto:") and "?" not in contact and "#" not in contact


def _default_nav(
    builder: ViewBuilder, pages: SitePages, paths: Collection[str]
) -> tuple[NavLink, ...]:
    """Return links to the pages that have something to show."""
    return tuple(
        NavLink(page.href, builder.t(page.label), interface=True)
        for page in pages.values()
        if page.href in paths and page.in_nav(builder.dossier)
    )


def _own_nav(
    builder: ViewBuilder, pages: SitePages, paths: Collection[str], report: Report
) -> tuple[NavLink, ...]:
    """Return the links that ``site.yaml`` names."""
    links = []
    for nth, entry in enumerate(builder.dossier.site.nav):
        link = _nav_link(builder, pages, entry, paths)
        if link:
            links.append(link)
            continue
        at = builder.dossier.where["site", "site"].at("nav", nth, "to")
        there = [name for name, page in pages.items() if page.href in paths]
        hint = did_you_mean(entry.to or "", there) or f"Write one of: {', '.join(there)}."
        report.add(at, Code.BAD_LINK, f'"{entry.to}" is not a page of this site.', hint)
    return tuple(links)


def _nav_link(
    builder: ViewBuilder, pages: SitePages, entry: NavEntry, paths: Collection[str]
) -> NavLink | None:
    """Return the link of an entry, or None if it names no page."""
    if entry.url:
        return NavLink(entry.url, entry.label or "", outside=True)
    name = entry.to or ""
    page = pages.get(name)
    if page:
        href, path, label, interface = page.href, page.href, builder.t(page.label), True
    else:
        kind, _, id_ = name.partition(":")
        if (kind, id_) not in builder.dossier.titles:
            return None
        ref = builder.ref(kind, id_)
        href, path, label, interface = ref.href, page_of(kind, id_), ref.label, False
    if path not in paths:
        return None
    return NavLink(href, entry.label or label, interface and not entry.label)


def _about(builder: ViewBuilder, site_pages: SitePages) -> tuple[Ref, ...]:
    """Return the links of the footer: the project's own pages, then the program's."""
    sections = builder.dossier.site.sections
    pages = builder.dossier.pages
    ids = sorted(pages, key=lambda id_: (pages[id_].order, id_))
    names = [
        *(["corrections"] if sections.corrections else []),
        "statements",
        "a-z",
        "data",
        *(["tags"] if sections.tags else []),
    ]
    listed = (site_pages[name] for name in names)
    return (
        *(builder.ref("page", id_) for id_ in ids),
        *(Ref(page.href, builder.t(page.label), interface=True) for page in listed),
    )
