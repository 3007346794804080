"""Reads the schema: which fields hold references, which hold Markdown, which hold other fields.

The annotations of the records say so. There is no other list of these fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from claimline.model.fields import IsMarkdown, RefTo, Takes

Loc = tuple[str | int, ...]
KEPT_BACK = frozenset(
    {"stage", "not_before", "reviewed", "accept", "private", "private_fields", "withheld"}
)
"""The fields of a record that are never published."""
_LAST = KEPT_BACK | {"withheld_because"}
_WORDS = ("note", "finding", "description", "summary", "fields")
_Walk = Callable[[Any, Loc], Iterator[tuple[Loc, RefTo | IsMarkdown, str]]]


def marked(model: BaseModel, loc: Loc = ()) -> Iterator[tuple[Loc, RefTo | IsMarkdown, str]]:
    """Yield the references and Markdown texts in ``model``: the path, the mark and the value."""
    for name, key, walk in _fields(type(model)):
        value = getattr(model, name)
        if value:
            yield from walk(value, (*loc, key))


def part_at(model: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """Return the innermost class on the path ``loc``, which starts at ``model``."""
    for step in loc:
        if isinstance(step, str):
            info = next(
                (info for name, info in model.model_fields.items() if (info.alias or name) == step),
                None,
            )
            inner = info and _part(info.annotation)
            model = inner or model
    return model


def keys(model: type[BaseModel]) -> list[str]:
    """Return the keys that a mapping of this class may have, in the schema's order."""
    return list(written_fields(model))


@cache
def written_fields(model: type[BaseModel]) -> Mapping[str, tuple[Any, FieldInfo]]:
    """Return the annotation of each field, and pydantic's description of it, by key.

    The fields that decide what of a record is published come last.
    """
    hints = get_type_hints(model, include_extras=True)
    fields = sorted(model.model_fields.items(), key=lambda field: field[0] in _LAST)
    return {info.alias or name: (hints[name], info) for name, info in fields}


def within(annotation: Any) -> Iterator[Any]:
    """Yield an annotation and all its arguments, at any depth: types, marks and words."""
    yield annotation
    for inner in get_args(annotation):
        yield from within(inner)


def takes(annotation: Any) -> Takes | None:
    """Return the mark of a type of ``fields``, or None if the annotation is not such a type."""
    marks = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    return next((mark for mark in reversed(marks) if isinstance(mark, Takes)), None)


def hash_starts(model: type[BaseModel], loc: Loc) -> str:
    """Return what `` #`` in the value at a path may start: ``comment``, ``tag`` or ``text``."""
    steps = [step for step in loc if isinstance(step, str)]
    marks: list[Takes] = []
    for depth in (1, 2):  # a key of a mapping with free keys is not a field
        fields = written_fields(part_at(model, tuple(steps[:-depth])))
        key = steps[-depth] if len(steps) >= depth else ""
        if key in fields:
            marks = [mark for mark in within(fields[key][0]) if isinstance(mark, Takes)]
            break
    return marks[-1].hash_starts if marks else "comment"


def choices(annotation: Any) -> tuple[str, ...]:
    """Return the words that a field takes. There are none if it takes other values."""
    return next((get_args(each) for each in within(annotation) if get_origin(each) is Literal), ())


def example(model: type[BaseModel], key: str) -> Any:
    """Return the example of a field: its own, or that of its type.

    Raises:
        ValueError: neither has one. A test checks that this never happens.
    """
    annotation, info = written_fields(model)[key]
    if key == "private_fields":  # each kind of record has one of these
        return [next(name for name in _WORDS if name in model.model_fields)]
    return info.examples[0] if info.examples else _example(annotation)


def _example(annotation: Any) -> Any:
    mark = takes(annotation)
    if mark and mark.example:
        return mark.example
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return [_example(inner[0])]
    if origin in (Annotated, Union, UnionType):
        return _example(inner[0])
    if origin is Literal:
        return inner[0]
    if annotation is bool:
        return True
    if part := _part(annotation):
        needed = [key for key, (_, info) in written_fields(part).items() if info.is_required()]
        return {key: example(part, key) for key in needed or keys(part)[:1]}
    raise ValueError(f"there is no example of {annotation!r}")


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, _Walk], ...]:
    return tuple(
        (name, info.alias or name, walk)
        for name, info in model.model_fields.items()
        if (walk := _walk(info.annotation, tuple(info.metadata)))
    )


def _walk(annotation: Any, metadata: tuple[Any, ...] = ()) -> _Walk | None:
    """Return a function that yields what is marked in a value, or None if nothing can be."""
    mark = next((mark for mark in metadata if isinstance(mark, RefTo | IsMarkdown)), None)
    if mark:
        return lambda value, loc: iter([(loc, mark, value)])
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _walk(inner[0], inner[1:])
    if origin in (Union, UnionType):
        return next(filter(None, map(_walk, inner)), None)
    if origin is tuple:
        item = _walk(inner[0])
        if item is None:
            return None
        return lambda values, loc: (
            mark for nth, value in enumerate(values) for mark in item(value, (*loc, nth))
        )
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return marked
    return None


def _part(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_part, get_args(annotation))), None)
