"""The addresses of records' pages and of their lists, for search engines (sitemaps.org, 0.9).

A sitemap holds at most 50,000 addresses. Beyond that, there are several and an index of them. A
page has ``lastmod`` only if its record says on which day it last changed. There is a sitemap only
if the site's address is known, and then ``robots.txt`` names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from claimline.analysis import Analysis
from claimline.exports.moments import last_change, plain_day
from claimline.exports.xml_text import xml_text
from claimline.model.dossier import Dossier
from claimline.output import Output
from claimline.pages.address import page_of
from claimline.pages.paging import pages_of
from claimline.pages.record_paths import event_page_path, place_page_path
from claimline.pages.view_builder import ViewBuilder

LIMIT = 50_000
_LISTED = ("claim", "source", "statement", "actor", "detail", "brief")
"""The kinds of records that have a list."""
_DATED = ("claim", "brief", "page")
"""The kinds of records that say when they were changed."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield the sitemap and ``robots.txt``, if the site's address is known."""
    base = dossier.site.address
    if not base:
        return
    builder = ViewBuilder(dossier, analysis)
    records = sum(len(dossier.records(kind)) for kind in (*_LISTED, "page"))
    total = pages_of(2 + len(_LISTED) + records + len(_places_and_events(builder)), LIMIT)
    names = ["sitemap.xml"]
    if total > 1:
        names = [f"sitemap-{number}.xml" for number in range(1, total + 1)]
        index = "".join(f"<sitemap><loc>{_url(base, name)}</loc></sitemap>\n" for name in names)
        text = f'{_HEAD}<sitemapindex xmlns="{_SPACE}">\n{index}</sitemapindex>\n'
        yield Output("sitemap.xml", "application/xml", text.encode)
    for number, name in enumerate(names):
        yield Output(name, "application/xml", partial(_part, builder, base, number), traced=True)
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\n"
    yield Output("robots.txt", "text/plain", robots.encode)


def _part(builder: ViewBuilder, base: str, number: int) -> bytes:
    pages = list(_pages(builder))[number * LIMIT : (number + 1) * LIMIT]
    lines = []
    for path, day in pages:
        modified = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<url><loc>{_url(base, path)}</loc>{modified}</url>\n")
    return f'{_HEAD}<urlset xmlns="{_SPACE}">\n{"".join(lines)}</urlset>\n'.encode()


def _url(base: str, path: str) -> str:
    return xml_text(f"{base}/{path}")


def _pages(builder: ViewBuilder) -> Iterator[tuple[str, str]]:
    """Yield the path of each page of a record or a list, and the day of its last change, or ""."""
    dossier = builder.dossier
    yield "index.html", plain_day(dossier.site.updated)
    yield "chronology.html", ""
    for kind in _LISTED:
        yield page_of(kind, "index"), ""
    for kind in ("claim", "source", "statement", "actor", "detail", "brief", "page"):
        for id_ in dossier.records(kind):
            day = last_change(builder, (kind, id_)) if kind in _DATED else ""
            yield page_of(kind, id_), day
    yield from ((path, "") for path in _places_and_events(builder))


def _places_and_events(builder: ViewBuilder) -> list[str]:
    """Return the paths of the pages of places and events. Not every one has a page."""
    events = (event_page_path(builder, id_) for id_ in builder.dossier.events)
    places = (place_page_path(builder, id_) for id_ in builder.dossier.places)
    return [path for path in (*places, *events) if path]
