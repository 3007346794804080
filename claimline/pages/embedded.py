"""The embedded page of a claim: a small page that other sites can show in a frame."""

from __future__ import annotations

from html import escape

from msgspec.structs import replace

from claimline.pages.address import embedded_path
from claimline.pages.claim import claim_page
from claimline.pages.shared_views import HtmlPage
from claimline.pages.site_context import SiteContext
from claimline.pages.view_builder import ViewBuilder


def embedded_page(builder: ViewBuilder, id_: str) -> HtmlPage:
    """Make the embedded page of a claim: a part of what its page says, and a link to it."""
    page = claim_page(builder, id_)
    return replace(page, path=embedded_path(page.path), template="pages/embed.html", card=None)


def frame_code(page: HtmlPage, site: SiteContext) -> str:
    """Return the HTML that shows the embedded page of a claim's page on another site."""
    address = escape(f"{site.base_url}/{embedded_path(page.path)}")
    size = 'width="480" height="420" loading="lazy"'
    return f'<iframe src="{address}" title="{escape(page.title)}" {size}></iframe>\n'


def quotation_code(page: HtmlPage, site: SiteContext) -> str:
    """Return the HTML that quotes a claim's page on another site, in plain words with a link."""
    address = escape(f"{site.base_url}/{page.path}")
    origin = ", ".join(filter(None, (site.title, site.publisher)))
    return (
        f'<blockquote cite="{address}">\n'
        f'<p><a href="{address}">{escape(page.title)}</a></p>\n'
        f"<p>{escape(page.description)}</p>\n"
        f"<p>{escape(origin)}</p>\n"
        "</blockquote>\n"
    )
