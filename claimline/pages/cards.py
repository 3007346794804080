"""What a picture of a claim says, for links that are shared elsewhere."""

from __future__ import annotations

from claimline.diagnostics import Code, Report
from claimline.model.dossier import Dossier
from claimline.pages.book import Book
from claimline.pages.parts import Card
from claimline.pages.words import direction


def claim_card(book: Book, id_: str) -> Card | None:
    """The card of a claim, or None where the site has no pictures."""
    site = book.dossier.site
    if not site.images:
        return None
    row = book.claim_row(id_)
    return Card(
        path=f"claims/{id_}.png",
        site=site.title,
        words=row.claim,
        label=row.verdict.label if row.verdict else _LABELS[row.kind],
        tone=row.verdict.tone if row.verdict else "",
        counts=row.counts.sentence,
        dir=direction(site.language),
    )


_LABELS = {"fact": "No verdict yet", "opinion": "Opinion", "prediction": "Prediction"}


def check_cards(dossier: Dossier, report: Report) -> None:
    """Others find a picture by its whole address, so there is none without the site's own."""
    site = dossier.site
    if site.images and not site.base_url:
        message = "Pictures for shared links need the address of the site."
        at = dossier.where["site", "site"].at("images")
        report.add(at, Code.SHARE_IMAGE, message, "Add `base_url:`, or remove `images:`.")
