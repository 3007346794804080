"""The database: sound, the same bytes each time, and searched by its words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from claimline.analysis.tables import TABLES
from claimline.exports.sqlite_file import datasette_metadata, sqlite_bytes
from tests.dossiers import analysed, dossier
from tests.filled import FULL, corpus


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    """The database of the corpus with every field."""
    made, implied, _ = analysed(corpus())
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(sqlite_bytes(made, implied))
        yield connection


def test_the_database_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    keys = {
        (table.name, column.name, column.leads_to)
        for table in TABLES
        for column in table.columns
        if column.leads_to
    }
    found = {
        (table.name, row[3], row[2])
        for table in TABLES
        for row in database.execute(f"PRAGMA foreign_key_list({table.name})")
    }
    assert found == keys


def test_each_column_has_its_type(database: sqlite3.Connection) -> None:
    types = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
    for table in TABLES:
        described = database.execute(f"PRAGMA table_info({table.name})").fetchall()
        assert [(row[1], row[2]) for row in described] == [
            (column.name, types[column.type]) for column in table.columns
        ]
        stored = {"TEXT": "text", "INTEGER": "integer", "REAL": "real"}
        for column, row in zip(table.columns, described, strict=True):
            held = database.execute(f'SELECT DISTINCT typeof("{column.name}") FROM {table.name}')
            assert {kind for (kind,) in held} <= {stored[row[2]], "null"}


def test_no_table_of_the_full_corpus_is_empty(database: sqlite3.Connection) -> None:
    for table in TABLES:
        assert database.execute(f"SELECT COUNT(*) FROM {table.name}").fetchone()[0], table.name


def test_the_same_records_give_the_same_bytes() -> None:
    first, again = (sqlite_bytes(*analysed(corpus())[:2]) for _ in range(2))
    assert first == again
    other = corpus()
    other[f"claim/{FULL}"]["short"] = "Another title"
    assert sqlite_bytes(*analysed(other)[:2]) != first


def test_words_are_found_with_and_without_accents(database: sqlite3.Connection) -> None:
    made, implied, _ = analysed({
        "place/a": {"name": "Café Zürich"}, "place/b": {"name": "Elsewhere"}
    })  # fmt: skip
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(sqlite_bytes(made, implied))
        found = connection.execute(
            "SELECT id FROM places WHERE rowid IN "
            "(SELECT rowid FROM places_fts WHERE places_fts MATCH 'cafe zurich')"
        )
        assert found.fetchall() == [("a",)]
    for table in TABLES:
        if table.searched:
            name = f"{table.name}_fts"
            # Compares the index with the words of the table, and raises where they differ.
            database.execute(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")


def test_a_site_without_records_has_empty_tables() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(sqlite_bytes(*analysed({})[:2]))
        for table in TABLES:
            assert connection.execute(f"SELECT * FROM {table.name}").fetchall() == []


def test_datasette_is_told_what_each_column_means() -> None:
    tables = datasette_metadata(dossier({}))["databases"]["investigation"]["tables"]
    assert tables.keys() == {table.name for table in TABLES}
    for table in TABLES:
        assert tables[table.name]["columns"].keys() == {column.name for column in table.columns}
