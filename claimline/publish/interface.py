"""Languages in templates: messages by gettext, and HTML that marks words in another language.

A page is in the language of the interface. If the site's own words are in another, they are marked.
Templates can use:

- ``_``, ``gettext``, ``ngettext``, ``pgettext`` and ``npgettext``, which return messages;
- the filter ``content`` for the site's own words, ``name`` for a name in any script, and
  ``apart`` for words in the language of the interface;
- the attributes ``content_lang`` and ``content_dir``, for an element of the site's own words;
- the attributes ``interface_lang`` and ``interface_dir``, for words of the interface inside it;
- ``language``, the ``Translator``;
- ``comma`` and ``semicolon``, each with the space after it, between items.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from claimline.locale import Translator, direction, runs_against
from claimline.publish.page_environment import printed


def speak(env: Environment, language: Translator, content: str) -> None:
    """Set up an environment for pages in ``language`` with words in ``content`` (BCP 47)."""
    # {% trans %} needs this setting. Our own functions replace Jinja's, because they are faster.
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
            return apart(words)  # printing escapes it
        return Markup("<span{}{}>{}</span>").format(lang, dir_, _apart(words, way))

    def name(words: str) -> str:
        return Markup('<bdi lang="">{}</bdi>').format(words) if lang else apart(words)

    def apart(words: str) -> str:
        return _apart(words, language.direction)

    env.filters["content"] = marked
    env.filters["name"] = name
    env.filters["apart"] = apart


def _apart(words: str, way: str) -> str:
    """Isolate words whose direction is not ``way``, that of the line around them.

    Otherwise, a comma or a number after an Arabic name in an English line would change sides.
    """
    return Markup("<bdi>{}</bdi>").format(words) if runs_against(words, way) else words


def _functions(language: Translator) -> dict[str, Callable[..., Markup]]:
    """Return the functions of gettext. They escape the messages and the values in them.

    A message may come from the project's own catalogue, which nobody has checked.
    """

    def gettext(message: str, /, **values: object) -> Markup:
        return _filled(language.gettext(message), values)

    def ngettext(singular: str, plural: str, num: int, /, **values: object) -> Markup:
        return _filled(language.ngettext(singular, plural, num), {"num": num, **values})

    def pgettext(context: str, message: str, /, **values: object) -> Markup:
        return _filled(language.pgettext(context, message), values)

    def npgettext(
        context: str, singular: str, plural: str, num: int, /, **values: object
    ) -> Markup:
        return _filled(language.npgettext(context, singular, plural, num), {"num": num, **values})

    return {
        "_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext,
        "npgettext": npgettext,
    }  # fmt: skip


def _filled(message: Any, values: Mapping[str, object]) -> Markup:
    # Anything but a text is a fault of a template, which the next line reports.
    words = printed(message) if isinstance(message, str) else message
    return Markup(words % {name: printed(value) for name, value in values.items()})
