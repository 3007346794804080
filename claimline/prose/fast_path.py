"""The HTML of texts that need little of Markdown: plain paragraphs, lists and quotes."""

from __future__ import annotations

import re

# Lines of letters, digits and marks that mean nothing to Markdown or HTML, and among them single
# emphasis, code and links to records; they start with one of these, a letter or the mark of a
# sentence.
_LETTER = "[^\\W\\d_]"
_MARK = "[\ue000-\ue004]"
_ANY = f"(?:[^\\W_]|[ .,;:'\"()?/%\u2013\u2014\u2018-\u201d\u2026-]|{_MARK})"
_WORDS = "(?:[^\\W_]|[ .,;'()\ue007\ue008-])+?"
# It may go on in the next line.
_WRAPPED = f"(?:[^\\W_]|[ .,;'()\ue007\ue008-]|(?<! )\n(?={_LETTER}))+?"
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


def plain_html(text: str) -> str | None:
    """The HTML of a text of plain blocks; None where it may be more, or has a heading.

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
    """A paragraph, a quote of one, or a list with one line for each item."""
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


def _inline(found: re.Match[str]) -> str:
    if found["code"]:
        return f"<code>{found['code']}</code>"
    if found["words"]:
        return f'<a href="{found["href"]}">{found["words"]}</a>'
    tag = "strong" if found["stars"] == "**" else "em"
    return f"<{tag}>{found['strong']}</{tag}>"
