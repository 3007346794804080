"""``claimline capture add``: copy a file to ``captures/`` and add its entry to the record."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

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
from claimline.author.captures.custody import LOG, CustodyEntry, append, now
from claimline.author.captures.yamledit import EditError, Item, add_item
from claimline.diagnostics import Code, Level, Location, Report, did_you_mean
from claimline.model.editor_values import CAPTURE_FILE_PATTERN
from claimline.model.schema import Loc
from claimline.read import Entry, Where, read_project
from claimline.value import Value

_CODES = {
    MissingFileError: Code.FILE_MISSING,
    OutsideError: Code.FILE_OUTSIDE,
    TooLargeError: Code.FILE_TOO_LARGE,
}


class Saving(Value, frozen=True):
    """What is known of a saving. ``captured`` is a date in EDTF.

    ``facts`` are further fields of the capture by their names. ``digests`` are the SHA-256 that
    the tool or the collector gave at the time, by the names of files.
    """

    captured: str
    facts: Mapping[str, str] = {}
    digests: Mapping[str, str] = {}
    act: str = "added"


class Added(Value, frozen=True):
    """An added capture. ``file`` is its path in the project, ``record`` the record's.

    ``new`` is false if the source had it already. ``note`` says why no quote can be looked up in
    any of its files. ``doubt`` says that an encoding is a guess. Either may be empty. ``others``
    are the paths of its other files.
    """

    file: str
    record: str
    sha256: str
    type: str
    new: bool
    note: str = ""
    doubt: str = ""
    others: tuple[str, ...] = ()


class _Copy(Value, frozen=True):
    """A file that is added: its bytes, its media type, and its name in ``captures/``."""

    saved: Saved
    kind: str
    name: str

    def fields(self) -> dict[str, str]:
        return {"file": self.name, "sha256": self.saved.sha256, "type": self.kind}


def add(
    project: Path, source: str, files: Path | Sequence[Path], saving: str | Saving, report: Report
) -> Added | None:
    """Add files as one capture of ``source``, and note it in the custody log.

    Args:
        project: the folder of the project.
        source: the id of the source.
        files: the files of one saving; quotes and readers go by the first.
        saving: what is known of the saving, or only its date in EDTF.
        report: gets the errors. After an error, nothing changes and the result is None.

    A file that the source has already is only copied again if it is missing in ``captures/``.
    """
    entry = _source(project, source, report)
    if entry is None:
        return None
    saving = Saving(saving) if isinstance(saving, str) else saving
    paths = [files] if isinstance(files, Path) else list(files)
    written: list[Path] = []
    at = Location(paths[0].name)
    try:
        copies = []
        for path in paths:
            at = Location(path.name)
            copies.append(_copy(project, entry, path, saving))
        if len({each.saved.sha256 for each in copies}) < len(copies):
            raise StoreError("Two of the files have the same bytes.", "Name each file once.")
        first, had = copies[0], _known_name(entry, copies[0].saved) is not None
        note, doubt = _notes(copies, str(entry.data.get("language") or ""))
        for copy in copies[:1] if had else copies:
            at = Location(f"{FOLDER}/{copy.name}")
            place = capture_path(project, copy.name)
            ignore_in_git(project)
            if not os.path.lexists(place):
                write_whole(place, copy.saved.data)
                written.append(place)
            elif not had:
                write_whole(place, copy.saved.data)
        if not had:
            at = Location(entry.where.path)
            item = _item(copies, saving)
            record = project / entry.where.path
            before = record.read_bytes()
            _enter(project, entry, item)
            at = Location(f"{FOLDER}/{LOG}")
            _log(project, source, copies, saving, record, before)
    except MissingExtraError as error:
        report.add(at, Code.CAPTURE_UNREADABLE, str(error), error.suggestion)
    except StoreError as error:
        code = _CODES.get(type(error), Code.FILE_UNREADABLE)
        report.add(at, code, str(error), error.suggestion)
    except EditError as error:
        lines = ", ".join(f"{key}: {value}" for key, value in item.items())
        report.add(at, Code.FILE_UNREADABLE, str(error), f"Add to `captures:` by hand: {lines}.")
    else:
        others = tuple(f"{FOLDER}/{each.name}" for each in ([] if had else copies[1:]))
        return Added(
            f"{FOLDER}/{first.name}", entry.where.path, first.saved.sha256, first.kind, not had,
            note, doubt, others,
        )  # fmt: skip
    for place in written:
        with suppress(OSError):
            place.unlink()
    return None


def _log(
    project: Path, source: str, copies: Sequence[_Copy], saving: Saving, record: Path, before: bytes
) -> None:
    """Note the capture in the log. If that fails, put the record back. Raises StoreError."""
    digests = {each.name: each.saved.sha256 for each in copies}
    by = saving.facts.get("collector", "")
    try:
        append(project, CustodyEntry(now(), saving.act, source, digests, by))
    except StoreError:
        write_whole(record, before)
        raise


def _copy(project: Path, entry: Entry, path: Path, saving: Saving) -> _Copy:
    """Read a file that is added. One that lies in ``captures/`` stays there. Raises StoreError."""
    saved = read_saved(path)
    stated = saving.digests.get(path.name, saved.sha256)
    if stated != saved.sha256:
        raise StoreError(
            f"The file does not have the SHA-256 that was given: it has {saved.sha256}.",
            "It was changed since. Add the file as it was saved.",
        )
    kind = media_type(path, saved.data)
    name = _known_name(entry, saved) or _held_name(project, path)
    return _Copy(saved, kind, name or name_for(entry.id, saved.sha256, kind))


def _held_name(project: Path, path: Path) -> str:
    """Return the name of a file that lies in ``captures/`` and may keep its name, or ""."""
    is_held = os.path.realpath(path) == os.path.realpath(project / FOLDER / path.name)
    return path.name if is_held and re.search(CAPTURE_FILE_PATTERN, path.name) else ""


def _item(copies: Sequence[_Copy], saving: Saving) -> dict[str, Any]:
    """Return the entry of a capture. The fields stand in the order of ``records.md``."""
    first = copies[0].fields()
    item: dict[str, Any] = {
        "file": first["file"], "sha256": first["sha256"], "captured": saving.captured,
        "type": first["type"], **saving.facts,
    }  # fmt: skip
    if others := [each.fields() for each in copies[1:]]:
        item["other_files"] = others
    return item


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


def _notes(copies: Sequence[_Copy], language: str) -> tuple[str, str]:
    """Return why no quote can be looked up in any file, and why an encoding is doubtful."""
    reasons = []
    doubt = ""
    for copy in copies:
        try:
            words = words_of(copy.saved.data, copy.kind, language=language)
        except MissingExtraError:
            return "", ""
        except UnreadableError as error:
            reasons.append(str(error))
        else:
            if words.doubt and not doubt:
                right = f"If its text is right, add to its entry: encoding: {words.encoding}"
                doubt = f"{words.doubt} {right}"
    return reasons[0] if len(reasons) == len(copies) else "", doubt


def _enter(project: Path, entry: Entry, item: Item) -> None:
    """Add the entry to the record. Raises EditError, StoreError, MissingExtraError."""
    loc = record_loc(entry.where)
    edit_text(project / entry.where.path, lambda text: add_item(text, loc, "captures", item))


def record_loc(where: Where) -> Loc:
    """Return the path of a record in its file: empty, or its number in the list."""
    return (where.marks.items().index(where.start),) if where.start else ()
