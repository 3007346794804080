"""The lists of a question's page that are cut where they are long: silent sources, and claims."""

from __future__ import annotations

from claimline.locale import word
from claimline.pages.paging import Pager
from claimline.pages.section_pages import Keys, SectionPages, Shown
from claimline.pages.shared_views import ClaimRow, SourceCard
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value

HEADINGS = {"silent": word("Not mentioned by"), "claims": word("Bears on")}
"""The lists, each with its heading. Their names are fragments of the page."""


class DetailPagers(Value, frozen=True):
    """Links to the other pages of each list that has several."""

    silent: Pager | None = None
    claims: Pager | None = None


class DetailRows(Value, frozen=True):
    """The entries of each list that are on a page. ``pagers`` is None if none has another."""

    silent: tuple[SourceCard, ...]
    claims: tuple[ClaimRow, ...]
    pagers: DetailPagers | None


def _keys(builder: ViewBuilder, id_: str) -> Keys:
    detail = builder.dossier.details[id_]
    return {"silent": detail.silent, "claims": detail.claims}


def _rows(builder: ViewBuilder, _: str, shown: Shown) -> DetailRows:
    return DetailRows(
        tuple(map(builder.card, shown.listed("silent"))),
        builder.claim_rows(shown.listed("claims")),
        DetailPagers(**shown.pagers) if shown.pagers else None,
    )


DETAIL_SECTIONS = SectionPages("detail", HEADINGS, _keys, _rows)
