"""Reads the files of a project, and validates their records.

The records of a file follow from its bytes alone. So any process can read it, and a later run can
use the result again while the bytes are the same. The cache holds plain data, which is validated
again: nothing in a cache can become a record that no file could hold.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Mapping, Sequence
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
from claimline.errors import ClaimlineError
from claimline.model.private_fields import public_data
from claimline.model.records import Record
from claimline.model.scan import Scan
from claimline.model.site import Site
from claimline.model.skeleton import skeleton_of
from claimline.model.validate import Key, Records, gather, plain_data, record_of, validated
from claimline.project_words import project_interface
from claimline.read import (
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


class RecordHead(Struct, frozen=True, array_like=True):
    """What every build needs of a record in a file: where it starts, and its skeleton.

    ``skeleton`` is a digest, or empty if the record has errors. ``keeps_back`` says whether it
    keeps fields back.
    """

    kind: str
    id: str
    start: int
    skeleton: bytes = b""
    keeps_back: bool = False


class LoadedRecord(Value, frozen=True):
    """A record and its scan, or None if it has errors.

    ``hidden`` has what it names in the fields that it keeps back.
    """

    record: Record | Site | None
    scan: Scan | None
    hidden: Scan | None = None


class LoadedFile(Value, frozen=True):
    """The heads of the records of one file, and its diagnostics.

    ``records`` is None if they are still in the cache. ``data`` is what a cache keeps of them.
    """

    digest: bytes
    heads: tuple[RecordHead, ...]
    records: tuple[LoadedRecord, ...] | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    data: bytes = b""


class StoredRecord(Struct, array_like=True):
    """What a cache keeps of a record: the data from which it is made again, and its scan."""

    kind: str
    data: dict[str, Any]
    scan: Scan
    hidden: Scan | None = None


_decode = Decoder(list[StoredRecord]).decode
_decode_heads = Decoder(tuple[RecordHead, ...]).decode


class ChangedMeanwhileError(ClaimlineError):
    """A file has changed since the build began, and what the cache holds of it is damaged."""


class Loading(Value, frozen=True):
    """All records, and for each the digest of its file.

    ``words`` is the digest of the project's own catalogue for the interface, or empty.
    ``skeletons`` are the digests of the skeletons of all records. There are none if one of the
    records has errors, or if two have one id.
    """

    records: Records
    digests: dict[tuple[str, str], bytes]
    words: bytes = b""
    skeletons: Mapping[Key, bytes] = {}


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
    items: list[_LoadedItem] = []
    digests: dict[tuple[str, str], bytes] = {}
    for file in files:
        path = file.info.path
        if path in loaded:
            of_file = _FileRecords(file, project, loaded[path], last)
            positions = LateMarks(file, project, loaded[path].digest)
            for nth, head in enumerate(loaded[path].heads):
                where = Where(path, positions, head.start)
                items.append(_LoadedItem(head, where, of_file, nth))
                digests[head.kind, head.id] = loaded[path].digest
    items.sort(key=lambda item: (item.kind, item.id, item.where.path))
    find_duplicates(items, report)
    faulty = {diagnostic.location.path for diagnostic in report}
    last.update({path: file for path, file in loaded.items() if path not in faulty}, stamps)
    records = gather(items, report)
    interface = project_interface(records, project, report)
    return Loading(
        replace(records, interface=interface.translator),
        digests,
        interface.digest,
        _all_skeletons(items),
    )


def _all_skeletons(items: Sequence[_LoadedItem]) -> Mapping[Key, bytes]:
    """Return the digests of the skeletons of all records, or none if something is wrong."""
    skeletons = {(item.kind, item.id): item.head.skeleton for item in items}
    return skeletons if len(skeletons) == len(items) and all(skeletons.values()) else {}


class _LoadedItem:
    """A record of a file, which is read from the cache when it is needed."""

    __slots__ = ("_nth", "_records", "head", "id", "kind", "where")

    def __init__(self, head: RecordHead, where: Where, records: _FileRecords, nth: int) -> None:
        self.head, self.where = head, where
        self.kind, self.id = head.kind, head.id
        self._records, self._nth = records, nth

    @property
    def is_sound(self) -> bool:
        return bool(self.head.skeleton)

    @property
    def keeps_back(self) -> bool:
        return self.head.keeps_back

    @property
    def record(self) -> Record | Site | None:
        return self._records.read()[self._nth].record

    @property
    def scan(self) -> Scan | None:
        return self._records.read()[self._nth].scan

    @property
    def hidden(self) -> Scan | None:
        return self._records.read()[self._nth].hidden


class _FileRecords:
    """The records of one file. They are read once, when one of them is needed."""

    __slots__ = ("_file", "_last", "_loaded", "_project", "_records")

    def __init__(self, file: RecordFile, project: Path, loaded: LoadedFile, last: _LastRun) -> None:
        self._file, self._project, self._loaded, self._last = file, project, loaded, last
        self._records = loaded.records

    def read(self) -> tuple[LoadedRecord, ...]:
        """Return the records, from the cache, or from the file if the cache is damaged.

        Raises:
            ChangedMeanwhileError: the cache is damaged, and the file is no longer the one that was
                loaded.
        """
        if self._records is None:
            self._records = self._last.records(self._file.info.path, self._loaded)
        if self._records is None:
            path = self._file.info.path
            data = read_bytes(self._file, self._project, Report())
            if data is None or file_digest(data) != self._loaded.digest:
                raise ChangedMeanwhileError(f"{path} has changed meanwhile.", "Build again.")
            again = _parsed(self._file, data, self._loaded.digest, self._last)
            self._last.mend(path, again)
            self._records = again.records or ()
        return self._records


def _load(
    file: RecordFile, project: Path, last: _LastRun
) -> tuple[LoadedFile | None, list[Diagnostic]]:
    """Read a file. Return its records, or why it cannot be read."""
    report = Report()
    data = read_bytes(file, project, report)
    if data is None:
        return None, list(report)
    found = file_digest(data)
    return last.by_digest(file.info.path, found) or _parsed(file, data, found, last), []


def _parsed(file: RecordFile, data: bytes, known: bytes, last: _LastRun) -> LoadedFile:
    """Read the records of a file from its bytes, whose digest is known."""
    report = Report()
    heads: list[RecordHead] = []
    records: list[LoadedRecord] = []
    stored: list[StoredRecord] = []
    for entry in read_entries(file, data, report):
        item = validated(entry, report)
        skeleton = b""
        if item.record is not None and item.scan is not None:
            check_record(item.record, item.where, report)
            data_of = public_data(plain_data(entry))
            skeleton = skeleton_of(data_of, item.scan, item.hidden)
            stored.append(StoredRecord(item.kind, data_of, item.scan, item.hidden))
        start, keeps_back = item.where.start, item.keeps_back
        heads.append(RecordHead(item.kind, item.id, start, skeleton, keeps_back))
        records.append(LoadedRecord(item.record, item.scan, item.hidden))
    keep = zlib.compress(encode(stored), 1) if last.on_disk and not len(report) else b""
    return LoadedFile(known, tuple(heads), tuple(records), tuple(report), keep)


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
        self.on_disk = cache.usable and cache.objects is None

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
            heads = _decode_heads(stored.data)
        except (MsgspecError, ValueError, RecursionError):
            return None  # it is damaged: the file is read again
        return LoadedFile(stored.digest, heads)

    def records(self, path: str, loaded: LoadedFile) -> tuple[LoadedRecord, ...] | None:
        """Return the records of a file from the cache, or None if it does not hold them."""
        try:
            data = self._cache.records.get(os.fsencode(path)) if self.usable else None
            rows = _decode(zlib.decompress(data)) if data else []
            if [row.kind for row in rows] != [head.kind for head in loaded.heads]:
                return None
            return tuple(
                LoadedRecord(record_of(row.kind, row.data), row.scan, row.hidden) for row in rows
            )
        except UnusableError as error:
            self._cache.give_up(error)
        except (zlib.error, MsgspecError, ValidationError, KeyError, ValueError, RecursionError):
            pass  # it is damaged
        return None

    def mend(self, path: str, file: LoadedFile) -> None:
        """Keep the records of a file again, in place of what was damaged."""
        if self._cache.usable:
            try:
                self._cache.records.put(os.fsencode(path), file.data)
            except UnusableError as error:
                self._cache.give_up(error)

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
                cache.records.remove(os.fsencode(path))
            for path, file in loaded.items():
                stored = self._files.get(path)
                stamp = stamps[path]
                if not stored or (stored.stamp, stored.digest) != (stamp, file.digest):
                    heads = encode(file.heads)
                    cache.files.put(os.fsencode(path), StoredFile(stamp, file.digest, heads))
                    if file.records is not None and self.on_disk:
                        cache.records.put(os.fsencode(path), file.data)
        except UnusableError as error:
            cache.give_up(error)
        if cache.objects is not None:
            cache.objects = dict(loaded)
