"""The texts, lists and mappings of a YAML file with their places, as the program's reader reads it.

The places are exact: what is between two of them is space, comments and marks such as ``,``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from claimline.read.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    MappingStartEvent,
    ScalarEvent,
    scan,
)
from claimline.value import Value

SPACE = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*+")
"""What may stand between two marks of YAML: space, line breaks and comments."""

LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
"""A line with its line break. The group is the line without it."""

_ANCHOR = re.compile(r"&[^\s,\[\]{}]*")
_DIGIT = re.compile(r"[|>][+-]?([1-9])")


class YamlNode(Value, frozen=True):
    """A part of a YAML text.

    ``kind`` is "scalar", "list", "mapping" or "alias". The part starts at ``start``, with its
    anchor if it has one, and its value at ``begin``. ``end`` is that of the value. A text on lines
    below its header ends where the line after it starts; a blank value begins and ends after its
    colon. ``column`` is that of ``begin``, or that of the lines of such a text.

    ``style`` is the character with which a value starts (one of ``"'|>[{``), else "". It is ":" for
    a pair in a list in brackets that has no brackets of its own.

    ``text`` is the value of a scalar. ``items`` are those of a list, ``pairs`` the keys and values
    of a mapping.
    """

    kind: str
    start: int
    begin: int
    end: int
    column: int
    style: str = ""
    text: str = ""
    items: tuple[YamlNode, ...] = ()
    pairs: tuple[tuple[YamlNode, YamlNode], ...] = ()

    @property
    def in_brackets(self) -> bool:
        """Whether it is a list or a mapping in brackets of its own."""
        return self.style in ("[", "{")

    @property
    def has_lines(self) -> bool:
        """Whether it is a literal (``|``) or folded (``>``) text."""
        return self.style in ("|", ">")

    @property
    def is_blank(self) -> bool:
        """Whether there is no value, as after a key alone."""
        return self.kind == "scalar" and not self.style and not self.text


def root_node(text: str) -> YamlNode | None:
    """Return the list or mapping that a YAML text holds; None if there is none, or an error."""
    events = scan(text)
    try:
        first = next(each for each in events if isinstance(each, CollectionStartEvent))
        return _node(text, events, first, 0)
    except StopIteration:
        return None


def leaves(node: YamlNode) -> Iterator[YamlNode]:
    """Yield each text and alias in a node, keys too, in their order."""
    if node.kind == "list":
        for item in node.items:
            yield from leaves(item)
    elif node.kind == "mapping":
        for pair in node.pairs:
            for each in pair:
                yield from leaves(each)
    else:
        yield node


def _node(text: str, events: Iterator[Any], event: Any, parent: int) -> YamlNode:
    """Return the node that starts with an event. ``parent`` is the column of what it is in."""
    start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
    if isinstance(event, AliasEvent):
        return YamlNode("alias", start, start, end, column)
    begin = start
    if event.anchor is not None and (anchor := _ANCHOR.match(text, start)):
        begin = anchor.end()
        if not isinstance(event, ScalarEvent) or event.value or event.style:
            space = SPACE.match(text, begin)
            begin = space.end() if space else begin
        column = begin - max(text.rfind("\n", 0, begin), text.rfind("\r", 0, begin)) - 1
    if isinstance(event, ScalarEvent):
        style = event.style or ""
        if style in ("|", ">"):
            end, column = _lines(text, begin, end, parent)
        elif not style and not event.value:
            end = begin
        return YamlNode("scalar", start, begin, end, column, style, text=event.value)
    parts: list[YamlNode] = []
    while not isinstance(part := next(events), CollectionEndEvent):
        parts.append(_node(text, events, part, column))
    last: Any = part.end_mark
    style = text[begin] if event.flow_style else ""
    if isinstance(event, MappingStartEvent):
        style = style if style in ("", "{") else ":"
        pairs = tuple(
            (key, _after_colon(text, key, value))
            for key, value in zip(parts[::2], parts[1::2], strict=True)
        )
        end = last.index if style == "{" else pairs[-1][1].end
        return YamlNode("mapping", start, begin, end, column, style, pairs=pairs)
    end = last.index if style else parts[-1].end
    return YamlNode("list", start, begin, end, column, style, items=tuple(parts))


def _after_colon(text: str, key: YamlNode, value: YamlNode) -> YamlNode:
    """Return the value of a key. A blank one gets the place after its colon, or after its key."""
    if not value.is_blank or value.start < value.begin:
        return value
    space = SPACE.match(text, key.end)
    at = space.end() if space else key.end
    at = at + 1 if text[at : at + 1] == ":" else key.end
    return YamlNode("scalar", at, at, at, key.column)


def _lines(text: str, header: int, end: int, parent: int) -> tuple[int, int]:
    """Return the end of a text on lines below its header, and the column of these lines.

    The parser's ``end`` is after the blank lines below. They belong to the text if it keeps them
    (``+``). A line of spaces is not blank if it is longer than the indent.
    """
    lines = [*LINE.finditer(text, header, end)]
    below = [each for each in lines[1:] if each.start() < end]
    digit = _DIGIT.match(text, header)
    words = (each.group(1) for each in below if each.group(1).strip(" "))
    first = next(words, None)
    if digit:
        column = parent + int(digit.group(1))
    elif first is None:
        column = max(parent + 1, *(len(each.group(1)) for each in below), 0)
    else:
        column = len(first) - len(first.lstrip(" "))
    if "+" not in lines[0].group(1).partition("#")[0]:
        while below and not below[-1].group(1)[column:]:
            below.pop()
    return (below[-1] if below else lines[0]).end(), column
