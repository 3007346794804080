"""Writes the files of records: only below ``content/``, whole, and never over somebody's edit."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock

from claimline.author.author_error import AuthorError

_ONE_AT_A_TIME = Lock()
_MARK = b"\xef\xbb\xbf"


class ChangedFileError(AuthorError):
    """The file is not as it was when the form was made."""


def write_record_file(root: Path, path: str, text: str, digest: str) -> None:
    """Write a file of records.

    Args:
        root: the folder of the project.
        path: the path of the file in it, with ``/`` between its parts.
        text: its new text.
        digest: the SHA-256 of its bytes as they must still be; "" for a file that must not exist.

    Raises:
        ChangedFileError: the file has other bytes by now.
        AuthorError: it is not a plain file below ``content/``, is read-only, or cannot be written.
    """
    file = checked_place(root, path)
    with _ONE_AT_A_TIME:
        old = _bytes_of(file, path)
        _check_digest(path, old, digest)
        _check_writable(file, path)
        data = (_MARK if old and old.startswith(_MARK) else b"") + text.encode()
        staged = ""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            number, staged = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
            with os.fdopen(number, "wb") as stream:
                stream.write(data)
            os.chmod(staged, file.stat().st_mode & 0o777 if old is not None else 0o644)
            _check_digest(path, _bytes_of(file, path), digest)
            os.replace(staged, file)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise AuthorError(f"{path} cannot be written: {reason}.") from error
        finally:
            if staged:
                with suppress(OSError):
                    os.unlink(staged)


def remove_record_file(root: Path, path: str, digest: str) -> None:
    """Remove a file of records. Raises as ``write_record_file`` does."""
    file = checked_place(root, path)
    with _ONE_AT_A_TIME:
        _check_digest(path, _bytes_of(file, path), digest)
        _check_writable(file, path)
        try:
            file.unlink()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise AuthorError(f"{path} cannot be removed: {reason}.") from error


def checked_place(root: Path, path: str) -> Path:
    """Return the place of a file on disk.

    Raises:
        AuthorError: it does not lie in ``content/``, or a link leads there.
    """
    parts = path.split("/")
    if parts[0] != "content" or len(parts) < 2 or {"", ".", ".."} & set(parts) or "\\" in path:
        raise AuthorError(f"{path} is not a file of content/.")
    real = os.path.realpath(root)
    if os.path.realpath(os.path.join(real, *parts)) != os.path.join(real, *parts):
        raise AuthorError(f"A link leads to {path}.", "Change the file itself.")
    return Path(real, *parts)


def _bytes_of(file: Path, path: str) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise AuthorError(f"{path} cannot be read: {reason}.") from error


def _check_writable(file: Path, path: str) -> None:
    """Refuse a file that its author has locked: to replace it needs no right to write to it."""
    if file.exists() and not file.stat().st_mode & 0o222:
        hint = "Allow writing to it, or make the change in another way."
        raise AuthorError(f"{path} is read-only.", hint)


def _check_digest(path: str, data: bytes | None, digest: str) -> None:
    found = "" if data is None else sha256(data).hexdigest()
    if found == digest:
        return
    if not digest:
        raise ChangedFileError(f"{path} already exists.", "Choose another id.", "id")
    raise ChangedFileError(f"{path} has changed since the form was opened.")
