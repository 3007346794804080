"""Reads HTML: the pages of a site, and pages of others that an author saved.

It wraps selectolax, whose parser Lexbor follows the standard, so it sees what a browser sees.
selectolax is imported when a page is first read, because most builds read none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser as LexborHTMLParser
    from selectolax.lexbor import LexborNode as LexborNode


def parse_html(page: str) -> LexborHTMLParser:
    """Return the tree that a browser builds from a page."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(page.replace("\0", ""))


def start_tags(page: str, some: str = "*") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the name and the attributes of each element, in order.

    ``some`` is a CSS selector of the elements to yield. The contents of a ``<template>`` are read
    only if it selects the ``<template>``, and come last. Names are spelt as in a browser's tree,
    and elements that a browser adds by itself are included.
    """
    pages = [page]
    for text in pages:
        for node in parse_html(text).css(some):
            attributes = {name: value or "" for name, value in node.attributes.items()}
            yield str(node.tag), attributes
            if node.tag == "template":
                pages.append(template_page(node))


def template_page(template: LexborNode) -> str:
    """Return the HTML inside a ``<template>``, which has a tree of its own.

    This removes the attributes of the element.
    """
    # Without attributes, the text of its tag is known and can be cut off.
    for name in template.attributes:
        del template.attrs[name]
    return str(template.html).removeprefix("<template>")
