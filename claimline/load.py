"""Reads the files of a project, and validates their records.

The records of a file follow from its bytes alone. So any process can read it, and the records of
an earlier run can be used again while the bytes are the same: a :class:`RecordStore` keeps them.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

from claimline import dates
from claimline.analysis.record_rules import check_record
from claimline.dates import partial, point
from claimline.diagnostics import Diagnostic, Report
from claimline.model import records, scan, shared_fields
from claimline.model.scan import Scan
from claimline.model.validate import Item, Records, gather, validated
from claimline.prose import values
from claimline.read import (
    Entry,
    LateMarks,
    RecordFile,
    Where,
    find_duplicates,
    find_files,
    read_bytes,
    read_entries,
)
from claimline.value import Value

Stamp = tuple[int, ...]
"""What the file system says of a file: it changes whenever the file does."""

_Row = tuple[str, str, int, Any, Scan | None]

Share = Callable[[Callable[[Sequence[RecordFile]], Any], Sequence[RecordFile]], list[Any]]
"""Divides files among several processes: see ``publish.parallel.shared``."""


class RecordStore(Protocol):
    """The records of an earlier run, by the path of their file."""

    def stamp(self, disk: str) -> Stamp | None:
        """Return the stamp of a file, or None if it cannot be trusted."""

    def by_stamp(self, path: str, stamp: Stamp | None) -> tuple[bytes, Any] | None:
        """Return the digest of a file and its records, if the file has this stamp still."""

    def by_digest(self, path: str, digest: bytes) -> Any:
        """Return the records of a file, pickled or not, if it has this digest still."""

    def keep(self, files: Mapping[str, tuple[Stamp | None, bytes, LoadedFile]]) -> None:
        """Store the stamp, digest and records of these files, and drop all others."""


class Loading(Value, frozen=True):
    """All records, and for each the digest of its file."""

    records: Records
    digests: Mapping[tuple[str, str], bytes]


class LoadedFile:
    """The records of one file, and its diagnostics. They are pickled only if need be."""

    __slots__ = ("_packed", "_rows", "diagnostics", "digest")

    def __init__(
        self,
        digest: bytes,
        rows: list[_Row] | None,
        packed: bytes | None,
        diagnostics: tuple[Diagnostic, ...] = (),
    ) -> None:
        self.digest = digest
        self.diagnostics = diagnostics
        self._rows = rows
        self._packed = packed

    @property
    def rows(self) -> list[_Row]:
        if self._rows is None:
            assert self._packed is not None
            self._rows = _unpacked(self._packed)
        return self._rows

    @property
    def packed(self) -> bytes:
        if self._packed is None:
            self._packed = pickle.dumps(self._rows, protocol=5)
        return self._packed

    def __reduce__(self) -> tuple[Any, ...]:
        return LoadedFile, (self.digest, None, self.packed, self.diagnostics)


def load(project: Path, report: Report, share: Share, store: RecordStore | None = None) -> Loading:
    """Read and validate all records of a project.

    Args:
        project: the folder of the project.
        report: gets the diagnostics. Nothing in a file or in the store raises an error.
        share: divides the files among processes.
        store: the records of an earlier run. It is updated.
    """
    files = find_files(project, report)
    loaded: dict[str, LoadedFile] = {}
    stamps: dict[str, Stamp | None] = {}
    changed = []
    for file in files:
        path = file.info.path
        if store:
            stamps[path] = store.stamp(file.info.disk)
            stored = store.by_stamp(path, stamps[path])
            if stored and (unchanged := _from_store(*stored)):
                loaded[path] = unchanged
                continue
        changed.append(file)

    def work(
        files: Sequence[RecordFile],
    ) -> list[tuple[str, LoadedFile | None, list[Diagnostic]]]:
        return [(file.info.path, *_load(file, project, store)) for file in files]

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
            positions = LateMarks(file, project)
            for kind, id_, start, record, scan_ in loaded[path].rows:
                items.append(Item(kind, id_, Where(path, positions, start), record, scan_))
                digests[kind, id_] = loaded[path].digest
    items.sort(key=lambda item: (item.kind, item.id, item.where.path))
    find_duplicates(items, report)
    if store:
        faulty = {diagnostic.location.path for diagnostic in report}
        store.keep(
            {
                path: (stamps[path], file.digest, file)
                for path, file in loaded.items()
                if path not in faulty
            }
        )
    return Loading(gather(items, report), digests)


def _load(
    file: RecordFile, project: Path, store: RecordStore | None
) -> tuple[LoadedFile | None, list[Diagnostic]]:
    """Read a file. Return its records, or why it cannot be read."""
    report = Report()
    data = read_bytes(file, project, report)
    if data is None:
        return None, list(report)
    digest = blake2b(data, digest_size=16).digest()
    stored = store.by_digest(file.info.path, digest) if store else None
    if stored is not None and (unchanged := _from_store(digest, stored)):
        return unchanged, []
    rows = [_row(entry, report) for entry in read_entries(file, data, report)]
    return LoadedFile(digest, rows, None, tuple(report)), []


def _row(entry: Entry, report: Report) -> _Row:
    item = validated(entry, report)
    if item.record is not None:
        check_record(item.record, item.where, report)
    return item.kind, item.id, item.where.start, item.record, item.scan


# A pickle can name any class. Ours may name those of records and no others.


def _classes() -> Iterable[type]:
    for module in (shared_fields, values, records, scan, partial, point, dates):
        for value in vars(module).values():
            if isinstance(value, type) and value.__module__.startswith(
                ("claimline.model.", "claimline.prose.", "claimline.dates.")
            ):
                yield value


_CLASSES = {(cls.__module__, cls.__qualname__): cls for cls in _classes()}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _CLASSES[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a record") from None


def _unpacked(packed: bytes) -> list[_Row]:
    rows: list[_Row] = _Unpickler(BytesIO(packed)).load()
    return rows


def _from_store(digest: bytes, stored: Any) -> LoadedFile | None:
    """Return the records of an earlier run, or None if they are damaged."""
    if isinstance(stored, LoadedFile):
        return stored
    try:
        return LoadedFile(digest, _unpacked(stored), stored)
    except Exception:  # a damaged pickle can raise any error
        return None
