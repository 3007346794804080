"""Small made-up pictures, a document and a video, with the same bytes on every machine."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from functools import partial


def picture(width: int, height: int, shade: int) -> bytes:
    """A PNG picture in two shades of grey: a slope above a line. It is not compressed."""
    rows = b""
    for y in range(height):
        lit = min(width, width * y // height + shade)
        bits = (1 << width) - (1 << (width - lit))
        rows += b"\0" + bits.to_bytes((width + 7) // 8, "big")
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def _document() -> bytes:
    """A PDF with two empty pages."""
    kids = "".join(f"{nth} 0 obj<</Type/Page/Parent 2 0 R>>endobj\n" for nth in (3, 4))
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 300 400]>>endobj\n"
        f"{kids}trailer<</Root 1 0 R>>\n%%EOF\n"
    ).encode()


def _video() -> bytes:
    """The first bytes of an MP4 video."""
    return b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"


PICTURES = tuple(f"quay-{nth}.png" for nth in range(1, 13))
LARGE = "basin-from-above.png"
DOCUMENT, VIDEO = "register.pdf", "gate.mp4"
FILES: dict[str, Callable[[], bytes]] = {
    **{name: partial(picture, 160, 96, nth * 8) for nth, name in enumerate(PICTURES)},
    LARGE: partial(picture, 1600, 800, 40),
    DOCUMENT: _document,
    VIDEO: _video,
}
"""The files of ``content/media/``, by name."""
