"""What a picture of a claim says, for links that are shared elsewhere."""

from __future__ import annotations

from claimline.diagnostics import Code, Report
from claimline.locale import direction, word
from claimline.model.dossier import Dossier
from claimline.pages.parts import Card, Page
from claimline.pages.view_builder import ViewBuilder


def claim_card(builder: ViewBuilder, id_: str) -> Card | None:
    """The card of a claim, or None where the site has no pictures."""
    site = builder.dossier.site
    if not site.images:
        return None
    row = builder.claim_row(id_)
    return Card(
        path=card_path(id_),
        site=site.title,
        words=row.claim,
        label=row.verdict.label if row.verdict else builder.t(_LABELS[row.kind]),
        tone=row.verdict.tone if row.verdict else "",
        counts=row.counts.sentence,
        dir=direction(site.language),
    )


def card_path(id_: str) -> str:
    """Where the picture of a claim is."""
    return f"claims/{id_}.png"


def card_page(builder: ViewBuilder, id_: str) -> Page:
    """The picture of a claim, as a page without a template: what it shows is its card."""
    card = claim_card(builder, id_)
    assert card is not None
    return Page(card.path, "", "", "", "", card)


_LABELS = {
    "fact": word("No verdict yet"),
    "opinion": word("Opinion"),
    "prediction": word("Prediction"),
}


def check_cards(dossier: Dossier, report: Report) -> None:
    """Others find a picture by its whole address, so there is none without the site's own."""
    site = dossier.site
    if site.images and not site.base_url:
        message = "Pictures for shared links need the address of the site."
        at = dossier.where["site", "site"].at("images")
        report.add(at, Code.SHARE_IMAGE, message, "Add `base_url:`, or remove `images:`.")
