"""The interface's language in templates: gettext, and marks on words in another language.

A page is in the language of the interface; the site's own words may be in another. Where the two
are one, nothing is marked.

- ``_``, ``gettext``, ``ngettext``, ``pgettext`` and ``npgettext`` give messages;
- the filter ``content`` marks the site's own words in a line, and ``name`` a name in any script;
- ``content_lang`` and ``content_dir`` mark an element that holds nothing else;
- ``interface_lang`` marks words of the interface inside the site's own;
- ``language`` is the ``Translator`` itself;
- ``comma`` and ``semicolon`` stand between items, with the space after them.
"""

from __future__ import annotations

import re

from jinja2 import Environment
from markupsafe import Markup, escape

from claimline.locale import ENGLISH, Translator, direction

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their like, with their presentation forms.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def speak(env: Environment, language: Translator = ENGLISH, content: str = "en") -> None:
    """Let templates speak ``language`` around words in the language ``content`` (BCP 47)."""
    env.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext,
        language.ngettext,
        newstyle=True,
        pgettext=language.pgettext,
        npgettext=language.npgettext,
    )
    same = content.split("-")[0] == language.language.split("-")[0]
    way = direction(content)
    lang = Markup("") if same else Markup(' lang="{}"').format(content)
    dir_ = Markup("") if way == language.direction else Markup(' dir="{}"').format(way)
    env.globals["content_lang"], env.globals["content_dir"] = lang, dir_
    env.globals["interface_lang"] = lang and Markup(' lang="{}"').format(language.language)
    env.globals["interface_dir"] = Markup(' dir="rtl"' if language.direction == "rtl" else "")
    env.globals["language"] = language
    env.globals["comma"] = language.p("between items", ", ")
    env.globals["semicolon"] = language.p("between parts", "; ")

    def marked(words: str) -> Markup:
        if not lang and not dir_:
            return _apart(words)
        return Markup("<span{}{}>{}</span>").format(lang, dir_, words)

    def name(words: str) -> Markup:
        return Markup('<bdi lang="">{}</bdi>').format(words) if lang else _apart(words)

    env.filters["content"] = marked
    env.filters["name"] = name


def _apart(words: str) -> Markup:
    """Words in a line of other words: set apart where they run from right to left.

    Without that, a comma or number after an Arabic name would change sides.
    """
    if words.isascii() or not _RIGHT_TO_LEFT.search(words):
        return escape(words)
    return Markup("<bdi>{}</bdi>").format(words)
