"""The one reader of HTML: our own pages, and pages that others made and an author saved.

It wraps selectolax, whose parser Lexbor follows the standard, so it sees what a browser sees.
selectolax is imported when a page is first read: a build reads none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


def parse_html(page: str) -> LexborHTMLParser:
    """The tree that a browser builds of a page."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(page.replace("\0", ""))


def start_tags(page: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The name and the attributes of each element, in order, spelt as a browser has them.

    Elements that a browser adds by itself are among them. What stands in a ``<template>`` comes
    last.
    """
    pages = [page]
    for text in pages:
        for node in parse_html(text).css("*"):
            attributes = {name: value or "" for name, value in node.attributes.items()}
            yield str(node.tag), attributes
            if node.tag == "template":
                pages.append(template_page(node))


def template_page(template: LexborNode) -> str:
    """The page inside a ``<template>``, whose tree is kept apart.

    The element loses its attributes.
    """
    # Without attributes, its tag is known.
    for name in template.attributes:
        del template.attrs[name]
    return str(template.html).removeprefix("<template>")
