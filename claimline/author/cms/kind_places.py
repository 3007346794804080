"""Where a project keeps its records: in folders of single records, and in files of several."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from claimline.diagnostics import Report
from claimline.model.records import KINDS, Document
from claimline.read.project import RecordFile, find_files, read_bytes, read_entries
from claimline.value import Value


class Folder(Value, frozen=True, order=True):
    """A folder of files with one record each, of one ending, such as ``yaml``."""

    path: str
    ending: str

    @property
    def key(self) -> str:
        """The path, with the ending if it is not the usual one."""
        return self.path if self.ending in ("yaml", "md") else f"{self.path}.{self.ending}"


class KindPlaces(Value, frozen=True):
    """Where the records of one kind are. ``lists`` are the paths of files with several records."""

    kind: str
    folders: tuple[Folder, ...]
    lists: tuple[str, ...]

    @property
    def single(self) -> Folder | str | None:
        """The place of all these records, or None if there are several places."""
        places: tuple[Folder | str, ...] = (*self.folders, *self.lists)
        return places[0] if len(places) == 1 else None


def record_places(project: Path) -> dict[str, KindPlaces]:
    """Return the places of each kind of record, by the kind.

    A kind that has no records yet gets the folder in which ``claimline new`` would put them. Files
    that cannot be read are left out; ``claimline check`` reports them.
    """
    files = [file for file in find_files(project, Report()) if file.kind != "site"]
    return {kind: _places_of(kind, files, project) for kind in KINDS}


def _places_of(kind: str, files: list[RecordFile], project: Path) -> KindPlaces:
    folders, lists = set(), []
    for file in files:
        if file.kind != kind:
            continue
        holds_list = _holds_list(file, project)
        if holds_list:
            lists.append(file.info.path)
        elif holds_list is not None:
            path, ending = os.path.splitext(file.info.path)
            folders.add(Folder(os.path.dirname(path), ending.removeprefix(".")))
    if not folders and not lists:
        ending = "md" if issubclass(KINDS[kind], Document) else "yaml"
        folders.add(Folder(f"content/{kind}s", ending))
    return KindPlaces(kind, tuple(sorted(folders)), tuple(sorted(lists)))


def _holds_list(file: RecordFile, project: Path) -> bool | None:
    """Whether a file holds a list of records. None if it holds none that can be read."""
    data = read_bytes(file, project, Report())
    entries = [] if data is None else read_entries(file, data, Report())
    if not entries:
        return None
    return file.list_only or entries[0].where.start != 0


def record_texts(project: Path) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file of records that can be read, in order."""
    for file in sorted(find_files(project, Report()), key=lambda file: file.info.path):
        data = read_bytes(file, project, Report())
        if file.kind != "site" and data is not None:
            yield file.info.path, data.decode("utf-8", errors="replace")
