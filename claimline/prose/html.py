"""Converts Markdown to clean HTML, for texts that need all of Markdown.

Clean HTML has only tags and attributes that a text may use. Private characters mark its citations,
sentences and links: see ``pieces``.
"""

from __future__ import annotations

import re
from functools import cache
from threading import Lock

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, slugify

from claimline.prose.allowed import ATTRIBUTES, LANGUAGE, SCHEMES, TAGS
from claimline.prose.dialect import Dialect

_H1 = re.compile(r"(</?)h1\b")
# A character reference to a private character could forge a mark.
_REFERENCE = re.compile(
    r"&#(?:[xX]0*[eE]0[01][0-9a-fA-F](?![0-9a-fA-F])"
    r"|0*573(?:4[4-9]|[5-6][0-9]|7[0-5])(?![0-9]));?"
)
_ADDRESS = re.compile("\ue005\\d+\ue006\\Z")
# Python-Markdown does not change a block of raw HTML, not even record links in it.
_IN_HTML = re.compile("\\[([^\\[\\]]*)\\]\\((\ue005\\d+\ue006)\\)")
_MARKS = re.compile("[\ue000-\ue01f]\\d*")
_one_at_a_time = Lock()


def clean_html(text: str) -> str:
    """Return the clean HTML of a Markdown text. Its headings have ids."""
    html = _converted(_REFERENCE.sub("\ufffd", text))
    # The cleaning comes after this: a link may begin in one element and end in another.
    html = _IN_HTML.sub(r'<a href="\2">\1</a>', _H1.sub(r"\1h2", html))
    return _CLEANER.clean(html)


def _converted(text: str) -> str:
    with _one_at_a_time:  # a converter has state, and several threads may build
        try:
            return _converter().reset().convert(text)
        except BaseException:
            _converter.cache_clear()  # its state would affect the next text
            raise


@cache
def _converter() -> Markdown:
    toc = TocExtension(marker="", slugify=_slug)
    extensions: list[str | Extension] = ["fenced_code", "sane_lists", "tables", Dialect(), toc]
    return Markdown(extensions=extensions, output_format="html")


def _slug(words: str, separator: str) -> str:
    """Return the anchor of a heading, without its citations."""
    return slugify(_MARKS.sub("", words), separator)


def _keep(tag: str, attribute: str, value: str) -> str | None:
    """Return the value of an attribute without marks, or None if the attribute is not allowed."""
    if attribute != "href" or value.lower().startswith(tuple(f"{each}:" for each in SCHEMES)):
        return _MARKS.sub("", value)
    return value if _ADDRESS.match(value) else None


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={
        **ATTRIBUTES,
        **{f"h{level}": {"id"} for level in range(2, 7)},
        "*": LANGUAGE,
    },
    attribute_filter=_keep,
    url_schemes=set(SCHEMES),
    link_rel=None,
)
