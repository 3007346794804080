"""Prints passages as HTML: joins their pieces, and fills the holes with citations and addresses."""

from __future__ import annotations

import html
from collections.abc import Callable

from jinja2 import Environment
from markupsafe import Markup, escape

from claimline.locale import Translator
from claimline.pages.shared_views import CitedRef, Passage
from claimline.prose.values import (
    AddressHole,
    CitationHole,
    HeadingHole,
    Piece,
    SentenceHole,
    TitleHole,
)
from claimline.publish.theme import href

SCROLL = '<div class="scroll" role="region" tabindex="0" aria-label="{label}">'

Render = Callable[..., Markup]


def prose_filter(env: Environment) -> Render:
    """Return the filter that prints a passage: ``{{ view.reasoning | prose }}``.

    With ``ids=true`` headings get ids, for a text that is the only one on its page.
    """
    marks = f"{env.globals['content_lang']}{env.globals['content_dir']}"
    language = env.globals["language"]
    assert isinstance(language, Translator)
    scroll = SCROLL.format(label=escape(language.t("Table")))

    def prose(passage: Passage, ids: bool = False) -> Markup:
        cite = _cite_macro(env) if passage.cites else None
        seen: set[str] = set()

        def filled(piece: Piece) -> str:
            match piece:
                case str():
                    return piece
                case CitationHole(number=number):
                    return cite(passage.cites[number]) if cite else ""
                case SentenceHole(number=number, whole=whole):
                    id_ = escape(passage.sentences[number])
                    return (
                        f'<span class="cited" id="{id_}">' if whole else f'<span id="{id_}"></span>'
                    )
                case AddressHole(number=number):
                    return escape(href(passage.hrefs[number]))
                case TitleHole(number=number):
                    return html.escape(passage.titles[number], quote=False)
                case HeadingHole(id=id_):
                    if not ids or id_ in seen:
                        return ""
                    seen.add(id_)
                    # With the prefix, it cannot equal an id of a template.
                    return f' id="h-{id_}"'
                case _:
                    return scroll

        html_ = "".join(map(filled, passage.pieces))
        return Markup(f"<div{marks}>{html_}</div>" if marks else html_)  # literals are clean

    return prose


def _cite_macro(env: Environment) -> Callable[[tuple[CitedRef, ...]], str]:
    module = env.get_template("components/cite.html").module
    macro: Callable[[tuple[CitedRef, ...]], str] = getattr(module, "cite")  # noqa: B009
    return macro
