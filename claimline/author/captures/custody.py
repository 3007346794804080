"""The custody log: what was done with the saved files, when, and by whom.

The log is `captures/custody.jsonl`, one entry a line. Each entry has the SHA-256 of the line before
it, so a line that was changed, removed or moved no longer fits. The last line has none after it:
its SHA-256 is in `custody-head.txt` beside `content/`, which belongs in git. Nothing of either file
is published.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from claimline.author.captures.capture_files import (
    MissingFileError,
    StoreError,
    capture_path,
    ignore_in_git,
    read_saved,
    write_whole,
)
from claimline.value import Value

LOG = "custody.jsonl"
HEAD = "custody-head.txt"
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


class CustodyEntry(Value, frozen=True):
    """One entry of the log.

    ``act`` is a word such as "added" or "handed over". ``files`` has the SHA-256 of each file by
    its name. ``previous`` is the digest of the entry before, or "" for the first of all.
    ``continues`` is true for the first entry of a log whose earlier entries are in another copy.
    """

    time: str
    act: str
    source: str
    files: dict[str, str]
    by: str = ""
    note: str = ""
    previous: str = ""
    continues: bool = False


class CustodyLog(Value, frozen=True):
    """The entries of a log, and its faults, each a sentence. A log that is not here has neither."""

    entries: tuple[CustodyEntry, ...] = ()
    faults: tuple[str, ...] = ()

    def digests(self) -> Mapping[str, str]:
        """Return the first SHA-256 that the log has of each file."""
        digests: dict[str, str] = {}
        for entry in self.entries:
            for name, digest in entry.files.items():
                digests.setdefault(name, digest)
        return digests


def now() -> str:
    """Return the time on the computer's clock, in UTC with seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def append(root: Path, entry: CustodyEntry) -> None:
    """Add an entry at the end of the log, and note its digest as the head.

    If the log is not here, the entry follows the head that is noted. Raises StoreError.
    """
    path = capture_path(root, LOG)
    before = _bytes(path)
    lines = before.splitlines()
    previous = _digest(lines[-1]) if lines else _noted_head(root)
    linked = replace(entry, previous=previous, continues=bool(previous) and not lines)
    data = {key: value for key, value in msgspec.to_builtins(linked).items() if value}
    line = json.dumps(data, ensure_ascii=False).encode()
    ignore_in_git(root)
    joint = b"" if not before or before.endswith(b"\n") else b"\n"
    write_whole(path, before + joint + line + b"\n")
    write_whole(root / HEAD, f"{_digest(line)}\n".encode())


def read_log(root: Path) -> CustodyLog:
    """Read the log and check that each entry follows the one before. Raises StoreError."""
    data = _bytes(capture_path(root, LOG))
    noted = _noted_head(root)
    if not data:
        return CustodyLog()
    entries: list[CustodyEntry] = []
    faults: list[str] = []
    digests: list[str] = []
    for number, line in enumerate(data.splitlines(), 1):
        try:
            entry = msgspec.json.decode(line, type=CustodyEntry)
        except (msgspec.DecodeError, UnicodeDecodeError):
            faults.append(f"Line {number} cannot be read.")
        else:
            if fault := _misfit(number, entry, digests):
                faults.append(fault)
            entries.append(entry)
        digests.append(_digest(line))
    if not noted:
        faults.append(f"{HEAD} is not there, so nothing says where the log ends.")
    elif noted not in digests:
        faults.append(
            f"The entry that {HEAD} names is not in the log: the end of the log was changed or "
            "removed, or this copy of it is older than the project."
        )
    return CustodyLog(tuple(entries), tuple(faults))


def _misfit(number: int, entry: CustodyEntry, digests: Sequence[str]) -> str:
    """Return a sentence if an entry does not follow the line before, or ""."""
    if digests:
        if entry.previous == digests[-1] and not entry.continues:
            return ""
        return (
            f"Line {number} does not follow line {number - 1}: one of them was changed, moved or "
            "put in, or a line between them was removed."
        )
    if bool(entry.previous) != entry.continues:
        return "Line 1 is not the first of the log: one before it was removed or moved."
    return ""


def faults_of_files(log: CustodyLog, files: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each file whose SHA-256 in its record is not the one in the log."""
    logged = log.digests()
    for name, digest in files.items():
        if logged.get(name, digest) != digest:
            yield f'The log has "{name}" with another SHA-256 than its record.'


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _bytes(path: Path) -> bytes:
    """Return the bytes of a file, or none if it is not here."""
    try:
        return read_saved(path).data
    except MissingFileError:
        return b""


def _noted_head(root: Path) -> str:
    text = _bytes(root / HEAD).decode("ascii", "replace").strip()
    if text and not _DIGEST.match(text):
        raise StoreError(f"{HEAD} does not hold one SHA-256.", "Take it back from git.")
    return text
