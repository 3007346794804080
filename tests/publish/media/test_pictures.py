"""What becomes of a picture that may come from anybody: its sizes, its colours, and refusals."""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress

import pytest
from PIL import Image, ImageCms

from claimline.publish.media import pictures
from claimline.publish.media.media_files import MediaError
from claimline.publish.media.pictures import LONGEST_SIDE, MOST_PIXELS, Size, Sizes, make_sizes
from tests.publish.media.pictured import (
    CANARY,
    drawn,
    exif,
    saved,
    telling_jpeg,
    telling_png,
)


def opened(sizes: Sizes, nth: int = -1) -> Image.Image:
    return Image.open(io.BytesIO(sizes.sizes[nth].data))


def pixel(picture: Image.Image, x: int, y: int) -> tuple[int, ...]:
    found = picture.getpixel((x, y))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (telling_jpeg(), "jpg"),
        (telling_png(), "png"),
        (saved(drawn(), "WEBP", exif=exif(), xmp=CANARY.encode()), "webp"),
        (saved(drawn(mode="P"), "GIF", comment=CANARY), "gif"),
    ],
    ids=["jpeg", "png", "webp", "gif"],
)
def test_nothing_but_the_picture_is_kept(data: bytes, ending: str) -> None:
    assert CANARY.encode() in data or ending == "png"
    for nth, size in enumerate((sizes := make_sizes(data, ending)).sizes):
        assert CANARY.encode() not in size.data
        picture = opened(sizes, nth)
        picture.load()
        assert not picture.getexif()
        told = set(picture.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert told <= {"progressive", "progression"}
        if ending == "png":
            assert set(_chunks(size.data)) == {b"IHDR", b"IDAT", b"IEND"}


def _chunks(png: bytes) -> list[bytes]:
    """The names of all parts of a PNG."""
    names, place = [], 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        names.append(png[place + 4 : place + 8])
        place += length + 12
    return names


@pytest.mark.parametrize(("orientation", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0))])
def test_a_picture_stands_the_way_its_camera_noted(
    orientation: int, corner: tuple[int, int]
) -> None:
    picture = opened(make_sizes(telling_jpeg(orientation), "jpg"))
    assert picture.size == ((600, 800) if orientation == 6 else (800, 600))
    width, height = picture.size
    red, green, blue = pixel(picture, 5 + corner[0] * (width - 10), 5 + corner[1] * (height - 10))
    assert red > 240
    assert max(green, blue) < 20


def test_sizes_begin_small_and_none_is_larger_than_the_picture() -> None:
    sizes = make_sizes(saved(drawn((3000, 300)), "JPEG"), "jpg").sizes
    assert [(it.width, it.height) for it in sizes] == [(640, 64), (1280, 128), (LONGEST_SIDE, 256)]
    (only,) = make_sizes(saved(drawn((40, 30)), "PNG"), "png").sizes
    assert (only.width, only.height) == (40, 30)
    (thin,) = make_sizes(saved(Image.new("L", (1, 3000)), "PNG"), "png").sizes
    assert (thin.width, thin.height) == (1, LONGEST_SIDE)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert make_sizes(telling_jpeg(), "jpg") == make_sizes(telling_jpeg(), "jpeg")


@pytest.mark.parametrize("mode", ["CMYK", "L", "1", "P", "RGBA", "LA", "I;16"])
def test_other_colours_become_those_of_browsers(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    if mode == "I;16":
        source = Image.new("I;16", (80, 60), 40000)
    else:
        source = drawn((80, 60), "L" if mode == "LA" else mode).convert(mode)
    picture = opened(make_sizes(saved(source, form), form.lower()))
    assert picture.mode in ("L", "RGB")
    if mode == "I;16":
        assert picture.getpixel((0, 0)) == pytest.approx(40000 / 257, abs=1)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF"])
def test_what_can_be_seen_through_becomes_white(form: str) -> None:
    clear = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
    clear.paste((200, 0, 0, 255), (0, 0, 20, 30))
    picture = opened(make_sizes(saved(clear, form, lossless=True), form.lower()))
    assert pixel(picture, 35, 15) == pytest.approx((255, 255, 255), abs=2)
    assert pixel(picture, 5, 15) == pytest.approx((200, 0, 0), abs=8)


def test_a_profile_of_colours_is_applied_and_left_out() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for given in (profile, profile[:200], b"no profile"):
        picture = opened(make_sizes(saved(drawn(), "JPEG", icc_profile=given), "jpg"))
        assert "icc_profile" not in picture.info
        assert picture.getpixel((400, 20)) == pytest.approx((204, 221, 238), abs=6)


def _bomb(width: int, height: int) -> bytes:
    """A PNG that says that it is huge, and is short."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


FRAMES = [drawn((40, 30)), drawn((40, 30), "L").convert("RGB")]
MOVING = {"save_all": True, "append_images": FRAMES[1:]}


@pytest.mark.parametrize(
    ("data", "ending", "words"),
    [
        (_bomb(100_000, 100_000), "png", "too many pixels"),
        (_bomb(9_000, 9_000), "png", "9000 by 9000 pixels"),
        (_bomb(100, 100), "png", "broken"),
        (telling_jpeg()[:4000], "jpg", "broken"),
        (b"", "jpg", "no picture"),
        (b"GIF89a", "gif", "picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "png", "no picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "jpg", "no picture"),
        (saved(drawn(), "BMP"), "png", "no picture"),
        (saved(drawn(), "TIFF"), "jpg", "no picture"),
        (saved(drawn(), "PNG"), "jpg", "is a PNG picture"),
        (saved(drawn(), "JPEG"), "webp", "is a JPEG picture"),
        (saved(FRAMES[0], "GIF", **MOVING), "gif", "moves"),
        (saved(FRAMES[0], "PNG", **MOVING), "png", "moves"),
        (saved(FRAMES[0], "WEBP", **MOVING), "webp", "moves"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_reason(
    data: bytes, ending: str, words: str
) -> None:
    with pytest.raises(MediaError, match=words) as refused:
        make_sizes(data, ending)
    assert refused.value.suggestion


@pytest.mark.parametrize("cut", range(0, 6000, 397))
@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "gif"])
def test_a_damaged_picture_is_shown_or_refused(cut: int, ending: str) -> None:
    """It raises nothing else, whatever byte is wrong."""
    form = {"jpg": "JPEG"}.get(ending, ending.upper())
    data = bytearray(saved(drawn((120, 90)), form))
    data[cut % len(data)] ^= 0xFF
    sizes: tuple[Size, ...] = ()
    with suppress(MediaError):
        sizes = make_sizes(bytes(data), ending).sizes
    assert all(Image.open(io.BytesIO(size.data)).size == (120, 90) for size in sizes)


def test_the_limit_holds_a_picture_of_a_telephone() -> None:
    assert MOST_PIXELS > 8160 * 6120


def test_a_jpeg_of_several_pictures_shows_the_first() -> None:
    data = saved(drawn(), "MPO", save_all=True, append_images=[drawn(mode="L").convert("RGB")])
    assert pixel(opened(make_sizes(data, "jpg")), 5, 5)[0] > 240


def test_without_pillow_the_reason_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "pillow_version", lambda: "")
    with pytest.raises(MediaError, match="Pillow is not installed"):
        make_sizes(telling_png(), "png")
