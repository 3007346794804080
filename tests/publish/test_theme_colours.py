"""The colours that pictures take from the style sheets."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from claimline.publish.share_images import image
from claimline.publish.theme import read_theme
from claimline.publish.theme_colours import DEFAULT, colours
from tests.publish.test_share_images import CARD, grey


def own(folder: Path, sheet: str) -> Path:
    """A folder of templates with one style sheet of its own."""
    place = folder / "assets" / "css" / "90-own.css"
    place.parent.mkdir(parents=True)
    place.write_text(sheet, encoding="utf-8")
    return folder


def test_the_theme_has_the_default_colours(tmp_path: Path) -> None:
    assert colours(read_theme(tmp_path / "none")) == DEFAULT


@pytest.mark.parametrize(
    ("sheet", "accent"),
    [
        (":root { --accent: light-dark(#8a1538, #ffb1c4); }", (138, 21, 56)),
        ("@layer a { :root { --accent: light-dark( rgb(138, 21, 56) , red); } }", (138, 21, 56)),
        (":root { --accent: #f00 }", (255, 0, 0)),
        (":root { --accent: rebeccapurple; }", (102, 51, 153)),
        ("/* --accent: #f00; */", DEFAULT.accent),
        ("@media print { :root { --accent: #f00; } } :root { --space: 1rem; }", DEFAULT.accent),
        ("@supports (a: b) { @media (c) { :root { --accent: #f00; } }", DEFAULT.accent),
        ("@media print { a {} } :root { --accent: #f00; }", (255, 0, 0)),
        (":root { --accent: color-mix(in srgb, red, blue); }", DEFAULT.accent),
        (":root { --accent: #f00; --accent", (255, 0, 0)),
    ],
)  # fmt: skip
def test_the_last_plain_colour_counts(
    sheet: str, accent: tuple[int, int, int], tmp_path: Path
) -> None:
    assert colours(read_theme(own(tmp_path, sheet))) == DEFAULT._replace(accent=accent)


def test_a_picture_has_the_colours_of_the_site() -> None:
    look = DEFAULT._replace(accent=(138, 21, 56), paper=(255, 255, 255))
    picture = Image.open(io.BytesIO(image(CARD, look))).convert("RGB")
    assert picture.getpixel((600, 5)) == look.accent
    assert picture.getpixel((600, 25)) == look.paper
    below = picture.crop((0, 20, 1200, 630)).getcolors()
    assert below
    assert look.accent not in [colour for _, colour in below]
    assert grey(CARD).size == picture.size
