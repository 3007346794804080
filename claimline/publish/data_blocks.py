"""JSON-LD inside pages: data blocks, which browsers do not run."""

from __future__ import annotations

from markupsafe import Markup

from claimline.pages.schema_org import breadcrumbs, json_ld
from claimline.pages.shared_views import HtmlPage
from claimline.pages.site_context import SiteContext

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""JSON escapes for signs that can end a script, a comment or a line."""


def data_blocks(page: HtmlPage, site: SiteContext) -> Markup:
    """Return what a page shows, and the way to it from the front page, each in a data block."""
    texts = (page.json_ld, json_ld(breadcrumbs(page, site)))
    return Markup("\n").join(_block(text) for text in texts if text)


def _block(text: str) -> Markup:
    escaped = Markup(text.translate(_ESCAPES))
    return Markup('<script type="application/ld+json">{}</script>').format(escaped)
