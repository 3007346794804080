"""Turns a text into pieces: literals of clean HTML, and holes for what only the page knows.

Before the conversion, private characters mark citations, sentences and links. After the cleaning,
a parser cuts the HTML at these marks. Nothing edits the HTML after that.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from msgspec.structs import replace

from claimline.diagnostics import Code
from claimline.prose.allowed import MOST_MARKS, TooManyMarksError
from claimline.prose.fast_path import plain_html
from claimline.prose.grammar import find_marks
from claimline.prose.values import (
    AddressHole,
    CitationHole,
    HeadingHole,
    Piece,
    Problem,
    Prose,
    SentenceHole,
    TableHole,
    TitleHole,
)

# U+E000, a number and U+E001 mark a citation, U+E002 and U+E003 the start of a sentence, U+E004
# its end, U+E005 and U+E006 the address of a link, U+E007 and U+E008 the title it shows.
_MARK = re.compile("([\ue000\ue002\ue005\ue007])(\\d+)[\ue001\ue003\ue006\ue008]|\ue004")
_MARKS = re.compile("[\ue000-\ue01f]")
_NEEDS_CUTTING = re.compile("[\ue000-\ue01f]|<(?:a|table|h[2-6])\\b")
# The start of a line before its first word, and a line whose block the next line does not continue.
_ONLY_MARKS = re.compile(r"[ \t]*+(?:(?:[-*+>|]|[0-9]{1,9}[.)]|#{1,6})[ \t]*+)*+")
_BLOCK_LINE = re.compile(
    r"[ \t>]*+(?:#{1,6}[ \t]|```|~~~|[=*_-]++[ \t]*+$|(?:[-*_][ \t]*+){3,}$|[^|]*+\|)"
    r"|(?:[ ]{4}|\t)|.*>$"
)
_LONG = 200
_OUTSIDE = '<a class="outside" rel="external noopener noreferrer"'
_ID = re.compile(r' id="([^"]*)"')
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({
    "div", "details", "summary", "dl", "dt", "dd", "p", "li", "ul", "ol", "blockquote", "table",
    "tr", "td", "th", "pre",
})  # fmt: skip
"""No sentence begins outside one of these elements and ends inside it."""


def read_prose(text: str) -> Prose:
    """Read a Markdown text: what it cites and links to, its problems, and its HTML."""
    prose = find_marks(text)
    if prose.problems:
        return prose
    try:
        return replace(prose, pieces=to_pieces(prose))
    except TooManyMarksError as error:
        start = _MARKS.split(str(error))[0].split("\n")[0][:60]
        message = f"A passage has more than {MOST_MARKS:,} marks of emphasis, code or links."
        advice = "Split it into paragraphs."
        problem = Problem(start, 0, Code.BAD_MARKDOWN, message, advice)
        return replace(prose, problems=(problem,))


def to_pieces(prose: Prose) -> tuple[Piece, ...]:
    """Return the HTML of a text, cut at the places that a page fills in."""
    text = _marked(prose)
    html = plain_html(text)
    if html is None:
        from claimline.prose.html import clean_html  # slow to import, and few texts need it

        html = clean_html(text)
    if not prose.sentences and not _NEEDS_CUTTING.search(html):
        return (html,) if html else ()
    cutter = _Cutter()
    cutter.feed(html)
    cutter.close()
    # If Markdown dropped the mark of a sentence, links back to it lead to the passage.
    lost = [n for n in range(len(prose.sentences)) if n not in cutter.sentences]
    pieces: list[Piece] = [SentenceHole(number, whole=False) for number in lost]
    literal: list[str] = []
    for piece in cutter.pieces:
        if isinstance(piece, str):
            literal += [piece] if piece else []
            continue
        if literal:
            pieces.append("".join(literal))
            literal = []
        pieces.append(piece)
    return (*pieces, "".join(literal)) if literal else tuple(pieces)


def _marked(prose: Prose) -> str:
    """Return the text with marks for its citations, links, and starts and ends of sentences."""
    text = _MARKS.sub("\ufffd", prose.text)
    edits: list[tuple[int, int, int, str]] = []
    for nth, mark in enumerate(prose.marks):
        start = mark.start - _follows_words(text, mark.start)
        edits.append((start, 1, mark.end, f"\ue000{nth}\ue001"))
    for nth, sentence in enumerate(prose.sentences):
        edits.append((sentence.start, 2, sentence.start, f"\ue002{nth}\ue003"))
        edits.append((sentence.end, 0, sentence.end, "\ue004"))
    for nth, link in enumerate(prose.links):
        words = _MARKS.sub("\ufffd", link.words) or f"\ue007{nth}\ue008"
        edits.append((link.start, 1, link.end, f"[{words}](\ue005{nth}\ue006)"))
    pieces, at = [], 0
    for start, _, end, words in sorted(edits):
        pieces += [text[at:start], words]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def _follows_words(text: str, start: int) -> bool:
    """Whether a citation stands one space or line break behind a word.

    That space is removed, so that the citation stays with the word. If the space ends a mark of
    Markdown, such as that of an item or a heading, it has to stay.
    """
    before = text[max(start - 2, 0) : start]
    if before[-1:] not in (" ", "\n") or before[:1].isspace():
        return False
    line = text.rfind("\n", max(start - _LONG, 0), start - 1) + 1
    if before[-1] == " ":  # in a long line, words stand before it
        return bool(not line and start > _LONG) or not _ONLY_MARKS.fullmatch(text, line, start - 1)
    return not _BLOCK_LINE.match(text[line or text.rfind("\n", 0, start - 1) + 1 : start - 1])


class _Cutter(HTMLParser):
    """Cuts clean HTML at its marks, and at the links, tables and headings that pages add to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[Piece] = []
        self.sentences: set[int] = set()
        # The start of the current sentence, and the elements that are open in it.
        self._start: int | None = None
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        whole = self.get_starttag_text() or ""
        if tag in _BLOCKS:
            self._start = None
        elif tag not in ("br", "hr"):
            self._depth += 1
        if tag == "a":
            href = dict(attrs).get("href") or ""
            if mark := _MARK.fullmatch(href):
                before, _, after = whole.partition(href)
                self.pieces += [before, AddressHole(int(mark[2])), after]
                return
            if href.lower().startswith(("http:", "https:")):
                whole = _OUTSIDE + whole[2:]
        elif tag == "table":
            self.pieces.append(TableHole())
        elif tag in _HEADINGS and (found := _ID.search(whole)):
            self.pieces += [whole[: found.start()], HeadingHole(found[1]), whole[found.end() :]]
            return
        self.pieces.append(whole)

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(f"</{tag}></div>" if tag == "table" else f"</{tag}>")
        self._depth -= 1
        if tag in _BLOCKS or self._depth < 0:
            self._start = None

    def handle_data(self, data: str) -> None:
        at = 0
        for mark in _MARK.finditer(data):
            self.pieces.append(data[at : mark.start()])
            at = mark.end()
            self._hole(mark[1], int(mark[2] or 0))
        self.pieces.append(data[at:])

    def handle_entityref(self, name: str) -> None:
        self.pieces.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.pieces.append(f"&#{name};")

    def _hole(self, mark: str | None, number: int) -> None:
        if mark == "\ue000":
            self.pieces.append(CitationHole(number))
        elif mark == "\ue007":
            self.pieces.append(TitleHole(number))
        elif mark == "\ue002":
            if number not in self.sentences:
                self.sentences.add(number)
                self._start, self._depth = len(self.pieces), 0
                self.pieces.append(SentenceHole(number, whole=False))
        elif mark is None and self._start is not None:
            start = self.pieces[self._start]
            if self._depth == 0 and isinstance(start, SentenceHole):
                self.pieces[self._start] = SentenceHole(start.number, whole=True)
                self.pieces.append("</span>")
            self._start = None
