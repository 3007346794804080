"""A fast converter for texts of plain paragraphs, lists and block quotes."""

from __future__ import annotations

import re

from claimline.late_pattern import late_pattern

# A line holds letters, digits and signs that have no meaning in Markdown or HTML. It may hold
# emphasis, code and links to records, but none of these inside another. It starts with a letter,
# with the mark of a sentence, or with emphasis, code or a link.
_LETTER = "[^\\W\\d_]"
_MARK = "[\ue000-\ue004]"
_ANY = f"(?:[^\\W_]|[ .,;:'\"()?/%\u2013\u2014\u2018-\u201d\u2026-]|{_MARK})"
_WORDS = "(?:[^\\W_]|[ .,;'()\ue007\ue008-])+?"
# The words of emphasis, code or a link that can continue on the next line.
_WRAPPED = f"(?:[^\\W_]|[ .,;'()\ue007\ue008-]|(?<! )\n(?={_LETTER}))+?"
_BEFORE, _AFTER = "(?<![^\\W_])(?<![*`])", "(?![\\w*`])"
_NAMED = re.compile(
    f"{_BEFORE}(?P<stars>\\*\\*?)(?![ *\n])(?P<strong>{_WRAPPED})(?<! )(?P=stars){_AFTER}"
    f"|{_BEFORE}`(?![ `\n])(?P<code>{_WRAPPED})(?<! )`{_AFTER}"
    f"|\\[(?P<words>{_WRAPPED})\\]\\((?P<href>\ue005\\d+\ue006)\\)"
)


def _lines(words: str) -> re.Pattern[str]:
    return late_pattern(
        f"(?:(?=[*`\\[\ue002]|{_LETTER})"
        f"(?:{_ANY}|{_BEFORE}\\*\\*(?![ *\n]){words}(?<! )\\*\\*{_AFTER}"
        f"|{_BEFORE}\\*(?![ *\n]){words}(?<! )\\*{_AFTER}"
        f"|{_BEFORE}`(?![ `\n]){words}(?<! )`{_AFTER}"
        f"|\\[{words}\\]\\(\ue005\\d+\ue006\\))*+(?<! )\n)++"
    )


_PLAIN = _lines(_WORDS)
_PARAGRAPH = _lines(_WRAPPED)


def plain_html(text: str) -> str | None:
    """Return the HTML of a text of plain blocks, or None if the text may use more of Markdown.

    Most texts are sentences with a few emphasised words. For these, Markdown gives the same result
    but takes a hundred times as long.
    """
    blocks = []
    before = ""
    for block in text.strip("\n").split("\n\n"):
        start = block[:2]
        # Markdown joins two lists, or two block quotes, if one follows the other.
        html = None if start == before and start in _EACH_LINE else _block(block)
        if html is None:
            return None
        blocks.append(html)
        before = start
    return "\n".join(blocks)


_EACH_LINE = ("- ", "> ")
"""The start of every line of a list, and of a block quote."""


def _block(text: str) -> str | None:
    """Return the HTML of a paragraph, a block quote, or a list with one line for each item."""
    start = text[:2]
    if start in _EACH_LINE:
        lines = text.split("\n")
        if not all(line.startswith(start) for line in lines):
            return None
        text = "\n".join(line[2:] for line in lines)
    pattern = _PLAIN if start in _EACH_LINE else _PARAGRAPH
    if not pattern.fullmatch(text + "\n"):
        return None
    html = _NAMED.sub(_inline, text)
    if start == "- ":
        items = html.replace("\n", "</li>\n<li>")
        return f"<ul>\n<li>{items}</li>\n</ul>"
    html = f"<p>{html}</p>"
    return f"<blockquote>\n{html}\n</blockquote>" if start == "> " else html


def _inline(match: re.Match[str]) -> str:
    if match["code"]:
        return f"<code>{match['code']}</code>"
    if match["words"]:
        return f'<a href="{match["href"]}">{match["words"]}</a>'
    tag = "strong" if match["stars"] == "**" else "em"
    return f"<{tag}>{match['strong']}</{tag}>"
