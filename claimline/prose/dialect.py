"""Makes Python-Markdown read lists, tables, headings and numbers as GitHub does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, islice
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor, ReferenceProcessor
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from claimline.prose.allowed import MOST_MARKS, TooManyMarksError

_NUMBER = "[0-9]{1,9}"
"""The number of an item. A browser cannot count to a longer one, or in digits of other scripts."""
_ITEM = re.compile(
    rf"(?P<indent>[ ]{{0,80}})(?P<mark>[-*+]|{_NUMBER}[.)])(?P<space>[ ]{{1,4}})(?=\S)"
)
_MARKS = re.compile(rf"(?:(?:[-*+]|{_NUMBER}[.)])[ ]{{1,4}})+")
_INTERRUPTS = ("-", "*", "+", "1.", "1)")
"""The marks of items that may stand right below a line of a paragraph."""
_DELIMITER = re.compile(r"[ \t]*+:?-++:?[ \t]*+")
_HASHES = re.compile(r"#{1,6}[ \t](?:\\.|[^\\])*+")
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]{0,2}){3,}+|(?:_[ ]{0,2}){3,}+|(?:\*[ ]{0,2}){3,}+)[ ]*")
_INLINE = re.compile(r"[\[\\`*_<&]|  \n")
_INDENT = 4


class Dialect(Extension):
    """The extension of Markdown that registers the changes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Called by Markdown for each converter."""
        # After fenced code and raw HTML, which are no longer in the text then.
        md.preprocessors.register(_Blocks(md), "claimline-blocks", 15)
        # After tables, whose rows may look like headings, and before headings.
        md.parser.blockprocessors.register(_Parted(md.parser), "claimline-parted", 72)
        md.parser.blockprocessors.register(_Heading(md.parser), "hashheader", 70)
        md.parser.blockprocessors.register(_Numbers(md.parser), "olist", 40)
        md.parser.blockprocessors.register(_Definitions(md.parser), "reference", 15)
        md.treeprocessors.register(_Counted(md), "claimline-counted", 30)
        # Before marks are read.
        md.treeprocessors.register(_Measured(md), "claimline-measured", 25)


class _Blocks(Preprocessor):
    """Puts a blank line before lists and tables, and indents nested lists by four.

    The number of an item gets a full stop, because Markdown reads no parenthesis behind it.
    """

    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        # For each open item: where its mark and words begin, and whether it has a number.
        levels: list[tuple[int, int, bool]] = []
        before, in_code, after_item = "", False, False
        block_depth = 0  # of the first line since a blank one
        lines = list(self._quotes(lines))
        for nth, line in enumerate(lines):
            item = _ITEM.match(line)
            indent = len(line) - len(line.lstrip(" "))
            sibling = None
            if line.strip() and (item or not before.strip()):
                while levels and indent < levels[-1][1]:
                    sibling = levels.pop()
            deep = indent - (levels[-1][1] if levels else 0) >= _INDENT
            in_code = deep and (in_code or not before.strip())
            after_words = bool(before.strip()) and not levels and not sibling and not after_item
            after_item = False
            if item and not in_code and (not after_words or item["mark"] in _INTERRUPTS):
                depth, numbered = len(levels), item["mark"][0].isdigit()
                is_other_list = sibling and sibling[2] != numbered
                if before.strip() and (
                    is_other_list or depth < block_depth or (after_words and before[:1] != " ")
                ):
                    result.append("")
                    block_depth = depth
                elif not before.strip():
                    block_depth = depth
                marks = _MARKS.match(line, indent)
                end = marks.end() if marks else indent
                words = line[indent:end].replace(")", ".") + line[end:]
                result.append(" " * _INDENT * depth + words)
                levels.append((indent, item.end(), numbered))
                before, after_item = line, True
                continue
            if before.strip() and not item:
                if levels and indent < levels[-1][1] and _RULE.fullmatch(line):
                    result.append("")  # it is no heading's underline
                    levels = []
                elif not levels and _is_table(lines, nth):
                    result.append("")
            if line.strip() and not before.strip():
                block_depth = 0
                if levels and indent >= levels[-1][1]:
                    block_depth = len(levels)
                    line = " " * (_INDENT * block_depth) + line[levels[-1][1] :]
            result.append(line)
            before = lines[nth]
        return result

    def _quotes(self, lines: list[str]) -> Iterator[str]:
        """Yield the lines, with the changes of ``run`` inside block quotes."""
        for is_quote, group in groupby(lines, lambda line: line.startswith(">")):
            if is_quote:
                inner = [line[1:].removeprefix(" ") for line in group]
                yield from (f"> {line}" if line else ">" for line in self.run(inner))
            else:
                yield from group


def _is_table(lines: list[str], nth: int) -> bool:
    """Return whether a line is the head of a table: the next line holds only dashes and bars."""
    if "|" not in lines[nth] or nth + 1 == len(lines) or "|" not in lines[nth + 1]:
        return False
    cells = lines[nth + 1].strip().strip("|").split("|")
    return all(map(_DELIMITER.fullmatch, cells))


class _Parted(BlockProcessor):
    """Separates the headings and rules of a block from its other lines, all in one pass.

    Markdown itself separates one at a time, which takes too long if there are many.
    """

    def test(self, parent: Element, block: str) -> bool:
        return "\n" in block and len(self._parted(parent, block)) > 1

    def run(self, parent: Element, blocks: list[str]) -> None:
        blocks[:1] = self._parted(parent, blocks[0])

    def _parted(self, parent: Element, block: str) -> list[str]:
        """Return the headings and rules of a block, and the lines between them, in order."""
        pieces: list[str] = []
        lines = block.split("\n")
        in_item = parent.tag == "li" and not self.parser.state.isstate("detabbed")
        loose = self.parser.state.isstate("looselist")
        start = nth = depth = 0
        while nth < len(lines):
            lines[nth] = _dedented(lines[nth], depth)
            length = self._length(lines, nth, depth, first=nth == start)
            if in_item and start == nth > 0 and lines[nth].startswith(_INDENT * " "):
                length = len(lines) - nth
            if length:
                pieces += ["\n".join(lines[start:nth])] if nth > start else []
                start = nth + length
                pieces.append("\n".join(lines[nth:start]))
                # In a list item, Markdown removes an indent from all lines after a heading.
                depth += loose and bool(_HASHES.fullmatch(lines[nth]))
            nth += length or 1
        return [*pieces, "\n".join(lines[start:])] if start < len(lines) else pieces

    def _length(self, lines: list[str], nth: int, depth: int, *, first: bool) -> int:
        """Return how many lines from ``nth`` on form a heading or a rule, or 0."""
        end = nth + 1
        following = _dedented(lines[end], depth) if end < len(lines) else ""
        if first and nth and lines[nth].startswith(_INDENT * " "):
            while end < len(lines) and _dedented(lines[end], depth).startswith(_INDENT * " "):
                lines[end] = _dedented(lines[end], depth)
                end += 1
            return end - nth
        if first and nth and "|" in lines[nth].strip(" |"):
            table = self.parser.blockprocessors["table"]
            if table.test(Element("div"), f"{lines[nth]}\n{following}"):
                return len(lines) - nth
        if _HASHES.fullmatch(lines[nth]):
            return 1
        if first and _UNDERLINE.fullmatch(following):
            lines[end] = following
            return 2
        return 1 if _RULE.fullmatch(lines[nth]) else 0


def _dedented(line: str, depth: int) -> str:
    """Return a line without its first ``depth`` indents."""
    indents = min(depth, (len(line) - len(line.lstrip(" "))) // _INDENT) if depth else 0
    return line[indents * _INDENT :]


class _Measured(Treeprocessor):
    """Refuses a passage with so many marks that Markdown would take too long."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            for words in (element.text, element.tail):
                if words and not isinstance(words, AtomicString):
                    marks = islice(_INLINE.finditer(words), MOST_MARKS, None)
                    if next(marks, None):
                        raise TooManyMarksError(words)


class _Heading(HashHeaderProcessor):
    """Reads a heading only if a space follows its marks: ``#tag`` is a word."""

    RE = re.compile(
        r"(?:^|\n)(?P<level>#{1,6})(?P<header>[ \t](?:\\.|[^\\\n])*?)(?:[ \t]#+[ \t]*)?(?:\n|$)"
    )


class _Definitions(ReferenceProcessor):
    """Reads ``[a]: https://example.org "title"`` on a line of its own, and only there.

    Markdown also takes the next line as part of the definition, and loses it.
    """

    RE = re.compile(
        r"""^[ ]{0,3}+\[([^\[\]]*+)\]:[ ]*+(\S++)[ ]*+((["'])(.*)\4[ ]*|\((.*)\)[ ]*)?$""",
        re.MULTILINE,
    )

    def run(self, parent: Element, blocks: list[str]) -> bool:
        definitions = list(self.RE.finditer(blocks[0]))
        if not definitions:
            return False
        block, pieces, start = blocks.pop(0), [], 0
        for definition in definitions:
            pieces.append(block[start : definition.start()].strip("\n"))
            self.parser.md.references[definition[1].strip().lower()] = (
                definition[2].removeprefix("<").removesuffix(">"), definition[5] or definition[6],
            )  # fmt: skip
            start = definition.end()
        pieces.append(block[start:].lstrip("\n"))
        blocks[:0] = filter(str.strip, pieces)
        return True


class _Numbers(SaneOListProcessor):
    """Keeps the number of each item as the author wrote it."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE = re.compile(rf"^[ ]{{0,3}}{_NUMBER}\.[ ]+(.*)")
        self.CHILD_RE = re.compile(rf"^[ ]{{0,3}}(({_NUMBER}\.))[ ]+(.*)")

    def run(self, parent: Element, blocks: list[str]) -> None:
        numbers = [
            int(item[2][:-1])
            for line in blocks[0].split("\n")
            if (item := self.CHILD_RE.match(line))
        ]
        super().run(parent, blocks)
        items = parent if parent.tag == "ol" else parent[-1]
        for entry, number in zip(items[-len(numbers) :], numbers, strict=True):
            entry.set("number", str(number))  # the cleaning removes it


class _Counted(Treeprocessor):
    """Numbers the items of finished lists."""

    def run(self, root: Element) -> None:
        for items in root.iter("ol"):
            _only_where_needed(items)


def _only_where_needed(items: Element) -> None:
    """Remove the numbers that a browser counts by itself, or all of them if each is 1."""
    written = [int(item.get("number", "0")) for item in items]
    expected = int(items.get("start") or 1)
    alike = set(written) == {1}
    for item, number in zip(items, written, strict=True):
        item.attrib.pop("value", None)
        if number != expected and not alike:
            item.set("value", str(number))
        expected = number + 1
