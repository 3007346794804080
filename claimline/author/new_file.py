"""Writes one file where the author asks for it: whole or not at all, and over nothing by chance."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from claimline.author.author_error import AuthorError
from claimline.publish.output_folder import RESERVED, lies_in


def check_new(place: Path, project: Path, *, force: bool) -> None:
    """Check that a file can be written.

    Args:
        place: the path of the file.
        project: the folder of the project. The file cannot be among its records or templates.
        force: whether a file that is there may be replaced.

    Raises:
        AuthorError: it cannot be.
    """
    folder = place.absolute().parent
    if place.is_dir():
        raise AuthorError(f"{place} is a folder.", "Name a file.")
    if not folder.is_dir():
        raise AuthorError(f"There is no folder {folder}.", "Make it, or name another.")
    for name in RESERVED:
        if lies_in(os.path.realpath(folder), os.path.realpath(project / name)):
            raise AuthorError(f"{place} is in the project's {name}/.", "Name another place.")
    if os.path.lexists(place) and not force:
        raise AuthorError(f"{place} already exists.", "Replace it with --force.")


def write_new(place: Path, data: bytes) -> None:
    """Write a file beside its place, then move it there.

    Raises:
        AuthorError: it cannot be written, and what was there still is.
    """
    staged = ""
    try:
        number, staged = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.absolute().parent)
        with os.fdopen(number, "wb") as file:
            file.write(data)
        os.chmod(staged, 0o644)  # mkstemp lets nobody else read it
        os.replace(staged, place)
    except OSError as error:
        with suppress(OSError):
            os.unlink(staged)
        reason = error.strerror or type(error).__name__
        raise AuthorError(f"{place} cannot be written: {reason}.") from error
