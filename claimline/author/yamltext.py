"""Writes values as YAML that claimline and every editor read back unchanged.

There are several ways to write a text. Each is tried, the plainest first, until the program's
reader returns the same text. So this module needs no knowledge of YAML's rules.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from claimline.author.author_error import AuthorError
from claimline.diagnostics import Report
from claimline.read import read_yaml
from claimline.read.text import BAD, describe

WIDTH = 96

# Texts that need no quotes for any reader of YAML: words and marks without a meaning in YAML.
_PLAIN = re.compile(r"[^\W_](?:[\w .,;()/'’–—?!%+~=$§°-]|:(?=\S))*")
# Keys that need no quotes, as the names of all fields do.
_KEY = re.compile(r"\w[\w/.-]*")
# Texts that an editor may read as a number, a boolean, null or a date.
_NOT_TEXT = re.compile(
    r"[-+.]?\d[\d_,.:eExXoOa-fA-F+-]*|\d{4}-\d\d?-\d\d?[Tt ].*"
    r"|y|n|yes|no|on|off|true|false|null|\.?nan|\.?inf",
    re.IGNORECASE,
)


def field(key: str, value: Any, *, bare: bool = False) -> str:
    """Return the lines of a field, without a final line break: ``key: value``.

    ``key`` is written as it is; see :func:`key_text`. ``value`` is made of texts, lists and
    mappings. None is a blank value. ``bare`` fields, such as dates, get no quotes, although an
    editor may not read them as text.

    Raises:
        AuthorError: a text holds a character that no record may hold.
    """
    if isinstance(value, str):
        return _text_field(key, value, bare=bare)
    if value is None:
        return f"{key}:"
    if isinstance(value, Sequence) and all(_is_word(item) for item in value):
        return f"{key}: [{', '.join(value)}]"
    return "\n".join([f"{key}:", *(f"  {line}" for line in _block(value, bare))])


def _is_word(item: Any) -> bool:
    """Whether an item needs no quotes in a list in brackets."""
    return (
        isinstance(item, str)
        and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", item) is not None
        and not _NOT_TEXT.fullmatch(item)
    )


def _block(value: Any, bare: bool) -> Iterator[str]:
    """Return the lines of a list or a mapping."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from field(key_text(key), item, bare=bare).split("\n")
    else:
        for item in value:
            lines = _item_lines(item, bare)
            yield f"- {lines[0]}".rstrip(" ")
            yield from (f"  {line}" for line in lines[1:])


def _item_lines(item: Any, bare: bool) -> list[str]:
    """Return the lines of an item of a list, as they follow its dash."""
    if item is None:
        return [""]
    if not isinstance(item, str):
        return [*_block(item, bare)] or [json.dumps(item)]
    broken = broken_field("a", item).split("\n") if "\n" in item else [""]
    if broken == [""]:
        return [scalar(item, bare=bare)]
    first, *lines = broken
    return [first.removeprefix("a: "), *(line.removeprefix("  ") for line in lines)]


def item_lines(values: Sequence[Any]) -> list[str]:
    """Return the lines of a list, each item after a dash.

    Texts in mappings get no quotes if the reader needs none.
    """
    return [line for value in values for line in _block([value], not isinstance(value, str))]


def _text_field(key: str, text: str, *, bare: bool) -> str:
    line = f"{key}: {scalar(text, bare=bare)}"
    return line if len(line) <= WIDTH else broken_field(key, text) or line


def broken_field(key: str, text: str) -> str:
    """Return a text on lines below its key; empty if the reader would not return the same text."""
    if "\n" in text:
        mark, lines = "|-", text.split("\n")
    else:
        mark = ">-"
        lines = textwrap.wrap(text, WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    written = "\n".join([f"{key}: {mark}", *(f"  {line}".rstrip() for line in lines)])
    return written if reads_as(f"a{written.removeprefix(key)}", "a", text) else ""


def key_text(key: str) -> str:
    """Return a key as it is written: in quotes if it needs them.

    Raises:
        AuthorError: the key has a character that no record may hold.
    """
    check_text(key)
    is_plain = _KEY.fullmatch(key) or reads_as(f"{key}: a", key, "a")
    return key if is_plain else json.dumps(key, ensure_ascii=False)


def scalar(text: str, *, bare: bool = False) -> str:
    """Return a text on one line."""
    check_text(text)
    plain = _PLAIN.fullmatch(text) and not text.endswith(" ")
    if (bare or (plain and not _NOT_TEXT.fullmatch(text))) and reads_as(f"a: {text}", "a", text):
        return text
    single = "'" + text.replace("'", "''") + "'"
    if '"' in text and "\n" not in text and reads_as(f"a: {single}", "a", text):
        return single
    # A JSON string is a YAML string in double quotes.
    return json.dumps(text, ensure_ascii=False)


def check_text(text: str, key: str = "") -> None:
    """Check that a record can hold this text.

    Raises:
        AuthorError: the text has a character that no record may hold.
    """
    if bad := BAD.search(text):
        raise AuthorError(*describe(bad.group()), field=key)


def reads_as(written: str, key: str, text: str) -> bool:
    """Whether the reader finds this text, and nothing else, as the value of the key."""
    report = Report()
    parsed = read_yaml(f"{written}\n", "", report)
    return parsed is not None and not len(report) and parsed[0] == {key: text}
