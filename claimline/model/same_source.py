"""Finds records of the same source, by their addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from claimline.model.records import Source
from claimline.model.web_address import archived_original, page_key


def same_sources(sources: Mapping[str, Source]) -> dict[str, str]:
    """Return, by id, each record of a source that has several, with the first of these records.

    Sources with one record are left out.
    """
    above: dict[str, str] = {}

    def first(id_: str) -> str:
        while id_ in above:
            id_ = above[id_]
        return id_

    keys = _page_keys(sources.values())
    originals = _originals(sources, keys)
    by_page: dict[str, str] = {}
    for id_ in sorted(sources):
        for key in _pages(sources[id_], keys):
            page = originals.get(key, key)
            low, high = sorted((first(by_page.setdefault(page, id_)), first(id_)))
            if low != high:
                above[high] = low
            by_page[page] = low
    firsts = {first(id_) for id_ in above}
    return {id_: first(id_) for id_ in sources if id_ in above or id_ in firsts}


def _page_keys(sources: Collection[Source]) -> dict[str, str | None]:
    """Return the key of each address of sources and of their archive copies."""
    addresses = {source.url for source in sources if source.url}
    addresses.update(archive.url for source in sources for archive in source.archives)
    return {address: page_key(address) for address in addresses}


def _pages(source: Source, keys: Mapping[str, str | None]) -> set[str]:
    """Return the keys of a source's page: of its address, or else of its archive copies."""
    addresses = [source.url] if source.url else [archive.url for archive in source.archives]
    return {key for address in addresses if (key := keys[address])}


def _originals(sources: Mapping[str, Source], keys: Mapping[str, str | None]) -> dict[str, str]:
    """Return the page of each archive copy whose address does not hold its original's address.

    A copy that is named by sources with different addresses is left out: it may hold many pages.
    """
    pages: dict[str, set[str]] = defaultdict(set)
    for source in sources.values():
        page = keys[source.url] if source.url else None
        for archive in source.archives:
            copy = keys[archive.url]
            if page and copy and copy != page and archived_original(archive.url) is None:
                pages[copy].add(page)
    return {copy: next(iter(of)) for copy, of in pages.items() if len(of) == 1}
