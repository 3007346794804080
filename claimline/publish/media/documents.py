"""The documents and videos that can be published, known by their first bytes and their ending.

They are published as they are. What else is in them, such as the name of an author or the position
of a camera, is published too, unless they are plain text.
"""

from __future__ import annotations

from typing import Literal

from claimline.publish.media.media_files import MediaError
from claimline.publish.media.pictures import ENDINGS
from claimline.value import Value


class DocumentKind(Value, frozen=True):
    """A kind of file. ``starts`` are the bytes at ``offset`` with which all such files start."""

    form: Literal["document", "video"]
    type: str
    starts: tuple[bytes, ...] = ()
    offset: int = 0


_ZIP = (b"PK\x03\x04",)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_DOCUMENTS = {
    "pdf": DocumentKind("document", "application/pdf", (b"%PDF-",)),
    "txt": DocumentKind("document", "text/plain"),
    "csv": DocumentKind("document", "text/csv"),
    "docx": DocumentKind("document", f"{_OFFICE}wordprocessingml.document", _ZIP),
    "xlsx": DocumentKind("document", f"{_OFFICE}spreadsheetml.sheet", _ZIP),
    "odt": DocumentKind("document", f"{_ODF}text", _ZIP),
    "ods": DocumentKind("document", f"{_ODF}spreadsheet", _ZIP),
    "mp3": DocumentKind("document", "audio/mpeg", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    "m4a": DocumentKind("document", "audio/mp4", (b"ftyp",), 4),
    "mp4": DocumentKind("video", "video/mp4", (b"ftyp",), 4),
    "webm": DocumentKind("video", "video/webm", (b"\x1aE\xdf\xa3",)),
}
_REFUSED = {
    "svg": ("An SVG drawing can run scripts.", "Save it as a PNG picture."),
    "html": ("A page can run scripts.", "Print it to PDF."),
    "htm": ("A page can run scripts.", "Print it to PDF."),
    "heic": ("Few browsers show this picture.", "Save it as a JPEG picture."),
    "avif": ("A picture of this format is not read.", "Save it as a JPEG or PNG picture."),
    "tif": ("Few browsers show this picture.", "Save it as a PNG picture."),
    "tiff": ("Few browsers show this picture.", "Save it as a PNG picture."),
    "mov": ("Few browsers show this video.", "Save it as MP4."),
}
CLEAN = frozenset({"text/plain", "text/csv"})
"""Media types of files that hold only what a reader sees."""


def document_of(data: bytes, ending: str) -> DocumentKind:
    """Return what kind of file this is, by its ending and its first bytes.

    Raises:
        MediaError: it cannot be published.
    """
    if refused := _REFUSED.get(ending):
        raise MediaError(*refused)
    document = _DOCUMENTS.get(ending)
    if document is None:
        known = ", ".join(sorted({*_DOCUMENTS, *ENDINGS}))
        raise MediaError(f'A file that ends in ".{ending}" cannot be published.', f"Use {known}.")
    fits = data[document.offset :].startswith(document.starts) if document.starts else _text(data)
    if not fits:
        message = f'The file ends in ".{ending}", and its bytes are of another kind.'
        raise MediaError(message, "Correct its name, or save it again.")
    return document


def _text(data: bytes) -> bool:
    """Whether these bytes are text in UTF-8."""
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False
