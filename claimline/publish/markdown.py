"""Passages to HTML: Markdown, then sanitised, then citations and sentences put in.

What an author or a source wrote goes through nh3; what the project adds goes in afterwards and
is made by templates, so nothing of the author's can pass for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from threading import Lock

import nh3
from jinja2 import Environment
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, slugify
from markupsafe import Markup, escape

from claimline.locale import Translator
from claimline.pages.parts import CitedRef, Passage
from claimline.publish.dialect import Dialect
from claimline.publish.theme import href
from claimline.read.html import ATTRIBUTES, LANGUAGE, TAGS

SCROLL = '<div class="scroll" role="region" tabindex="0" aria-label="{label}">'

_H1 = re.compile(r"(</?)h1\b")
_HEADING = re.compile(r"<h[2-6]\b[^>]*>")
_ID = re.compile(r' id="([^"]*)"')
# Lines of letters, digits and marks that mean nothing to Markdown or HTML, and among them single
# emphasis, code and links to records; they start with one of these, a letter or the mark of a
# sentence.
_LETTER = "[^\\W\\d_]"
_MARK = "[\ue000-\ue004]"
_ANY = f"(?:[^\\W_]|[ .,;:'\"()?/%\u2013\u2014\u2018-\u201d\u2026-]|{_MARK})"
_WORDS = "(?:[^\\W_]|[ .,;'()-])+?"
_WRAPPED = f"(?:[^\\W_]|[ .,;'()-]|(?<! )\n(?={_LETTER}))+?"  # may go on in the next line
_BEFORE, _AFTER = "(?<![^\\W_])(?<![*`])", "(?![\\w*`])"
_NAMED = re.compile(
    f"{_BEFORE}(?P<stars>\\*\\*?)(?![ *\n])(?P<strong>{_WRAPPED})(?<! )(?P=stars){_AFTER}"
    f"|{_BEFORE}`(?![ `\n])(?P<code>{_WRAPPED})(?<! )`{_AFTER}"
    f"|\\[(?P<words>{_WRAPPED})\\]\\((?P<href>\ue005\\d+\ue006)\\)"
)


def _lines(words: str) -> re.Pattern[str]:
    return re.compile(
        f"(?:(?=[*`\\[\ue002]|{_LETTER})"
        f"(?:{_ANY}|{_BEFORE}\\*\\*(?![ *\n]){words}(?<! )\\*\\*{_AFTER}"
        f"|{_BEFORE}\\*(?![ *\n]){words}(?<! )\\*{_AFTER}"
        f"|{_BEFORE}`(?![ `\n]){words}(?<! )`{_AFTER}"
        f"|\\[{words}\\]\\(\ue005\\d+\ue006\\))*+(?<! )\n)++"
    )


_PLAIN = _lines(_WORDS)
_PARAGRAPH = _lines(_WRAPPED)
# A character reference could stand for one of the characters that mark places.
_REFERENCE = re.compile(
    r"&#(?:[xX]0*[eE]0[01][0-9a-fA-F](?![0-9a-fA-F])"
    r"|0*573(?:4[4-9]|[5-6][0-9]|7[0-5])(?![0-9]));?"
)
_INSIDE = re.compile("\ue005(\\d+)\ue006\\Z")
_LINK = re.compile(' href="\ue005(\\d+)\ue006"')
# Python-Markdown leaves what stands in a block of raw HTML as it is, record links too.
_IN_HTML = re.compile("\\[([^\\[\\]]*)\\]\\((\ue005\\d+\ue006)\\)")
_MARKS = re.compile("[\ue000-\ue01f]\\d*")
_OUTSIDE = re.compile(r'<a(?=[^>]* href="https?:)', re.IGNORECASE)
_TABLE = re.compile(r"<table\b[^>]*>")
_CITE = re.compile("\ue000(\\d+)\ue001")
_SENTENCE = re.compile("\ue002(\\d+)\ue003([^\ue002]*?)\ue004")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
_BLOCKS = frozenset({
    "div", "details", "summary", "dl", "dt", "dd", "p", "li", "ul", "ol", "blockquote", "table",
    "tr", "td", "th", "pre",
})  # fmt: skip

Render = Callable[..., Markup]


def prose_filter(env: Environment) -> Render:
    """The filter that templates use to print a passage: ``{{ view.reasoning | prose }}``.

    With ``ids=true`` headings get ids, for texts that stand alone on their page.
    """
    cleaned: dict[tuple[str, int, bool], str] = {}
    marks = f"{env.globals['content_lang']}{env.globals['content_dir']}"

    language = env.globals["language"]
    assert isinstance(language, Translator)
    label = escape(language.t("Table"))

    def scroll(table: re.Match[str]) -> str:
        return SCROLL.format(label=label) + table[0]

    def prose(passage: Passage, ids: bool = False) -> Markup:
        key = (passage.markdown, len(passage.hrefs), ids)
        html = cleaned.get(key)
        if html is None:
            html = None if ids and "#" in passage.markdown else simple(passage.markdown)
            if html is None:
                html = _converted(_REFERENCE.sub("\ufffd", passage.markdown), ids)
                # Before the cleaning: what looks like a link may reach across a tag.
                html = _IN_HTML.sub(r'<a href="\2">\1</a>', _H1.sub(r"\1h2", html))
                html = _clean(html, len(passage.hrefs))
            cleaned[key] = html
        if "<h" in html:
            html = _with_ids(html) if ids else _HEADING.sub(lambda m: _ID.sub("", m[0]), html)
        if "\ue005" in html:
            html = _LINK.sub(lambda m: f' href="{escape(href(passage.hrefs[int(m[1])]))}"', html)
        if "<a" in html:
            html = _OUTSIDE.sub('<a class="outside" rel="external noopener noreferrer"', html)
        if "<table" in html:
            html = _TABLE.sub(scroll, html).replace("</table>", "</table></div>")
        if passage.sentences:
            html = _with_sentences(html, passage.sentences)
        if passage.cites:
            cite = _cite_macro(env)
            html = _CITE.sub(lambda m: cite(passage.cites[int(m[1])]), html)
        if marks:
            html = f"<div{marks}>{html}</div>"
        return Markup(html)  # sanitised above; what is added is ours

    return prose


_one_at_a_time = Lock()


def _converted(text: str, ids: bool) -> str:
    with _one_at_a_time:  # a converter keeps what it is reading, and builds may share a process
        try:
            return _converter(ids).reset().convert(text)
        except BaseException:
            _converter.cache_clear()  # what it was reading would shape the next text
            raise


@cache
def _converter(ids: bool) -> Markdown:
    """Made where the first text asks for it: most are simple, and it takes its time."""
    extensions: list[str | Extension] = ["fenced_code", "sane_lists", "tables", Dialect()]
    if ids:
        extensions.append(TocExtension(marker="", slugify=_slug))
    return Markdown(extensions=extensions, output_format="html")


def _slug(words: str, separator: str) -> str:
    """An anchor of a heading's words: a citation in it is none of them."""
    return slugify(_MARKS.sub("", words), separator)


def simple(text: str) -> str | None:
    """The HTML of a text of plain blocks, without ids; None where it may be more.

    Most texts are sentences with a word emphasised here and there: no need to ask Markdown, which
    takes a hundred times as long. What comes out is the same.
    """
    made = []
    before = ""
    for block in text.strip("\n").split("\n\n"):
        start = block[:2]
        # Of two lists, or two quotes, one behind the other, Markdown makes one.
        html = None if start == before and start in _EACH_LINE else _block(block)
        if html is None:
            return None
        made.append(html)
        before = start
    return "\n".join(made)


_EACH_LINE = ("- ", "> ")
"""What begins every line of a list, of a quote."""


def _block(text: str) -> str | None:
    """A heading, a paragraph, a quote of one, or a list with one line for each item."""
    start = text[:2]
    if start in _EACH_LINE:
        lines = text.split("\n")
        if not all(line.startswith(start) for line in lines):
            return None
        text = "\n".join(line[2:] for line in lines)
    level = 0
    if start[:1] == "#":
        marks, _, text = text.partition(" ")
        level = len(marks)
        if level > 6 or marks.strip("#") or "\n" in text:
            return None
    pattern = _PLAIN if level or start in _EACH_LINE else _PARAGRAPH
    if not pattern.fullmatch(text + "\n"):
        return None
    html = _NAMED.sub(_inline, text)
    if level:
        level = max(level, 2)  # the page has the first
        return f"<h{level}>{html}</h{level}>"
    if start == "- ":
        items = html.replace("\n", "</li>\n<li>")
        return f"<ul>\n<li>{items}</li>\n</ul>"
    html = f"<p>{html}</p>"
    return f"<blockquote>\n{html}\n</blockquote>" if start == "> " else html


def _inline(found: re.Match[str]) -> str:
    if found["code"]:
        return f"<code>{found['code']}</code>"
    if found["words"]:
        return f'<a href="{found["href"]}">{found["words"]}</a>'
    tag = "strong" if found["stars"] == "**" else "em"
    return f"<{tag}>{found['strong']}</{tag}>"


def _with_ids(html: str) -> str:
    """Headings with ids that cannot be taken for the project's own anchors, each once."""
    seen: set[str] = set()

    def renamed(found: re.Match[str]) -> str:
        if found[1] in seen:
            return ""
        seen.add(found[1])
        return f' id="h-{found[1]}"'

    return _HEADING.sub(lambda heading: _ID.sub(renamed, heading[0]), html)


def _keep(tag: str, attribute: str, value: str) -> str | None:
    """The value of an attribute, without what marks a place; None where it must not stay."""
    if attribute != "href" or value.lower().startswith(("http:", "https:", "mailto:")):
        return _MARKS.sub("", value)
    return value if _INSIDE.match(value) else None


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={
        **ATTRIBUTES,
        **{f"h{level}": {"id"} for level in range(2, 7)},
        "*": LANGUAGE,
    },
    attribute_filter=_keep,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def _clean(html: str, links: int) -> str:
    """HTML without what is not allowed; a link inside the site leads to one of the passage's."""
    return _LINK.sub(lambda m: m[0] if int(m[1]) < links else "", _CLEANER.clean(html))


def _cite_macro(env: Environment) -> Callable[[tuple[CitedRef, ...]], str]:
    module = env.get_template("components/cite.html").module
    macro: Callable[[tuple[CitedRef, ...]], str] = getattr(module, "cite")  # noqa: B009
    return macro


def _with_sentences(html: str, anchors: Sequence[str]) -> str:
    """HTML with the citing sentences in it marked."""
    html = _SENTENCE.sub(lambda m: _sentence(anchors[int(m[1])], m[2]), html)
    html = re.sub("\ue002(\\d+)\ue003", lambda m: _anchor(anchors[int(m[1])]), html)
    html = html.replace("\ue004", "")
    # Where Markdown dropped the place of a sentence, the way back leads to the passage.
    lost = (id_ for id_ in anchors if f'id="{escape(id_)}"' not in html)
    return "".join(map(_anchor, lost)) + html


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
