"""What the schema says of a field: which hold references, which hold Markdown, which are parts.

The records' annotations are the one place where this is written. This module reads them once
for each class, so that links and prose are found without a list of fields kept by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from claimline.model.fields import IsMarkdown, RefTo, Takes

Loc = tuple[str | int, ...]
_Walk = Callable[[Any, Loc], Iterator[tuple[Loc, RefTo | IsMarkdown, str]]]


def marked(model: BaseModel, loc: Loc = ()) -> Iterator[tuple[Loc, RefTo | IsMarkdown, str]]:
    """All references and Markdown texts in ``model``: where, which mark, and the value."""
    for name, key, walk in _fields(type(model)):
        value = getattr(model, name)
        if value:
            yield from walk(value, (*loc, key))


def part_at(model: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """The class of the innermost part on the way of ``loc``, starting at ``model``."""
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
    """The keys that a mapping of this class may have, in the schema's order."""
    return [info.alias or name for name, info in model.model_fields.items()]


def written_fields(model: type[BaseModel]) -> dict[str, tuple[Any, FieldInfo]]:
    """The annotation of each field, with its marks, and pydantic's description, by its key."""
    hints = get_type_hints(model, include_extras=True)
    return {info.alias or name: (hints[name], info) for name, info in model.model_fields.items()}


def within(annotation: Any) -> Iterator[Any]:
    """An annotation and all that it is made of, at any depth: types, marks, words to choose."""
    yield annotation
    for inner in get_args(annotation):
        yield from within(inner)


def takes(annotation: Any) -> Takes | None:
    """What a type of ``fields`` takes; None where the annotation is none of them."""
    marks = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    return next((mark for mark in reversed(marks) if isinstance(mark, Takes)), None)


def hash_starts(model: type[BaseModel], loc: Loc) -> str:
    """What `` #`` in the value at a place may be meant to start: a comment, a tag or text."""
    steps = [step for step in loc if isinstance(step, str)]
    fields = written_fields(part_at(model, tuple(steps[:-1])))
    annotation = fields[steps[-1]][0] if steps and steps[-1] in fields else None
    marks = [mark for mark in within(annotation) if isinstance(mark, Takes)]
    return marks[-1].hash_starts if marks else "comment"


def choices(annotation: Any) -> tuple[str, ...]:
    """The words between which a field chooses; none where it takes anything else."""
    return next((get_args(each) for each in within(annotation) if get_origin(each) is Literal), ())


def example(model: type[BaseModel], key: str) -> Any:
    """An example of a field, by its key: its own, else that of its type.

    Raises:
        ValueError: neither has one; a test holds that each field has one.
    """
    annotation, info = written_fields(model)[key]
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
    found = []
    for name, info in model.model_fields.items():
        walk = _walk(info.annotation, tuple(info.metadata))
        if walk:
            found.append((name, info.alias or name, walk))
    return tuple(found)


def _walk(annotation: Any, metadata: tuple[Any, ...] = ()) -> _Walk | None:
    """How to find what is marked in a value of this annotation, or None where nothing can be."""
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
            found for nth, value in enumerate(values) for found in item(value, (*loc, nth))
        )
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return marked
    return None


def _part(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_part, get_args(annotation))), None)
