"""Passages to HTML: Markdown, then sanitised, then citations and sentences put in.

What an author or a source wrote goes through nh3; what the project adds goes in afterwards and
is made by templates, so nothing of the author's can pass for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3
from jinja2 import Environment
from markdown import Markdown
from markupsafe import Markup, escape

from claimline.pages.parts import CitedRef, Passage
from claimline.publish.theme import href

TAGS = {
    "a", "abbr", "blockquote", "br", "cite", "code", "dd", "del", "dl", "dt", "em", "h2", "h3",
    "h4", "h5", "h6", "hr", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "strong", "sub", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope"},
    "td": {"colspan", "rowspan"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
LANGUAGE = {"lang", "dir"}

_H1 = re.compile(r"(</?)h1\b")
_HEADING_ID = re.compile(r'(<h[2-6]) id="([^"]*)"')
_INSIDE = re.compile(r"claimline-link-(\d+)\Z")
_LINK = re.compile(r'<a href="claimline-link-(\d+)"')
_OUTSIDE = re.compile(r'<a href="(?=https?:)')
_CITE = re.compile("\ue000(\\d+)\ue001")
_SENTENCE = re.compile("\ue002(\\d+)\ue003([^\ue002]*?)\ue004")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
_BLOCKS = frozenset({"p", "li", "ul", "ol", "blockquote", "table", "tr", "td", "th", "pre"})

Render = Callable[..., Markup]


def prose_filter(env: Environment) -> Render:
    """The filter that templates use to print a passage: ``{{ view.reasoning | prose }}``.

    With ``ids=true`` headings get ids, for texts that stand alone on their page.
    """
    converter = Markdown(
        extensions=["fenced_code", "sane_lists", "tables", "toc"],
        extension_configs={"toc": {"permalink": False}},
        output_format="html",
    )
    cleaned: dict[tuple[str, tuple[str, ...]], str] = {}

    def prose(passage: Passage, ids: bool = False) -> Markup:
        key = (passage.markdown, passage.hrefs)
        html = cleaned.get(key)
        if html is None:
            converter.reset()
            html = _H1.sub(r"\1h2", converter.convert(passage.markdown))
            html = cleaned[key] = _clean(html, len(passage.hrefs))
        # A heading's id must not be taken for an anchor of the project's own.
        html = _HEADING_ID.sub(r'\1 id="h-\2"' if ids else r"\1", html)
        html = _LINK.sub(lambda m: f'<a href="{escape(href(passage.hrefs[int(m[1])]))}"', html)
        html = _OUTSIDE.sub('<a class="outside" rel="external noopener noreferrer" href="', html)
        html = html.replace(
            "<table>", '<div class="scroll" role="region" tabindex="0" aria-label="Table"><table>'
        ).replace("</table>", "</table></div>")
        html = _SENTENCE.sub(lambda m: _sentence(passage.sentences[int(m[1])], m[2]), html)
        html = re.sub("\ue002(\\d+)\ue003", lambda m: _anchor(passage.sentences[int(m[1])]), html)
        html = html.replace("\ue004", "")
        if passage.cites:
            cite = _cite_macro(env)
            html = _CITE.sub(lambda m: cite(passage.cites[int(m[1])]), html)
        return Markup(html)  # sanitised above; what is added is ours

    return prose


def _clean(html: str, links: int) -> str:
    def keep(tag: str, attribute: str, value: str) -> str | None:
        if attribute != "href" or value.lower().startswith(("http:", "https:", "mailto:")):
            return value
        inside = _INSIDE.match(value)
        return value if inside and int(inside[1]) < links else None

    return nh3.clean(
        html,
        tags=TAGS,
        attributes={**ATTRIBUTES, "*": LANGUAGE},
        attribute_filter=keep,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _cite_macro(env: Environment) -> Callable[[tuple[CitedRef, ...]], str]:
    module = env.get_template("components/cite.html").module
    macro: Callable[[tuple[CitedRef, ...]], str] = getattr(module, "cite")  # noqa: B009
    return macro


def _sentence(anchor: str, inner: str) -> str:
    """A citing sentence as a span that a link can reach and a style can mark."""
    if not _balanced(inner):
        return _anchor(anchor) + inner
    return f'<span class="cited" id="{escape(anchor)}">{inner}</span>'


def _anchor(anchor: str) -> str:
    return f'<span id="{escape(anchor)}"></span>'


def _balanced(html: str) -> bool:
    """Whether a piece of HTML closes what it opens, and holds no block."""
    waiting: list[str] = []
    for closing, tag in _TAG.findall(html):
        if tag in _BLOCKS:
            return False
        if tag in ("br", "hr"):
            continue
        if not closing:
            waiting.append(tag)
        elif not waiting or waiting.pop() != tag:
            return False
    return not waiting
