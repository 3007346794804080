"""HTML: the visible text of a saved page.

The tree is the same as a browser's, so places agree with those that a browser finds. Declarative
shadow roots, as page savers write them, stand in their place. Scripts, styles and hidden elements
are left out. Navigation is marked: no quote is looked for in it, but a browser searches it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from claimline.author.captures.capture_text import Block, CaptureText, UnreadableError
from claimline.author.captures.encoding import Decoded, decode
from claimline.author.captures.html_work import check_work
from claimline.author.captures.shadow import FlatTree, Scope
from claimline.html_reader import parse_html

_UNSEEN = frozenset(
    ["head", "script", "style", "template", "noscript", "title", "svg", "iframe", "object",
     "audio", "video", "canvas", "select", "textarea", "datalist", "rp"]
)  # fmt: skip
_NAVIGATION = frozenset(["nav", "menu"])
_ROLES = frozenset(["navigation", "search", "menu", "menubar", "banner", "contentinfo"])
_ASIDES = frozenset(["aside", "figure", "figcaption"])
_ASIDE_ROLES = frozenset(["complementary", "note", "figure", "doc-pullquote"])
_ADVERT = re.compile(
    r"(?:\A|[\s_-])(?:ads?|adverts?|advertis(?:ing|ements?)|adsbygoogle|adslot|sponsor(?:ed)?|promo"
    r"|newsletter|related|recommended|read-?more|taboola|outbrain|anzeige|werbung|share|social"
    r"|pullquote)(?:\Z|[\s_-])",
    re.IGNORECASE,
)
"""Names that pages give to parts which are not of the article."""
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


def html_words(
    data: bytes, encoding: str = "", language: str = "", *, named: str = ""
) -> CaptureText:
    """Return the blocks of a page. Paragraphs are counted in its article, if it marks one.

    ``encoding`` comes from the record, ``named`` from what the page travelled in. Raises
    MissingExtraError; UnreadableError if its tree would be too large.
    """
    try:
        return _read(data, encoding, language, named)
    except UnreadableError:
        raise
    except Exception as error:  # the parser is not ours, and says nothing of its errors
        raise UnreadableError("The page cannot be read.") from error


def page_text(data: bytes, encoding: str = "", language: str = "", named: str = "") -> Decoded:
    """Return the source of a page as text. The arguments are those of ``html_words``.

    Raises MissingExtraError.
    """
    front = data[:_FRONT]
    if declared := _DECLARED.search(front):
        named = named or declared[1].decode("ascii")
    return decode(data, recorded=encoding, named=named or _named(front), language=language)


def _read(data: bytes, encoding: str, language: str, named: str) -> CaptureText:
    decoded = page_text(data, encoding, language, named)
    check_work(decoded.text)
    page = parse_html(decoded.text)
    collector = _BlockCollector(page.css_first(_ARTICLE), FlatTree(len(decoded.text)))
    blocks = tuple(collector.blocks(page.root))
    return CaptureText(blocks, False, True, decoded.encoding, decoded.doubt)


def _named(front: bytes) -> str:
    """Return the encoding that a page names in its head, or an empty string."""
    for meta in parse_html(front.decode("latin-1")).css("meta"):
        attributes = meta.attributes
        if attributes.get("charset"):
            return str(attributes["charset"]).strip()
        if found := _CHARSET.search(attributes.get("content") or ""):
            return found[1]
    return ""


class _BlockCollector:
    """Collects the blocks of a tree, in the order of the page, without recursion."""

    def __init__(self, article: Any, tree: FlatTree) -> None:
        self._tree = tree
        self._blocks: list[Block] = []
        self._pieces: list[str] = []
        self._place = ""
        self._counts = {"paragraph": 0, "heading": 0}
        self._navigation = self._headings = self._verbatim = self._asides = 0
        self._aside = True  # whether all pieces stand in asides
        # If a page marks no article, the whole page is one.
        self._article = article.mem_id if article is not None else None
        self._inside = article is None

    def blocks(self, root: Any) -> list[Block]:
        """Return the blocks below an element, which may be None."""
        stack: list[tuple[Any, Iterator[Any], Scope | None]] = []
        if root is not None and self._enter(root):
            stack.append((root, *self._tree.children(root, None)))
        while stack:
            parent, children, scope = stack[-1]
            node = next(children, None)
            if node is None:
                stack.pop()
                self._leave(parent)
            elif self._enter(node):
                stack.append((node, *self._tree.children(node, scope)))
        self._close()
        return self._blocks

    def _enter(self, node: Any) -> bool:
        """Take the text of a node; return whether its children count."""
        if node.is_text_node:
            self._add(node.text_content or "")
            return False
        if _is_unseen(node):
            return False
        name = node.tag
        if name in _BLOCKS or name == "br":
            self._close()
            # A line break inside a paragraph does not start a new one.
            self._place = self._place if name == "br" else ""
        self._count(node, 1)
        return True

    def _leave(self, node: Any) -> None:
        if node.tag in _BLOCKS:
            self._close()
            self._place = ""
        self._count(node, -1)

    def _count(self, node: Any, step: int) -> None:
        """Count a node that begins (1) or ends (-1)."""
        name = node.tag
        self._navigation += step * _is_navigation(node)
        self._asides += step * _is_aside(node)
        self._headings += step * (name in _HEADINGS)
        self._verbatim += step * (name == "pre")
        if node.mem_id == self._article:
            self._inside = step > 0

    def _add(self, text: str) -> None:
        self._aside = self._aside and (self._asides > 0 or not text.strip())
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
            self._blocks.append(Block(text, self._place, not self._navigation, self._aside))
        self._aside = True

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


def _is_aside(node: Any) -> bool:
    """Whether a text may go on after an element: a figure, an advert, an aside."""
    attributes = node.attributes
    if node.tag in _ASIDES or (attributes.get("role") or "").lower() in _ASIDE_ROLES:
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return node.tag not in ("html", "body") and _ADVERT.search(names) is not None
