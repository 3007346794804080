"""Makes words from files safe for a record, as titles, Markdown, addresses or tags."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Any

from pydantic import TypeAdapter, ValidationError

from claimline.analysis.record_rules import SHORT_LIMIT
from claimline.model.fields import Tags, Url
from claimline.read.text import BAD

_MARKS = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|<|&(?=[#A-Za-z])")
# A handle that may be an id. Other handles are left as they are.
_HANDLE = re.compile(r"(?<![\w@./:+\\-])@(?=[a-z0-9-]+(?![\w.:-]))")
_LINE_START = re.compile(r"[-+](?=\s|$|[-+])|#|[=~:|>]|\d{1,9}(?P<mark>[.)])(?=\s|$)")
_ADDRESS = re.compile(r"https?://[^\s<>\"|]+", re.IGNORECASE)
_MOST_ADDRESSES = 100
_AFTER_ADDRESS = ".,;:!?'\u201d\u2019\u00bb)"
_TITLE_TAGS = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span)(?:\s[^<>]{0,200})?>", re.IGNORECASE)


def shown_characters(text: str) -> str:
    """Return a text in which characters that no record may hold are written as "[U+202E]"."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return BAD.sub(lambda bad: f"[U+{ord(bad.group()):04X}]", text)


def line_of(text: Any) -> str:
    """Return a text on one line, with single spaces."""
    return " ".join(shown_characters(str(text if text is not None else "")).split())


def title_of(text: Any) -> str:
    """Return a title on one line, without the tags that reference managers add."""
    return line_of(_TITLE_TAGS.sub("", str(text if text is not None else "")))


def short_of(text: str) -> str:
    """Return a title of at most 75 characters, cut after a whole word."""
    text = line_of(text)
    if len(text) <= SHORT_LIMIT:
        return text.removesuffix(".") if text.count(".") == 1 else text
    cut = text[: SHORT_LIMIT - 1]
    return f"{(cut.rpartition(' ')[0] or cut).rstrip(' ,;:.-')}\u2026"


def as_markdown(text: str) -> str:
    """Return Markdown that shows a text exactly as it is. No mark, link or tag in it has a meaning.

    Each line becomes a paragraph.
    """
    lines = (" ".join(line.split()) for line in shown_characters(text).split("\n"))
    return "\n\n".join(_escaped(line) for line in lines if line)


def _escaped(line: str) -> str:
    start = _LINE_START.match(line)
    head = ""
    if start and start["mark"]:
        head, line = f"{start.group()[:-1]}\\{start['mark']}", line[start.end() :]
    elif start:
        mark = line[0]
        head, line = (f"\\{mark}" if mark in "-+#" else f"&#{ord(mark)};"), line[1:]
    line = _HANDLE.sub("&#64;", _MARKS.sub(_mark, line))
    return head + line


def _mark(match: re.Match[str]) -> str:
    mark = match.group()
    return {"<": "&lt;", "&": "&amp;"}.get(mark) or f"\\{mark}"


@cache
def _urls() -> TypeAdapter[str]:
    return TypeAdapter(Url)


@cache
def _tags() -> TypeAdapter[tuple[str, ...]]:
    return TypeAdapter(Tags)


def address_of(text: Any) -> str:
    """Return a text as an address that a record may hold, or an empty string.

    Only http, https and mailto are taken.
    """
    words = str(text if text is not None else "").strip()
    if words.lower().startswith("www."):
        words = f"https://{words}"
    try:
        return str(_urls().validate_python(words)) if len(words) <= 2000 else ""
    except ValidationError:
        return ""


def addresses_in(text: str) -> list[str]:
    """Return the web addresses in a text, in order, each once; at most a hundred."""
    addresses: dict[str, None] = {}
    for match in islice(_ADDRESS.finditer(text), _MOST_ADDRESSES):
        words = match.group().rstrip(_AFTER_ADDRESS)
        if match.group()[len(words) :].startswith(")") and words.count("(") > words.count(")"):
            words += ")"
        if address := address_of(words):
            addresses[address] = None
    return list(addresses)


def tags_of(words: list[str]) -> tuple[list[str], list[str]]:
    """Return words as tags, and the words that cannot be tags."""
    tags: dict[str, None] = {}
    unfit = []
    for word in words:
        tag = re.sub(r"[\s_/]+", "-", word.strip().lower()).strip("-")
        try:
            _tags().validate_python((tag,))
            tags[tag] = None
        except ValidationError:
            if word.strip():
                unfit.append(word.strip())
    return list(tags), unfit


def free_field(label: str, text: str) -> dict[str, str]:
    """Return an item of a record's `fields`, in which the words are plain text."""
    return {"label": line_of(label), "text": as_markdown(text)}
