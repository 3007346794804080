"""Share pictures: what the picture for links to a claim shows."""

from __future__ import annotations

from claimline.diagnostics import Code, Report
from claimline.locale import direction
from claimline.model.dossier import Dossier
from claimline.pages.address import page_of, stem_of
from claimline.pages.shared_views import Card, HtmlPage
from claimline.pages.view_builder import ViewBuilder


def claim_card(builder: ViewBuilder, id_: str) -> Card | None:
    """Return what the picture of a claim shows, or None if the site has no pictures."""
    site = builder.dossier.site
    if not site.images:
        return None
    row = builder.claim_row(id_)
    return Card(
        path=card_path(id_),
        site=site.title,
        words=row.claim,
        label=row.verdict.label if row.verdict else row.standing,
        tone=row.verdict.tone if row.verdict else "",
        counts=row.counts.sentence,
        dir=direction(site.language),
    )


def card_path(id_: str) -> str:
    """Return the path of a claim's picture."""
    return f"{stem_of(page_of('claim', id_))}.png"


def card_page(builder: ViewBuilder, id_: str) -> HtmlPage:
    """Make the picture of a claim, as a page that has no template. Its view is the card."""
    card = claim_card(builder, id_)
    assert card is not None
    return HtmlPage(card.path, "", "", "", "", card)


def check_cards(dossier: Dossier, report: Report) -> None:
    """Report pictures of a site without ``base_url``: other sites need their full address."""
    site = dossier.site
    if site.images and not site.base_url:
        message = "Pictures for shared links need the address of the site."
        at = dossier.where["site", "site"].at("images")
        report.add(at, Code.SHARE_IMAGE, message, "Add `base_url:`, or remove `images:`.")
