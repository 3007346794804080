"""Reading capture files within limits, and writing files whole or not at all."""

from __future__ import annotations

import codecs
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from claimline.author.captures.capture_text import LARGEST, TYPES
from claimline.errors import ClaimlineError
from claimline.value import Value

FOLDER = "captures"
_ENDINGS = {
    ".htm": "text/html", ".html": "text/html", ".xhtml": "text/html", ".pdf": "application/pdf",
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/plain",
    ".mht": "multipart/related", ".mhtml": "multipart/related",
    ".vtt": "text/vtt", ".srt": "application/x-subrip",
}  # fmt: skip
_CURES = {
    ".doc .docx .odt .pages .rtf .wpd": "Open the document, and export it as PDF or as text.",
    ".csv .numbers .ods .tsv .xls .xlsx": "Save the table as text (.txt), or print it to PDF.",
    ".epub .key .mobi .odp .ppt .pptx": "Export it as PDF or as text.",
    ".har .wacz .warc .webarchive .gz":
        "Open the archive in the program that saved it (ReplayWeb.page for WACZ and WARC), and "
        "save the page as HTML, or print it to PDF.",
    ".avif .bmp .gif .heic .jpeg .jpg .png .svg .tif .tiff .webp":
        "A picture has no text. Type or recognise its words into a text file, and add that.",
    ".aac .avi .flac .m4a .m4v .mkv .mov .mp3 .mp4 .ogg .opus .wav .webm":
        "Add its subtitles (.srt or .vtt), or a transcript as text.",
    ".7z .rar .tar .zip": "Unpack it, and add the file that holds the text.",
    ".eml .msg": "Save the message as text, or print it to PDF.",
}  # fmt: skip
"""What to do with files that are not read, by the ending of their names."""


class StoreError(ClaimlineError):
    """A file cannot be read or written."""


class MissingFileError(StoreError):
    """There is no such file."""


class OutsideError(StoreError):
    """A symbolic link leads out of the project."""


class TooLargeError(StoreError):
    """A file has more bytes than a capture may have."""


class Saved(Value, frozen=True):
    """The bytes of a file, with their SHA-256 in hex."""

    data: bytes
    sha256: str


def read_saved(path: Path) -> Saved:
    """Return the bytes of a plain file at any path. Raises StoreError."""
    try:
        # A pipe or a device may never end, so the kind of file is checked first.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
        with open(descriptor, "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise StoreError("This is not a plain file.", "Name a saved file.")
            if status.st_size > LARGEST:
                raise _too_large(status.st_size)
            data = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise MissingFileError("There is no such file.") from None
    except IsADirectoryError:
        raise StoreError("This is a folder.", "Name a saved file.") from None
    except OSError as error:
        reason = (error.strerror or "it was refused").lower()
        raise StoreError(f"The file cannot be read: {reason}.") from None
    if len(data) > LARGEST:
        raise _too_large(len(data))
    return Saved(data, hashlib.sha256(data).hexdigest())


_BINARY = getattr(os, "O_BINARY", 0)


def _too_large(size: int) -> TooLargeError:
    return TooLargeError(
        f"The file has {size:,} bytes; a capture has at most {LARGEST:,}.",
        "Save the text alone.",
    )


def capture_path(root: Path, name: str) -> Path:
    """Return the path of a capture. Raises OutsideError if a link leads out of the project."""
    path = root / FOLDER / name
    real = Path(os.path.realpath(root))
    if not Path(os.path.realpath(path)).is_relative_to(real):
        raise OutsideError(
            "The link leads out of the project.", "Copy what it leads to into the project."
        )
    return path


def ignore_in_git(root: Path) -> None:
    """Create the folder with a file that tells git to ignore it. Raises StoreError.

    An author who wants the copies in git deletes that file: it is only written with the folder.
    """
    folder = capture_path(root, "")
    if not os.path.lexists(folder):
        write_whole(folder / ".gitignore", b"*\n")


def media_type(path: Path, data: bytes) -> str:
    """Return the media type, by the first bytes, then by the name. Raises StoreError if unknown."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    ending = path.suffix.lower()
    named = _ENDINGS.get(ending, "")
    plain = b"\0" not in data[:4096] or data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if named and named != "application/pdf" and plain:
        return named
    cure = next((cure for endings, cure in _CURES.items() if ending in endings.split()), "")
    raise StoreError(
        f'"{path.name}" is neither text, HTML, MHTML, PDF nor subtitles.',
        cure or "Save the page as HTML alone, print it to PDF, or copy its text.",
    )


def name_for(source: str, sha256: str, kind: str) -> str:
    """Return the file name of a capture: safe on every system, and unique."""
    return f"{source}-{sha256[:12]}.{TYPES[kind]}"


def edit_text(path: Path, change: Callable[[str], str]) -> bool:
    """Apply ``change`` to the text of a UTF-8 file; return whether it changed.

    A byte order mark stays. Raises StoreError, and what ``change`` raises.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it was refused").lower()
        raise StoreError(f"The file cannot be read: {reason}.") from None
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    edited = mark + change(data[len(mark) :].decode("utf-8")).encode("utf-8")
    if edited == data:
        return False
    write_whole(path, edited)
    return True


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises StoreError.

    The file keeps its permissions. If it is a link, its target is written.
    """
    path = Path(os.path.realpath(path))
    temporary = ""
    try:
        path.parent.mkdir(exist_ok=True)
        # The name begins with a dot: no build reads it.
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with open(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        reason = (error.strerror or "it was refused").lower()
        raise StoreError(f"The file cannot be written: {reason}.") from None
