"""JSON Schemas of the records (draft 2020-12), with which editors check YAML while you write.

A schema sees one file. It knows fields and values, but not which ids exist; ``claimline check``
does. The schemas use only keywords that draft 7 has too, as some editors know no later draft.

An optional field may be blank, as for claimline. Editors refuse one thing that claimline accepts:
a bare ``null`` or ``~`` as the text of a required field.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from claimline.author.author_error import AuthorError
from claimline.model import editor_values as values
from claimline.model.editor_values import Schema
from claimline.model.record import Record
from claimline.model.records import KINDS, Document
from claimline.model.schema import example, written_fields
from claimline.model.shared_fields import Part
from claimline.model.site import Site

FOLDER = "schema"
"""The folder of the schemas in a project. Keep it in git, so that the editor of each co-author
knows the records, whether or not they run the program."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MARK = "Written by `claimline schema`, which writes it anew: change nothing here."


def schemas() -> dict[str, Schema]:
    """Return the schema of the site and of each kind of record, by the kind's name.

    The schema of a record allows one mapping or a list of them; those of briefs and pages are for
    the front matter.
    """
    models: dict[str, type[Part]] = {"site": Site, **KINDS}
    return {kind: _schema(kind, model) for kind, model in models.items()}


class EditorSchema(GenerateJsonSchema):
    """Makes pydantic's schema of a record fit the values that an editor reads."""

    def str_schema(self, schema: core_schema.StringSchema) -> Schema:
        return dict(values.PLAIN)

    def bool_schema(self, schema: core_schema.BoolSchema) -> Schema:
        return dict(values.FLAG)

    def int_schema(self, schema: core_schema.IntSchema) -> Schema:
        return dict(values.INTEGER)

    def float_schema(self, schema: core_schema.FloatSchema) -> Schema:
        """Return the schema of a number, with its range on both branches."""
        bounds = {"minimum": schema.get("ge"), "maximum": schema.get("le")}
        within = {word: bound for word, bound in bounds.items() if bound is not None}
        return {"anyOf": [branch | within for branch in values.NUMBER["anyOf"]]}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> Schema:
        return {"enum": schema["expected"]}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        return _nullable(self.generate_inner(schema["schema"]))

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        inner = _nullable(self.generate_inner(schema["schema"]))
        default = schema.get("default")
        return inner | {"default": default} if isinstance(default, str | bool | int) else inner

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        """Return the schema of a mapping, with an example of each field."""
        mapping = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        for key in written_fields(model):
            mapping["properties"][key].setdefault("examples", [example(model, key)])
        return mapping

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _nullable(schema: Schema) -> Schema:
    """Return a schema that also allows null: a blank field counts as missing."""
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return schema | {"type": [*(kind for kind in kinds if kind != "null"), "null"]}
    branches = schema.get("anyOf", [schema])
    blank = {"type": "null"}
    return {"anyOf": branches if blank in branches else [*branches, blank]}


def _schema(kind: str, model: type[Part]) -> Schema:
    head = {"$schema": _DIALECT, "$comment": _MARK}
    own = model.model_json_schema(schema_generator=EditorSchema)
    parts = own.pop("$defs", {})
    if issubclass(model, Record):
        needs = own.setdefault("dependentRequired", {})
        needs["private_fields"] = ["withheld_because"]
    # A file's name is the record's id, and the body of a brief follows its front matter.
    outside = ("body",) if kind == "site" or issubclass(model, Document) else ()
    for key in outside:
        own["properties"].pop(key, None)
    own["required"] = [key for key in own["required"] if key not in ("id", *outside)]
    if outside:
        return head | own | ({"$defs": parts} if parts else {})
    record = {"$ref": f"#/$defs/{kind}"}
    named = {"required": ["id"], "properties": {"id": {"type": values.SCALAR}}}
    return head | {
        "title": own["title"],
        "description": own["description"],
        "if": {"type": "array"},
        "then": {"minItems": 1, "items": {"allOf": [record, named]}},
        "else": record,
        "$defs": {kind: own, **parts},
    }


def schema_line(record: str) -> str:
    """Return the comment by which an editor finds the schema of a record.

    ``record`` is the record's path in the project, with ``/`` between its parts, such as
    ``content/claims/roof-fell-in.yaml``.
    """
    folders = record.split("/")[1:-1]
    kind = folders[0].removesuffix("s") if folders else "site"
    up = "../" * (len(folders) + 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.json"


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas into ``folder``, which is created if needed; return their paths.

    Raises:
        AuthorError: a file of that name is not one of these schemas, or cannot be written.
    """
    files = {folder / f"{kind}.json": _text(schema) for kind, schema in schemas().items()}
    try:
        for path in files:
            if path.is_symlink() or (path.exists() and not _is_ours(path)):
                raise AuthorError(
                    f"{path} exists and is not a schema that claimline wrote.",
                    "Name another folder, or move the file.",
                )
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            path.write_bytes(text.encode())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise AuthorError(f"The schemas cannot be written: {reason}: {error.filename}.") from error
    return list(files)


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _is_ours(path: Path) -> bool:
    try:
        schema: Any = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return isinstance(schema, dict) and schema.get("$comment") == _MARK
