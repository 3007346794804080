"""Reads the ids of a page and where its links lead, and stores both for the next check."""

from __future__ import annotations

import os
import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from msgspec import MsgspecError
from msgspec.msgpack import Decoder, encode

from claimline.engine.cache import Cache, StoredFile
from claimline.engine.store import UnusableError
from claimline.html_reader import start_tags
from claimline.pages.address import NOT_FOUND
from claimline.value import Value

_REFRESH = re.compile(r"[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", re.IGNORECASE)
_READ = ":is([id],[href],[src],[action],[formaction],[poster],[data],[srcset],[content],template)"
"""What has an id or an address."""
# Attributes with an address that a browser loads or sends data to, and relations of <link> that
# load nothing.
_LOADS = frozenset({"action", "formaction", "poster", "src"})
_NAMES = frozenset(
    {
        *("alternate", "author", "canonical", "cite-as", "describedby", "help", "item", "license"),
        *("next", "prev", "type"),
    }
)


class PageLinks(Value, frozen=True):
    """The ids of a page, and where its links lead.

    ``twice`` are the ids that stand twice. ``refused`` are the addresses that no page may have,
    each with the reason. ``targets`` are the files of the site that the links lead to, each with
    the fragments, which are empty for a link to the whole file.
    """

    ids: tuple[str, ...]
    twice: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    targets: Mapping[str, tuple[str, ...]]


class Lead(Value, frozen=True):
    """Where a link leads: its address, the file and the fragment, or why it is refused.

    ``path`` is empty if it leads out of the site or is refused.
    """

    href: str
    path: str = ""
    fragment: str = ""
    reason: str = ""


def read_page(page: str, data: bytes) -> PageLinks:
    """Return the ids and the links of a page. ``page`` is its path in the site."""
    ids, leads = _read(page, data)
    targets: dict[str, set[str]] = {}
    for lead in leads:
        if lead.path:
            targets.setdefault(lead.path, set()).add(lead.fragment)
    return PageLinks(
        tuple(ids),
        tuple(id_ for id_, number in ids.items() if number > 1),
        tuple(sorted((lead.href, lead.reason) for lead in leads if lead.reason)),
        {path: tuple(sorted(fragments)) for path, fragments in sorted(targets.items())},
    )


def leads_of(page: str, data: bytes) -> tuple[Lead, ...]:
    """Return where the links of a page lead."""
    return _read(page, data)[1]


class StoredLinks:
    """The links of pages that an earlier check has read.

    Args:
        cache: where they are stored.
        digests: the digest of each page, by its path. A page without one is read again.
    """

    def __init__(self, cache: Cache, digests: Mapping[str, str]) -> None:
        self._cache = cache
        self._digests = digests

    def get(self, page: str) -> PageLinks | None:
        """Return the ids and the links of a page if its bytes are still the same, or None."""
        digest = self._digests.get(page)
        if digest is None or not self._cache.usable:
            return None
        try:
            stored = self._cache.pages.get(os.fsencode(page))
            if stored is None or stored.digest.hex() != digest:
                return None
            return _decode(zlib.decompress(stored.data))
        except UnusableError as error:
            self._cache.give_up(error)
        except (zlib.error, MsgspecError, ValueError):
            return None  # it is damaged: the page is read again
        return None

    def put(self, page: str, links: PageLinks) -> None:
        """Keep the ids and the links of a page."""
        digest = self._digests.get(page)
        if digest is not None and self._cache.usable:
            stored = StoredFile(None, bytes.fromhex(digest), zlib.compress(encode(links), 1))
            try:
                self._cache.pages.put(os.fsencode(page), stored)
            except UnusableError as error:
                self._cache.give_up(error)

    def drop_others(self, pages: Collection[str]) -> None:
        """Forget all other pages."""
        if self._cache.usable:
            try:
                known = {path for path, _ in self._cache.pages.items()}
                for path in known - set(map(os.fsencode, pages)):
                    self._cache.pages.remove(path)
            except UnusableError as error:
                self._cache.give_up(error)


_decode = Decoder(PageLinks).decode


def _read(page: str, data: bytes) -> tuple[Counter[str], tuple[Lead, ...]]:
    """Return the ids of a page, and where its links lead."""
    ids, links = Counter[str](), set[tuple[str, bool]]()
    for tag, attributes in start_tags(data.decode(), _READ):
        if "id" in attributes:
            ids[attributes["id"]] += 1
        links.update(_links(tag, attributes))
    folder, not_found = dirname(page), page == NOT_FOUND
    return ids, tuple(
        Lead(href, path or (page if fragment else ""), fragment, reason)
        for href, loaded in links
        for reason, path, fragment in [_resolve(folder, not_found, href, loaded)]
    )


def _links(tag: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield the addresses in a tag, each with whether a browser loads it."""
    for name, value in attributes.items():
        if name == "href":
            related = set(attributes.get("rel", "").lower().split())
            yield value, tag == "base" or (tag == "link" and not related <= _NAMES)
        elif name in _LOADS or (name == "data" and tag == "object"):
            yield value, True
        elif name == "srcset":
            for piece in filter(str.strip, value.split(",")):
                yield piece.split()[0], True
        elif (
            name == "content"
            and attributes.get("http-equiv", "").lower() == "refresh"
            and (refresh := _REFRESH.match(value))
        ):
            yield refresh[1], False


@lru_cache(maxsize=1 << 14)
def _resolve(folder: str, not_found: bool, link: str, loaded: bool) -> tuple[str, str, str]:
    """Return why an address on a page in a folder is refused, and where it leads.

    The path is empty if it leads to its own page or out of the site. In the second case there is
    no fragment.
    """
    try:
        parts = urlsplit(link)
    except ValueError:
        return "it is not an address", "", ""
    if parts.scheme or parts.netloc:
        if loaded:
            return "the page would ask another host for it", "", ""
        if parts.scheme not in ("http", "https", "mailto"):
            return "it is not http, https or mailto", "", ""
        return "", "", ""
    if parts.path.startswith("/"):
        return "" if not_found else "it does not work from a sub-path", "", ""
    target = normpath(join(folder, unquote(parts.path))) if parts.path else ""
    if target.startswith(".."):
        return "it leaves the site", "", ""
    return "", target, unquote(parts.fragment)
