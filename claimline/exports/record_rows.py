"""The rows of one record in the tables of the dataset, as plain values.

They are results of queries, so a change of a record that leaves its rows alone changes no table.
A record has one row in the table of its kind, and any number in each other table, such as one for
each citation.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from claimline.analysis.table_rows import Row
from claimline.analysis.tables import TABLES, DataTable
from claimline.model.validate import Key
from claimline.pages.view_builder import ViewBuilder, part

OWN, MORE = "own row", "more rows"
"""The names of the queries."""

OWN_TABLES = {table.kind: table for table in TABLES if table.key == ("id",)}
"""For each kind of records, the table with one row for each record."""
MORE_TABLES = {
    kind: tuple(it for it in TABLES if it.kind == kind and it.key != ("id",)) for kind in OWN_TABLES
}
"""For each kind of records, the tables with any number of rows for each record."""

_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


@part(OWN)
def own_row(builder: ViewBuilder, key: Key) -> Row:
    """Return the row of a record in the table of its kind."""
    kind, id_ = key
    (row,) = _rows(builder, OWN_TABLES[kind], id_)
    return row


@part(MORE)
def more_rows(builder: ViewBuilder, key: Key) -> tuple[tuple[Row, ...], ...]:
    """Return the rows of a record in each of the other tables of its kind."""
    kind, id_ = key
    return tuple(tuple(_rows(builder, table, id_)) for table in MORE_TABLES[kind])


def _rows(builder: ViewBuilder, table: DataTable, id_: str) -> Iterable[Row]:
    rows = table.rows(builder.dossier, builder.analysis, id_)
    return (tuple(map(_plain, row)) for row in rows)


def _plain(value: Any) -> Any:
    """Return the value of a cell as plain data: a list as texts, a date as EDTF."""
    if type(value) in _AS_THEY_ARE:
        return value
    return tuple(map(str, value)) if isinstance(value, tuple) else str(value)
