"""What a field takes, as JSON Schema, in the eyes of an editor.

claimline reads each value as the text that stands there. An editor's YAML makes numbers, flags
and nulls of some texts first, and which ones depends on its version (in YAML 1.1, ``no`` is a
flag and ``12:30`` a number). So a field that takes text takes those as well, and a field that may
be left out may also stand blank. The one thing that an editor refuses and claimline does not is
a bare ``null`` or ``~`` as the text of a field that must be there.
"""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from claimline.author.examples import example
from claimline.model import fields
from claimline.model.fields import LANGUAGE_PATTERN, IsMarkdown, RefTo
from claimline.model.parts import Part
from claimline.read import ID_PATTERN
from claimline.read.ids import MAX_LENGTH
from claimline.reference.fields import annotated, split

Schema = dict[str, Any]

_SCALAR = ["string", "number", "boolean"]
_TEXT: Schema = {"type": _SCALAR, "pattern": r"\S"}
_ID = ID_PATTERN.pattern.removesuffix(r"\Z")
_TAG = r"[a-z0-9]+(-[a-z0-9]+)*"

# EDTF level 1 with times, zones and ranges of times. It lets through a few texts that are no
# dates, such as 30 February, and none that is one is held back.
_YEAR = r"(-?\d{4}|-?\d{3}X|-?\d\dXX|Y-?[1-9]\d{4,})"
_CLOCK = r"\d\d:\d\d(Z|[+-]\d\d(:\d\d)?)?"
_POINT = rf"{_YEAR}(-(\d\d|XX)){{0,2}}(T{_CLOCK})?[?~%]?"
_DATE = rf"^({_POINT}|{_POINT}/({_POINT}|{_CLOCK}[?~%]?|\.\.)?|(\.\.)?/{_POINT})(\[[^\[\]]+\])?$"

_BOOL: Schema = {
    "anyOf": [
        {"type": "boolean"},
        {"enum": [0, 1]},
        {"type": "string", "pattern": "^([Tt](rue|RUE)?|[Ff](alse|ALSE)?|[Yy](es|ES)?|[Nn][Oo]?"
         "|[Oo][Nn]|[Oo](ff|FF)|0|1)$"},
    ]
}  # fmt: skip
_INTEGER: Schema = {
    "anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\s*[+-]?\d[\d_]*(\.0+)?\s*$"}]
}
_NUMBER: Schema = {
    "anyOf": [
        {"type": "number"},
        {"type": "string", "pattern": r"^\s*[+-]?(\d[\d_]*)?\.?\d*([eE][+-]?\d+)?\s*$"},
    ]
}


def _many(item: Schema) -> Schema:
    return {"anyOf": [item, {"type": "array", "items": item}]}


_TAG_ITEM: Schema = {"type": _SCALAR, "pattern": f"^{_TAG}$"}
_ACTOR: Schema = {"type": _SCALAR, "pattern": f"^{_ID}$", "maxLength": MAX_LENGTH}
_MARKDOWN: Schema = {"type": _SCALAR, "minLength": 1}

# The shared types of ``model.fields``, as in ``reference.fields``.
_SHARED: tuple[tuple[Any, Schema], ...] = tuple(
    (split(annotation), schema)
    for annotation, schema in (
        (fields.Text, _TEXT),
        (fields.Date, {"type": ["string", "integer"], "pattern": _DATE}),
        (fields.Url, {"type": "string", "pattern": r"^\s*([Hh][Tt]{2}[Pp][Ss]?://|[Mm][Aa][Ii][Ll]"
                      r"[Tt][Oo]:)\S+\s*$"}),
        (fields.BaseUrl, {"type": "string", "pattern": r"^\s*[Hh][Tt]{2}[Pp][Ss]?://[^\s?#]+\s*$"}),
        (fields.Zone, {"type": "string", "pattern": r"^\s*[A-Za-z]\S*\s*$"}),
        (fields.Language, {"type": ["string", "boolean"], "pattern": LANGUAGE_PATTERN}),
        (fields.Sha256, {"type": ["string", "number"], "pattern": "^[0-9a-f]{64}$"}),
        (fields.ActorRefs, _many(_ACTOR)),
        (fields.Texts, _many(_TEXT)),
        (fields.Prose, _many(_MARKDOWN)),
        (fields.Tags, _many(_TAG_ITEM)),
    )
)  # fmt: skip
_PLAIN: dict[Any, Schema] = {
    bool: _BOOL,
    int: _INTEGER,
    float: _NUMBER,
    str: {"type": _SCALAR},
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
            return dict(_ACTOR)
        if isinstance(mark, IsMarkdown):
            return dict(_MARKDOWN)
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
        return {"description": info.description, **_ACTOR, "examples": ["roof-fell-in"]}
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
