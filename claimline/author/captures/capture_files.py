"""Reading capture files within limits, and writing files whole or not at all."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
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
    ".eml": "message/rfc822", ".mbox": "application/mbox", ".json": "application/json",
}  # fmt: skip
_CURES = {
    ".doc .docx .odt .pages .rtf .wpd": "Open the document, and export it as PDF or as text.",
    ".csv .numbers .ods .tsv .xls .xlsx": "Save the table as text (.txt), or print it to PDF.",
    ".epub .key .mobi .odp .ppt .pptx": "Export it as PDF or as text.",
    ".har .webarchive":
        "Open the archive in the program that saved it, and save the page as HTML, or print it to "
        "PDF.",
    ".avif .bmp .heic .svg .tif .tiff": "Save the picture as PNG or JPEG.",
    ".aac .avi .m4v .mkv": "Save it as MP3, M4A, MP4 or WebM, and add its subtitles.",
    ".7z .rar .tar .zip": "Unpack it, and add the file that holds the text.",
    ".msg": "Save the message as .eml or as text, or print it to PDF.",
}  # fmt: skip
"""What to do with files that are not kept, by the ending of their names."""
_STARTS = (
    (b"%PDF-", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"), (b"WARC/", "application/warc"),
    (b"OggS", "audio/ogg"), (b"fLaC", "audio/flac"), (b"ID3", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
)  # fmt: skip
"""The first bytes of files, with their media types."""
_BINARY_ENDINGS = {
    ".wacz": (b"PK\3\4", "application/wacz"), ".gz": (b"\x1f\x8b", "application/warc"),
    ".mp3": (b"\xff", "audio/mpeg"),
}  # fmt: skip
"""Endings that tell a type together with the first bytes. Files of other types begin alike."""


class StoreError(ClaimlineError):
    """A file cannot be read or written."""


class MissingFileError(StoreError):
    """There is no such file."""


class NotHereError(MissingFileError):
    """Instead of a file, there is only a Git LFS pointer to it. ``sha256`` is that of the file."""

    def __init__(self, sha256: str) -> None:
        super().__init__("Git LFS has not fetched the file.", "Run: git lfs pull")
        self.sha256 = sha256


class OutsideError(StoreError):
    """A symbolic link leads out of the project."""


class TooLargeError(StoreError):
    """A file has more bytes than a capture may have."""


class Saved(Value, frozen=True):
    """The bytes of a file, with their SHA-256 in hex."""

    data: bytes
    sha256: str


_POINTER = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n[^\0]{0,400}oid sha256:([0-9a-f]{64})\n"
)


def read_kept(path: Path) -> Saved:
    """Return the bytes of a file in ``captures/``.

    Raises:
        NotHereError: Git LFS has the file, and it is not fetched.
        StoreError: it cannot be read.
    """
    saved = read_saved(path)
    if len(saved.data) < 1024 and (pointer := _POINTER.match(saved.data)):
        raise NotHereError(pointer[1].decode())
    return saved


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
    if kind := _type_by_bytes(path, data):
        return kind
    if head.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    ending = path.suffix.lower()
    named = _ENDINGS.get(ending, "")
    plain = b"\0" not in data[:4096] or data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if named and named != "application/pdf" and plain:
        return named
    cure = next((cure for endings, cure in _CURES.items() if ending in endings.split()), "")
    raise StoreError(
        f'"{path.name}" is of no kind that is kept.',
        cure or "Save the page as HTML alone, print it to PDF, or copy its text.",
    )


def _type_by_bytes(path: Path, data: bytes) -> str:
    """Return the media type that the first bytes of a file tell, or ""."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(data[8:12], "")
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        if brand.startswith(b"M4A"):
            return "audio/mp4"
        if brand in (b"avif", b"heic", b"mif1"):
            return ""
        return "video/quicktime" if brand == b"qt  " else "video/mp4"
    start, kind = _BINARY_ENDINGS.get(path.suffix.lower(), (b"", ""))
    is_archive = path.suffix.lower() != ".gz" or path.name.lower().endswith(".warc.gz")
    return kind if kind and data.startswith(start) and is_archive else ""


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
