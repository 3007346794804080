"""The records as data: one JSON file with all of them, and tables linked by keys.

``investigation.json`` holds every record as it was written, with the counts of each claim. The
tables are CSV (RFC 4180, but with line feeds; UTF-8) with one row for each fact. A Data Package
(version 2 of the standard) describes their columns and the keys between them. ``captures`` are left
out, since the copies are private.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any

from pydantic import BaseModel

from claimline.analysis import Analysis
from claimline.analysis.corroboration import Corroboration
from claimline.analysis.tables import TABLES, Column, Table
from claimline.dates import PartialDate
from claimline.exports.dataset_schema import dataset_schema
from claimline.exports.json_bytes import json_bytes
from claimline.model.dossier import Dossier
from claimline.model.records import KINDS
from claimline.output import Output
from claimline.value import Value

FORMAT = 1
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
SCHEMA = "investigation.schema.json"
SITE_FIELDS = ("title", "summary", "language", "time_zone", "publisher", "licence", "updated")
PRIVATE = frozenset({"captures", "private", "withheld"})
"""Fields that are never published."""


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield the dataset in JSON, the tables in CSV, and the description of the tables."""

    def records() -> bytes:
        return json_bytes(investigation(dossier, analysis))

    def package() -> bytes:
        return json_bytes(data_package(dossier))

    yield Output("data/investigation.json", "application/json", records, traced=True)
    yield Output(f"data/{SCHEMA}", "application/schema+json", _schema, traced=True)
    for table in TABLES:
        render = partial(_csv, table, dossier, analysis)
        yield Output(f"data/{table.name}.csv", "text/csv", render, traced=True)
    yield Output("data/datapackage.json", "application/json", package, traced=True)


@cache
def _schema() -> bytes:
    """Return the schema of the dataset. It is the same for every investigation."""
    return json_bytes(dataset_schema(SITE_FIELDS, PRIVATE))


def investigation(dossier: Dossier, analysis: Analysis) -> dict[str, Any]:
    """Return all records as plain data, with the figures of each claim."""
    site = plain(dossier.site)
    whole: dict[str, Any] = {
        "$schema": SCHEMA,
        "format": FORMAT,
        "site": {
            **{name: site[name] for name in SITE_FIELDS if name in site},
            "verdicts": site.get("verdicts", []),
        },
    }
    for kind in KINDS:
        whole[f"{kind}s"] = [plain(record) for record in dossier.records(kind).values()]
    whole["origins"] = {
        id_: {
            "statement": origin.statement,
            "speaker": origin.speaker,
            "party": origin.party,
            "role": origin.role,
            "direct": origin.direct,
        }
        for id_ in dossier.statements
        for origin in [dossier.origin(id_)]
    }
    whole["corroboration"] = {id_: _counted(analysis.corroboration[id_]) for id_ in dossier.claims}
    return whole


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


def _csv(table: Table, dossier: Dossier, analysis: Analysis) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows(dossier, analysis):
        writer.writerow([cell(value) for value in row])
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


def _resource(table: Table) -> dict[str, Any]:
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
