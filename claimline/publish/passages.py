"""Passages to HTML: their pieces joined, with citations, addresses and anchors in the holes."""

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
    """The filter that templates use to print a passage: ``{{ view.reasoning | prose }}``.

    With ``ids=true`` headings get ids, for texts that stand alone on their page.
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
                    # Nobody can take it for one of the project's own anchors.
                    return f' id="h-{id_}"'
                case _:
                    return scroll

        made = "".join(map(filled, passage.pieces))
        return Markup(f"<div{marks}>{made}</div>" if marks else made)  # literals are clean

    return prose


def _cite_macro(env: Environment) -> Callable[[tuple[CitedRef, ...]], str]:
    module = env.get_template("components/cite.html").module
    macro: Callable[[tuple[CitedRef, ...]], str] = getattr(module, "cite")  # noqa: B009
    return macro
