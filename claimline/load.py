"""Reads the files of a project, and validates their records.

The records of a file follow from its bytes alone. So any process can read it, and a later run can
use the result again while the bytes are the same. The cache holds plain data, which is validated
again: nothing in a cache can become a record that no file could hold.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import MsgspecError, Struct
from msgspec.msgpack import Decoder, encode
from msgspec.structs import replace
from pydantic import ValidationError

from claimline.analysis.record_rules import check_record
from claimline.diagnostics import Diagnostic, Report
from claimline.engine.cache import Cache, StoredFile
from claimline.engine.store import UnusableError
from claimline.model.private_fields import public_data
from claimline.model.records import Record
from claimline.model.scan import Scan
from claimline.model.site import Site
from claimline.model.validate import Item, Records, gather, plain_data, record_of, validated
from claimline.project_words import project_interface
from claimline.read import (
    Entry,
    LateMarks,
    RecordFile,
    Where,
    file_digest,
    find_duplicates,
    find_files,
    read_bytes,
    read_entries,
)
from claimline.value import Value

Share = Callable[[Callable[[Sequence[RecordFile]], Any], Sequence[RecordFile]], list[Any]]
"""Divides files among several processes: see ``publish.parallel.shared``."""


class LoadedRecord(Value, frozen=True):
    """A record of a file, where it starts, and its scan. ``record`` is None if it has errors.

    ``hidden`` has what it names in the fields that it keeps back.
    """

    kind: str
    id: str
    start: int
    record: Record | Site | None
    scan: Scan | None
    hidden: Scan | None = None


class LoadedFile(Value, frozen=True):
    """The records of one file, and its diagnostics. ``data`` is what a cache keeps of it."""

    digest: bytes
    records: tuple[LoadedRecord, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    data: bytes = b""


class StoredRecord(Struct, array_like=True):
    """What a cache keeps of a record: the data from which it is made again, and its scan."""

    kind: str
    id: str
    start: int
    data: dict[str, Any]
    scan: Scan
    hidden: Scan | None = None


_decode = Decoder(list[StoredRecord]).decode


class Loading(Value, frozen=True):
    """All records, and for each the digest of its file.

    ``words`` is the digest of the project's own catalogue for the interface, or empty.
    """

    records: Records
    digests: dict[tuple[str, str], bytes]
    words: bytes = b""


def load(project: Path, report: Report, share: Share, cache: Cache | None = None) -> Loading:
    """Read and validate all records of a project.

    Args:
        project: the folder of the project.
        report: gets the diagnostics. Nothing in a file or in the cache raises an error.
        share: divides the files among processes.
        cache: what earlier runs have read, if anything. It is updated.
    """
    files = find_files(project, report)
    last = _LastRun(cache or Cache(None))
    loaded: dict[str, LoadedFile] = {}
    stamps = {file.info.path: last.stamp(file) for file in files}
    for file in files:
        path = file.info.path
        if unchanged := last.by_stamp(path, stamps[path]):
            loaded[path] = unchanged
    changed = [file for file in files if file.info.path not in loaded]

    def work(
        files: Sequence[RecordFile],
    ) -> list[tuple[str, LoadedFile | None, list[Diagnostic]]]:
        return [(file.info.path, *_load(file, project, last)) for file in files]

    for results in share(work, changed):
        for path, result, unreadable in results:
            report.extend(unreadable)
            if result:
                loaded[path] = result
                report.extend(result.diagnostics)
    items: list[Item] = []
    digests: dict[tuple[str, str], bytes] = {}
    for file in files:
        path = file.info.path
        if path in loaded:
            positions = LateMarks(file, project, loaded[path].digest)
            for row in loaded[path].records:
                where = Where(path, positions, row.start)
                items.append(Item(row.kind, row.id, where, row.record, row.scan, row.hidden))
                digests[row.kind, row.id] = loaded[path].digest
    items.sort(key=lambda item: (item.kind, item.id, item.where.path))
    find_duplicates(items, report)
    faulty = {diagnostic.location.path for diagnostic in report}
    last.update({path: file for path, file in loaded.items() if path not in faulty}, stamps)
    records = gather(items, report)
    interface = project_interface(records, project, report)
    return Loading(replace(records, interface=interface.translator), digests, interface.digest)


def _load(
    file: RecordFile, project: Path, last: _LastRun
) -> tuple[LoadedFile | None, list[Diagnostic]]:
    """Read a file. Return its records, or why it cannot be read."""
    report = Report()
    data = read_bytes(file, project, report)
    if data is None:
        return None, list(report)
    digest = file_digest(data)
    if unchanged := last.by_digest(file.info.path, digest):
        return unchanged, []
    rows: list[LoadedRecord] = []
    stored: list[StoredRecord] = []
    for entry in read_entries(file, data, report):
        row = _row(entry, report)
        rows.append(row)
        if row.scan is not None:
            data_of = public_data(plain_data(entry))
            stored.append(StoredRecord(row.kind, row.id, row.start, data_of, row.scan, row.hidden))
    keep = zlib.compress(encode(stored), 1) if last.usable and not len(report) else b""
    return LoadedFile(digest, tuple(rows), tuple(report), keep), []


def _row(entry: Entry, report: Report) -> LoadedRecord:
    item = validated(entry, report)
    if item.record is not None:
        check_record(item.record, item.where, report)
    return LoadedRecord(item.kind, item.id, item.where.start, item.record, item.scan, item.hidden)


class _LastRun:
    """The files as the last run has read them."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._files: dict[str, StoredFile] = {}
        if cache.usable:
            try:
                self._files = {os.fsdecode(path): file for path, file in cache.files.items()}
            except UnusableError as error:
                cache.give_up(error)
        self.usable = cache.usable

    def stamp(self, file: RecordFile) -> tuple[int, ...] | None:
        """Return the stamp of a file, or None if it cannot be trusted."""
        return self._cache.trusted_stamp(file.info.disk) if self.usable else None

    def by_stamp(self, path: str, stamp: tuple[int, ...] | None) -> LoadedFile | None:
        """Return the records of a file if it still has this stamp."""
        stored = self._files.get(path)
        return self._loaded(path, stored) if stored and stamp and stored.stamp == stamp else None

    def by_digest(self, path: str, digest: bytes) -> LoadedFile | None:
        """Return the records of a file if it still has this digest."""
        stored = self._files.get(path)
        return self._loaded(path, stored) if stored and stored.digest == digest else None

    def _loaded(self, path: str, stored: StoredFile) -> LoadedFile | None:
        objects = self._cache.objects
        known = objects.get(path) if objects else None
        if isinstance(known, LoadedFile) and known.digest == stored.digest:
            return known
        try:
            rows = tuple(
                LoadedRecord(each.kind, each.id, each.start, record, each.scan, each.hidden)
                for each in _decode(zlib.decompress(stored.data))
                for record in [record_of(each.kind, each.data)]
            )
        except (zlib.error, MsgspecError, ValidationError, KeyError, ValueError, RecursionError):
            return None  # it is damaged: the file is read again
        return LoadedFile(stored.digest, rows, (), stored.data)

    def update(
        self, loaded: dict[str, LoadedFile], stamps: dict[str, tuple[int, ...] | None]
    ) -> None:
        """Keep these files, and drop all others."""
        cache = self._cache
        if not cache.usable:
            return
        try:
            for path in self._files.keys() - loaded.keys():
                cache.files.remove(os.fsencode(path))
            for path, file in loaded.items():
                stored = self._files.get(path)
                stamp = stamps[path]
                if not stored or (stored.stamp, stored.digest) != (stamp, file.digest):
                    cache.files.put(os.fsencode(path), StoredFile(stamp, file.digest, file.data))
        except UnusableError as error:
            cache.give_up(error)
        if cache.objects is not None:
            cache.objects = dict(loaded)
