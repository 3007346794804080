"""What the peers' layouts know of the data files and lists, which are the same in every site."""

from __future__ import annotations

import json
from typing import Any

from bench import records
from bench.case import Case
from claimline.analysis.tables import TABLES, DataTable
from claimline.exports.dataset import PRIVATE, SITE_FIELDS
from claimline.exports.dataset_schema import dataset_schema
from claimline.pages.selections import SELECTIONS

LISTS = tuple((it.kind, it.name, it.label) for it in SELECTIONS)
"""Parts of the lists that have pages of their own: the kind of record, the name, the title."""


def files(case: Case) -> dict[str, str]:
    """The files of data that layouts read, by name: the places and the columns of the tables."""
    lists = [dict(zip(("kind", "name", "title"), it, strict=True)) for it in LISTS]
    found = {"places": records.places(case), "tables": [_table(it) for it in TABLES],
             "lists": lists}  # fmt: skip
    return {f"{name}.json": json.dumps(data, indent=1) + "\n" for name, data in found.items()}


def schema() -> str:
    """The schema of the whole dataset. It is the same for every investigation."""
    return json.dumps(dataset_schema(SITE_FIELDS, PRIVATE), indent=1) + "\n"


def _table(table: DataTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "key": list(table.key),
        "columns": [
            {
                "name": column.name,
                "type": column.type,
                "description": column.description,
                "leads_to": column.leads_to,
                "many": column.many,
            }
            for column in table.columns
        ],
    }
