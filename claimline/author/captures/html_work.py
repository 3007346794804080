"""What it costs to build the tree of a page, estimated before it is built.

The standard makes a browser look through all open elements at each tag, repeat formatting elements
that are never closed, and compare all attributes of an element. So a small page can ask for a tree
that fills the memory.
"""

from __future__ import annotations

import re
from collections import defaultdict

from claimline.author.captures.capture_text import UnreadableError

MOST_DEPTH = 100_000_000
"""The depths of all elements together, at most: two million elements, fifty deep."""
MOST_REPEATED = 2_000_000
"""Formatting elements that are repeated because they are never closed, at most."""
MOST_COMPARED = 100_000_000
"""Attributes that are compared with others of the same element, at most."""

_NEXT = re.compile(r"<(?:!--|(/?)([A-Za-z][^\s/>]*))")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?)?"""
)
_FORMATTING = frozenset(
    [
        "a",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "nobr",
        "s",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
    ]
)
# Elements that are empty, or that the next one of their kind closes.
_SHALLOW = frozenset(
    ["area", "base", "basefont", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr",
     "html", "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt",
     "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr"]
)  # fmt: skip
_RAW = frozenset(["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"])
_FOREIGN = frozenset(["svg", "math"])
_ALIKE = 3
"""Equal formatting elements that a browser repeats, at most."""


def check_work(page: str) -> None:
    """Raise UnreadableError if the tree of a page would take too much time or memory."""
    depth = foreign = depths = repeated = compared = 0
    formatting: dict[str, list[str]] = defaultdict(list)
    open_formatting = 0
    at = 0
    while match := _NEXT.search(page, at):
        at = match.end()
        if match[2] is None:
            end = page.find("-->", match.start() + 2)
            if end < 0:
                return
            at = end + 3
            continue
        name = match[2].lower()
        attributes = 0
        while attribute := _ATTRIBUTE.match(page, at):
            at = attribute.end()
            attributes += 1
        compared += attributes * attributes
        step = -1 if match[1] else 1
        if name in _FOREIGN:
            foreign = max(foreign + step, 0)
        if name in _FORMATTING:
            alike = formatting[name]
            tag = page[match.start() : at]
            if match[1]:
                open_formatting -= bool(alike and alike.pop())
            elif alike[-_ALIKE:] != [tag] * _ALIKE:
                alike.append(tag)
                open_formatting += 1
        elif not match[1]:
            repeated += open_formatting
        if name not in _SHALLOW:
            depth = max(depth + step, 0)
        depths += depth
        if depths > MOST_DEPTH or repeated > MOST_REPEATED or compared > MOST_COMPARED:
            raise UnreadableError("The page nests or repeats its elements too often.")
        if name in _RAW and not match[1] and not foreign:
            closed = re.compile(rf"</{re.escape(name)}", re.IGNORECASE).search(page, at)
            if not closed:
                return
            at = closed.start()
