"""The interface's language in templates: gettext, and marks on words in another language.

A page is in the language of the interface; the site's own words may be in another. Where the two
are one, nothing is marked.

- ``_``, ``gettext``, ``ngettext``, ``pgettext`` and ``npgettext`` give messages;
- the filter ``content`` marks the site's own words in a line, ``name`` a name in any script, and
  ``apart`` words in the language of the interface;
- ``content_lang`` and ``content_dir`` mark an element that holds nothing else;
- ``interface_lang`` marks words of the interface inside the site's own;
- ``language`` is the ``Translator`` itself;
- ``comma`` and ``semicolon`` stand between items, with the space after them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2 import Environment
from markupsafe import Markup

from claimline.locale import Translator, direction, runs_against
from claimline.publish.page_environment import printed


def speak(env: Environment, language: Translator, content: str) -> None:
    """Let templates speak ``language`` around words in the language ``content`` (BCP 47)."""
    # For what {% trans %} makes; the functions themselves are ours, which do with less.
    env.newstyle_gettext = True  # type: ignore[attr-defined]
    env.globals.update(_functions(language))
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

    def marked(words: str) -> str:
        if not lang and not dir_:
            return apart(words)  # what is printed is escaped
        return Markup("<span{}{}>{}</span>").format(lang, dir_, _apart(words, way))

    def name(words: str) -> str:
        return Markup('<bdi lang="">{}</bdi>').format(words) if lang else apart(words)

    def apart(words: str) -> str:
        return _apart(words, language.direction)

    env.filters["content"] = marked
    env.filters["name"] = name
    env.filters["apart"] = apart


def _apart(words: str, way: str) -> str:
    """Words in a line of direction ``way``: set apart where they run the other way.

    Without that, a comma or number after an Arabic name in English words would change sides.
    """
    return Markup("<bdi>{}</bdi>").format(words) if runs_against(words, way) else words


def _functions(language: Translator) -> dict[str, Callable[..., Markup]]:
    """The functions by which templates ask for messages. What is filled in is escaped."""

    def gettext(message: str, /, **values: object) -> Markup:
        return _filled(language.gettext(message), values)

    def ngettext(one: str, many: str, num: int, /, **values: object) -> Markup:
        return _filled(language.ngettext(one, many, num), {"num": num, **values})

    def pgettext(context: str, message: str, /, **values: object) -> Markup:
        return _filled(language.pgettext(context, message), values)

    def npgettext(context: str, one: str, many: str, num: int, /, **values: object) -> Markup:
        return _filled(language.npgettext(context, one, many, num), {"num": num, **values})

    return {
        "_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext,
        "npgettext": npgettext,
    }  # fmt: skip


def _filled(message: str, values: Mapping[str, object]) -> Markup:
    return Markup(message % {name: printed(value) for name, value in values.items()})
