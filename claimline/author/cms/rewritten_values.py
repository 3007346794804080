"""What a content management system changes when it saves a file that a person wrote.

It reads YAML 1.2 into values and writes the values anew. So ``1.50`` comes back as ``1.5``, a key
with a dot as two keys, and comments are lost. claimline reads ``1.50`` as the text that it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from claimline.author.cms.kind_places import record_texts
from claimline.diagnostics import Location
from claimline.model.records import KINDS
from claimline.model.schema import part_at, within, written_fields
from claimline.read.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    MappingStartEvent,
    ScalarEvent,
    scan,
)
from claimline.value import Value

# What YAML 1.2's core schema reads as null, as a flag or as a number.
_NULL = re.compile(r"~|null|Null|NULL")
_FLAG = re.compile(r"true|True|TRUE|false|False|FALSE")
_NUMBER = re.compile(
    r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
    r"|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
# A number that a browser writes as it was, if it has no more digits than a browser keeps.
_SAME = re.compile(r"0|-?[1-9][0-9]*|-?(?!0\.0{6})(?:0|[1-9][0-9]*)\.[0-9]*[1-9]")
_DIGITS = 15
_COMMENT = re.compile(r"(?:^|(?<=[ \t\n]))#(?! yaml-language-server:)")
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)


class Rewritten(Value, frozen=True, order=True):
    """A place that the CMS would change, and in what way."""

    location: Location
    message: str


@dataclass(slots=True)
class _OpenValue:
    """A mapping or a list while it is read, and the key under which its values stand."""

    is_mapping: bool
    key: str
    awaits_key: bool = True


def rewritten_values(project: Path) -> list[Rewritten]:
    """Return the values and keys that would read otherwise after the CMS saved their file."""
    return sorted(
        found
        for path, text in record_texts(project)
        for found in _rewritten(path, _yaml_of(path, text))
    )


def commented_files(project: Path) -> list[str]:
    """Return the paths of the files that have comments, without the line that names a schema."""
    return [path for path, text in record_texts(project) if _has_comment(_yaml_of(path, text))]


def _yaml_of(path: str, text: str) -> str:
    """Return the YAML of a file. The front matter of a document keeps its line numbers."""
    if not path.endswith(".md"):
        return text
    front = _FRONT.match(text)
    return f"\n{front[1]}" if front else ""


def _rewritten(path: str, text: str) -> Iterator[Rewritten]:
    for key, scalar in _scalars(text):
        mark: Any = scalar.start_mark
        place = Location(path, mark.line + 1, mark.column + 1)
        if key is None:
            if "." in scalar.value or scalar.value.isdecimal():
                yield Rewritten(place, f"the key `{scalar.value}` becomes another")
        elif not scalar.style and key not in _numeric_keys() and _changes(scalar.value):
            yield Rewritten(place, f"`{scalar.value}` is read as a number or as nothing")


def _changes(text: str) -> bool:
    """Whether a plain value comes back as another text."""
    if _NUMBER.fullmatch(text):
        return len(text.strip("-.")) > _DIGITS or not _SAME.fullmatch(text)
    return bool(_NULL.fullmatch(text) or (_FLAG.fullmatch(text) and not text.islower()))


def _scalars(text: str) -> Iterator[tuple[str | None, ScalarEvent]]:
    """Yield each scalar with the key under which it stands; None for a key itself.

    An item of a list stands under the key of the list.
    """
    open_values: list[_OpenValue] = []
    for event in scan(text):
        if isinstance(event, CollectionEndEvent):
            open_values.pop()
            continue
        inside = open_values[-1] if open_values else _OpenValue(is_mapping=False, key="")
        is_key = inside.is_mapping and inside.awaits_key
        inside.awaits_key = not inside.awaits_key
        if isinstance(event, ScalarEvent):
            yield (None if is_key else inside.key), event
            if is_key:
                inside.key = event.value
        elif isinstance(event, CollectionStartEvent):
            open_values.append(_OpenValue(isinstance(event, MappingStartEvent), inside.key))


def _has_comment(text: str) -> bool:
    """Whether there is a comment outside all scalars."""
    end, between = 0, []
    for event in scan(text):
        if type(event) is ScalarEvent:
            first: Any = event.start_mark
            last: Any = event.end_mark
            between.append(text[end : first.index])
            end = max(end, last.index)
    between.append(text[end:])
    return any(_COMMENT.search(part) for part in between)


@cache
def _numeric_keys() -> frozenset[str]:
    """The keys of fields that hold numbers or flags, for which `1.50` is the same as `1.5`."""
    keys: set[str] = set()
    seen: set[type[BaseModel]] = set()
    waiting: list[type[BaseModel]] = list(KINDS.values())
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for key, (annotation, _) in written_fields(model).items():
            if any(each in (int, float, bool) for each in within(annotation)):
                keys.add(key)
            waiting.append(part_at(model, (key,)))
    return frozenset(keys)
