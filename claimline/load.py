"""Files to records: each file is read, held against the schema and scanned, by itself.

Since a file's records follow from its bytes alone, they can be made in any process, and what an
earlier run made of the same bytes can be used again: that is what a :class:`Shelf` holds.
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
"""Does work on files in several processes: see ``publish.parallel.shared``."""


class Shelf(Protocol):
    """Records of an earlier run, by the path of their file."""

    def stamp(self, disk: str) -> Stamp | None:
        """What tells one state of a file from the next; None where it cannot be trusted."""

    def by_stamp(self, path: str, stamp: Stamp | None) -> tuple[bytes, Any] | None:
        """The digest of a file and what was made of it, if the file is as it was."""

    def by_digest(self, path: str, digest: bytes) -> Any:
        """What was made of a file, packed or not, if it has the same bytes as before."""

    def keep(self, files: Mapping[str, tuple[Stamp | None, bytes, Loaded]]) -> None:
        """Hold these files, with stamp, digest and what was made of them, and no others."""


class Loading(Value, frozen=True):
    """All records, and the digest of the file in which each was written."""

    records: Records
    digests: Mapping[tuple[str, str], bytes]


class Loaded:
    """What came of one file. On the way from one process to another, its rows are packed."""

    __slots__ = ("_packed", "_rows", "digest", "found")

    def __init__(
        self,
        digest: bytes,
        rows: list[_Row] | None,
        packed: bytes | None,
        found: tuple[Diagnostic, ...] = (),
    ) -> None:
        self.digest = digest
        self.found = found
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
        return Loaded, (self.digest, None, self.packed, self.found)


def load(project: Path, report: Report, share: Share, shelf: Shelf | None = None) -> Loading:
    """All records of a project. What is wrong with one goes to ``report``.

    Raises nothing for what the files hold, nor for what the shelf holds.
    """
    files = find_files(project, report)
    loaded: dict[str, Loaded] = {}
    stamps: dict[str, Stamp | None] = {}
    rest = []
    for file in files:
        path = file.found.path
        if shelf:
            stamps[path] = shelf.stamp(file.found.disk)
            known = shelf.by_stamp(path, stamps[path])
            if known and (one := _known(*known)):
                loaded[path] = one
                continue
        rest.append(file)

    def work(some: Sequence[RecordFile]) -> list[tuple[str, Loaded | None, list[Diagnostic]]]:
        return [(file.found.path, *_load(file, project, shelf)) for file in some]

    for made in share(work, rest):
        for path, one, unread in made:
            report.extend(unread)
            if one:
                loaded[path] = one
                report.extend(one.found)
    items: list[Item] = []
    digests: dict[tuple[str, str], bytes] = {}
    for file in files:
        path = file.found.path
        if path in loaded:
            given = LateMarks(file, project)
            for kind, id_, start, record, found in loaded[path].rows:
                items.append(Item(kind, id_, Where(path, given, start), record, found))
                digests[kind, id_] = loaded[path].digest
    items.sort(key=lambda item: (item.kind, item.id, item.where.path))
    find_duplicates(items, report)
    if shelf:
        faulty = {found.location.path for found in report}
        shelf.keep(
            {
                path: (stamps[path], one.digest, one)
                for path, one in loaded.items()
                if path not in faulty
            }
        )
    return Loading(gather(items, report), digests)


def _load(
    file: RecordFile, project: Path, shelf: Shelf | None
) -> tuple[Loaded | None, list[Diagnostic]]:
    report = Report()
    data = read_bytes(file, project, report)
    if data is None:
        return None, list(report)
    digest = blake2b(data, digest_size=16).digest()
    packed = shelf.by_digest(file.found.path, digest) if shelf else None
    if packed is not None and (one := _known(digest, packed)):
        return one, []
    rows = [_row(entry, report) for entry in read_entries(file, data, report)]
    return Loaded(digest, rows, None, tuple(report)), []


def _row(entry: Entry, report: Report) -> _Row:
    item = validated(entry, report)
    if item.record is not None:
        check_record(item.record, item.where, report)
    return item.kind, item.id, item.where.start, item.record, item.scan


# What was packed may be anybody's: it gives records, and nothing else is made of it.


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


def _known(digest: bytes, made: Any) -> Loaded | None:
    """What an earlier run made of a file, or None where it is broken."""
    if isinstance(made, Loaded):
        return made
    try:
        return Loaded(digest, _unpacked(made), made)
    except Exception:  # a damaged pickle raises whatever it likes
        return None
