"""Reading a project: which file holds which record, and what becomes of each."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from claimline.diagnostics import Code, Location, Report, did_you_mean
from claimline.read.entries import Entry
from claimline.read.files import PathInfo, Tree, shown
from claimline.read.ids import fault
from claimline.read.markdown import read_markdown
from claimline.read.marks import NOWHERE, Marks, Where
from claimline.read.parse import parse
from claimline.read.text import decode
from claimline.value import Value

YAML_KINDS = ("actor", "source", "statement", "claim", "event", "detail", "place")
MARKDOWN_KINDS = ("brief", "page")
KINDS = {f"{kind}s": kind for kind in (*YAML_KINDS, *MARKDOWN_KINDS)}
SITE = ("site.yaml", "site.yml")
PUBLISHED = "published.json"
"""The file with the published state, which is no record."""
MEDIA = "media"
"""The folder of the pictures and files that records list."""
WORDS = "locale"
"""The folder of the project's own catalogues of the interface's words."""
YAML = (".yaml", ".yml")


class RecordFile(Value, frozen=True):
    """A file of records: its path, their kind, and whether it must hold a list."""

    info: PathInfo
    kind: str
    list_only: bool = False


def read_project(root: Path, report: Report) -> list[Entry]:
    """Return every record below ``root/content``, sorted by kind, id and path.

    Problems go to ``report``, and reading goes on. A broken file gives no entry. No file makes it
    raise.
    """
    entries: list[Entry] = []
    for file in find_files(root, report):
        data = read_bytes(file, root, report)
        if data is not None:
            entries += read_entries(file, data, report)
    entries.sort(key=lambda entry: (entry.kind, entry.id, entry.where.path))
    find_duplicates(entries, report)
    return entries


def find_files(root: Path, report: Report) -> list[RecordFile]:
    """Return every file of records below ``root/content``, unread.

    Files that do not belong there go to ``report``.
    """
    tree = Tree(os.path.realpath(root), report)
    content = tree.look(os.path.join(tree.root, "content"), "content")
    if content is None or not content.is_folder:
        message = "The folder of the records is not there."
        advice = "Start in the project's folder, or make the folder `content`."
        report.add(Location("content"), Code.FILE_MISSING, message, advice)
        return []
    files: list[RecordFile] = []
    for info in tree.entries(content.disk, content.path):
        stem, extension = os.path.splitext(info.name)
        kind = KINDS.get(stem if extension in YAML else info.name, "")
        if info.name in SITE:
            files.append(RecordFile(info, "site"))
        elif info.is_folder and kind and not extension:
            below = sorted(tree.walk(info), key=lambda file: file.path)
            files += (RecordFile(file, kind) for file in below if _is_read(file, kind, report))
        elif extension and kind in YAML_KINDS:
            files.append(RecordFile(info, kind, list_only=True))
        elif info.name not in ((MEDIA, WORDS) if info.is_folder else (PUBLISHED,)):
            _unknown_in_content(info, report)
    if not any(os.path.lexists(os.path.join(content.disk, name)) for name in SITE):
        message = "The file that describes the site is not there."
        advice = "Write it, with at least `title` and `summary`."
        report.add(Location("content/site.yaml"), Code.FILE_MISSING, message, advice)
    usable = []
    for file in files:
        if file.info.is_folder:
            tree.not_a_file(file.info)
        else:
            usable.append(file)
    return usable


def find_catalogues(root: Path, report: Report) -> Iterator[tuple[PathInfo, str]]:
    """Yield each of the project's own catalogues with its text.

    Files that do not belong there, or cannot be read, go to ``report``.
    """
    tree = Tree(os.path.realpath(root), report)
    folder = tree.look(os.path.join(tree.root, "content", WORDS), f"content/{WORDS}")
    for info in tree.entries(folder.disk, folder.path) if folder and folder.is_folder else ():
        if info.is_folder or not info.name.endswith(".po"):
            message = "This is no catalogue, whose name ends in `.po`; it is not read."
            advice = "Rename it, or start its name with `_` to keep it out."
            report.add(Location(info.path), Code.FILE_UNKNOWN, message, advice)
            continue
        data = tree.read(info)
        text = None if data is None else decode(data, info.path, report)
        if text is not None:
            yield info, text


def read_bytes(file: RecordFile, root: Path, report: Report) -> bytes | None:
    """Return the bytes of a file. Return None and report it if it is too large or unreadable."""
    return Tree(os.path.realpath(root), report).read(file.info)


def read_entries(file: RecordFile, data: bytes, report: Report) -> list[Entry]:
    """Return the records in the bytes of a file. Problems go to ``report``."""
    text = decode(data, file.info.path, report)
    if text is None:
        return []
    if file.kind == "site":
        return list(_read_site(file.info, text, report))
    if file.kind in MARKDOWN_KINDS:
        return list(_read_markdown_file(file.info, text, file.kind, report))
    return list(_read_yaml_file(file, text, report))


def file_digest(data: bytes) -> bytes:
    """Return the digest of the bytes of a file."""
    return blake2b(data, digest_size=16).digest()


class LateMarks:
    """Reads the marks of a file again when they are first needed, and keeps them.

    ``digest`` is that of the bytes that were read before. If the file has others by now, there are
    no marks.
    """

    __slots__ = ("_digest", "_file", "_marks", "_root")

    def __init__(self, file: RecordFile, root: Path, digest: bytes) -> None:
        self._file = file
        self._root = root
        self._digest = digest
        self._marks: Marks | None = None

    def __call__(self) -> Marks:
        if self._marks is None:
            data = read_bytes(self._file, self._root, Report())
            is_same = data is not None and file_digest(data) == self._digest
            entries = read_entries(self._file, data, Report()) if data and is_same else []
            self._marks = entries[0].where.marks if entries else NOWHERE
        return self._marks


def _read_site(file: PathInfo, text: str, report: Report) -> Iterator[Entry]:
    parsed = parse(text, file.path, report)
    if parsed is None:
        return
    data, marks = parsed
    where = Where(file.path, marks)
    if isinstance(data, dict):
        yield Entry("site", "site", data, where)
    else:
        message = "The site is one mapping of fields, not a list."
        report.add(where.at(), Code.NOT_A_MAPPING, message, "Write `key: value` lines.")


def _is_read(file: PathInfo, kind: str, report: Report) -> bool:
    """Whether a file has the ending that its kind needs."""
    if file.name.endswith(".md" if kind in MARKDOWN_KINDS else YAML):
        return True
    wanted = ".md" if kind in MARKDOWN_KINDS else ".yaml"
    message = f'{_a(kind).capitalize()} is in a file that ends in "{wanted}"; this is not read.'
    advice = "Rename it, or start its name with `_` to keep it out."
    report.add(Location(file.path), Code.FILE_UNKNOWN, message, advice)
    return False


def _read_markdown_file(file: PathInfo, text: str, kind: str, report: Report) -> Iterator[Entry]:
    parsed = read_markdown(text, file.path, report)
    if parsed:
        data, marks = parsed
        yield _named_by_file(file, kind, data, Where(file.path, marks), report)


def _read_yaml_file(file: RecordFile, text: str, report: Report) -> Iterator[Entry]:
    path, kind = file.info.path, file.kind
    parsed = parse(text, path, report)
    if parsed is None:
        return
    data, marks = parsed
    if isinstance(data, list):
        if not data:
            message = "The list has no records in it."
            advice = "Write one, or remove the file."
            report.add(Location(path), Code.FILE_EMPTY, message, advice)
        for item, start in zip(data, marks.items(), strict=True):
            where = Where(path, marks, start)
            if isinstance(item, dict):
                yield _named_by_itself(kind, item, where, report)
            else:
                message = f"Each item of this list is {_a(kind)}, a mapping with its `id`."
                advice = "Write `- id: ...` and the other fields below it."
                report.add(where.at(), Code.NOT_A_MAPPING, message, advice)
    elif file.list_only:
        message = f"This file holds a list of {kind}s."
        advice = f"Write `- id: ...` for each, or move the file into `content/{kind}s/`."
        report.add(Where(path, marks).at(), Code.NOT_A_LIST, message, advice)
    else:
        yield _named_by_file(file.info, kind, data, Where(path, marks), report)


def _named_by_file(
    file: PathInfo, kind: str, data: dict[str, Any], where: Where, report: Report
) -> Entry:
    """Return a record whose id is the stem of its file."""
    stem = os.path.splitext(file.name)[0]
    if wrong := fault(shown(stem), kind):
        message, advice = wrong
        report.add(Location(file.path), Code.BAD_ID, message, advice.replace("Use", "Rename to", 1))
    if "id" in data and data["id"] != stem:
        message = f'The id is the file\'s name, "{shown(stem)}", and differs here.'
        report.add(where.at("id"), Code.BAD_ID, message, "Leave `id` out, or rename the file.")
    return Entry(kind, shown(stem), data, where)


def _named_by_itself(kind: str, data: dict[str, Any], where: Where, report: Report) -> Entry:
    """Return a record in a list, whose id is a field."""
    name = data.get("id")
    if isinstance(name, str) and name:
        if wrong := fault(name, kind):
            report.add(where.at("id"), Code.BAD_ID, *wrong)
        return Entry(kind, name, data, where)
    if isinstance(name, (dict, list)):
        report.add(where.at("id"), Code.NOT_TEXT, "An id is a word.", "Write `id: some-words`.")
    else:
        message = f"The {kind} has no `id`; each record in a list needs one."
        report.add(where.key("id"), Code.MISSING_KEY, message, "Add `id: some-words`.")
    return Entry(kind, "", data, where)


def _unknown_in_content(info: PathInfo, report: Report) -> None:
    """Report a file or folder in ``content/`` that is of no kind."""
    stem, extension = os.path.splitext(info.name)
    folders = ", ".join(f"`{name}/`" for name in KINDS)
    if info.is_folder:
        message = "No kind of record has this folder, so it is not read."
        advice = did_you_mean(shown(info.name), KINDS) or f"The folders are {folders}."
    elif KINDS.get(stem) in MARKDOWN_KINDS:
        message = f"A {KINDS[stem]} is a Markdown file of its own; this file is not read."
        advice = f"Move it to `content/{stem}/`."
    elif info.name in KINDS:
        message = "This is a file with the name of a folder; it is not read."
        advice = "Make a folder of this name and put the records into it."
    else:
        message = "The file belongs to no kind of record, so it is not read."
        names = [*SITE[:1], *(f"{kind}s.yaml" for kind in YAML_KINDS)]
        near = did_you_mean(shown(info.name), names) if extension in YAML else ""
        advice = near or "Move it into the folder of its kind, or start its name with `_`."
    report.add(Location(info.path), Code.FILE_UNKNOWN, message, advice)


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'ae' else 'a'} {kind}"


class Placed(Protocol):
    """Anything with a kind, an id and a place."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def where(self) -> Where: ...


def find_duplicates(entries: Sequence[Placed], report: Report) -> None:
    """Report each record whose kind and id an earlier one has. ``entries`` are in order."""
    for first, second in pairwise(entries):
        if second.id and (first.kind, first.id) == (second.kind, second.id):
            message = (
                f'{_a(second.kind).capitalize()} with the id "{second.id}" is already at '
                f"{first.where.id}."
            )
            report.add(second.where.id, Code.DUPLICATE_ID, message, "Rename one of them.")
