"""The size of a page: what is too large is reported, at the record that the page shows."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.diagnostics import Code, Diagnostic, Location
from claimline.model.dossier import Dossier
from claimline.pages.address import own_page, page_of

MOST_BYTES = 400_000
"""The most bytes of HTML in a page."""
_OWN = ("event", "place")
"""Kinds of records that need not have a page of their own."""


def too_large(dossier: Dossier, path: str, size: int) -> Iterator[Diagnostic]:
    """Report a page of more than ``MOST_BYTES``.

    Args:
        dossier: the records.
        path: the path of the page in the site.
        size: the number of its bytes.
    """
    if size <= MOST_BYTES:
        return
    most = MOST_BYTES // 1000
    message = f"The page {path} has {size // 1000} kilobytes of HTML; at most {most} load well."
    hint = "Divide the record." if (at := _record_at(dossier, path)) else ""
    yield Diagnostic(at or Location(f"site/{path}"), Code.PAGE_TOO_LARGE, message, hint)


def _record_at(dossier: Dossier, path: str) -> Location | None:
    """Return where the record starts that a page shows. Return None if it shows several."""
    for (kind, id_), where in dossier.where.items():
        page = own_page(kind, id_) if kind in _OWN else page_of(kind, id_)
        if page == path and kind != "site":
            return where.at()
    return None
