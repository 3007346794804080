"""Whether every link of a site leads somewhere: pages, fragments, and who is asked for what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r'\s(href|src|action|poster|data|srcset)\s*=\s*"([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
_CODE = re.compile(r"<(?:pre|code)[^>]*>.*?</(?:pre|code)>|<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class BrokenLink:
    """A link that leads nowhere or where it must not: the page, the address and the reason."""

    page: str
    href: str
    reason: str


def broken_links(files: Mapping[str, bytes]) -> Iterator[BrokenLink]:
    """Check every link of every HTML file against the files and the ids in them.

    Outside links may go to http, https and mailto; nothing that a page loads by itself may
    come from another host.
    """
    texts = {
        path: _CODE.sub("", data.decode()) for path, data in files.items() if path.endswith(".html")
    }
    ids: dict[str, frozenset[str]] = {}
    for page, text in texts.items():
        found = _ID.findall(text)
        ids[page] = frozenset(map(unescape, found))
        for double in sorted({anchor for anchor in found if found.count(anchor) > 1}):
            yield BrokenLink(page, f"#{double}", "the id stands twice on the page")
    for page, text in texts.items():
        for attribute, raw in _LINK.findall(text):
            link = unescape(raw)
            reason = _reason(page, attribute, link, files, ids)
            if reason:
                yield BrokenLink(page, link, reason)


def _reason(
    page: str,
    attribute: str,
    link: str,
    files: Mapping[str, bytes],
    ids: Mapping[str, frozenset[str]],
) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return "it is not an address"
    if parts.scheme or parts.netloc:
        if attribute != "href":
            return "the page would ask another host for it"
        if parts.scheme not in ("http", "https", "mailto"):
            return "it is not http, https or mailto"
        return ""
    if parts.path.startswith("/") and page != "404.html":
        return "it does not work from a sub-path"
    if page == "404.html" and parts.path.startswith("/"):
        return ""
    target = normpath(join(dirname(page), unquote(parts.path))) if parts.path else page
    if target.startswith(".."):
        return "it leaves the site"
    if target not in files:
        return "there is no such file"
    fragment = unquote(parts.fragment)
    if fragment and fragment not in ids.get(target, frozenset()):
        return "there is no such place on that page"
    return ""
