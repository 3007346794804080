"""What a text may use: kinds of records in links, schemes of addresses, and tags of HTML."""

from __future__ import annotations

LINKABLE = ("claim", "source", "statement", "actor", "event", "detail", "brief", "page")
SCHEMES = ("http", "https", "mailto")
TAGS = frozenset({
    "a", "abbr", "b", "bdi", "blockquote", "br", "cite", "code", "dd", "del", "details", "div",
    "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol",
    "p", "pre", "q", "s", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody",
    "td", "th", "thead", "tr", "u", "ul",
})  # fmt: skip
"""The tags of HTML that a text may use. ``h1`` becomes ``h2``, because the page has its own."""
ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "li": {"value"},
    "th": {"scope"},
    "td": {"colspan", "rowspan"},
}
LANGUAGE = {"lang", "dir"}
MOST_MARKS = 2_000
"""The most marks of emphasis, code, links and the like in one passage."""


class TooManyMarksError(Exception):
    """A passage has more than ``MOST_MARKS`` marks. The argument is its words."""
