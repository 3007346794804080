"""Checks the links of a site: their pages and fragments exist, and nothing loads from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from claimline.engine.cache import Cache
from claimline.publish.page_links import PageLinks, StoredLinks, leads_of, read_page
from claimline.value import Value

_NO_FILE = "there is no such file"
_NOTHING_STORED = StoredLinks(Cache(None), {})


class BrokenLink(Value, frozen=True, order=True):
    """A link that leads nowhere or is not allowed: its page, its address and the reason."""

    page: str
    href: str
    reason: str


def broken_links(
    files: Mapping[str, bytes],
    pages: Iterable[str] | None = None,
    stored: StoredLinks = _NOTHING_STORED,
) -> Iterator[BrokenLink]:
    """Yield the broken links of HTML files in order, and the ids that stand twice on a page.

    Links that leave the site may use http, https and mailto. Nothing that a page loads may come
    from another host. Pages are read one by one, and only their ids are kept in memory.

    Args:
        files: all files of the site.
        pages: the files to check. None stands for all.
        stored: the links of pages that an earlier check has read. Those pages are not read again.
    """
    checked = [path for path in (files if pages is None else pages) if path.endswith(".html")]
    ids: dict[str, frozenset[str]] = {}
    names: dict[str, str] = {}
    wanted: dict[str, set[str]] = {}
    broken: set[BrokenLink] = set()
    missing: set[tuple[str, str]] = set()

    def links_of(page: str) -> PageLinks:
        links = stored.get(page)
        if links is None:
            links = read_page(page, files[page])
            stored.put(page, links)
        return links

    for page in checked:
        links = links_of(page)
        ids[page] = frozenset(names.setdefault(id_, id_) for id_ in links.ids)
        for double in links.twice:
            broken.add(BrokenLink(page, f"#{double}", "the id is on the page twice"))
        broken.update(BrokenLink(page, href, reason) for href, reason in links.refused)
        for path, fragments in links.targets.items():
            if path not in files:
                missing.update((path, fragment) for fragment in fragments)
            elif path.endswith(".html"):
                known_names = (names.setdefault(name, name) for name in fragments if name)
                wanted.setdefault(path, set()).update(known_names)

    for path, names_wanted in wanted.items():
        if path not in ids:
            ids[path] = frozenset(links_of(path).ids if names_wanted else ())
        missing.update((path, fragment) for fragment in names_wanted - ids[path])
    for page in checked if missing else ():
        known = stored.get(page)
        if known and missing.isdisjoint(_pairs(known)):
            continue
        for lead in leads_of(page, files[page]):
            if (lead.path, lead.fragment) in missing:
                is_there = lead.path in files
                reason = "there is no such place on that page" if is_there else _NO_FILE
                broken.add(BrokenLink(page, lead.href, reason))
    if pages is None:
        stored.drop_others(checked)
    yield from sorted(broken)


def _pairs(links: PageLinks) -> Iterator[tuple[str, str]]:
    """Yield the file and the fragment of each link."""
    for path, fragments in links.targets.items():
        for fragment in fragments:
            yield path, fragment
