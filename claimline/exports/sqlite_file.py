"""The tables in one SQLite database, for Datasette and any program that uses SQL.

They are the tables of the CSV files, with typed columns, foreign keys and an index of words (FTS5).
A list of values is a JSON array. The database is made in memory, in a fixed order and without a
clock. So the same records give the same bytes with the same version of SQLite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import msgpack

from claimline.analysis import Analysis
from claimline.analysis.table_rows import Row
from claimline.analysis.tables import TABLES, Column, DataTable
from claimline.engine.queries import Queries
from claimline.exports.json_bytes import json_bytes
from claimline.exports.record_rows import MORE, MORE_TABLES, OWN, OWN_TABLES
from claimline.model.dossier import Dossier
from claimline.model.validate import Key
from claimline.output import Composed, LastFile, Output, composed
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value

if TYPE_CHECKING:
    import sqlite3

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_PAGE_SIZE = 4096
_CHANGES, _SCHEMA, _VERSION = slice(24, 28), slice(40, 44), slice(92, 100)
"""Numbers in the head of the file that count changes. A database that is made anew always has the
same ones: https://www.sqlite.org/fileformat.html#the_database_header"""


_Ids = dict[str, tuple[str, ...]]
"""The ids of records by kind, in order."""
_RowsOfRecords = dict[str, list[Row]]
"""The rows of records in one table, by the record's id."""


class _Layout(Value, frozen=True):
    """What a file must have in common with the last one: the library, and the ids of each kind."""

    library: tuple[str, ...]
    ids: _Ids


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield the database, and its description for Datasette."""
    queries = ViewBuilder(dossier, analysis).queries

    def metadata() -> bytes:
        return json_bytes(datasette_metadata(dossier))

    def compose(last: LastFile | None) -> Composed:
        return _compose(dossier, queries, last)

    yield composed("data/investigation.sqlite", "application/vnd.sqlite3", compose)
    yield Output("data/datasette.json", "application/json", metadata, traced=True)


def sqlite_bytes(dossier: Dossier, analysis: Analysis) -> bytes:
    """Return the database as the bytes of its file."""
    return _compose(dossier, ViewBuilder(dossier, analysis).queries, None).data


def _compose(dossier: Dossier, queries: Queries, last: LastFile | None) -> Composed:
    import sqlite3  # takes as long as reading twenty records

    ids: _Ids = {kind: tuple(dossier.records(kind)) for kind in OWN_TABLES}
    keys = [(kind, id_) for kind, of_kind in ids.items() for id_ in of_kind]
    connection = _in_memory()
    try:
        options = connection.execute("PRAGMA compile_options").fetchall()
        library = (sqlite3.sqlite_version, *(option for (option,) in options))
        layout = msgpack.encode(_Layout(library, ids))
        before = msgpack.decode(last.layout, type=_Layout) if last else None
        if last and before and before.library == library:
            data = _patched(connection, queries, last, before.ids, ids)
        else:
            data = _whole(connection, queries, keys)
    finally:
        connection.close()
    if before and before.ids == ids:
        return Composed(data, layout, same_reads=True)
    queries.record((query, key) for query in (OWN, MORE) for key in keys)
    return Composed(data, layout)


def _in_memory() -> sqlite3.Connection:
    """Return an empty database. ``VACUUM`` writes no temporary file for it either."""
    import sqlite3

    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _rows_of(queries: Queries, key: Key) -> Iterator[tuple[DataTable, Sequence[Row]]]:
    """Yield the rows of a record in each table of its kind."""
    yield from zip(_tables(key[0]), [[queries.get(OWN, key)], *queries.get(MORE, key)], strict=True)


def _tables(kind: str) -> Iterator[DataTable]:
    """Yield the tables with rows of a kind of records."""
    yield OWN_TABLES[kind]
    yield from MORE_TABLES[kind]


def _whole(connection: sqlite3.Connection, queries: Queries, keys: Iterable[Key]) -> bytes:
    """Return the database with the rows of these records, which is made in an empty one."""
    by_table: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for key in keys:
        for table, rows in _rows_of(queries, key):
            by_table[table.name] += rows
    connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
    connection.execute("BEGIN")
    for table in TABLES:
        connection.execute(_create(table))
    for table in TABLES:
        _insert(connection, table, by_table[table.name])
    connection.execute("COMMIT")
    if _has_fts5(connection):
        for table in TABLES:
            if table.searched:
                _create_index(connection, table)
                _index_words(connection, table)
    connection.execute("VACUUM")
    return connection.serialize()


def _patched(
    connection: sqlite3.Connection, queries: Queries, last: LastFile, before: _Ids, now: _Ids
) -> bytes:
    """Return the last database with the rows that changed records have now.

    The result has the bytes of a database that is made anew: ``VACUUM`` writes all rows in order,
    and the index of words is computed again for each table in which a searched word has changed.

    Args:
        connection: an empty database.
        queries: have the rows.
        last: the last database.
        before: the ids of the last database, by kind.
        now: those of this one.
    """
    changed = {key for query, key in last.changed if query in (OWN, MORE)}
    there = {(kind, id_) for kind, ids in now.items() for id_ in ids}
    changed |= there ^ {(kind, id_) for kind, ids in before.items() for id_ in ids}
    rows: dict[str, _RowsOfRecords] = {table.name: {} for table in TABLES}
    for key in sorted(changed):
        by_table = _rows_of(queries, key) if key in there else ((it, ()) for it in _tables(key[0]))
        for table, of_record in by_table:
            rows[table.name][key[1]] = [tuple(map(_value, row)) for row in of_record]
    connection.deserialize(last.data)
    connection.execute("ATTACH ':memory:' AS last")
    connection.deserialize(last.data, name="last")
    connection.execute("BEGIN")
    other = [table for table in TABLES if _change(connection, table, rows[table.name])]
    connection.execute("COMMIT")
    connection.execute("DETACH last")
    for table in other:
        if table.searched and _has_fts5(connection):
            _index_words(connection, table)
    connection.execute("VACUUM")
    data = bytearray(connection.serialize())
    data[_CHANGES] = last.data[_CHANGES]
    data[_SCHEMA] = last.data[_SCHEMA]
    data[_VERSION] = last.data[_VERSION]
    return bytes(data)


def _change(connection: sqlite3.Connection, table: DataTable, rows: _RowsOfRecords) -> bool:
    """Change the rows of records in a table. Return whether the table is another now.

    ``rows`` has the rows of each by its id, in the order of ids. If a record has more of them than
    before, or fewer, the rows of all later records move. So the table is filled anew, from the
    database that is attached as ``last``.
    """
    name, key = _quoted(table.name), _quoted(table.key[0])
    held = f"SELECT rowid, * FROM main.{name} WHERE {key} = ? ORDER BY rowid"
    before = {id_: connection.execute(held, (id_,)).fetchall() for id_ in rows}
    if all(len(before[id_]) == len(of_record) for id_, of_record in rows.items()):
        pairs = [pair for id_, now in rows.items() for pair in zip(before[id_], now, strict=True)]
        other = [(now, rowid) for (rowid, *was), now in pairs if tuple(was) != now]
        marks = ", ".join(f"{_quoted(it.name)} = ?" for it in table.columns)
        update = f"UPDATE main.{name} SET {marks} WHERE rowid = ?"
        connection.executemany(update, [(*now, rowid) for now, rowid in other])
        return bool(other)
    connection.execute(f"DELETE FROM main.{name}")
    copy = f"INSERT INTO main.{name} SELECT * FROM last.{name} "
    from_ = ""
    for id_, of_record in rows.items():
        between = f"WHERE {key} > ? AND {key} < ? ORDER BY rowid"
        connection.execute(copy + between, (from_, id_))
        _insert(connection, table, of_record)
        from_ = id_
    connection.execute(copy + f"WHERE {key} > ? ORDER BY rowid", (from_,))
    return True


def _insert(connection: sqlite3.Connection, table: DataTable, rows: Iterable[Row]) -> None:
    marks = ", ".join("?" * len(table.columns))
    values = (tuple(map(_value, row)) for row in rows)
    connection.executemany(f"INSERT INTO main.{_quoted(table.name)} VALUES ({marks})", values)


def _create(table: DataTable) -> str:
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


def _create_index(connection: sqlite3.Connection, table: DataTable) -> None:
    """Add an empty index of the words of a table. The index does not store the texts again."""
    columns = ", ".join(map(_quoted, table.searched))
    connection.execute(
        f"CREATE VIRTUAL TABLE {table.name}_fts USING fts5({columns}, "
        f"content={_quoted(table.name)}, tokenize='unicode61 remove_diacritics 2')"
    )


def _index_words(connection: sqlite3.Connection, table: DataTable) -> None:
    """Index the words of a table, from its rows alone."""
    name = f"{table.name}_fts"
    connection.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")
    connection.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")


def _value(value: Any) -> str | int | float | None:
    """Return a plain value as SQLite stores it: a list of texts as a JSON array."""
    return msgspec.json.encode(value).decode() if isinstance(value, tuple) else value


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
