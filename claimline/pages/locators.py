"""Locators, and the page of an attached PDF to which they lead."""

from __future__ import annotations

from claimline.pages.fragment import page_number
from claimline.pages.shared_views import Locator
from claimline.pages.view_builder import ViewBuilder


def locator(builder: ViewBuilder, source: str | None, at: str | None) -> Locator | None:
    """Return a locator, with a link if the source lists a PDF that holds its page."""
    if not at:
        return None
    number = page_number(at)
    if number is None or source is None:
        return Locator(at)
    for item in builder.dossier.sources[source].media:
        facts = builder.dossier.media.get(item.file)
        if facts is None or facts.type != "application/pdf":
            continue
        first, _, last = (item.pages or "1-99999").partition("-")
        if int(first) <= number <= int(last or first):
            return Locator(at, f"{facts.whole.path}#page={number - int(first) + 1}")
    return Locator(at)
