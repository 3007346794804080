"""Makes the published sizes of a picture from a file that may come from anybody.

The pixels are copied into a new picture, so nothing else of the file is published: no position, no
name, no small preview, no comment. The way up that a camera noted is applied first, and colours are
converted to sRGB. The bytes follow from the pixels and the version of Pillow.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimline.publish.media.media_files import MediaError
from claimline.value import Value

if TYPE_CHECKING:
    import PIL.Image

WIDTHS = (640, 1280)
"""The widths of the smaller sizes, in pixels."""
LONGEST_SIDE = 2560
"""The most pixels of a side in the largest size."""
MOST_PIXELS = 64_000_000
"""A picture with more takes too much memory."""
_FORMATS = {"JPEG": ("jpg", "jpeg"), "MPO": ("jpg", "jpeg"), "PNG": ("png",), "WEBP": ("webp",),
            "GIF": ("gif",)}  # fmt: skip
"""The formats that are read, each with the endings of its files. MPO is a JPEG of some cameras."""
_READ = ("JPEG", "PNG", "WEBP", "GIF")
ENDINGS = frozenset(ending for endings in _FORMATS.values() for ending in endings)
_SAVE_AS = "Save it as a PNG or JPEG picture."


class Size(Value, frozen=True):
    """A picture in one size, ready to be published."""

    data: bytes
    width: int
    height: int


class Sizes(Value, frozen=True):
    """All sizes of a picture from the smallest to the largest, and the ending of their files."""

    ending: str
    sizes: tuple[Size, ...]

    @property
    def type(self) -> str:
        """Their media type."""
        return "image/png" if self.ending == "png" else "image/jpeg"


def pillow_version() -> str:
    """Return the version of Pillow, or "" if it is not installed."""
    try:
        import PIL
    except ImportError:
        return ""
    return PIL.__version__


def make_sizes(data: bytes, ending: str) -> Sizes:
    """Return the sizes of a picture.

    Args:
        data: the bytes of its file.
        ending: what the file's name ends in, in lower case and without the dot.

    Raises:
        MediaError: it cannot be published. The message says why.
    """
    if not pillow_version():
        hint = "In claimline's checkout, run: pip install -e '.[images]'."
        raise MediaError("Pillow is not installed, so no picture can be published.", hint)
    try:
        picture, form = _opened(data, ending)
        kind = "png" if form in ("PNG", "GIF") else "jpg"
        return Sizes(kind, tuple(_encoded(size, kind) for size in _scaled(picture)))
    except MediaError:
        raise
    except Exception as error:  # a decoder can raise anything about a broken file
        message = f"The picture is broken: {str(error) or type(error).__name__}."
        raise MediaError(message, f"{_SAVE_AS[:-1]} again.") from None


def _opened(data: bytes, ending: str) -> tuple[PIL.Image.Image, str]:
    """Return the pixels alone, as grey or colours, and the format."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # see MOST_PIXELS
        try:
            picture = Image.open(io.BytesIO(data), formats=_READ)
        except Image.DecompressionBombError:
            raise _too_many_pixels("") from None
        except UnidentifiedImageError:
            message = f'The file ends in ".{ending}", and is no picture that can be read.'
            raise MediaError(message, _SAVE_AS) from None
    form = picture.format or ""
    endings = _FORMATS[form]
    if ending not in endings:
        message = f'The file ends in ".{ending}", and is a {form} picture.'
        raise MediaError(message, f'Rename it to end in ".{endings[0]}".')
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_many_pixels(f"{picture.width} by {picture.height}")
    if form != "MPO" and getattr(picture, "is_animated", False):
        message = "The picture moves, and only one frame of it would be shown."
        raise MediaError(message, "Save one frame as PNG, or publish it as a video.")
    picture.load()
    clear = "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA", "RGBa", "La")
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    return _pixels(_plain_colours(upright, profile, clear=clear)), form


def _too_many_pixels(size: str) -> MediaError:
    has = f"{size} pixels" if size else "too many pixels"
    message = f"The picture has {has}; at most {MOST_PIXELS:,} can be read."
    return MediaError(message, "Save it in a smaller size.")


def _plain_colours(picture: PIL.Image.Image, profile: object, *, clear: bool) -> PIL.Image.Image:
    """Return a picture in grey or in sRGB.

    ``clear``: some of it can be seen through. That becomes white, so that dark lines do not vanish
    on a dark page.
    """
    from PIL import Image

    if picture.mode.startswith("I"):  # grey with 16 bits; the plain conversion cuts them off
        return picture.convert("I").point(lambda value: value / 257).convert("L")
    if clear:
        ground = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")
    if picture.mode in ("RGB", "CMYK") and isinstance(profile, bytes):
        return _in_srgb(picture, profile)
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def _in_srgb(picture: PIL.Image.Image, profile: bytes) -> PIL.Image.Image:
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        converted = None
    return converted or picture.convert("RGB")


def _pixels(picture: PIL.Image.Image) -> PIL.Image.Image:
    """Return a new picture that has the pixels and nothing else."""
    from PIL import Image

    return Image.frombytes(picture.mode, picture.size, picture.tobytes())


def _scaled(picture: PIL.Image.Image) -> Iterator[PIL.Image.Image]:
    from PIL import Image

    share = min(1.0, LONGEST_SIDE / max(picture.size))
    largest = max(1, round(picture.width * share))
    for width in (*(each for each in WIDTHS if each < largest), largest):
        height = round(picture.height * width / picture.width)
        height = min(max(1, height), LONGEST_SIDE)
        size = (width, height)
        same = size == picture.size
        yield picture if same else picture.resize(size, Image.Resampling.LANCZOS)


def _encoded(picture: PIL.Image.Image, ending: str) -> Size:
    file = io.BytesIO()
    if ending == "png":
        picture.save(file, "PNG", compress_level=9)
    else:
        picture.save(file, "JPEG", quality=85, optimize=True, progressive=True, subsampling=0)
    return Size(file.getvalue(), picture.width, picture.height)
