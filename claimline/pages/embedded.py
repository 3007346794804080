"""The embedded page of a claim: a small page that other sites can show in a frame."""

from __future__ import annotations

from msgspec.structs import replace

from claimline.pages.address import embedded_path
from claimline.pages.claim import claim_page
from claimline.pages.shared_views import Page
from claimline.pages.view_builder import ViewBuilder


def embedded_page(builder: ViewBuilder, id_: str) -> Page:
    """Make the embedded page of a claim: a part of what its page says, and a link to it."""
    page = claim_page(builder, id_)
    return replace(page, path=embedded_path(page.path), template="pages/embed.html", card=None)
