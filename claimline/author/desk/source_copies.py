"""The copies of a source, opened on the desk: their bytes as they were saved, and their text.

A copy is one file of a capture in which words can be marked.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from claimline.author.captures.capture_files import (
    FOLDER,
    MissingFileError,
    StoreError,
    capture_path,
    read_kept,
)
from claimline.author.captures.capture_text import wordless_kind, words_of
from claimline.author.captures.marking import MarkableText
from claimline.author.workspace import Snapshot
from claimline.dates import PartialDate
from claimline.model.capture_fields import SavedFile
from claimline.model.records import Source
from claimline.value import Value

_AT_ONCE = 4
"""Texts that are kept ready, at most."""


class SavedCopy(Value, frozen=True):
    """A file of a capture that may have words, its number in the source, and when it was saved."""

    number: int
    saved: SavedFile
    captured: PartialDate


class OpenedCopy(Value, frozen=True):
    """A copy of a source. ``doubt`` is a sentence if its encoding is a guess."""

    data: bytes
    text: MarkableText
    doubt: str = ""


class SourceCopies:
    """Opens copies. The texts of the last few are kept."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._one_at_a_time = Lock()
        self._ready: dict[tuple[str, ...], tuple[MarkableText, str]] = {}

    def data(self, saved: SavedFile) -> bytes:
        """Return the bytes of a copy.

        Raises:
            StoreError: it is not here, cannot be read, or is not as it was saved.
        """
        name = f"{FOLDER}/{saved.file}"
        try:
            read = read_kept(capture_path(self._root, saved.file))
        except MissingFileError as error:
            hint = error.suggestion or "Put it back to mark its words."
            raise StoreError(f"{name} is not here.", hint) from None
        except StoreError as error:
            raise StoreError(f"{name}: {error.message}", error.suggestion) from None
        if read.sha256 != saved.sha256:
            raise StoreError(
                f"{name} is not the file that was saved.",
                "Put the saved file back, or add the new one to the source.",
            )
        return read.data

    def open(self, saved: SavedFile, language: str) -> OpenedCopy:
        """Return a copy with its text. ``language`` is that of the source.

        Raises:
            StoreError: as ``data`` does.
            UnreadableError: it has no text that can be read, or a package is missing.
        """
        data = self.data(saved)
        key = (saved.sha256, saved.type, saved.encoding or "", language)
        with self._one_at_a_time:
            ready = self._ready.pop(key, None)
            if ready is None:
                words = words_of(data, saved.type, saved.encoding or "", language)
                ready = MarkableText(words), words.doubt
            self._ready[key] = ready
            if len(self._ready) > _AT_ONCE:
                del self._ready[next(iter(self._ready))]
        return OpenedCopy(data, *ready)


def copies_of(source: Source) -> tuple[SavedCopy, ...]:
    """Return the copies of a source, numbered from 1 in the order of its record."""
    files = (
        (saved, capture.captured)
        for capture in source.captures
        for saved in capture.files
        if not wordless_kind(saved.type)
    )
    return tuple(SavedCopy(number, *each) for number, each in enumerate(files, 1))


def valid_source(snapshot: Snapshot, id_: str) -> Source | None:
    """Return a source by its id, or None if there is none or its record has errors."""
    for state in snapshot.files.values():
        for item in state.items:
            if (item.kind, item.id) == ("source", id_) and isinstance(item.record, Source):
                return item.record
    return None
