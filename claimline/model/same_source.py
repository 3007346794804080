"""Finds records of the same source, by their addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from claimline.model.records import Source
from claimline.model.web_address import archived_original, page_key
from claimline.value import Value


class SourcePages(Value, frozen=True, tag=False):
    """The pages that the addresses of a source lead to, by their keys: see ``page_key``.

    ``pages`` are those of its address, or else of its archive copies. ``copies`` are archive
    copies of the page at its address whose own addresses do not hold that of the page.
    """

    pages: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


def pages_of(source: Source) -> SourcePages:
    """Return the pages of a source."""
    copies = {archive.url: page_key(archive.url) for archive in source.archives}
    page = page_key(source.url) if source.url else None
    pages = [page] if source.url else [*copies.values()]
    apart = {
        copy
        for address, copy in copies.items()
        if page and copy and copy != page and archived_original(address) is None
    }
    return SourcePages(tuple(sorted({key for key in pages if key})), tuple(sorted(apart)))


def same_sources(sources: Mapping[str, SourcePages]) -> dict[str, str]:
    """Return, by id, each record of a source that has several, with the first of these records.

    Sources with one record are left out.
    """
    above: dict[str, str] = {}

    def first(id_: str) -> str:
        while id_ in above:
            id_ = above[id_]
        return id_

    originals = _originals(sources.values())
    by_page: dict[str, str] = {}
    for id_ in sorted(sources):
        for key in sources[id_].pages:
            page = originals.get(key, key)
            low, high = sorted((first(by_page.setdefault(page, id_)), first(id_)))
            if low != high:
                above[high] = low
            by_page[page] = low
    firsts = {first(id_) for id_ in above}
    return {id_: first(id_) for id_ in sources if id_ in above or id_ in firsts}


def _originals(sources: Iterable[SourcePages]) -> dict[str, str]:
    """Return the page of each archive copy whose address does not hold its original's address.

    A copy that is named by sources with different addresses is left out: it may hold many pages.
    """
    pages: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        for copy in source.copies:
            pages[copy].update(source.pages)
    return {copy: next(iter(of)) for copy, of in pages.items() if len(of) == 1}
