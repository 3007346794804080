"""What a field of the schema takes, in plain words."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from claimline.model import fields
from claimline.model.fields import IsMarkdown, RefTo
from claimline.model.parts import Part
from claimline.model.records import Record

_Shape = tuple[Any, tuple[Any, ...]]


def split(annotation: Any) -> _Shape:
    """An annotation's type and its marks, without pydantic's description of the field."""
    if get_origin(annotation) is not Annotated:
        return annotation, ()
    base, *marks = get_args(annotation)
    return base, tuple(mark for mark in marks if not isinstance(mark, FieldInfo))


# The shared types of ``model.fields`` that have words of their own.
_SHARED: tuple[tuple[_Shape, str], ...] = tuple(
    (split(annotation), words)
    for annotation, words in (
        (fields.Text, "text"),
        (fields.Date, "date (EDTF)"),
        (fields.Url, "web address"),
        (fields.Contact, "web or mail address"),
        (fields.Zone, "IANA time zone"),
        (fields.Language, "language code (BCP 47)"),
        (fields.Interface, "language code (BCP 47)"),
        (fields.Sha256, "64 hexadecimal digits"),
        (fields.CaptureFile, "file name"),
        (fields.ActorRefs, "id of an actor, or a list of ids"),
        (fields.Texts, "text, or a list of texts"),
        (fields.Prose, "Markdown, or a list of it"),
        (fields.Tags, "word in lower case, or a list of words"),
    )
)
_PLAIN: dict[Any, str] = {
    bool: "`true` or `false`",
    int: "whole number",
    float: "number",
    str: "word",
}


def annotated(model: type[BaseModel]) -> dict[str, Any]:
    """The annotation of each field, with its marks, by the name in Python."""
    return get_type_hints(model, include_extras=True)


def type_words(annotation: Any) -> str:
    """What a value of this annotation is: "text", "date (EDTF)", "list of ...".

    Raises:
        TypeError: the annotation is of a form that has no words yet.
    """
    shape = split(annotation)
    for shared, words in _SHARED:
        if shape == shared:
            return words
    base, marks = shape
    for mark in marks:
        if isinstance(mark, RefTo):
            return f"id of {_a(mark.kind)}"
        if isinstance(mark, IsMarkdown):
            return "Markdown"
    return _PLAIN.get(base) or _compound(base)


def _compound(base: Any) -> str:
    origin, inner = get_origin(base), get_args(base)
    if origin in (Union, UnionType):
        return type_words(next(each for each in inner if each is not type(None)))
    if origin is Literal:
        words = ", ".join(f"`{value}`" for value in inner)
        return f"one of: {words}" if len(inner) > 1 else words
    if origin is tuple:
        return f"list of {_many(inner[0])}"
    if origin is dict:
        return f"mapping, {type_words(inner[0])} to {type_words(inner[1])}"
    if isinstance(base, type) and issubclass(base, Part) and not issubclass(base, Record):
        return part_link(base)
    raise TypeError(f"there are no words for {base!r}")


def _many(annotation: Any) -> str:
    base, marks = split(annotation)
    kind = next((mark.kind for mark in marks if isinstance(mark, RefTo)), "")
    if kind:
        return f"ids of {kind}s"
    if isinstance(base, type) and issubclass(base, Part):
        return part_link(base, many=True)
    return f"{type_words(annotation)}s"


def part_link(part: type[Part], *, many: bool = False) -> str:
    """A part's name as a link to its section: "[citation](#citation)"."""
    name = part.__name__.lower()
    plural = "s" if many and not name.endswith("s") else ""
    return f"[{name}{plural}](#{name})"


def bounds_words(info: FieldInfo) -> str:
    """The range of a number: " from -90 to 90", or an empty string."""
    found = {
        name: getattr(mark, name)
        for mark in info.metadata
        for name in ("ge", "le")
        if hasattr(mark, name)
    }
    return f" from {found['ge']} to {found['le']}" if len(found) == 2 else ""


def default_words(info: FieldInfo) -> str:
    """What holds where the field is left out: "required", "none", or the value."""
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


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
