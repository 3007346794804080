"""How to cite a page, for programs that keep references: BibTeX and RIS.

The date is that of the site's last review. The date of the build would change the bytes each day.
"""

from __future__ import annotations

from claimline.pages.address import reference_key
from claimline.pages.reference_formats import bibtex_entry, ris_entry
from claimline.pages.shared_views import HtmlPage
from claimline.pages.site_context import SiteContext


def bibtex(page: HtmlPage, site: SiteContext) -> str:
    """Return the page as an entry for BibTeX, ending with a line break."""
    year, month, _ = _date(site)
    return bibtex_entry(
        "misc",
        reference_key(page.path),
        page.title,
        authors=[site.publisher] if site.publisher else (),
        howpublished=site.title,
        year=year,
        month=int(month or 0),
        url=_address(page, site),
    )


def ris(page: HtmlPage, site: SiteContext) -> str:
    """Return the page as an entry in RIS, ending with a line break."""
    year, month, day = _date(site)
    fields = [
        ("TI", page.title),
        ("T2", site.title),
        ("AU", site.publisher),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("UR", _address(page, site)),
    ]
    return ris_entry("ELEC", fields)


def _address(page: HtmlPage, site: SiteContext) -> str:
    """Return the full address of the page, or "" if it is not known."""
    return f"{site.base_url}/{page.path}" if site.base_url else ""


def _date(site: SiteContext) -> tuple[str, str, str]:
    """Return year, month and day of the last review. A part that is not known is ""."""
    date = site.updated.machine if site.updated else ""
    year, month, day = (*date.partition("T")[0].split("-"), "", "")[:3]
    return year, month, day
