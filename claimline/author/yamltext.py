"""Values as YAML that claimline and every editor read back as they were given.

No rule of YAML is trusted here: each way to write a text is tried, the plainest first, and the
reader is asked whether it gives the text back.
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

# Texts that need no quotes for any reader of YAML: words, with marks that mean nothing there.
_PLAIN = re.compile(r"[^\W_](?:[\w .,;()/'’–—?!%+~=$§°-]|:(?=\S))*")
# Texts that an editor may take for a number, a flag, nothing or a date.
_TAKEN_FOR_ELSE = re.compile(
    r"[-+.]?\d[\d_,.:eExXoOa-fA-F+-]*|\d{4}-\d\d?-\d\d?[Tt ].*"
    r"|y|n|yes|no|on|off|true|false|null|\.?nan|\.?inf",
    re.IGNORECASE,
)


def field(key: str, value: Any, *, bare: bool = False) -> str:
    """The lines of a field, without an end of line: ``key: value``.

    ``value`` is made of texts, lists and mappings. ``bare`` fields, such as dates, stay without
    quotes although an editor may read them as no text.

    Raises:
        AuthorError: a text holds a character that no record may have.
    """
    if isinstance(value, str):
        return _text_field(key, value, bare=bare)
    if isinstance(value, Sequence) and all(_is_word(item) for item in value):
        return f"{key}: [{', '.join(value)}]"
    return "\n".join([f"{key}:", *(f"  {line}" for line in _block(value, bare))])


def _is_word(item: Any) -> bool:
    """Whether an item can stand in a list in brackets as it is."""
    return (
        isinstance(item, str)
        and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", item) is not None
        and not _TAKEN_FOR_ELSE.fullmatch(item)
    )


def _block(value: Any, bare: bool) -> Iterator[str]:
    """The lines of a list or a mapping."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from field(key, item, bare=bare).split("\n")
    else:
        for item in value:
            lines = [_scalar(item, bare=bare)] if isinstance(item, str) else [*_block(item, bare)]
            yield f"- {lines[0]}"
            yield from (f"  {line}" for line in lines[1:])


def _text_field(key: str, text: str, *, bare: bool) -> str:
    line = f"{key}: {_scalar(text, bare=bare)}"
    return line if len(line) <= WIDTH else _broken(key, text) or line


def _broken(key: str, text: str) -> str:
    """A text that is too long for a line, on several; empty where it would not come back."""
    if "\n" in text:
        mark, lines = "|-", text.split("\n")
    else:
        mark = ">-"
        lines = textwrap.wrap(text, WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    written = "\n".join([f"{key}: {mark}", *(f"  {line}".rstrip() for line in lines)])
    return written if _reads_as(written, key, text) else ""


def _scalar(text: str, *, bare: bool = False) -> str:
    """A text on one line."""
    check_text(text)
    plain = _PLAIN.fullmatch(text) and not text.endswith(" ")
    if (bare or (plain and not _TAKEN_FOR_ELSE.fullmatch(text))) and _reads_as(
        f"a: {text}", "a", text
    ):
        return text
    single = "'" + text.replace("'", "''") + "'"
    if '"' in text and "\n" not in text and _reads_as(f"a: {single}", "a", text):
        return single
    # JSON's strings are YAML's in double quotes.
    return json.dumps(text, ensure_ascii=False)


def check_text(text: str, key: str = "") -> None:
    """See that a record can hold this text.

    Raises:
        AuthorError: a character in it is one that no record may have.
    """
    if bad := _bad(text):
        raise AuthorError(*describe(bad), field=key)


def _bad(text: str) -> str:
    found = BAD.search(text)
    return found.group() if found else ""


def _reads_as(written: str, key: str, text: str) -> bool:
    report = Report()
    parsed = read_yaml(f"{written}\n", "", report)
    return parsed is not None and not len(report) and parsed[0] == {key: text}
