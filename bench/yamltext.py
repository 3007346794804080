"""Records as the YAML that an author would write: plain words where they can be, block style.

It writes what the benchmark's records hold (mappings, lists, texts, whole numbers and truth
values) and is no general YAML writer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

WIDTH = 96

_PLAIN = re.compile(r"[A-Za-z(][^:#\"'`\\\[\]{}&*!|>%@\n]*(?<! )\Z")
_DATE = re.compile(r"\d{4}(?:-[0-9T:~?/+\-]*(?:\[[A-Za-z/]+\])?)*\Z")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[A-Za-z0-9./?=&_@-]+\Z")
_OTHER_TYPE = re.compile(r"(?:y|n|yes|no|on|off|true|false|null)\Z", re.IGNORECASE)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def wrapped(text: str, width: int) -> list[str]:
    """The lines of one paragraph, broken at spaces."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def document(record: Mapping[str, Any]) -> str:
    """A mapping as a file's text. A value that is None, False, or without items is left out."""
    return "".join(_mapping(record, ""))


def items(records: Sequence[Mapping[str, Any]]) -> str:
    """A list of mappings as a file's text."""
    return "".join(_list(records, ""))


def front_matter(record: Mapping[str, Any], body: str) -> str:
    """A Markdown file with front matter."""
    return f"---\n{document(record)}---\n{body}"


def _mapping(record: Mapping[str, Any], indent: str) -> list[str]:
    lines = []
    for key, value in record.items():
        if value is None or value is False or value == () or value == [] or value == {}:
            continue
        lines += _entry(f"{indent}{key}:", value, indent)
    return lines


def _entry(head: str, value: Any, indent: str) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{head}\n", *_mapping(value, indent + "  ")]
    if isinstance(value, list | tuple):
        if all(isinstance(item, str) and _ID.match(item) for item in value):
            flow = f"{head} [{', '.join(value)}]\n"
            if len(flow) <= WIDTH:
                return [flow]
        return [f"{head}\n", *_list(value, indent + "  ")]
    if isinstance(value, int):
        return [f"{head} {str(value).lower()}\n"]
    return [f"{head} {_scalar(str(value), indent + '  ', len(head))}\n"]


def _list(values: Sequence[Any], indent: str) -> list[str]:
    lines = []
    for value in values:
        if isinstance(value, Mapping):
            inner = _mapping(value, indent + "  ")
            lines += [f"{indent}- {inner[0].lstrip()}", *inner[1:]]
        else:
            lines += _entry(f"{indent}-", value, indent)
    return lines


def _scalar(text: str, indent: str, column: int) -> str:
    if "\n" in text:
        body = text.rstrip("\n").split("\n")
        return "|\n" + "\n".join(f"{indent}{line}" if line else "" for line in body)
    if column + len(text) > WIDTH and " " in text:
        lines = wrapped(text, WIDTH - len(indent))
        return ">-\n" + "\n".join(indent + line for line in lines)
    plain = _PLAIN.match(text) and not _OTHER_TYPE.match(text)
    if plain or _DATE.match(text) or _ADDRESS.match(text):
        return text
    return json.dumps(text, ensure_ascii=False)
