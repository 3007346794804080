"""The fields of a form, made from the schema of a record."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec.structs import replace
from pydantic import BaseModel

from claimline.author.forms import form as short_form
from claimline.dates import PartialDate
from claimline.model.fields import IsMarkdown, RefTo, Takes
from claimline.model.records import KINDS
from claimline.model.schema import choices, example, within, written_fields
from claimline.model.site import Site
from claimline.value import Value

Widget = Literal[
    "line", "area", "markdown", "date", "choice", "reference", "group", "list", "pairs"
]
FLAG = ("true", "false")
_LONG = frozenset({"claim", "quote", "text", "summary", "note", "meaning", "funding", "ownership"})


class FormField(Value, frozen=True):
    """A field of a form.

    ``kind`` is that of the record to which a reference leads. ``parts`` are the fields of a group,
    ``item`` is the field of each item of a list, and ``lone`` says whether one item may stand
    without a list. ``main`` fields are shown even if they are empty.
    """

    key: str
    label: str
    widget: Widget
    help: str = ""
    example: str = ""
    kind: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    main: bool = False
    lone: bool = False
    parts: tuple[FormField, ...] = ()
    item: FormField | None = None


@cache
def form_fields(kind: str) -> tuple[FormField, ...]:
    """Return the fields of the form for a kind of record or the site, in the schema's order."""
    model: type[BaseModel] = Site if kind == "site" else KINDS[kind]
    fields = _fields(model)
    if kind == "site":
        return fields
    main = {each.key for each in short_form(kind)} | {"body"}
    return tuple(_with_main(each, each.required or each.key in main) for each in fields)


def label_of(key: str) -> str:
    """Return the words above a field."""
    return key.replace("_", " ").capitalize()


def _with_main(field: FormField, main: bool) -> FormField:
    return replace(field, main=main)


def _fields(model: type[BaseModel]) -> tuple[FormField, ...]:
    return tuple(
        _field(
            key,
            annotation,
            help=info.description or "",
            example=_shown(example(model, key)),
            required=info.is_required(),
        )
        for key, (annotation, info) in written_fields(model).items()
        if key != "id" or model not in KINDS.values()
    )


def _field(
    key: str, annotation: Any, *, help: str = "", example: str = "", required: bool = False
) -> FormField:
    marks = list(within(annotation))
    kind = next((mark.kind for mark in marks if isinstance(mark, RefTo)), "")
    words = choices(annotation)
    base = FormField(key, label_of(key), "line", help, example, kind, words, required, required)
    part = _part_of(annotation)
    sequence = _tuple_of(annotation)
    if sequence is not None:
        return replace(
            base, widget="list", kind=kind, choices=(), item=_field(key, sequence),
            lone=any(isinstance(mark, Takes) and "list of" in mark.words for mark in marks),
        )  # fmt: skip
    if part is not None:
        return replace(base, widget="group", parts=_fields(part), kind="", choices=())
    if any(get_origin(mark) is dict for mark in marks):
        return replace(base, widget="pairs", kind="", choices=())
    if kind:
        return replace(base, widget="reference")
    if words:
        return replace(base, widget="choice")
    if bool in marks:
        return replace(base, widget="choice", choices=FLAG)
    if any(isinstance(mark, IsMarkdown) for mark in marks):
        return replace(base, widget="markdown")
    if PartialDate in marks:
        return replace(base, widget="date")
    return replace(base, widget="area" if key in _LONG else "line")


def _tuple_of(annotation: Any) -> Any:
    """Return the annotation of the items of a list, or None."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return inner[0]
    if origin in (Annotated, Union, UnionType):
        first = inner[:1] if origin is Annotated else inner
        return next((found for each in first if (found := _tuple_of(each)) is not None), None)
    return None


def _part_of(annotation: Any) -> type[BaseModel] | None:
    """Return the class of a mapping, or None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Annotated, Union, UnionType):
        return next(filter(None, map(_part_of, get_args(annotation))), None)
    return None


def _shown(value: Any) -> str:
    """Return an example as words on one line; empty for a mapping, whose fields have their own."""
    if isinstance(value, list):
        return _shown(value[0]) if value else ""
    if isinstance(value, dict):
        return ""
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
