"""The copies of a source, opened on the desk: their bytes as they were saved, and their text."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from claimline.author.captures.capture_files import (
    FOLDER,
    MissingFileError,
    StoreError,
    capture_path,
    read_saved,
)
from claimline.author.captures.capture_text import words_of
from claimline.author.captures.marking import MarkableText
from claimline.author.workspace import Snapshot
from claimline.model.records import Source
from claimline.model.shared_fields import Capture
from claimline.value import Value

_AT_ONCE = 4
"""Texts that are kept ready, at most."""


class OpenedCopy(Value, frozen=True):
    """A copy of a source. ``doubt`` is a sentence if its encoding is a guess."""

    capture: Capture
    data: bytes
    text: MarkableText
    doubt: str = ""


class SourceCopies:
    """Opens copies. The texts of the last few are kept."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._one_at_a_time = Lock()
        self._ready: dict[tuple[str, ...], tuple[MarkableText, str]] = {}

    def data(self, capture: Capture) -> bytes:
        """Return the bytes of a copy.

        Raises:
            StoreError: it is not here, cannot be read, or is not as it was saved.
        """
        name = f"{FOLDER}/{capture.file}"
        try:
            saved = read_saved(capture_path(self._root, capture.file))
        except MissingFileError:
            raise StoreError(f"{name} is not here.", "Put it back to mark its words.") from None
        except StoreError as error:
            raise StoreError(f"{name}: {error.message}", error.suggestion) from None
        if saved.sha256 != capture.sha256:
            raise StoreError(
                f"{name} is not the file that was saved.",
                "Put the saved file back, or add the new one to the source.",
            )
        return saved.data

    def open(self, capture: Capture, language: str) -> OpenedCopy:
        """Return a copy with its text. ``language`` is that of the source.

        Raises:
            StoreError: as ``data`` does.
            UnreadableError: it has no text that can be read, or a package is missing.
        """
        data = self.data(capture)
        key = (capture.sha256, capture.type, capture.encoding or "", language)
        with self._one_at_a_time:
            ready = self._ready.pop(key, None)
            if ready is None:
                words = words_of(data, capture.type, capture.encoding or "", language)
                ready = MarkableText(words), words.doubt
            self._ready[key] = ready
            if len(self._ready) > _AT_ONCE:
                del self._ready[next(iter(self._ready))]
        return OpenedCopy(capture, data, *ready)


def valid_source(snapshot: Snapshot, id_: str) -> Source | None:
    """Return a source by its id, or None if there is none or its record has errors."""
    for state in snapshot.files.values():
        for item in state.items:
            if (item.kind, item.id) == ("source", id_) and isinstance(item.record, Source):
                return item.record
    return None
