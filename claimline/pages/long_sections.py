"""Cuts the long sections of a record's page. So the page does not grow with the number of records.

The first entries of a section are on the record's own page. The others have pages of their own,
such as ``actors/mayor/statements/page-2.html``. The answers to a question are cut alike.
"""

from __future__ import annotations

from msgspec.structs import replace

from claimline.model.dossier import Usage
from claimline.pages.address import list_path, page_of, stem_of
from claimline.pages.paging import Pager, pager, pages_of
from claimline.pages.shared_views import Ref

ON_PAGE = 100
"""The most entries of a section on one page."""
_CUT: dict[str | int, str] = {"values": "answers", "silent": "silent"}
"""The section of a question's page that has the entries of a field."""


def section_path(kind: str, id_: str, section: str, number: int) -> str:
    """Return the path of a further page of a section."""
    return list_path(_path(kind, id_, section), number)


def answer_href(id_: str, nth: int) -> str:
    """Return where a question's page leads to an answer. ``nth`` counts from 0."""
    page = _page_of_entry(id_, "answers", nth)
    return f"{'' if page == page_of('detail', id_) else page}#answer-{nth + 1}"


def place_of_usage(usage: Usage, page: str = "") -> str:
    """Return the address of the sentence or entry that cites a source.

    ``page`` is the page of the citing record, where ``address.page_of`` does not say it.
    """
    kind, id_ = usage.carrier
    section = _CUT.get(usage.loc[0]) if kind == "detail" else None
    if section and isinstance(nth := usage.loc[1], int):
        return f"{_page_of_entry(id_, section, nth)}#{usage.anchor}"
    return f"{page or page_of(kind, id_)}#{usage.anchor}"


def _page_of_entry(id_: str, section: str, nth: int) -> str:
    number = nth // ON_PAGE + 1
    return page_of("detail", id_) if number == 1 else section_path("detail", id_, section, number)


def section_part(keys: tuple[str, ...], number: int) -> tuple[str, ...]:
    """Return the entries of a section that are on one of its pages."""
    return keys[(number - 1) * ON_PAGE : number * ON_PAGE]


def section_total(entries: int) -> int:
    """Return the number of pages of a section with this many entries."""
    return pages_of(entries, ON_PAGE)


def section_pager(kind: str, id_: str, section: str, number: int, entries: int) -> Pager | None:
    """Return links to the pages of a section, or None if it has one page."""
    if section_total(entries) == 1:
        return None
    path = _path(kind, id_, section)
    first = f"{page_of(kind, id_)}#{section}"

    def led(ref: Ref | None) -> Ref | None:
        return replace(ref, href=first) if ref and ref.href == path else ref

    links = pager(path, number, section_total(entries))
    return replace(links, numbers=tuple(map(led, links.numbers)), before=led(links.before))


def _path(kind: str, id_: str, section: str) -> str:
    return f"{stem_of(page_of(kind, id_))}/{section}.html"
