"""The lists of a question's page that are cut where they are long: silent sources, and claims."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from claimline.locale import word
from claimline.pages import long_sections
from claimline.pages.long_sections import section_pager, section_part, section_path, section_total
from claimline.pages.paging import Pager, paged_title
from claimline.pages.shared_views import ClaimRow, Page, Ref, SourceCard
from claimline.pages.view_builder import ViewBuilder, part
from claimline.value import Value

HEADINGS = {"silent": word("Not mentioned by"), "claims": word("Bears on")}
"""The lists, each with its heading. Their names are fragments of the page."""


class DetailLists(Value, frozen=True):
    """The entries of the lists that are on a page, and links to the other pages of each."""

    silent: tuple[SourceCard, ...] = ()
    silent_pager: Pager | None = None
    claims: tuple[ClaimRow, ...] = ()
    claims_pager: Pager | None = None


class DetailSectionView(Value, frozen=True):
    """A further page of one of the lists."""

    question: Ref
    lists: DetailLists


def detail_section_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], Page]]:
    """Return the functions that make the further pages of long lists, by path."""
    return {
        section_path("detail", id_, section, number): partial(
            _section_page, id_=id_, section=section, number=number
        )
        for id_, totals in _long_details(builder, "").items()
        for section, total in totals.items()
        for number in range(2, total + 1)
    }


def detail_lists(builder: ViewBuilder, id_: str, only: str = "", number: int = 1) -> DetailLists:
    """Return the entries of a page: one page of the list ``only``, or the first of each."""
    detail = builder.dossier.details[id_]

    def listed(section: str, entries: tuple[str, ...]) -> tuple[tuple[str, ...], Pager | None]:
        if only not in ("", section):
            return (), None
        pager = section_pager("detail", id_, section, number, len(entries))
        return section_part(entries, number), pager

    silent, silent_pager = listed("silent", detail.silent)
    claims, claims_pager = listed("claims", detail.claims)
    cards = tuple(map(builder.card, silent))
    return DetailLists(cards, silent_pager, builder.claim_rows(claims), claims_pager)


@part("long lists of details", dict[str, dict[str, int]])
def _long_details(builder: ViewBuilder, _: str) -> dict[str, dict[str, int]]:
    """Return the number of pages of each list with several, by question."""
    totals = {id_: _totals(builder, id_) for id_ in builder.dossier.details}
    return {id_: total for id_, total in totals.items() if total}


@part("pages of lists of detail")
def _totals(builder: ViewBuilder, id_: str) -> dict[str, int]:
    detail = builder.dossier.details[id_]
    lengths = {section: len(getattr(detail, section)) for section in HEADINGS}
    return {
        section: section_total(length)
        for section, length in lengths.items()
        if length > long_sections.ON_PAGE
    }


def _section_page(builder: ViewBuilder, id_: str, section: str, number: int) -> Page:
    question = builder.ref("detail", id_)
    title = f"{question.label}: {builder.t(HEADINGS[section])}"
    title = paged_title(title, number, builder.language)
    view = DetailSectionView(question, detail_lists(builder, id_, section, number))
    path = section_path("detail", id_, section, number)
    return Page(path, "pages/detail_section.html", title, title, "details", view)
