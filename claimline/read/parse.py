"""Read a YAML text into plain data with positions.

This is YAML 1.1 as libyaml reads it, with less: every scalar is the text that was written, and an
empty plain scalar is None. Keys are texts, each once. There are no tags and no merge keys, and a
file is one document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Never

from claimline.diagnostics import Code, Location, Report, did_you_mean
from claimline.late_pattern import late_pattern
from claimline.read.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
    next_event,
)
from claimline.read.marks import ALIAS, END, MAPPING, SEQUENCE, Marks, Token, pack, unpack
from claimline.read.syntax import USE_SPACES, explain, no_space
from claimline.read.text import BAD, clean, describe, place

MAX_DEPTH = 50
MAX_EXPANSION = 10_000
MAX_FINDINGS = 100

_UNSET: Any = object()
# A tag, or an anchor and a tag.
_TAG = late_pattern(r"(?:&\S+\s+)?(!\S*)")

# Two items of a list, each on a line of its own.
_ITEM = r"(?:[-*+]|[0-9]{1,9}[.)])[ ]"
_ITEMS = late_pattern(rf"\n[ ]*+({_ITEM})[^\n]*\n[ ]*+{_ITEM}")

# A comment behind a plain value, and one that looks like a hashtag or a number before it.
_BEHIND = late_pattern(r"[ \t]+(?=#)")
_BEFORE = late_pattern(r"[ \t]*+(?::|-(?:[ \t]++-)*+|(?<=-))[ \t]++(?=#\S)")
_BEFORE_ITEM = late_pattern(r"^[ \t]*+-(?:[ \t]++-)*+[ \t]++(?=#\S)", re.MULTILINE)
_HASHTAG = late_pattern(r"[ \t]*(?=#\S)")


class _GaveUpError(Exception):
    """The rest of the file is not read. The report says why."""


@dataclass(slots=True)
class _Anchor:
    """What an anchor stands for. ``nodes`` is 0 until its value ends; ``token`` starts it.

    ``unused`` is the place of an anchor before a plain text, until an alias names it.
    """

    value: Any
    token: int
    nodes: int = 0
    height: int = 0
    unused: Any = None


class _Findings:
    """Adds diagnostics of one file to the report, up to a limit."""

    def __init__(self, path: str, report: Report) -> None:
        self.path = path
        self.report = report
        self.left = MAX_FINDINGS

    def add(self, mark: Any, code: Code, message: str, suggestion: str = "") -> None:
        place = Location(self.path, mark.line + 1, mark.column + 1)
        self.report.add(place, code, message, suggestion)
        self.left -= 1
        if not self.left:
            raise _GaveUpError

    def stop(self, mark: Any, code: Code, message: str, suggestion: str = "") -> Never:
        self.add(mark, code, message, suggestion)
        raise _GaveUpError


def read_yaml(text: str, path: str, report: Report) -> tuple[Any, Marks] | None:
    """Return the data of a YAML text, made of str, None, list and dict, and the positions in it.

    Problems go to ``report``, at most a hundred for one file; ``path`` names the file there.
    Returns None if the text cannot be read. No text makes it raise.
    """
    return parse(text, path, report) if clean(text, path, report) else None


def parse(text: str, path: str, report: Report) -> tuple[Any, Marks] | None:
    """Do as :func:`read_yaml` with a text whose characters were checked."""
    findings = _Findings(path, report)
    tokens: list[Token] = []
    comments: dict[int, int] = {}
    try:
        root = _build(text, tokens, comments, findings)
    except _GaveUpError:
        return None
    tokens.append(END)
    if root is None or root is _UNSET:
        exception = " but comments" if text.strip() else ""
        message = f"There is nothing in the file{exception}."
        advice = "Write the record, or remove the file."
        report.add(Location(path), Code.FILE_EMPTY, message, advice)
        return None
    if isinstance(root, str):
        assert isinstance(tokens[0], int)
        report.add(
            Location(path, *unpack(tokens[0])),
            Code.NOT_A_MAPPING,
            "The file holds bare text, not a record.",
            'Write "key: value" lines, with a space after each colon.',
        )
        return None
    return root, Marks(text, tokens, comments=comments)


def _build(text: str, tokens: list[Token], comments: dict[int, int], findings: _Findings) -> Any:
    """Return the data of a text. Add its positions to ``tokens`` and ``comments``.

    Raises _GaveUpError.
    """
    event: Any = None
    try:
        # Only a text with one of these characters can have tags, anchors or escapes.
        special = "!" in text or "&" in text or "\\" in text
        commented = "#" in text
        before = 0  # where the last event ends, in a text with comments
        get = next_event(text)
        put = tokens.append
        anchors: dict[str, _Anchor] = {}
        stack: list[tuple[Any, bool, _Anchor | None, int]] = []
        root = collection = _UNSET  # the collection that is being filled
        in_mapping = False
        key: str | None = None  # in a mapping: the key whose value comes next
        nodes = expansion = documents = 0
        while True:
            if commented and event is not None:
                before = event.end_mark.index
            event = get()
            kind = type(event)
            if kind is ScalarEvent:
                value: Any = event.value
                mark = event.start_mark
                nodes += 1
                if not value and not event.style:
                    value = None
                elif event.style == ">":
                    _check_folded(text, event, findings)
                if special:
                    _check_scalar(text, event, findings)
                    if event.anchor is not None:
                        _check_used(anchors, event.anchor, findings)
                        place = None if event.style or value is None else mark
                        anchors[event.anchor] = _Anchor(value, len(tokens), 1, unused=place)
                if commented and not event.style and (key is not None or not in_mapping):
                    _note_comment(text, before, event, comments)
                if key is not None:
                    collection[key] = value
                    key = None
                elif in_mapping:
                    if not value or value in collection or value == "<<" or value[0].isspace():
                        _check_key(value, event, collection, tokens, findings)
                    key = value or ""
                    put(key)
                elif collection is _UNSET:
                    root = value
                else:
                    collection.append(value)
                put((mark.line + 1) << 32 | (mark.column + 1))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                mark = event.start_mark
                nodes += 1
                if in_mapping and key is None:
                    _refuse_key(event, text, findings)
                if special:
                    _check_tag(text, event, findings)
                if len(stack) == MAX_DEPTH:
                    _too_deep(mark, findings)
                anchor = None
                opened: Any = {} if kind is MappingStartEvent else []
                if event.anchor is not None:
                    anchor = anchors[event.anchor] = _Anchor(opened, len(tokens))
                if key is not None:
                    collection[key] = opened
                    key = None
                elif collection is _UNSET:
                    root = opened
                else:
                    collection.append(opened)
                stack.append((collection, in_mapping, anchor, nodes))
                collection = opened
                put((mark.line + 1) << 32 | (mark.column + 1))
                in_mapping = kind is MappingStartEvent
                put(MAPPING if in_mapping else SEQUENCE)
            elif kind is AliasEvent:
                mark = event.start_mark
                anchored = _anchored(event, anchors, findings)
                if in_mapping and key is None:
                    message = "A key is an alias."
                    findings.stop(mark, Code.YAML_COMPLEX_KEY, message, "Write the word itself.")
                value = anchored.value if anchored else None
                if key is not None:
                    collection[key] = value
                    key = None
                elif collection is _UNSET:
                    root = value
                else:
                    collection.append(value)
                put((mark.line + 1) << 32 | (mark.column + 1))
                if anchored:
                    expansion += anchored.nodes
                    nodes += anchored.nodes
                    if expansion > MAX_EXPANSION:
                        message = f"Aliases stand for more than {MAX_EXPANSION:,} values in all."
                        findings.stop(mark, Code.YAML_ALIAS, message, "Write the values out.")
                    if len(stack) + anchored.height > MAX_DEPTH:
                        _too_deep(mark, findings)
                    put(ALIAS)
                    put(anchored.token)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message = "A second document starts here; a file holds one."
                    advice = "Remove the line, or write a list of records, each with its `id`."
                    findings.add(event.start_mark, Code.YAML_DOCUMENTS, message, advice)
                    return root
            elif kind is StreamEndEvent:
                for name in anchors if special else ():
                    _check_used(anchors, name, findings)
                return root
            elif stack:  # the end of a collection
                put(END)
                opened = collection
                collection, in_mapping, anchor, before = stack.pop()
                if anchor:
                    anchor.nodes = nodes - before + 1
                    anchor.height = _height(opened)
    except YAMLError as error:
        line, column, code, message, suggestion = explain(text, error, event)
        findings.report.add(Location(findings.path, line, column), code, message, suggestion)
        raise _GaveUpError from None


def _height(value: Any) -> int:
    """Return the number of levels of collections in a value, at most MAX_DEPTH."""
    if isinstance(value, dict):
        return 1 + max(map(_height, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_height, value), default=0)
    return 0


def _too_deep(mark: Any, findings: _Findings) -> Never:
    findings.stop(
        mark,
        Code.YAML_DEPTH,
        f"Values are nested more than {MAX_DEPTH} levels deep.",
        "Look for brackets that are never closed.",
    )


def _check_tag(text: str, event: Any, findings: _Findings) -> None:
    """Report a tag. The parser drops the tag ``!``, so it is looked for in the text."""
    mark = event.start_mark
    written = _TAG.match(text, mark.index)
    if event.tag is not None or written:
        tag = written.group(1) if written else event.tag
        findings.add(
            mark,
            Code.YAML_TAG,
            f'The value has the tag "{tag}"; the schema decides what a value is.',
            "Remove the tag, or put quotes around the value.",
        )


def _check_scalar(text: str, event: Any, findings: _Findings) -> None:
    """Report a tag, or a character that must be written as an escape there."""
    _check_tag(text, event, findings)
    if event.style == '"' and (bad := BAD.search(event.value)):
        message, suggestion = describe(bad.group())
        findings.add(event.start_mark, Code.BAD_CHARACTER, f"An escape: {message}", suggestion)


def _check_folded(text: str, event: Any, findings: _Findings) -> None:
    """Report a list in a folded text: its items would become one paragraph."""
    written = text[event.start_mark.index : event.end_mark.index]
    first = _ITEMS.search(written)
    if first:
        line, column = place(written, first.start(1))
        at = Location(findings.path, event.start_mark.line + line, column)
        message = "A list in a folded text becomes one paragraph."
        findings.report.add(at, Code.FOLDED_LIST, message, "Write | instead of >.")


def _note_comment(text: str, before: int, event: Any, comments: dict[int, int]) -> None:
    """Note a comment that may belong to a plain value: any behind it, or ``#1`` in or before its
    place. ``before`` is where the last event ends."""
    start, end = event.start_mark, event.end_mark.index
    comment = (
        (_BEHIND if event.value else _HASHTAG).match(text, end)
        or _BEFORE.match(text, before, start.index)
        or _BEFORE_ITEM.search(text, before, start.index)
    )
    if comment:
        comments[pack(start.line, start.column)] = comment.end()


def _check_key(
    value: str | None,
    event: Any,
    collection: dict[str, Any],
    tokens: list[Token],
    findings: _Findings,
) -> None:
    """Report a key that is empty, a merge key, there twice, or indented by other than spaces."""
    mark = event.start_mark
    if not value:
        message = "A key is empty."
        findings.add(mark, Code.YAML_COMPLEX_KEY, message, "Write a word before the colon.")
    elif value in collection:
        line, _ = unpack(_first(value, tokens))
        findings.add(
            mark,
            Code.YAML_DUPLICATE_KEY,
            f'"{value}" is already in this mapping, in line {line}.',
            "Keep one of the two.",
        )
    elif not event.style and value[0].isspace():
        findings.add(mark, Code.YAML_SYNTAX, no_space(value[0]), USE_SPACES)
    elif not event.style:
        findings.add(
            mark,
            Code.YAML_COMPLEX_KEY,
            'The key "<<" would merge another mapping into this one; merge keys are not used.',
            "Write the keys out.",
        )


def _first(key: str, tokens: list[Token]) -> int:
    """Return the position of a key in the innermost open mapping."""
    depth = 0
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token == END:
            depth += 1
        elif token in (MAPPING, SEQUENCE):
            depth -= 1
            if depth < 0:
                break
        elif token == key and not depth:
            position = tokens[index + 1]
            assert isinstance(position, int)
            return position
    raise AssertionError(key)


def _refuse_key(event: Any, text: str, findings: _Findings) -> Never:
    flow = text[event.start_mark.index : event.start_mark.index + 1]
    findings.stop(
        event.start_mark,
        Code.YAML_COMPLEX_KEY,
        "A key is a mapping or a list; records have words for keys.",
        f'Put quotes around the whole value if it is text that starts with "{flow}".'
        if flow in ("{", "[")
        else "Write a word before the colon.",
    )


def _anchored(event: Any, anchors: dict[str, _Anchor], findings: _Findings) -> _Anchor | None:
    """Return what an alias stands for. Return None and report it if there is no such anchor."""
    anchored = anchors.get(event.anchor)
    if anchored is None:
        near = did_you_mean(event.anchor, anchors)
        message = f'No value above has the anchor "&{event.anchor}".'
        advice = near or "Put quotes around the value if it is text that starts with an asterisk."
        findings.add(event.start_mark, Code.YAML_ALIAS, message, advice)
        for other in anchors.values():  # the alias may be meant for any of them
            other.unused = None
    elif not anchored.nodes:
        message = f'The alias "*{event.anchor}" is inside the value that it repeats.'
        findings.add(event.start_mark, Code.YAML_ALIAS, message, "Write the values out.")
        anchored = None
    else:
        anchored.unused = None
    return anchored


def _check_used(anchors: dict[str, _Anchor], name: str, findings: _Findings) -> None:
    """Report an anchor before a plain text that no alias names: it may be a word of the text."""
    anchor = anchors.get(name)
    if anchor and anchor.unused:
        message = f'YAML reads "&{name}" as a name for the value, so it is not in the text.'
        findings.add(anchor.unused, Code.YAML_ALIAS, message, "Put quotes around the whole value.")
