"""HTML: what a reader sees of a saved page, read with selectolax.

selectolax builds the tree that a browser would (it wraps Lexbor, a parser after the standard), so
that what stands where agrees with what a browser finds. Scripts, styles and what is hidden are
left out. Navigation is kept apart: no quote stands in it, but a browser that looks for words
looks there as well.
"""

from __future__ import annotations

import re
from typing import Any

from claimline.author.captures.capture_text import Block, Words, extra
from claimline.author.captures.plain_text import decode

_UNSEEN = frozenset(
    ["head", "script", "style", "template", "noscript", "title", "svg", "iframe", "object",
     "audio", "video", "canvas", "select", "textarea", "datalist", "rp"]
)  # fmt: skip
_NAVIGATION = frozenset(["nav", "menu"])
_ROLES = frozenset(["navigation", "search", "menu", "menubar", "banner", "contentinfo"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# Elements that the standard's style sheet shows as blocks, and parts of tables.
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
"""Bytes at the head of a file in which it may name its encoding."""


def html_words(data: bytes) -> Words:
    """The blocks of a page. Paragraphs are counted in its article, where it marks one.

    Raises MissingExtraError.
    """
    lexbor = extra("selectolax.lexbor", "selectolax")
    declared = _DECLARED.search(data[:_FRONT])
    name = declared[1].decode("ascii") if declared else _named(lexbor, data[:_FRONT])
    text = decode(data, _encoding(name))
    page = lexbor.LexborHTMLParser(text.replace("\0", ""))
    article = page.css_first(_ARTICLE)
    return Words(tuple(_Walk(article).blocks(page.root)), wrapped=False, linkable=True)


def _named(lexbor: Any, front: bytes) -> str:
    """The encoding that a page names in its head, or an empty string."""
    for meta in lexbor.LexborHTMLParser(front.decode("latin-1").replace("\0", "")).css("meta"):
        attributes = meta.attributes
        if attributes.get("charset"):
            return str(attributes["charset"]).strip()
        if found := _CHARSET.search(attributes.get("content") or ""):
            return found[1]
    return ""


def _encoding(name: str) -> str:
    """The encoding that a browser takes a name for: some are read as their larger cousins."""
    name = name.lower()
    return "cp1252" if name in ("iso-8859-1", "latin1", "ascii", "us-ascii") else name


class _Walk:
    """One way through the tree, in the order of the page, without recursion."""

    def __init__(self, article: Any) -> None:
        self._found: list[Block] = []
        self._pieces: list[str] = []
        self._place = ""
        self._counts = {"paragraph": 0, "heading": 0}
        self._navigation = self._headings = self._verbatim = 0
        # Where a page marks no article, the whole page is one.
        self._article = article.mem_id if article is not None else None
        self._inside = article is None

    def blocks(self, root: Any) -> list[Block]:
        """The blocks below an element; None stands for nothing at all."""
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
        return self._found

    def _enter(self, node: Any) -> Any:
        """Take what a node says itself; the first node below it, if any is read."""
        if node.is_text_node:
            self._add(node.text_content or "")
            return None
        if _is_unseen(node):
            return None
        name = node.tag
        if name in _BLOCKS or name == "br":
            self._close()
            # A line break inside a paragraph starts no other one.
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
        """Note that a node begins (1) or ends (-1)."""
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
        """End the block: what was gathered becomes one, if it has words."""
        text = _SPACE.sub(" ", "".join(self._pieces)).strip(" ")
        self._pieces.clear()
        if text:
            self._place = self._place or self._new_place()
            self._found.append(Block(text, self._place, read=not self._navigation))

    def _new_place(self) -> str:
        if self._navigation:
            return "navigation"
        if not self._inside:
            return "outside the article"
        what = "heading" if self._headings else "paragraph"
        self._counts[what] += 1
        return f"{what} {self._counts[what]}"


def _is_unseen(node: Any) -> bool:
    if not node.is_element_node or node.tag in _UNSEEN:
        return True
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _is_navigation(node: Any) -> bool:
    role = (node.attributes.get("role") or "").lower()
    return node.tag in _NAVIGATION or role in _ROLES
