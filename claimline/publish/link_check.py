"""Checks the links of a site: their pages and fragments exist, and nothing loads from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from claimline.html_reader import start_tags
from claimline.pages.address import NOT_FOUND
from claimline.value import Value

_REFRESH = re.compile(r"[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", re.IGNORECASE)
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
    """Yield the broken links of HTML files, and the ids that stand twice on a page.

    Links that leave the site may use http, https and mailto. Nothing that a page loads may come
    from another host. ``pages`` are the files to check. None stands for all.
    """
    read: dict[str, list[tuple[str, dict[str, str]]]] = {}

    def tags_of(path: str) -> list[tuple[str, dict[str, str]]]:
        if path not in read:
            read[path] = list(start_tags(files[path].decode()))
        return read[path]

    @cache
    def ids_of(path: str) -> frozenset[str]:
        if path not in files or not path.endswith(".html"):
            return frozenset()
        return frozenset(values["id"] for _, values in tags_of(path) if "id" in values)

    checked = [path for path in (files if pages is None else pages) if path.endswith(".html")]
    for page in checked:
        numbers = Counter(values["id"] for _, values in tags_of(page) if "id" in values)
        for double in sorted(anchor for anchor, number in numbers.items() if number > 1):
            yield BrokenLink(page, f"#{double}", "the id is on the page twice")
    for page in checked:
        for tag, attributes in tags_of(page):
            for link, loaded in _links(tag, attributes):
                if reason := _reason(page, link, loaded, files, ids_of):
                    yield BrokenLink(page, link, reason)


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


def _reason(
    page: str,
    link: str,
    loaded: bool,
    files: Mapping[str, bytes],
    ids_of: Callable[[str], frozenset[str]],
) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return "it is not an address"
    if parts.scheme or parts.netloc:
        if loaded:
            return "the page would ask another host for it"
        if parts.scheme not in ("http", "https", "mailto"):
            return "it is not http, https or mailto"
        return ""
    if parts.path.startswith("/") and page != NOT_FOUND:
        return "it does not work from a sub-path"
    if page == NOT_FOUND and parts.path.startswith("/"):
        return ""
    target = normpath(join(dirname(page), unquote(parts.path))) if parts.path else page
    if target.startswith(".."):
        return "it leaves the site"
    if target not in files:
        return "there is no such file"
    fragment = unquote(parts.fragment)
    if fragment and target.endswith(".html") and fragment not in ids_of(target):
        return "there is no such place on that page"
    return ""
