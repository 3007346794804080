"""Pictures for tests, with all that a camera or a program may add to them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from tests.small import write_small

CANARY = "zebrafinch"
LISTED = """\
media:
  - file: {file}
    alt: The gate, drawn from the quay.
    credit: The Orla notebook
"""


def drawn(size: tuple[int, int] = (800, 600), mode: str = "RGB") -> Image.Image:
    """A picture whose corners differ: red at the top left."""
    picture = Image.new("RGB", size, "#ccddee")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, size[0] // 4, size[1] // 4), "#ff0000")
    draw.ellipse((size[0] // 3, size[1] // 3, size[0] - 20, size[1] - 20), "#224466")
    return picture.convert(mode)


def saved(picture: Image.Image, form: str, **options: Any) -> bytes:
    """The bytes of a picture in a format."""
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """What a camera notes: a name, a position and which way is up."""
    noted = Image.Exif()
    noted[0x0112] = orientation
    noted[0x010E] = noted[0x013B] = noted[0x8298] = CANARY
    noted.get_ifd(0x8825).update({1: "N", 2: (59.0, 1.0, 2.0), 3: "E", 4: (33.0, 1.0, 2.0)})
    return noted


def telling_jpeg(orientation: int = 1) -> bytes:
    """A JPEG with a name in every place that can hold one, and something after its end."""
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{CANARY}</a></x:xmpmeta>'.encode()
    data = saved(drawn(), "JPEG", exif=exif(orientation), comment=CANARY, xmp=xmp)
    record = b"\x1c\x02\x50" + len(CANARY).to_bytes(2) + CANARY.encode()
    block = b"8BIM\x04\x04\x00\x00" + len(record).to_bytes(4) + record + b"\x00" * (len(record) % 2)
    photoshop = b"Photoshop 3.0\x00" + block
    segment = b"\xff\xed" + (len(photoshop) + 2).to_bytes(2) + photoshop
    return data[:2] + segment + data[2:] + CANARY.encode()


def telling_png() -> bytes:
    """A PNG with a name in each kind of text, and in its EXIF data."""
    texts = PngInfo()
    texts.add_text("Author", CANARY)
    texts.add_text("Comment", CANARY, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", CANARY, zip=True)
    return saved(drawn(), "PNG", pnginfo=texts, exif=exif()) + CANARY.encode()


def project_with(folder: Path, files: dict[str, bytes], listed: str = LISTED, **names: str) -> Path:
    """The small investigation with files in its folder of media, listed by the board's notice."""
    write_small(folder)
    for name, data in files.items():
        place = folder / "content" / "media" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    source = folder / "content/sources/board-notice.yaml"
    words = listed.format(**names) if names else listed
    source.write_text(source.read_text(encoding="utf-8") + words, encoding="utf-8")
    return folder
