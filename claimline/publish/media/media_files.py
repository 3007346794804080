"""Reading the files of ``content/media/``, and nothing outside it."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from claimline.diagnostics import Code, Location, Report, did_you_mean
from claimline.errors import ClaimlineError
from claimline.file_state import walk
from claimline.read.files import is_passed_over, shown

FOLDER = "content/media"
LARGEST = 100 * 1024 * 1024
"""The most bytes of a file. Hosts and git servers refuse larger ones."""


class MediaError(ClaimlineError):
    """A file cannot be published. ``code`` is that of the diagnostic."""

    def __init__(
        self, message: str, suggestion: str = "", code: Code = Code.MEDIA_UNUSABLE
    ) -> None:
        super().__init__(message, suggestion)
        self.code = code


def media_path(project: Path, name: str) -> Path:
    """Return the path of a plain file in ``content/media/``.

    Raises:
        MediaError: there is none, it leads out of the folder, or it is no plain file.
    """
    folder = Path(os.path.realpath(project / "content")) / "media"
    path = Path(os.path.realpath(folder / name))
    if not path.is_relative_to(folder):
        message = f'The link "{name}" leads out of `{FOLDER}/`.'
        hint = "Copy what it leads to into the folder."
        raise MediaError(message, hint, Code.FILE_OUTSIDE)
    try:
        state = path.stat()
    except OSError:
        message = f'There is no file "{FOLDER}/{name}".'
        hint = did_you_mean(name, list(_names(project))) or "Put it there, or correct the name."
        raise MediaError(message, hint, Code.FILE_MISSING) from None
    if not stat.S_ISREG(state.st_mode):
        raise MediaError(f'"{FOLDER}/{name}" is no plain file.', "Name a picture or a document.")
    return path


def read_media(path: Path) -> bytes:
    """Return the bytes of a file. Raises MediaError if it is too large or cannot be read."""
    try:
        with open(path, "rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or "it was refused").lower()
        raise MediaError(f"The file cannot be read: {reason}.", code=Code.FILE_UNREADABLE) from None
    if len(data) > LARGEST:
        message = f"The file has more than {LARGEST // 1024 // 1024} MB."
        raise MediaError(message, "Make it smaller, or link to a copy elsewhere.")
    return data


def report_unlisted(project: Path, listed: Collection[str], report: Report) -> None:
    """Report every file in ``content/media/`` that no record lists. None of them is published."""
    for name in sorted(_names(project)):
        if name not in listed:
            message = "No record lists this file, so it is not published."
            hint = "List it in the `media:` of a record, or move it out of the folder."
            report.add(Location(f"{FOLDER}/{shown(name)}"), Code.MEDIA_UNUSED, message, hint)


def _names(project: Path) -> Iterator[str]:
    root = os.path.join(project, FOLDER)
    if os.path.realpath(root) != os.path.join(os.path.realpath(project), *FOLDER.split("/")):
        return  # the folder is a link, or in one
    for entry in walk(root, is_passed_over):
        if not entry.is_dir(follow_symlinks=False):
            yield os.path.relpath(entry.path, root).replace(os.sep, "/")
