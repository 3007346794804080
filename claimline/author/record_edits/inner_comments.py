"""Finds the comments inside a value that is written again, so that they are not lost."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")


def comments_between(text: str, start: int, end: int, value: Any) -> list[str]:
    """Return the comments in a part of a YAML text, in their order.

    Args:
        text: the text.
        start: where the part starts.
        end: where it ends.
        value: the node in it, as ruamel.yaml composes it. A ``#`` in a text is no comment.
    """
    texts = sorted(_texts(text, value))
    comments = []
    while match := _COMMENT.search(text, start, end):
        nth = bisect_left(texts, (match.start() + 1,)) - 1  # the last text that starts before it
        if nth >= 0 and match.start() < texts[nth][1]:
            start = texts[nth][1]  # a comment may follow on the same line
        else:
            comments.append(match.group().rstrip())
            start = match.end()
    return comments


def text_indent(text: str, first_line: int) -> int:
    """Return the indent of a literal or folded text whose lines start at ``first_line``."""
    match = re.compile(r"(?:[ \t]*(?:\r\n?|\n))*+( *)\S").match(text, first_line)
    return len(match.group(1)) if match else 0


def _texts(text: str, node: Any) -> Iterator[tuple[int, int]]:
    """Yield where the texts in a node start and end."""
    if node.id == "scalar" and node.style in ("|", ">"):
        lines = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)").match(text, node.start_mark.index)
        first = lines.end() if lines else node.start_mark.index
        below = re.compile(
            rf"(?: {{{max(1, text_indent(text, first))}}}[^\r\n]*|[ \t]*)(?:\r\n?|\n)?"
        )
        last = first
        while last < len(text) and (match := below.match(text, last)) and match.end() > last:
            last = match.end()
        yield first, last
    elif node.id == "scalar":
        yield node.start_mark.index, node.end_mark.index
    elif node.id == "mapping":
        for pair in node.value:
            for each in pair:
                yield from _texts(text, each)
    else:
        for each in node.value:
            yield from _texts(text, each)
