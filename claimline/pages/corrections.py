"""The corrections and changes of verdict, by year, on as many pages as they need."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from claimline.dates import PartialDate, civil, civil_days, year_words
from claimline.model.claim_changes import is_other_verdict
from claimline.pages.address import CORRECTIONS, list_path
from claimline.pages.batches import in_batches
from claimline.pages.paging import Pager, page_of_list, paged_title, pages_of
from claimline.pages.references import References
from claimline.pages.shared_views import HtmlPage, Passage, Ref, Reference, When
from claimline.pages.view_builder import ViewBuilder, part
from claimline.value import Value

ON_PAGE = 150
"""The most corrections on a page."""
Change = tuple[str, str, int]
"""A claim, ``corrections`` or ``history``, and the place of the entry in it."""


class CorrectionEntry(Value, frozen=True):
    """One correction or change of verdict."""

    when: When
    claim: Ref
    words: str
    why: Passage | None


class CorrectionsView(Value, frozen=True):
    """Corrections and changes of verdict, the newest first, by year if they are on several pages.

    ``summary`` counts them all. ``pager`` is None if they are on one page.
    """

    summary: str
    years: tuple[tuple[str, tuple[CorrectionEntry, ...]], ...]
    references: tuple[Reference, ...]
    pager: Pager | None


def corrections_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], HtmlPage]]:
    """Return the functions that make the pages of corrections, by path."""
    total = pages_of(_number(builder), ON_PAGE)
    return {
        list_path(CORRECTIONS, number): partial(_corrections_page, number=number)
        for number in range(1, total + 1)
    }


def _corrections_page(builder: ViewBuilder, number: int) -> HtmlPage:
    references = References(builder)
    list_page = page_of_list(
        CORRECTIONS, _by_year(builder, ""), ON_PAGE, number, str,
        lambda _, year: f"year-{year}", language=builder.language,
    )  # fmt: skip
    summary = builder.n(
        "{n} correction or change of verdict.", "{n} corrections and changes of verdict.",
        _number(builder),
    )  # fmt: skip
    groups = list_page.groups if list_page.pager else (("", list_page.rows()),)
    years = tuple(
        (year, tuple(_entry(builder, references, change) for change in changes))
        for year, changes in groups
        if changes
    )
    view = CorrectionsView(summary, years, references.entries(), list_page.pager)
    title = paged_title(builder.t("Corrections"), number, builder.language)
    return HtmlPage(
        list_page.path, "pages/corrections.html", title, summary, CORRECTIONS, view
    )  # fmt: skip


def _number(builder: ViewBuilder) -> int:
    return sum(len(changes) for _, changes in _by_year(builder, ""))


@part("corrections", tuple[tuple[str, tuple[Change, ...]], ...])
def _by_year(builder: ViewBuilder, _: str) -> tuple[tuple[str, tuple[Change, ...]], ...]:
    """Return all corrections and changes of verdict by year, the newest first."""
    dated = [
        ((builder.order(date), builder.page_of("claim", id_)), date, (id_, field, nth))
        for id_, changes in _changes(builder, "claim")
        for field, nth, date in changes
    ]
    dated.sort(key=lambda it: it[0], reverse=True)
    years: dict[str, list[Change]] = {}
    for _order, date, change in dated:
        in_words = year_words(civil(civil_days(date, builder.zone)[0])[0], builder.language)
        years.setdefault(in_words, []).append(change)
    return tuple((year, tuple(changes)) for year, changes in years.items())


@in_batches("changes", tuple[tuple[str, int, PartialDate], ...])
def _changes(builder: ViewBuilder, key: str) -> tuple[tuple[str, int, PartialDate], ...]:
    """Return the dates of the corrections of a claim and of its changes of verdict."""
    claim = builder.dossier.claims[key.partition(" ")[2]]
    return (
        *(("corrections", nth, it.date) for nth, it in enumerate(claim.corrections)),
        *(
            ("history", nth, it.date)
            for nth, it in enumerate(claim.history)
            if is_other_verdict(it)
        ),
    )


def _entry(builder: ViewBuilder, references: References, change: Change) -> CorrectionEntry:
    id_, field, nth = change
    claim = builder.dossier.claims[id_]
    date: PartialDate
    if field == "corrections":
        date, words = claim.corrections[nth].date, builder.t("Corrected")
        why = references.passage("claim", id_, field, nth, "text")
    else:
        step = claim.history[nth]
        date, words = step.date, builder.verdict_changed(claim, step.from_ or "", step.to)
        why = references.passage("claim", id_, field, nth, "why")
    return CorrectionEntry(builder.must_when(date), builder.ref("claim", id_), words, why)
