"""Describe in words what a field of the schema takes."""

from __future__ import annotations

import re
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from claimline.model.fields import RefTo
from claimline.model.records import Record
from claimline.model.schema import takes, within
from claimline.model.shared_fields import Part

_PLAIN: dict[Any, str] = {
    bool: "`true` or `false`",
    int: "whole number",
    float: "number",
    str: "word",
}


def type_words(annotation: Any) -> str:
    """Describe the values of an annotation: "text", "date (EDTF)", "list of ...".

    Raises:
        TypeError: there is no description for this form of annotation.
    """
    if mark := takes(annotation):
        return mark.words
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Annotated, Union, UnionType):
        return type_words(inner[0])
    if origin is Literal:
        words = ", ".join(f"`{value}`" for value in inner)
        return f"one of: {words}" if len(inner) > 1 else words
    if origin is tuple:
        return f"list of {_many(inner[0])}"
    if origin is dict:
        return f"mapping, {type_words(inner[0])} to {type_words(inner[1])}"
    if isinstance(annotation, type) and issubclass(annotation, Part):
        if not issubclass(annotation, Record):
            return part_link(annotation)
    elif annotation in _PLAIN:
        return _PLAIN[annotation]
    raise TypeError(f"there are no words for {annotation!r}")


def _many(annotation: Any) -> str:
    if kind := next((mark.kind for mark in within(annotation) if isinstance(mark, RefTo)), ""):
        return f"ids of {kind}s"
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return part_link(annotation, many=True)
    return f"{type_words(annotation)}s"


def part_link(part: type[Part], *, many: bool = False) -> str:
    """Return a part's name as a link to its section: "[citation](#citation)"."""
    name = part_name(part).lower()
    return f"[{_plural(name) if many else name}](#{name.replace(' ', '-')})"


def part_name(part: type[Part]) -> str:
    """Return a part's name in words, as its heading has it: "Saved file"."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda letter: f" {letter[0].lower()}", part.__name__)


def _plural(name: str) -> str:
    if name.endswith(("s", "media")):
        return name
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def bounds_words(info: FieldInfo) -> str:
    """Return the range of a number: " from -90 to 90", or an empty string."""
    bounds = {
        name: getattr(mark, name)
        for mark in info.metadata
        for name in ("ge", "le")
        if hasattr(mark, name)
    }
    return f" from {bounds['ge']} to {bounds['le']}" if len(bounds) == 2 else ""


def default_words(info: FieldInfo) -> str:
    """Describe what a missing field means: "required", "none", or the default."""
    if info.is_required():
        return "required"
    value = info.get_default(call_default_factory=True)
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, Part):
        return "its defaults"
    if value is None or value in ((), {}):
        return "none"
    return f"`{value}`"
