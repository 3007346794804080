"""``claimline capture add``: copy a file to ``captures/`` and add its entry to the record."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from claimline.author.captures.capture_files import (
    FOLDER,
    MissingFileError,
    OutsideError,
    Saved,
    StoreError,
    TooLargeError,
    capture_path,
    edit_text,
    ignore_in_git,
    media_type,
    name_for,
    read_saved,
    write_whole,
)
from claimline.author.captures.capture_text import MissingExtraError, UnreadableError, words_of
from claimline.author.captures.yamledit import EditError, add_item
from claimline.diagnostics import Code, Level, Location, Report, did_you_mean
from claimline.model.schema import Loc
from claimline.read import Entry, Where, read_project
from claimline.value import Value

_CODES = {
    MissingFileError: Code.FILE_MISSING,
    OutsideError: Code.FILE_OUTSIDE,
    TooLargeError: Code.FILE_TOO_LARGE,
}


class Added(Value, frozen=True):
    """An added capture. ``file`` is its path in the project, ``record`` the record's.

    ``new`` is false if the source had it already. ``note`` says why no quote can be looked up in
    it. ``doubt`` says that its encoding is a guess. Either may be empty.
    """

    file: str
    record: str
    sha256: str
    type: str
    new: bool
    note: str = ""
    doubt: str = ""


def add(project: Path, source: str, file: Path, captured: str, report: Report) -> Added | None:
    """Add ``file`` as a capture of ``source``; ``captured`` is a date in EDTF.

    If something is wrong, it is reported, nothing changes, and None is returned. A file that the
    source has already is only copied again if it is missing in ``captures/``.
    """
    entry = _source(project, source, report)
    if entry is None:
        return None
    at = Location(file.name)
    try:
        saved = read_saved(file)
        kind = media_type(file, saved.data)
        note, doubt = _notes(saved, kind, str(entry.data.get("language") or ""))
        name = _known_name(entry, saved) or name_for(source, saved.sha256, kind)
        at = Location(f"{FOLDER}/{name}")
        path = capture_path(project, name)
        had = _known_name(entry, saved) is not None
        existed = os.path.lexists(path)
        ignore_in_git(project)
        if not had or not existed:
            write_whole(path, saved.data)
        if not had:
            at = Location(entry.where.path)
            item = {"file": name, "sha256": saved.sha256, "captured": captured, "type": kind}
            try:
                _enter(project, entry, item)
            except Exception:
                if not existed:
                    with suppress(OSError):
                        path.unlink()
                raise
    except MissingExtraError as error:
        report.add(at, Code.CAPTURE_UNREADABLE, str(error), error.suggestion)
    except StoreError as error:
        code = _CODES.get(type(error), Code.FILE_UNREADABLE)
        report.add(at, code, str(error), error.suggestion)
    except EditError as error:
        lines = ", ".join(f"{key}: {value}" for key, value in item.items())
        report.add(at, Code.FILE_UNREADABLE, str(error), f"Add to `captures:` by hand: {lines}.")
    else:
        return Added(f"{FOLDER}/{name}", entry.where.path, saved.sha256, kind, not had, note, doubt)
    return None


def _source(project: Path, source: str, report: Report) -> Entry | None:
    """Return the source's entry. Errors of other records do not matter to this command."""
    reading = Report()
    entries = read_project(project, reading)
    sources = {entry.id: entry for entry in entries if entry.kind == "source"}
    if source in sources:
        return sources[source]
    if not entries or any(
        each.level is Level.ERROR and each.location.path.startswith("content/sources")
        for each in reading
    ):
        report.extend(reading)
    message = f'There is no source "{source}".'
    hint = did_you_mean(source, sources) or f"Write content/sources/{source}.yaml first."
    report.add(Location("content/sources"), Code.DANGLING, message, hint)
    return None


def _known_name(entry: Entry, saved: Saved) -> str | None:
    """Return the name of the capture of this source with the same bytes, if it has one."""
    captures = entry.data.get("captures")
    for item in captures if isinstance(captures, list) else ():
        if isinstance(item, dict) and item.get("sha256") == saved.sha256:
            name = item.get("file")
            if isinstance(name, str) and name == os.path.basename(name) and name[:1].isalnum():
                return name
    return None


def _notes(saved: Saved, kind: str, language: str) -> tuple[str, str]:
    """Return why no quote can be looked up in a file, and why its encoding is doubtful."""
    try:
        words = words_of(saved.data, kind, language=language)
    except MissingExtraError:
        return "", ""
    except UnreadableError as error:
        return str(error), ""
    if not words.doubt:
        return "", ""
    return "", f"{words.doubt} If its text is right, add to its entry: encoding: {words.encoding}"


def _enter(project: Path, entry: Entry, item: dict[str, str]) -> None:
    """Add the entry to the record. Raises EditError, StoreError, MissingExtraError."""
    loc = record_loc(entry.where)
    edit_text(project / entry.where.path, lambda text: add_item(text, loc, "captures", item))


def record_loc(where: Where) -> Loc:
    """Return the path of a record in its file: empty, or its number in the list."""
    return (where.marks.items().index(where.start),) if where.start else ()
