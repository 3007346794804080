"""Foreign HTML, as a saved page has it: its text and its structure without what runs or loads.

Only elements of text are left, and of their attributes only those of language, direction and
tables. Links, pictures, frames, forms, scripts and styles are gone, with all addresses.
"""

from __future__ import annotations

import nh3

_TAGS = {
    "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite",
    "code", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "ins", "kbd", "li", "main",
    "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small",
    "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "time", "tr", "u", "ul", "var", "wbr",
}  # fmt: skip
_EMPTIED = {
    "script", "style", "template", "noscript", "title", "svg", "math", "iframe", "object", "audio",
    "video", "canvas", "select", "textarea", "datalist", "noembed", "noframes", "xmp", "plaintext",
}  # fmt: skip
"""Elements that go with all that is in them."""
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_EMPTIED,
    attributes={"*": {"lang", "dir"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
    attribute_filter=lambda _tag, name, value: value if _is_plain(name, value) else None,
    url_schemes=set(),
    link_rel=None,
)


def harmless_html(html: str) -> str:
    """Return the HTML of a foreign page without what runs, loads or leads elsewhere."""
    return _CLEANER.clean(html)


def _is_plain(name: str, value: str) -> bool:
    """Whether an attribute has a value of its kind."""
    if name in ("colspan", "rowspan"):
        return value.isascii() and value.isdecimal() and len(value) < 4
    if name == "dir":
        return value in ("ltr", "rtl", "auto")
    return value.isascii() and value.replace("-", "").isalnum() and len(value) < 36
