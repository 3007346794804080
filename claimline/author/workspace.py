"""The files of a project as they are, and as they would be with a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from claimline.analysis import analyse
from claimline.analysis.record_rules import check_record
from claimline.analysis.waivers import waive
from claimline.diagnostics import Diagnostic, Location, Report
from claimline.model.edition import PUBLISHED
from claimline.model.link import link
from claimline.model.schema import Loc
from claimline.model.selection import select
from claimline.model.validate import Item, Records, gather, validated
from claimline.read import (
    Entry,
    RecordFile,
    Where,
    find_duplicates,
    find_files,
    read_bytes,
    read_entries,
)
from claimline.read.files import PathInfo
from claimline.value import Value


class FileState(Value, frozen=True):
    """A file of records: its bytes, its entries, and what is wrong with them."""

    file: RecordFile
    data: bytes
    entries: tuple[Entry, ...]
    items: tuple[Item, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes."""
        return sha256(self.data).hexdigest()

    @property
    def text(self) -> str:
        """The text of the file, without a byte order mark."""
        return self.data.decode("utf-8-sig")


class Snapshot(Value, frozen=True):
    """All files of a project. ``problems`` are those of files that cannot be read."""

    root: Path
    files: Mapping[str, FileState]
    problems: tuple[Diagnostic, ...] = ()

    def entry(self, kind: str, id_: str) -> Entry | None:
        """Return a record as it is written, or None."""
        return next((each for each in self.entries(kind) if each.id == id_), None)

    def entries(self, kind: str = "") -> Iterable[Entry]:
        """Yield all records, or those of a kind."""
        for state in self.files.values():
            for entry in state.entries:
                if not kind or entry.kind == kind:
                    yield entry

    def with_file(self, path: str, kind: str, data: bytes | None) -> Snapshot:
        """Return the project with another file at a path, or without it."""
        files = {name: state for name, state in self.files.items() if name != path}
        if data is not None:
            old = self.files.get(path)
            name = path.rpartition("/")[2]
            info = PathInfo(name, str(self.root / path), path, False)
            files[path] = read_state(old.file if old else RecordFile(info, kind), data)
        return replace(self, files=dict(sorted(files.items())))

    def records(self, report: Report) -> Records:
        """Return all valid records. Diagnostics go to ``report``."""
        report.extend(self.problems)
        items = [item for state in self.files.values() for item in state.items]
        items.sort(key=lambda item: (item.kind, item.id, item.where.path))
        for state in self.files.values():
            report.extend(state.diagnostics)
        find_duplicates(items, report)
        return gather(items, report)

    def findings(self) -> tuple[Diagnostic, ...]:
        """Return all findings of the records, by place."""
        report = Report()
        records = select(self.records(report), PUBLISHED, report).records
        dossier = link(records, report)
        if dossier is not None:
            analyse(dossier, report)
        # A build reports waivers that are not needed any more: it has warnings that are not here.
        waive(records, report, judged=())
        return tuple(report)


class Workspace:
    """Reads the project. Files that have not changed are not validated again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, FileState] = {}

    def snapshot(self) -> Snapshot:
        """Return the files of the project as they are now."""
        report = Report()
        states: dict[str, FileState] = {}
        for file in find_files(self.root, report):
            data = read_bytes(file, self.root, report)
            if data is None:
                continue
            path = file.info.path
            known = self._known.get(path)
            is_same = known is not None and known.data == data and known.file == file
            states[path] = known if known and is_same else read_state(file, data)
        self._known = states
        return Snapshot(self.root, states, tuple(report))


def read_state(file: RecordFile, data: bytes) -> FileState:
    """Read and validate the records in the bytes of a file."""
    report = Report()
    entries = tuple(read_entries(file, data, report))
    items = []
    for entry in entries:
        item = validated(entry, report)
        if item.record is not None:
            check_record(item.record, item.where, report)
        items.append(item)
    return FileState(file, data, entries, tuple(items), tuple(report))


def place_in_file(entry: Entry) -> Loc:
    """Return the place of a record in its file: ``()``, or its number in a list."""
    if entry.where.start == 0:
        return ()
    return (entry.where.marks.items().index(entry.where.start),)


def own_findings(
    entry: Entry, state: FileState, findings: Iterable[Diagnostic]
) -> list[tuple[str, Diagnostic]]:
    """Return the findings in one record of a file, each with the path of its field."""
    start = entry.where.at()
    starts = sorted(each.where.at() for each in state.entries)
    end = next((each for each in starts if each > start), None)
    own: list[tuple[str, Diagnostic]] = []
    for diagnostic in findings:
        at = diagnostic.location
        if at.path != entry.where.path:
            continue
        in_list = len(state.entries) > 1
        if in_list and (at.line < start.line or (end is not None and at.line >= end.line)):
            continue
        own.append((field_at(entry.where, at), diagnostic))
    return own


def field_at(where: Where, location: Location) -> str:
    """Return the path of the field at a place: ``citations.0.source``; "" for the record itself."""
    best: tuple[tuple[int, int, int], Loc] = ((-1, -1, -1), ())
    at = (location.line, location.column)
    for loc, spot in where.marks.tree(where.start).items():
        for position in (spot.key, spot.value):
            line, column = position >> 32, position & 0xFFFFFFFF
            if loc and (line, column) <= at:
                best = max(best, ((line, column, len(loc)), loc), key=lambda each: each[0])
    return ".".join(map(str, best[1]))
