"""Tables in a store: what is written is read again, and what is damaged is never taken for it."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from msgspec import msgpack

from claimline.engine.store import NAME, DamagedError, Store, UnusableError
from claimline.engine.table import AIM, MOST, Table
from tests.small import write_small


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return write_small(tmp_path / "project")


def opened(project: Path, program: bytes = b"one", stamp: bytes = b"") -> Store:
    return Store(project, lambda: program, stamp)


def filled(project: Path, entries: int) -> dict[str, int]:
    store = opened(project)
    table = Table("numbers", str, int, store)
    numbers = {f"key {number}": number for number in range(entries)}
    for key, value in numbers.items():
        table.put(key, value)
    save(store, table)
    store.close()
    return numbers


def save(store: Store, *tables: Table[str, int] | Table[bytes, int]) -> None:
    with store.transaction():
        for table in tables:
            table.save()


@pytest.fixture
def store(project: Path) -> Iterator[Store]:
    filled(project, 1000)
    store = opened(project)
    yield store
    store.close()


def test_keys_that_start_alike_lie_in_many_blocks(project: Path) -> None:
    store = opened(project)
    table = Table("files", bytes, int, store)
    for number in range(20 * AIM):
        table.put(f"content/claims/claim-{number}.yaml".encode(), number)
    save(store, table)
    sizes = [
        len(msgpack.decode(store.block("files", nth))) for nth in range(store.size("files")[0])
    ]
    assert len(sizes) == 20
    assert max(sizes) < 2 * AIM
    store.close()


def test_compressed_blocks_are_smaller_and_read_again(project: Path) -> None:
    texts = {f"key {number}": "The same words. " * 20 for number in range(100)}
    store = opened(project)
    sizes = []
    for name, compressed in (("plain", False), ("small", True)):
        table = Table(name, str, str, store, compressed=compressed)
        for key, text in texts.items():
            table.put(key, text)
        with store.transaction():
            table.save()
        again = Table(name, str, str, store, compressed=compressed)
        assert dict(again.items()) == texts
        sizes.append(sum(len(store.block(name, nth)) for nth in range(store.size(name)[0])))
    assert sizes[1] < sizes[0] / 5
    with pytest.raises(DamagedError):
        Table("plain", str, str, store, compressed=True).get("key 1")
    store.close()


@pytest.mark.parametrize("entries", [0, 1, MOST * AIM, 1000])
def test_what_is_written_is_read_again(project: Path, entries: int) -> None:
    numbers = filled(project, entries)
    table = Table("numbers", str, int, opened(project))
    assert len(table) == entries
    assert table.get("another key") is None
    assert dict(table.items()) == numbers


def test_only_the_blocks_of_what_is_asked_for_are_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table("numbers", str, int, store)
    asked: list[int] = []
    block = store.block

    def counted(table: str, number: int) -> bytes:
        asked.append(number)
        return block(table, number)

    monkeypatch.setattr(store, "block", counted)
    assert [table.get("key 7"), table.get("key 7")] == [7, 7]
    assert len(asked) == 1
    table.put("key 7", 8)
    table.remove("key 9")
    written: list[int] = []
    monkeypatch.setattr(store, "put", lambda name, size, blocks: written.extend(blocks))
    save(store, table)
    assert 1 <= len(written) <= 2


def test_changes_are_written_all_or_not_at_all(store: Store) -> None:
    table = Table("numbers", str, int, store)
    table.put("key 7", 8)

    def fail() -> None:
        with store.transaction():
            table.save()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    again = Table("numbers", str, int, store)
    assert (again.get("key 7"), len(again)) == (7, 1000)


def test_a_store_of_another_program_is_emptied(project: Path) -> None:
    filled(project, 10)
    assert len(Table("numbers", str, int, opened(project, b"two"))) == 0


@pytest.mark.parametrize(
    ("before", "now", "is_read"), [(b"1", b"1", False), (b"1", b"2", True), (b"", b"", True)]
)
def test_files_of_the_program_are_read_only_if_their_stamp_differs(
    project: Path, before: bytes, now: bytes, is_read: bool
) -> None:
    store = opened(project, stamp=before)
    table = Table("numbers", str, int, store)
    table.put("key", 7)
    save(store, table)
    store.close()
    program = Mock(return_value=b"one")
    assert Table("numbers", str, int, Store(project, program, now)).get("key") == 7
    assert program.called == is_read


def test_another_stamp_and_another_program_empty_the_store(project: Path) -> None:
    filled(project, 10)
    store = opened(project, b"two", b"2")
    assert len(Table("numbers", str, int, store)) == 0
    store.close()
    assert len(Table("numbers", str, int, opened(project, b"one", b"1"))) == 0


def test_two_builds_never_mix(project: Path, store: Store) -> None:
    """What one has read and the other has written does not belong together."""
    mine = Table("numbers", str, int, store)
    mine.put("key 1", -1)
    other = opened(project)
    theirs = Table("numbers", str, int, other)
    theirs.put("key 2", -2)
    save(other, theirs)
    with pytest.raises(UnusableError, match="another build"):
        save(store, mine)
    with pytest.raises(UnusableError, match="another build"):
        dict(mine.items())
    assert Table("numbers", str, int, other).get("key 1") == 1


def test_values_of_another_type_are_damage(store: Store) -> None:
    with pytest.raises(DamagedError):
        Table("numbers", str, bytes, store).get("key 1")


def test_no_damage_goes_unnoticed(project: Path, store: Store) -> None:
    """Rows that are gone, swapped or changed, and bytes anywhere in the file."""
    numbers, file = dict(Table("numbers", str, int, store).items()), Path(store.folder) / NAME
    store.close()
    whole = file.read_bytes()
    swap = "UPDATE blocks SET number = CASE number WHEN 1 THEN -1 WHEN 2 THEN 1 ELSE number END"
    for harm in (
        "DELETE FROM blocks WHERE number = 3",
        f"{swap}; UPDATE blocks SET number = 2 WHERE number = -1",
        "UPDATE blocks SET data = zeroblob(20) WHERE number = 3",
        "UPDATE meta SET value = zeroblob(20) WHERE name = 'sizes'",
    ):
        with sqlite3.connect(file) as database:
            database.executescript(harm)
        database.close()
        with pytest.raises(DamagedError):
            dict(Table("numbers", str, int, opened(project)).items())
        file.write_bytes(whole)
    chance = random.Random(3)
    for _ in range(100):
        data = bytearray(whole)
        for _ in range(3):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file.write_bytes(bytes(data))
        try:
            harmed = opened(project)
            read = dict(Table("numbers", str, int, harmed).items())
        except UnusableError:
            continue
        assert read in (numbers, {})
        harmed.close()
