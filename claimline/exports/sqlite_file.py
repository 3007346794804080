"""The tables in one SQLite database, for Datasette and any program that uses SQL.

They are the tables of the CSV files, with typed columns, foreign keys and an index of words (FTS5).
A list of values is a JSON array. The database is made in memory, in a fixed order and without a
clock. So the same records give the same bytes with the same version of SQLite.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from claimline.analysis import Analysis
from claimline.analysis.tables import TABLES, Column, Table
from claimline.exports.json_bytes import json_bytes
from claimline.model.dossier import Dossier
from claimline.output import Output

if TYPE_CHECKING:
    import sqlite3

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})
_PAGE_SIZE = 4096


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield the database, and its description for Datasette."""

    def database() -> bytes:
        return sqlite_bytes(dossier, analysis)

    def metadata() -> bytes:
        return json_bytes(datasette_metadata(dossier))

    yield Output("data/investigation.sqlite", "application/vnd.sqlite3", database, traced=True)
    yield Output("data/datasette.json", "application/json", metadata, traced=True)


def sqlite_bytes(dossier: Dossier, analysis: Analysis) -> bytes:
    """Return the database as the bytes of its file."""
    import sqlite3  # takes as long as reading twenty records

    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
        connection.execute("BEGIN")
        for table in TABLES:
            connection.execute(_create(table))
        for table in TABLES:
            marks = ", ".join("?" * len(table.columns))
            rows = (tuple(map(_value, row)) for row in table.rows(dossier, analysis))
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)
        connection.execute("COMMIT")
        if _has_fts5(connection):
            for table in TABLES:
                if table.searched:
                    _index_words(connection, table)
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


def _create(table: Table) -> str:
    lines = [f"{_quoted(column.name)} {_type(column)}" for column in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    lines += [
        f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {_quoted(column.leads_to)} (id)"
        for column in table.columns
        if column.leads_to
    ]
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {_quoted(table.name)} (\n  {body}\n)"


def _type(column: Column) -> str:
    words = _TYPES[column.type]
    return f"{words} NOT NULL" if column.name in ("id", "number") else words


def _quoted(name: str) -> str:
    return f'"{name}"'


def _has_fts5(connection: sqlite3.Connection) -> bool:
    """Whether this SQLite can index words. All usual ones can."""
    return ("ENABLE_FTS5",) in connection.execute("PRAGMA compile_options").fetchall()


def _index_words(connection: sqlite3.Connection, table: Table) -> None:
    """Add an index of the words of a table. The index does not store the texts again."""
    name = f"{table.name}_fts"
    columns = ", ".join(map(_quoted, table.searched))
    connection.execute(
        f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, content={_quoted(table.name)}, "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")
    connection.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")


def _value(value: Any) -> str | int | float | None:
    """Return the value of a cell as SQLite stores it: a list as a JSON array, a date as EDTF."""
    if type(value) in _AS_THEY_ARE:
        return value  # type: ignore[no-any-return]
    if isinstance(value, tuple):
        return msgspec.json.encode(list(map(str, value))).decode()
    return str(value)


def datasette_metadata(dossier: Dossier) -> dict[str, Any]:
    """Return the description of the database for Datasette: titles, licence, meaning of columns."""
    site = dossier.site
    about: dict[str, Any] = {"title": site.title, "description": site.summary}
    if site.licence:
        about["license"] = site.licence.name
        about["license_url"] = site.licence.url or ""
    if site.address:
        about["source"] = site.publisher or site.title
        about["source_url"] = f"{site.address}/index.html"
    tables = {
        table.name: {
            "description": table.title,
            "columns": {column.name: _description(column) for column in table.columns},
            **({"label_column": table.label} if table.label else {}),
        }
        for table in TABLES
    }
    stated = {key: words for key, words in about.items() if words}
    return {**stated, "databases": {"investigation": {"tables": tables}}}


def _description(column: Column) -> str:
    return column.description + (" A JSON array." if column.many else "")
