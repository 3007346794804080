"""What a field takes, as JSON Schema.

A field that may be left out may also stand blank, as it may for claimline. The one thing that an
editor refuses and claimline does not is a bare ``null`` or ``~`` as the text of a field that must
be there.
"""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from claimline.author import schema_values as values
from claimline.author.examples import example
from claimline.author.schema_values import Schema, many
from claimline.locale import available
from claimline.model import fields
from claimline.model.fields import IsMarkdown, RefTo
from claimline.model.parts import Part
from claimline.reference.fields import annotated, split

# The shared types of ``model.fields``, as in ``reference.fields``.
_SHARED: tuple[tuple[Any, Schema], ...] = tuple(
    (split(annotation), schema)
    for annotation, schema in (
        (fields.Text, values.TEXT),
        (fields.Date, values.DATE),
        (fields.Url, values.URL),
        (fields.BaseUrl, values.BASE_URL),
        (fields.Zone, values.ZONE),
        (fields.Language, values.LANGUAGE),
        (fields.Interface, {"enum": list(available())}),
        (fields.AssetFile, values.ASSET_FILE),
        (fields.CaptureFile, values.CAPTURE_FILE),
        (fields.Sha256, values.SHA256),
        (fields.ActorRefs, many(values.ID)),
        (fields.Texts, many(values.TEXT)),
        (fields.Prose, many(values.MARKDOWN)),
        (fields.Tags, many(values.TAG)),
    )
)
_PLAIN: dict[Any, Schema] = {
    bool: values.FLAG,
    int: values.INTEGER,
    float: values.NUMBER,
    str: values.PLAIN,
}


def field_schema(annotation: Any) -> Schema:
    """What a value of this annotation looks like, without its description.

    A part stands as a reference to ``#/$defs/NAME``.

    Raises:
        TypeError: the annotation is of a form that has no schema yet.
    """
    shape = split(annotation)
    for shared, schema in _SHARED:
        if shape == shared:
            return dict(schema)
    base, marks = shape
    for mark in marks:
        if isinstance(mark, RefTo):
            return dict(values.ID)
        if isinstance(mark, IsMarkdown):
            return dict(values.MARKDOWN)
    return dict(_PLAIN.get(base) or _compound(base))


def _compound(base: Any) -> Schema:
    origin, inner = get_origin(base), get_args(base)
    if origin in (Union, UnionType):
        return field_schema(next(each for each in inner if each is not type(None)))
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is tuple:
        return {"type": "array", "items": field_schema(inner[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": field_schema(inner[1])}
    if isinstance(base, type) and issubclass(base, Part):
        return {"$ref": f"#/$defs/{base.__name__.lower()}"}
    raise TypeError(f"there is no schema for {base!r}")


def part_schema(model: type[Part], leave_out: frozenset[str] = frozenset()) -> Schema:
    """The mapping of a part's or a record's fields, each with its description and an example."""
    hints = annotated(model)
    properties: Schema = {}
    required = []
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key in leave_out:
            continue
        properties[key] = _property(model, key, hints[name], info)
        if info.is_required() and not _is_record_id(model, key):
            required.append(key)
    schema: Schema = {
        "type": "object",
        "title": model.__name__,
        "description": " ".join((model.__doc__ or "").split()),
        "properties": properties,
        "additionalProperties": False,
    }
    if required:
        schema["required"] = required
    if (one_of := _ONE_OF.get(model.__name__)) is not None:
        schema["anyOf"] = [{"required": [key]} for key in one_of]
    return schema


# Of these fields one must be there, which `analysis.record_rules` holds.
_ONE_OF = {"Carries": ("statement", "source"), "Answer": ("statement", "source")}


def _is_record_id(model: type[Part], key: str) -> bool:
    """Whether the field is the id of a record, which a file of its own has in its name."""
    return key == "id" and model.__name__ != "Verdict"


def _property(model: type[Part], key: str, annotation: Any, info: FieldInfo) -> Schema:
    if _is_record_id(model, key):
        return {"description": info.description, **values.ID, "examples": ["roof-fell-in"]}
    schema = field_schema(annotation)
    schema.update(_bounds(info, schema))
    if not info.is_required():
        schema = _nullable(schema)
    found: Schema = {"description": info.description, **schema}
    default = info.get_default() if not info.is_required() else None
    if isinstance(default, str | bool | int):
        found["default"] = default
    found["examples"] = [_as_seen(example(model, key), annotation)]
    return found


def _bounds(info: FieldInfo, schema: Schema) -> Schema:
    """The range of a number, on the branch of numbers."""
    bounds = {
        word: getattr(mark, name)
        for mark in info.metadata
        for name, word in (("ge", "minimum"), ("le", "maximum"))
        if hasattr(mark, name)
    }
    if not bounds:
        return {}
    return {"anyOf": [{**branch, **bounds} for branch in schema["anyOf"]]}


def _nullable(schema: Schema) -> Schema:
    """The same, or nothing: a blank field is one that is not there."""
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*kinds, "null"]}
    branches = schema.get("anyOf", [schema])
    return {"anyOf": [*branches, {"type": "null"}]}


def _as_seen(value: Any, annotation: Any) -> Any:
    """An example as an editor sees it: flags and numbers are no texts there."""
    base, _ = split(annotation)
    kinds = {base, *get_args(base)}
    if bool in kinds:
        return value == "true"
    if kinds & {int, float}:
        return float(value) if float in kinds else int(value)
    return value


def parts_below(model: type[Part]) -> list[type[Part]]:
    """The parts that a mapping of this class may hold, at any depth, each once."""
    found: list[type[Part]] = []
    waiting: list[Any] = list(annotated(model).values())
    while waiting:
        annotation = waiting.pop(0)
        if isinstance(annotation, type) and issubclass(annotation, Part):
            if annotation not in found:
                found.append(annotation)
                waiting += annotated(annotation).values()
        elif get_origin(annotation) is Annotated:
            waiting.append(get_args(annotation)[0])
        else:
            waiting += get_args(annotation)
    return found
