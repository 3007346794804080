"""Writes a value of YAML on one line, or a text again in the style that it had."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from typing import Any

from claimline.author.captures.yamledit import EditError
from claimline.author.yamltext import WIDTH, check_text, key_text, reads_as, scalar

_HEADER = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?=\s|\Z)")
_FLOW_MARK = re.compile(r"[,\[\]{}#:]|\A\?")


def scalar_text(new: str, style: str | None) -> str | None:
    """Return a text on one line, in double (``"``), single (``'``) or no quotes (None).

    Another style is chosen if the reader would not return the same text. Returns None for a text of
    several lines outside quotes, which needs lines of its own.
    """
    if style == "'" and "\n" not in new:
        single = "'" + new.replace("'", "''") + "'"
        if reads_as(f"a: {single}", "a", new):
            return single
    if style in ("'", '"'):
        return json.dumps(new, ensure_ascii=False)
    return None if "\n" in new else scalar(new, bare=True)


def block_lines(
    header: str, body: str, old: str, new: str, style: str, indent: int
) -> list[str] | None:
    """Return the lines of a literal (``|``) or folded (``>``) text.

    Returns None if its header must change. Lines of a folded text stay as they are where the words
    in them stay.

    Args:
        header: the line with its style.
        body: its lines below.
        old: the text as it was.
        new: the text that is wanted.
        style: its style.
        indent: the spaces before each line of it.
    """
    mark = _HEADER.match(header)
    ends = len(old) - len(old.rstrip("\n")), len(new) - len(new.rstrip("\n"))
    if not mark or ends[0] != ends[1] or (ends[0] > 1 and "+" not in mark.group()):
        return None
    has_digit = re.search("[1-9]", mark.group())
    if not new.strip() or new[0] == "\n" or (new[0] == " " and not has_digit):
        return None
    space, words = " " * indent, new.rstrip("\n")
    if style == "|":
        lines = words.split("\n")
    else:
        lines = _folded(body, space, old.rstrip("\n").split("\n"), words.split("\n"))
    lines += [""] * (ends[0] - 1)
    return [f"{space}{line}" if line else "" for line in lines]


def _folded(body: str, space: str, old: list[str], new: list[str]) -> list[str]:
    """Return the lines of folded paragraphs. An empty line ends a paragraph."""
    groups = re.split(r"\n(?:[ \t]*\n)+", body.replace("\r\n", "\n").replace("\r", "\n").strip())
    known = {
        paragraph: [line.strip() for line in group.split("\n")]
        for paragraph, group in zip([each for each in old if each], groups, strict=False)
    }
    width = max([WIDTH - len(space), *(len(line) for group in known.values() for line in group)])
    lines: list[str] = []
    for nth, paragraph in enumerate(new):
        if nth:
            lines.append("")
        if not paragraph:
            continue
        before = old[nth] if len(old) == len(new) else paragraph
        lines += _fold(known.get(before, []), paragraph, width)
    return lines


def _fold(known: list[str], text: str, width: int) -> list[str]:
    """Return the lines of a paragraph. Lines that were at its start and at its end stay."""
    start, head = 0, ""
    while start < len(known):
        longer = f"{head}{known[start]}"
        if longer != text and not text.startswith(f"{longer} "):
            break
        head, start = f"{longer} ", start + 1
    if head.rstrip(" ") == text:
        return known[:start]
    rest, stop, tail = text[len(head) :], len(known), ""
    while stop > start:
        longer = f"{known[stop - 1]}{tail}"
        if not rest.endswith(f" {longer}"):
            break
        tail, stop = f" {longer}", stop - 1
    middle = rest[: len(rest) - len(tail)] if tail else rest
    if middle and stop < len(known):
        # New words join the line after them rather than stand on a short line of their own.
        middle, stop = f"{middle} {known[stop]}", stop + 1
    wrapped = textwrap.wrap(
        middle, width, break_long_words=False, break_on_hyphens=False,
        drop_whitespace=True, replace_whitespace=False,
    )  # fmt: skip
    return [*known[:start], *wrapped, *known[stop:]]


def flow_text(value: Any, style: str = "") -> str:
    """Return a value as it may stand in brackets. A text gets the quotes ``style``, if any.

    Raises:
        AuthorError: a text has a character that no record may hold.
        EditError: a list has a blank item.
    """
    if isinstance(value, str):
        check_text(value)
        quotes = style if style in ("'", '"') else None
        words = scalar_text(value, quotes)
        safe = words and (quotes or not _FLOW_MARK.search(words))
        return words if safe and words else json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        parts = (f"{_flow_key(key)}: {flow_text(each)}" for key, each in value.items())
        return f"{{{', '.join(parts)}}}"
    if value is None:
        return ""
    if None in value:
        raise EditError("A list in brackets has a blank item.")
    return f"[{', '.join(flow_text(each) for each in value)}]"


def _flow_key(key: str) -> str:
    words = key_text(key)
    is_safe = words != key or not _FLOW_MARK.search(key)
    return words if is_safe else json.dumps(key, ensure_ascii=False)
