"""What frames every page: the title, the navigation and the footer."""

from __future__ import annotations

from collections.abc import Collection

from claimline.analysis.evidence_date import evidence_dates, latest_evidence
from claimline.dates import PartialDate
from claimline.diagnostics import Code, Report, did_you_mean
from claimline.model.shared_fields import NavEntry
from claimline.pages.address import PUBLISHER, page_of
from claimline.pages.batches import in_batches
from claimline.pages.more import own_pages
from claimline.pages.shared_views import ExternalLink, Ref, When
from claimline.pages.site_pages import NAV, SITE_PAGES, linked_pages
from claimline.pages.view_builder import ViewBuilder, part
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
    sections: tuple[str, ...] = ()
    """The sections of the page to which the link leads, and of pages to which that one leads."""


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
    """The sections with an ``index.html``, each with the heading and the address of that page."""
    publisher_url: str = ""
    publisher_page: str = PUBLISHER
    """The page on who stands behind the site."""
    report: str = ""
    """Where to report an error if there is no mail address: a full URL, a page, or ""."""
    report_mail: str = ""
    """The `mailto:` address for errors, without a subject, or ""."""
    embed: bool = False
    """Whether each claim has an embedded page whose full address is known."""
    preview: bool = False
    """Whether it is a preview, which every page says."""


def site_context(builder: ViewBuilder, paths: Collection[str], report: Report) -> SiteContext:
    """Return what frames every page of a site with pages at ``paths``.

    Entries of the navigation that name no page are errors in ``report``.
    """
    site = builder.dossier.site
    nav = _own_nav(builder, paths, report) if site.nav else _default_nav(builder)
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
        preview=builder.dossier.preview,
        nav=nav,
        about=_about(builder, nav),
        logo=f"assets/{site.logo.file}" if site.logo else "",
        logo_alt=(site.logo.alt or site.title) if site.logo else "",
        footer=site.footer,
        evidence_until=builder.when(_evidence_until(builder, "")),
        lists=tuple(
            (name, builder.t(page.label), page.href)
            for name, page in SITE_PAGES.items()
            if page.href.endswith("/index.html")
        ),
    )


@part("latest evidence", PartialDate | None)
def _evidence_until(builder: ViewBuilder, _: str) -> PartialDate | None:
    """Return the latest day of the cited sources, or None."""
    by_source = _evidence_dates(builder, "source")
    return latest_evidence((date for _, dates in by_source for date in dates), builder.zone)


@in_batches("evidence dates", tuple[PartialDate, ...])
def _evidence_dates(builder: ViewBuilder, key: str) -> tuple[PartialDate, ...]:
    """Return the dates of a source, if it is cited. ``key`` is "source", space, id."""
    return evidence_dates(builder.dossier, key.partition(" ")[2])


def _is_mail(contact: str) -> bool:
    """Return whether a subject and a text can be added to an address."""
    return contact.lower().startswith("mailto:") and "?" not in contact and "#" not in contact


def _default_nav(builder: ViewBuilder) -> tuple[NavLink, ...]:
    """Return links to the pages that have something to show. The last leads to all the others."""
    linked = dict(linked_pages(builder.dossier))
    names = [name for name in NAV if name in linked]
    return tuple(_page_link(builder, name, names) for name in names)


def _page_link(builder: ViewBuilder, name: str, names: Collection[str], label: str = "") -> NavLink:
    """Return a link to a page of the site. ``names`` are those of the whole navigation."""
    page, hrefs = SITE_PAGES[name], {SITE_PAGES[name].href}
    if name == "more":
        hrefs |= {it.href for key, it in SITE_PAGES.items() if key not in names}
        hrefs |= {page_of("page", i) for i in builder.dossier.pages if f"page:{i}" not in names}
    sections = hrefs | {href.removesuffix("/index.html") for href in hrefs}
    return NavLink(
        page.href, label or builder.t(page.label), not label, sections=tuple(sorted(sections))
    )


def _own_nav(builder: ViewBuilder, paths: Collection[str], report: Report) -> tuple[NavLink, ...]:
    """Return the links that ``site.yaml`` names."""
    links = []
    for nth, entry in enumerate(builder.dossier.site.nav):
        link = _nav_link(builder, entry, paths)
        if link:
            links.append(link)
            continue
        at = builder.dossier.where["site", "site"].at("nav", nth, "to")
        there = [name for name, page in SITE_PAGES.items() if page.href in paths]
        hint = did_you_mean(entry.to or "", there) or f"Write one of: {', '.join(there)}."
        report.add(at, Code.BAD_LINK, f'"{entry.to}" is not a page of this site.', hint)
    return tuple(links)


def _nav_link(builder: ViewBuilder, entry: NavEntry, paths: Collection[str]) -> NavLink | None:
    """Return the link of an entry, or None if it names no page."""
    if entry.url:
        return NavLink(entry.url, entry.label or "", outside=True)
    name = entry.to or ""
    if name in SITE_PAGES:
        names = [it.to for it in builder.dossier.site.nav if it.to]
        link, path = _page_link(builder, name, names, entry.label or ""), SITE_PAGES[name].href
    else:
        kind, _, id_ = name.partition(":")
        if (kind, id_) not in builder.dossier.titles:
            return None
        ref, path = builder.ref(kind, id_), page_of(kind, id_)
        link = NavLink(ref.href, entry.label or ref.label, sections=(path,))
    return link if path in paths else None


def _about(builder: ViewBuilder, nav: tuple[NavLink, ...]) -> tuple[Ref, ...]:
    """Return the links of the footer: the project's own pages, corrections, and the other ways."""
    shown = {link.href for link in nav}
    names = [name for name in ("corrections", "more") if SITE_PAGES[name].href not in shown]
    pages = [SITE_PAGES[name] for name in names if SITE_PAGES[name].is_linked(builder.dossier)]
    return (
        *own_pages(builder),
        *(Ref(page.href, builder.t(page.label), interface=True) for page in pages),
    )
