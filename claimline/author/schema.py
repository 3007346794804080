"""JSON Schemas of the records (draft 2020-12), for editors that check YAML while it is written.

An editor's schema sees one file, so it knows shapes and words and not which ids exist;
``claimline check`` knows those. Only keywords are used that editors with draft 7 know as well.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from claimline.author.errors import AuthorError
from claimline.author.schema_fields import part_schema, parts_below
from claimline.author.schema_values import Schema
from claimline.model.parts import Part
from claimline.model.records import KINDS, Document, Site

FOLDER = "schema"
"""The folder in a project that holds the schemas. It belongs into git: with it, each co-author's
editor knows the records, whether or not they run the program."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MARK = "Written by `claimline schema`, which writes it anew: change nothing here."


def schemas() -> dict[str, Schema]:
    """The schema of the site and of each kind of record, by the kind's name.

    A file of records may hold one mapping or a list of them; those of briefs and pages are for
    their front matter.
    """
    models: dict[str, type[Part]] = {"site": Site, **KINDS}
    return {kind: _schema(kind, model) for kind, model in models.items()}


def _schema(kind: str, model: type[Part]) -> Schema:
    head = {"$schema": _DIALECT, "$comment": _MARK}
    parts = {part.__name__.lower(): part_schema(part) for part in parts_below(model)}
    if kind == "site" or issubclass(model, Document):
        # The body of a brief stands below its front matter.
        own = part_schema(model, frozenset({"body"}))
        return head | own | ({"$defs": parts} if parts else {})
    own = part_schema(model)
    record = {"$ref": f"#/$defs/{kind}"}
    named = {"required": ["id"], "properties": {"id": {"type": ["string", "number", "boolean"]}}}
    return head | {
        "title": own["title"],
        "description": own["description"],
        "if": {"type": "array"},
        "then": {"minItems": 1, "items": {"allOf": [record, named]}},
        "else": record,
        "$defs": {kind: own, **parts},
    }


def schema_line(record: str) -> str:
    """The comment by which an editor finds the schema of a record.

    ``record`` is the record's path in the project, with ``/`` between its parts, such as
    ``content/claims/roof-fell-in.yaml``.
    """
    folders = record.split("/")[1:-1]
    kind = folders[0].removesuffix("s") if folders else "site"
    up = "../" * (len(folders) + 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.json"


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas into ``folder``, which is made if it is missing; gives their paths.

    Raises:
        AuthorError: a file of that name is none of ours, or it cannot be written.
    """
    files = {folder / f"{kind}.json": _text(schema) for kind, schema in schemas().items()}
    try:
        for path in files:
            if path.is_symlink() or (path.exists() and not _is_ours(path)):
                raise AuthorError(
                    f"{path} is there, and no schema of claimline's.",
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
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return isinstance(found, dict) and found.get("$comment") == _MARK
