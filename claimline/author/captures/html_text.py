"""HTML: the visible text of a saved page.

The tree is the same as a browser's, so places agree with those that a browser finds. Scripts,
styles and hidden elements are left out. Navigation is marked: no quote is looked for in it, but a
browser searches it too.
"""

from __future__ import annotations

import re
from typing import Any

from claimline.author.captures.capture_text import Block, CaptureText
from claimline.author.captures.plain_text import decode
from claimline.html_reader import parse_html

_UNSEEN = frozenset(
    ["head", "script", "style", "template", "noscript", "title", "svg", "iframe", "object",
     "audio", "video", "canvas", "select", "textarea", "datalist", "rp"]
)  # fmt: skip
_NAVIGATION = frozenset(["nav", "menu"])
_ROLES = frozenset(["navigation", "search", "menu", "menubar", "banner", "contentinfo"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# Elements that the standard's style sheet displays as blocks, and parts of tables.
_BLOCKS = _HEADINGS | frozenset(
    ["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
     "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
     "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol",
     "optgroup", "option", "p", "plaintext", "pre", "search", "section", "summary", "table",
     "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp"]
)  # fmt: skip
_ARTICLE = "main, article"
_SPACE = re.compile(r"[ \t\n\r\f]+")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]+encoding\s*=\s*["']([A-Za-z0-9_.:-]+)""")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FRONT = 4096
"""Bytes at the start of a file in which it may name its encoding."""


def html_words(data: bytes) -> CaptureText:
    """Return the blocks of a page. Paragraphs are counted in its article, if it marks one."""
    declared = _DECLARED.search(data[:_FRONT])
    name = declared[1].decode("ascii") if declared else _named(data[:_FRONT])
    text = decode(data, _encoding(name))
    page = parse_html(text)
    article = page.css_first(_ARTICLE)
    return CaptureText(
        tuple(_BlockCollector(article).blocks(page.root)), wrapped=False, linkable=True
    )


def _named(front: bytes) -> str:
    """Return the encoding that a page names in its head, or an empty string."""
    for meta in parse_html(front.decode("latin-1")).css("meta"):
        attributes = meta.attributes
        if attributes.get("charset"):
            return str(attributes["charset"]).strip()
        if found := _CHARSET.search(attributes.get("content") or ""):
            return found[1]
    return ""


def _encoding(name: str) -> str:
    """Return the encoding that a browser uses for a name, by the Encoding Standard."""
    name = name.lower()
    return "cp1252" if name in ("iso-8859-1", "latin1", "ascii", "us-ascii") else name


class _BlockCollector:
    """Collects the blocks of a tree, in the order of the page, without recursion."""

    def __init__(self, article: Any) -> None:
        self._blocks: list[Block] = []
        self._pieces: list[str] = []
        self._place = ""
        self._counts = {"paragraph": 0, "heading": 0}
        self._navigation = self._headings = self._verbatim = 0
        # If a page marks no article, the whole page is one.
        self._article = article.mem_id if article is not None else None
        self._inside = article is None

    def blocks(self, root: Any) -> list[Block]:
        """Return the blocks below an element, which may be None."""
        node = root
        while node is not None:
            below = self._enter(node)
            while below is None and node is not None:
                self._leave(node)
                below = node.next if node.mem_id != root.mem_id else None
                if below is None:
                    node = node.parent if node.mem_id != root.mem_id else None
            node = below
        self._close()
        return self._blocks

    def _enter(self, node: Any) -> Any:
        """Take the text of a node; return its first child, if its children count."""
        if node.is_text_node:
            self._add(node.text_content or "")
            return None
        if _is_unseen(node):
            return None
        name = node.tag
        if name in _BLOCKS or name == "br":
            self._close()
            # A line break inside a paragraph does not start a new one.
            self._place = self._place if name == "br" else ""
        self._count(node, 1)
        return node.first_child

    def _leave(self, node: Any) -> None:
        if node.is_text_node or _is_unseen(node):
            return
        if node.tag in _BLOCKS:
            self._close()
            self._place = ""
        self._count(node, -1)

    def _count(self, node: Any, step: int) -> None:
        """Count a node that begins (1) or ends (-1)."""
        name = node.tag
        self._navigation += step * _is_navigation(node)
        self._headings += step * (name in _HEADINGS)
        self._verbatim += step * (name == "pre")
        if node.mem_id == self._article:
            self._inside = step > 0

    def _add(self, text: str) -> None:
        if not self._verbatim:
            self._pieces.append(text)
            return
        first, *others = text.split("\n")
        self._pieces.append(first)
        for line in others:
            self._close()
            self._pieces.append(line)

    def _close(self) -> None:
        """End the current block, and add it if it has text."""
        text = _SPACE.sub(" ", "".join(self._pieces)).strip(" ")
        self._pieces.clear()
        if text:
            self._place = self._place or self._new_place()
            self._blocks.append(Block(text, self._place, read=not self._navigation))

    def _new_place(self) -> str:
        if self._navigation:
            return "navigation"
        if not self._inside:
            return "outside the article"
        kind = "heading" if self._headings else "paragraph"
        self._counts[kind] += 1
        return f"{kind} {self._counts[kind]}"


def _is_unseen(node: Any) -> bool:
    if not node.is_element_node or node.tag in _UNSEEN:
        return True
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _is_navigation(node: Any) -> bool:
    role = (node.attributes.get("role") or "").lower()
    return node.tag in _NAVIGATION or role in _ROLES
