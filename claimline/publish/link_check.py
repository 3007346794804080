"""Checks the links of a site: their pages and fragments exist, and nothing loads from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

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


class BrokenLink(Value, frozen=True, order=True):
    """A link that leads nowhere or is not allowed: its page, its address and the reason."""

    page: str
    href: str
    reason: str


def broken_links(
    files: Mapping[str, bytes], pages: Iterable[str] | None = None
) -> Iterator[BrokenLink]:
    """Yield the broken links of HTML files in order, and the ids that stand twice on a page.

    Links that leave the site may use http, https and mailto. Nothing that a page loads may come
    from another host. ``pages`` are the files to check. None stands for all. Pages are read one by
    one, and only their ids are kept.
    """
    checked = [path for path in (files if pages is None else pages) if path.endswith(".html")]
    ids: dict[str, frozenset[str]] = {}
    names: dict[str, str] = {}
    wanted: dict[str, set[str]] = {}
    broken: set[BrokenLink] = set()
    resolve = cache(_resolve)

    def links_of(page: str, links: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, _Target]]:
        for link, loaded in links:
            yield link, resolve(dirname(page), page == NOT_FOUND, link, loaded)

    for page in checked:
        page_ids, links = _read(files[page])
        ids[page] = frozenset(names.setdefault(id_, id_) for id_ in page_ids)
        for double, number in page_ids.items():
            if number > 1:
                broken.add(BrokenLink(page, f"#{double}", "the id is on the page twice"))
        for link, (reason, target, fragment) in links_of(page, links):
            path = target or page
            if reason or path not in files:
                broken.add(BrokenLink(page, link, reason or "there is no such file"))
            elif fragment and path.endswith(".html"):
                wanted.setdefault(path, set()).add(names.setdefault(fragment, fragment))

    missing = {
        (path, fragment)
        for path, fragments in wanted.items()
        for fragment in fragments - (ids[path] if path in ids else _read(files[path])[0].keys())
    }
    for page in checked if missing else ():
        for link, (_, target, fragment) in links_of(page, _read(files[page])[1]):
            if (target or page, fragment) in missing:
                broken.add(BrokenLink(page, link, "there is no such place on that page"))
    yield from sorted(broken)


def _read(page: bytes) -> tuple[Counter[str], set[tuple[str, bool]]]:
    """Return the ids of a page, and its links, each with whether a browser loads it."""
    ids, links = Counter[str](), set[tuple[str, bool]]()
    for tag, attributes in start_tags(page.decode(), _READ):
        if "id" in attributes:
            ids[attributes["id"]] += 1
        links.update(_links(tag, attributes))
    return ids, links


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


_Target = tuple[str, str, str]
"""Why an address is not allowed or "", the path that it leads to or "" for its own page, and the
fragment. The path is "" too if it leads out of the site, and then there is no fragment."""


def _resolve(folder: str, not_found: bool, link: str, loaded: bool) -> _Target:
    """Return where an address on a page in a folder leads."""
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
