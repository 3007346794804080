"""The sections of a record's page: cut where they are long, with pages for their further parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Generic, TypeVar

from claimline.pages import long_sections
from claimline.pages.long_sections import section_pager, section_part, section_path, section_total
from claimline.pages.paging import Pager, paged_title
from claimline.pages.shared_views import HtmlPage, Ref
from claimline.pages.view_builder import ViewBuilder, part
from claimline.value import Value

Rows = TypeVar("Rows")
Keys = dict[str, tuple[str, ...]]
"""The keys of the entries of each section, in order. The key of a record is its id."""


class Shown(Value, frozen=True):
    """What one page shows: the keys of its sections, and links to the other pages of each."""

    keys: Keys
    pagers: dict[str, Pager]

    def listed(self, section: str) -> tuple[str, ...]:
        """Return the keys of a section. There are none if it is not on the page."""
        return self.keys.get(section, ())


class SectionView(Value, Generic[Rows], frozen=True):
    """A further page of a long section of a record's page. ``sections`` has that one alone."""

    record: Ref
    sections: Rows


class SectionPages(Generic[Rows]):
    """Makes the sections of the pages of one kind of record, and the further pages of long ones."""

    def __init__(
        self,
        kind: str,
        headings: Mapping[str, str],
        keys: Callable[[ViewBuilder, str], Keys],
        rows: Callable[[ViewBuilder, str, Shown], Rows],
        most: Callable[[ViewBuilder, str], int] | None = None,
    ) -> None:
        """Set what the pages show.

        Args:
            kind: the kind of record.
            headings: the sections in their order, each with its heading. Their names are fragments
                of the page.
            keys: returns what the sections of a record's page list.
            rows: makes the entries that a page shows.
            most: returns a number that no section exceeds, if that takes less time than ``keys``.
        """
        self.kind, self.headings = kind, headings
        self._keys, self._rows, self._most = keys, rows, most
        self._totals = part(f"section totals of {kind}")(self._totals_of)
        self._long = part(f"long sections of {kind}s", dict[str, dict[str, int]])(self._all_totals)

    def sections(self, builder: ViewBuilder, id_: str) -> Rows:
        """Return the entries on a record's own page: the first of each section."""
        return self._shown(builder, id_, self.headings, 1)

    def further(self, builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], HtmlPage]]:
        """Return the functions that make the further pages of long sections, by path."""
        return {
            section_path(self.kind, id_, section, number): partial(
                self._page, id_=id_, section=section, number=number
            )
            for id_, totals in self._long(builder, "").items()
            for section, total in totals.items()
            for number in range(2, total + 1)
        }

    def _page(self, builder: ViewBuilder, id_: str, section: str, number: int) -> HtmlPage:
        record = builder.ref(self.kind, id_)
        heading = builder.t(self.headings[section])
        title = paged_title(f"{record.label}: {heading}", number, builder.language)
        view = SectionView(record, self._shown(builder, id_, (section,), number))
        path = section_path(self.kind, id_, section, number)
        template = f"pages/{self.kind}_section.html"
        return HtmlPage(path, template, title, title, f"{self.kind}s", view)

    def _shown(self, builder: ViewBuilder, id_: str, sections: Iterable[str], number: int) -> Rows:
        """Return the entries of some sections that are on the page with a number."""
        keys = self._keys(builder, id_)
        pagers = {it: section_pager(self.kind, id_, it, number, len(keys[it])) for it in sections}
        shown = Shown(
            {it: section_part(keys[it], number) for it in sections},
            {it: links for it, links in pagers.items() if links},
        )
        return self._rows(builder, id_, shown)

    def _all_totals(self, builder: ViewBuilder, _: str) -> dict[str, dict[str, int]]:
        """Return the number of pages of each section with several, by record."""
        totals = {id_: self._totals(builder, id_) for id_ in builder.dossier.records(self.kind)}
        return {id_: total for id_, total in totals.items() if total}

    def _totals_of(self, builder: ViewBuilder, id_: str) -> dict[str, int]:
        if self._most and self._most(builder, id_) <= long_sections.ON_PAGE:
            return {}
        keys = self._keys(builder, id_)
        totals = {section: section_total(len(keys[section])) for section in self.headings}
        return {section: total for section, total in totals.items() if total > 1}
