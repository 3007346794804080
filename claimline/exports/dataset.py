"""The records as data: one JSON file with all of them, and tables linked by keys.

``investigation.json`` holds every record as it was written, with the counts of each claim and the
files that show each picture. The tables are CSV (RFC 4180, but with line feeds; UTF-8) with one row
for each fact. A Data Package (version 2 of the standard) describes their columns and the keys
between them. ``captures`` are left out, since the copies are private.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

import msgspec
from msgspec.structs import replace
from pydantic import BaseModel

from claimline.analysis import Analysis
from claimline.analysis.corroboration import Corroboration
from claimline.analysis.table_rows import Row
from claimline.analysis.tables import TABLES, Column, DataTable
from claimline.dates import PartialDate
from claimline.exports.dataset_schema import dataset_schema
from claimline.exports.json_bytes import json_bytes
from claimline.exports.record_rows import MORE, MORE_TABLES, OWN
from claimline.exports.shares import Shares, json_item, json_list, output_of_shares
from claimline.media_facts import MediaFacts
from claimline.model.dossier import Dossier
from claimline.model.records import KINDS
from claimline.model.schema import KEPT_BACK
from claimline.model.validate import Key
from claimline.output import Output
from claimline.pages.view_builder import ViewBuilder, part
from claimline.value import Value

FORMAT = 1
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
SCHEMA = "investigation.schema.json"
SITE_FIELDS = ("title", "summary", "language", "time_zone", "publisher", "licence", "updated")
PRIVATE = frozenset({"captures", *KEPT_BACK})
"""Fields that are never published."""


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield the dataset in JSON, the tables in CSV, and the description of the tables."""

    builder = ViewBuilder(dossier, analysis)
    queries = builder.queries

    def package() -> bytes:
        return json_bytes(data_package(dossier))

    records = partial(_investigation, dossier)
    yield output_of_shares("data/investigation.json", "application/json", queries, records)
    yield Output(f"data/{SCHEMA}", "application/schema+json", _schema, traced=True)
    for table in TABLES:
        rows = partial(_csv, table, dossier)
        yield output_of_shares(f"data/{table.name}.csv", "text/csv", queries, rows)
    yield Output("data/datapackage.json", "application/json", package, traced=True)


@cache
def _schema() -> bytes:
    """Return the schema of the dataset. It is the same for every investigation."""
    return json_bytes(dataset_schema(SITE_FIELDS, PRIVATE))


def _investigation(dossier: Dossier) -> Iterator[bytes | Shares]:
    """Yield the parts of a file with all records as plain data, and the figures of each claim."""
    site = plain(dossier.site)
    head = {
        "$schema": SCHEMA,
        "format": FORMAT,
        "site": {
            **{name: site[name] for name in SITE_FIELDS if name in site},
            "verdicts": site.get("verdicts", []),
        },
    }
    yield json_bytes(head).removesuffix(b"\n}\n")
    for kind in KINDS:
        yield f',\n "{kind}s": '.encode()
        yield json_list("record data", kind, list(dossier.records(kind)), 1)
    yield b',\n "origins": '
    yield _json_object("origin data", "statement", list(dossier.statements))
    yield b',\n "corroboration": '
    yield _json_object("counts data", "claim", list(dossier.claims))
    yield b',\n "media": '
    yield _json_object("media data", "media", list(dossier.media))
    yield b"\n}\n"


def _json_object(query: str, kind: str, ids: Sequence[str]) -> Shares:
    """Return shares that are the members of an object, one level below the whole file."""
    return replace(json_list(query, kind, ids, 1), around=(b"{\n", b"\n }"), none=b"{}")


def _json_member(id_: str, data: object) -> bytes:
    return b"  " + msgspec.json.encode(id_) + b": " + json_item(data, 1).lstrip()


@part("record data")
def _record_data(builder: ViewBuilder, key: Key) -> bytes:
    kind, id_ = key
    return json_item(plain(builder.dossier.records(kind)[id_]), 1)


@part("origin data")
def _origin_data(builder: ViewBuilder, key: Key) -> bytes:
    origin = builder.dossier.origin(key[1])
    shown = ("statement", "speaker", "party", "role", "direct")
    return _json_member(key[1], {name: getattr(origin, name) for name in shown})


@part("counts data")
def _counts_data(builder: ViewBuilder, key: Key) -> bytes:
    return _json_member(key[1], _counted(builder.analysis.corroboration[key[1]]))


@part("media data")
def _media_data(builder: ViewBuilder, key: Key) -> bytes:
    return _json_member(key[1], published_media(builder.dossier.media[key[1]]))


def published_media(facts: MediaFacts) -> dict[str, Any]:
    """Return what is published of a picture or a file."""
    return {
        "type": facts.type,
        "sha256": facts.sha256,
        "published": [
            {name: value for name, value in _fields(file).items() if value}
            for file in facts.published
        ],
    }


def _counted(counted: Corroboration) -> dict[str, Any]:
    """Return the counts of a claim's citations, and how each citation was traced."""
    return {
        "for": _fields(counted.backing),
        "against": _fields(counted.against),
        "checkable": list(counted.checkable),
        "confirmed": counted.confirmed,
        "provenance": [_fields(origin) for origin in counted.provenance],
    }


def _fields(value: Value) -> dict[str, Any]:
    held = ((name, getattr(value, name)) for name in value.__struct_fields__)
    return {name: list(it) if isinstance(it, tuple) else it for name, it in held}


def plain(value: Any) -> Any:
    """Return a value of a record as plain data: dates as EDTF, without fields that are empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, BaseModel):
        return {
            key: plain(held)
            for name, key in _public_fields(type(value))
            if (held := getattr(value, name)) is not None and held != ()
        }
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, Mapping):
        return {key: plain(held) for key, held in value.items()}
    if isinstance(value, tuple):
        return [plain(held) for held in value]
    return value


@cache
def _public_fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return the name of each published field, and its key in a record."""
    fields = model.model_fields.items()
    return tuple((name, info.alias or name) for name, info in fields if name not in PRIVATE)


def _csv(table: DataTable, dossier: Dossier) -> Iterator[bytes | Shares]:
    """Yield the parts of a table in CSV: the names of its columns, and the rows of each record."""
    yield _csv_lines([[column.name for column in table.columns]])
    ids = list(dossier.records(table.kind))
    if table.key == ("id",):
        yield Shares(OWN, table.kind, ids, lambda row: _csv_rows([row]))
    else:
        nth = MORE_TABLES[table.kind].index(table)
        yield Shares(MORE, table.kind, ids, lambda rows: _csv_rows(rows[nth]))


def _csv_rows(rows: Iterable[Row]) -> bytes:
    return _csv_lines([map(cell, row) for row in rows])


def _csv_lines(rows: Iterable[Iterable[str]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue().encode()


def cell(value: Any) -> str:
    """Return a value as the text of a cell.

    A spreadsheet reads a text as a formula if it begins with one of ``= + - @`` (also of full
    width), a tab or a line break. Such a text gets an apostrophe before it, as OWASP advises,
    unless it is a number.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        value = "; ".join(map(str, value))
    text = str(value)
    if isinstance(value, int | float):
        return text
    return f"'{text}" if text[:1] in _FORMULA else text


def data_package(dossier: Dossier) -> dict[str, Any]:
    """Return the description of the tables (Data Package, version 2)."""
    site = dossier.site
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "investigation",
        "title": site.title,
        "description": site.summary,
    }
    if site.licence:
        licence = {"title": site.licence.name, "path": site.licence.url or ""}
        package["licenses"] = [{key: words for key, words in licence.items() if words}]
    package["resources"] = [_resource(table) for table in TABLES]
    return package


def _description(column: Column) -> str:
    semicolons = " A semicolon stands between them." if column.many else ""
    return column.description + semicolons


def _resource(table: DataTable) -> dict[str, Any]:
    fields = [
        {"name": column.name, "type": column.type, "description": _description(column)}
        for column in table.columns
    ]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": list(table.key)}
    foreign = [
        {
            "fields": [column.name],
            "reference": {"resource": column.leads_to, "fields": ["id"]},
        }
        for column in table.columns
        if column.leads_to
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "type": "table",
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
