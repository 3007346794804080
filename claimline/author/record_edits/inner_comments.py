"""Finds the comments inside a value that is written again, so that they are not lost."""

from __future__ import annotations

import re

from claimline.author.record_edits.yaml_nodes import LINE, YamlNode, leaves

_COMMENT = re.compile(r"#[^\r\n]*")


def comments_between(text: str, start: int, end: int, node: YamlNode) -> list[str]:
    """Return the comments in a part of a YAML text, in their order.

    Args:
        text: the text.
        start: where the part starts.
        end: where it ends.
        node: the node in it. A ``#`` in a text is no comment.
    """
    comments: list[str] = []
    for leaf in leaves(node):
        header = LINE.match(text, leaf.begin) if leaf.has_lines else None
        words = header.end() if header else leaf.begin
        comments += _COMMENT.findall(text, start, max(start, min(words, end)))
        start = max(start, leaf.end)
    comments += _COMMENT.findall(text, start, max(start, end))
    return [each.rstrip() for each in comments]
