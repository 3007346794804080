"""The database: sound, the same bytes each time, and searched by its words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from random import Random
from typing import Any

import pytest

from claimline.analysis.tables import TABLES
from claimline.exports import sqlite_file
from claimline.exports.record_rows import MORE, OWN, OWN_TABLES
from claimline.exports.sqlite_file import datasette_metadata, outputs, sqlite_bytes
from claimline.output import Composed, LastFile
from claimline.pages.view_builder import ViewBuilder
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


# The database of the last build with other rows

KINDS = ("place", "actor", "source", "claim")


def composed(records: dict[str, Any], last: LastFile | None) -> tuple[Composed, dict[Any, Any]]:
    """Return the database of records, and all rows in it by query and key."""
    made, implied, _ = analysed(records)
    database = next(outputs(made, implied))
    assert database.compose
    result = database.compose(last)
    queries = ViewBuilder(made, implied).queries
    rows = {
        (query, (kind, id_)): queries.get(query, (kind, id_))
        for kind in OWN_TABLES
        for id_ in made.records(kind)
        for query in (OWN, MORE)
    }
    return result, rows


def changed(records: dict[str, Any], chance: Random) -> None:
    """Add, remove or change some records."""
    for _ in range(chance.randrange(1, 4)):
        kind = chance.choice(KINDS)
        id_ = f"{kind}/{chance.choice('abcnyz')}{chance.randrange(3)}"
        if chance.random() < 0.4:
            records.pop(id_, None)
            continue
        record = deepcopy(records[f"{kind}/{FULL}"]) if kind == "claim" else {}
        if kind == "claim":
            record["citations"] = record["citations"][: chance.randrange(1, 3)]
            record["short"] = f"Title {chance.randrange(5)}"
        elif kind == "source":
            record = {"title": f"Title {chance.randrange(5)}"}
        else:
            record = {"name": f"Name {chance.randrange(5)}"}
        records[id_] = record


def check_changes(seed: int) -> None:
    """Hold the database against one that is made anew, through many changes of the records."""
    chance, records = Random(seed), corpus()
    result, first = composed(records, None)
    before = first
    for _ in range(12):
        changed(records, chance)
        anew, rows = composed(records, None)
        differing = {read for read in before if before[read] != rows.get(read)}
        result, before = composed(records, LastFile(result.data, result.layout, differing))[0], rows
        assert result.layout == anew.layout
        same = result.data == anew.data  # pytest takes minutes to tell how long bytes differ
        assert same
    assert sum(query == OWN for query, _ in before) != sum(query == OWN for query, _ in first)


@pytest.mark.parametrize("seed", range(4))
def test_other_records_give_the_bytes_of_a_new_database(seed: int) -> None:
    check_changes(seed)


def test_a_table_that_is_not_filled_anew_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = sqlite_file._change
    monkeypatch.setattr(
        sqlite_file, "_change", lambda connection, table, rows: bool(rows) and (
            table.name == "places" or real(connection, table, rows)
        )
    )  # fmt: skip
    with pytest.raises(AssertionError):
        check_changes(0)
