"""The JSON Schema of ``investigation.json``, made from the classes of its records and counts."""

from __future__ import annotations

from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from pydantic import BaseModel

from claimline.analysis.corroboration import Provenance, Side
from claimline.dates import PartialDate
from claimline.model.records import KINDS
from claimline.model.schema import written_fields
from claimline.model.shared_fields import Licence, Verdict

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 1}
_PLAIN: Mapping[Any, Schema] = {
    str: _TEXT,
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    PartialDate: {"type": "string", "description": "A date in EDTF, perhaps with a time zone."},
}


def dataset_schema(site_fields: tuple[str, ...], private: frozenset[str]) -> Schema:
    """Return the schema of the dataset.

    Args:
        site_fields: the fields of the site that are published.
        private: the fields of records that are never published.
    """
    parts = _Parts(private)
    records = {f"{kind}s": _many(parts.reference(model)) for kind, model in KINDS.items()}
    site = _object(
        {**dict.fromkeys(site_fields, _TEXT), "licence": parts.reference(Licence),
         "verdicts": _many(parts.reference(Verdict))},
        ("title", "summary", "verdicts"),
    )  # fmt: skip
    counted = _object(
        {"for": parts.reference(Side), "against": parts.reference(Side), "checkable": _many(_TEXT),
         "confirmed": {"type": "boolean"}, "provenance": _many(parts.reference(Provenance))},
        ("for", "against", "checkable", "confirmed", "provenance"),
    )  # fmt: skip
    origin = _object(
        {**dict.fromkeys(("statement", "speaker", "party", "role"), _TEXT),
         "direct": {"type": "boolean"}},
        ("statement", "speaker", "party", "role", "direct"),
    )  # fmt: skip
    file = _object(
        {"path": _TEXT, "sha256": _TEXT, **dict.fromkeys(("size", "width", "height"), _COUNT)},
        ("path", "sha256", "size"),
    )
    media = _object(
        {"type": _TEXT, "sha256": _TEXT, "published": _many(file)},
        ("type", "sha256", "published"),
    )
    whole = {
        "$schema": _TEXT,
        "format": {"type": "integer", "description": "Raised when a field changes its meaning."},
        "site": site,
        **records,
        "origins": _by_id(
            origin,
            "Of each statement, its origin: the first in the chain of those that it repeats.",
        ),
        "corroboration": _by_id(counted, "Of each claim, what is counted from its citations."),
        "media": _by_id(media, "Of each file that a record lists, its SHA-256 and what shows it."),
    }
    head = {"$schema": _DIALECT, "title": "An investigation"}
    return {**head, **_object(whole, tuple(whole)), "$defs": parts.schemas}


def _object(properties: Schema, required: tuple[str, ...]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _many(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _by_id(value: Schema, description: str) -> Schema:
    return {"type": "object", "additionalProperties": value, "description": description}


class _Parts:
    """Makes the schemas of classes, each once."""

    def __init__(self, private: frozenset[str]) -> None:
        self.schemas: dict[str, Schema] = {}
        self._private = private

    def reference(self, model: type[BaseModel] | type[Struct]) -> Schema:
        """Return a reference to the schema of a class."""
        name = model.__name__
        if name not in self.schemas:
            self.schemas[name] = {}  # a class may hold itself
            made = self._record(model) if issubclass(model, BaseModel) else self._counts(model)
            self.schemas[name] = made
        return {"$ref": f"#/$defs/{name}"}

    def _record(self, model: type[BaseModel]) -> Schema:
        fields = {
            key: field for key, field in written_fields(model).items() if key not in self._private
        }
        properties = {
            key: {**self._value(annotation), "description": info.description or ""}
            for key, (annotation, info) in fields.items()
        }
        return _object(
            properties, tuple(k for k, (_, info) in fields.items() if info.is_required())
        )

    def _counts(self, model: type[Struct]) -> Schema:
        hints = get_type_hints(model)
        properties = {name: self._value(hints[name]) for name in model.__struct_fields__}
        return _object(properties, model.__struct_fields__)

    def _value(self, annotation: Any) -> Schema:
        """Return the schema of a value. It never allows null, since empty fields are left out."""
        if annotation in _PLAIN:
            return _PLAIN[annotation]
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._value(inner[0])
        if origin in (Union, UnionType):
            return self._value(next(each for each in inner if each is not type(None)))
        if origin is Literal:
            return {"enum": list(inner)}
        if origin is tuple:
            return _many(self._value(inner[0]))
        if origin is dict:
            return {"type": "object", "additionalProperties": self._value(inner[1])}
        return self.reference(annotation)
