"""Pictures for links that people share: a claim and its verdict. PNG, 1200 by 630 pixels.

They need Pillow, from the extra ``images``. The fonts are part of the package, and text is laid
out letter by letter. So the bytes depend only on the words and the version of Pillow. Hebrew and
Arabic also need Raqm, which most builds of Pillow include. A text that cannot be drawn is left out,
and ``undrawn`` lists it.
"""

from __future__ import annotations

import io
import unicodedata
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from claimline.late_pattern import late_pattern
from claimline.pages.shared_views import Card
from claimline.publish.theme_colours import DEFAULT, Colours

if TYPE_CHECKING:
    import PIL.Image
    import PIL.ImageDraw
    import PIL.ImageFont

FONTS = Path(__file__).parent / "fonts"
# The characters of the fonts. Noto has Latin, Greek and Cyrillic. DejaVu has Hebrew and Arabic too.
NOTO = late_pattern("[ -~\xa0-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03e1"
                  "\u03f0-\u052f\u1e00-\u1eff\u2000-\u2064\u20a0-\u20bf\u2116\u2122]*")  # fmt: skip
WIDE = late_pattern("[ -~\xa0-\u02e9\u0300-\u034f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0525"
                  "\u05b0-\u05c3\u05d0-\u05ea\u060c\u061b\u061f\u0621-\u063a\u0640-\u0655"
                  "\u0660-\u0670\u0679-\u06bf\u06cc\u06f0-\u06f9\u1e00-\u1efb\u2000-\u2064"
                  "\u2116\u2122\u2190-\u2193\u2212]*")  # fmt: skip
WIDTH, HEIGHT, MARGIN, MARK = 1200, 630, 80, 56
LONGEST = 400
"""The most characters of a text that are laid out. More never fit."""
INK, MUTED, RULE, PAPER = 0, 56, 210, 255
"""Shades from the site's ink to its paper. A picture has one byte for each pixel."""
ACCENT = 1
"""The entry in the palette for the accent colour of the site, which is not a shade."""
_FREE = [0, 0, *range(2, 256)]
"""Maps each shade to its entry, but shade 1 to that of ink: entry 1 is for the accent alone."""


def missing() -> str:
    """Return why no picture can be drawn, or "" if one can."""
    try:
        from PIL import features
    except ImportError:
        return "Pillow is not installed"
    return "" if features.check("freetype2") else "Pillow has no FreeType here"


def undrawn(card: Card) -> tuple[str, ...]:
    """Return the texts of a card that cannot be drawn because a font or Raqm is missing."""
    texts = (card.site, card.words, card.label, card.counts)
    return tuple(text for text in texts if text and not _face(_plain(text), "serif-bold"))


def image(card: Card, colours: Colours = DEFAULT) -> bytes:
    """Draw a card in the site's colours, as a PNG. Needs Pillow (see ``missing``)."""
    from PIL import Image, ImageDraw

    picture = Image.new("L", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(picture)
    # The verdict comes first, so that nobody reads the words without it.
    mark = _mark(card.tone)
    if mark:
        x = WIDTH - MARGIN - MARK if card.dir == "rtl" else MARGIN
        picture.paste(INK, (x, 68), mark)
    _lines(draw, card, card.label, "sans-bold", 66, (46,), 1, INK, MARK + 20 if mark else 0)
    _lines(draw, card, card.words, "serif-bold", 152, (64, 58, 52, 46, 40), 296, INK)
    draw.rectangle((MARGIN, 470, WIDTH - MARGIN - 1, 471), RULE)
    _lines(draw, card, card.counts, "sans", 490, (26, 23), 60, INK)
    _lines(draw, card, card.site, "sans-bold", 566, (24, 21), 1, MUTED)
    picture = picture.point(_FREE)
    ImageDraw.Draw(picture).rectangle((0, 0, WIDTH, 19), ACCENT)
    file = io.BytesIO()
    picture.putpalette(_palette(colours))
    picture.save(file, "PNG", compress_level=6)
    return file.getvalue()


def _palette(colours: Colours) -> list[int]:
    """Return the palette: a colour for each shade from the site's ink to its paper."""
    shades = [
        tuple(
            round(ink + (paper - ink) * shade / PAPER)
            for ink, paper in zip(colours.ink, colours.paper, strict=True)
        )
        for shade in range(256)
    ]
    shades[ACCENT] = colours.accent
    return [part for shade in shades for part in shade]


def _plain(words: str) -> str:
    """Return words without the characters that isolate names, because no font has these."""
    words = words.replace("\u2068", "").replace("\u2069", "")
    return unicodedata.normalize("NFC", " ".join(words.split()))


def _face(words: str, name: str) -> str:
    """Return the font that has all these characters, or ""."""
    if NOTO.fullmatch(words):
        return name
    return "wide-bold" if WIDE.fullmatch(words) and (_raqm() or not _from_right(words)) else ""


def _from_right(words: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words)


@cache
def _raqm() -> bool:
    from PIL import features

    return bool(features.check("raqm"))


@cache
def _font(name: str, size: int, from_right: bool) -> PIL.ImageFont.FreeTypeFont:
    from PIL import ImageFont

    engine = ImageFont.Layout.RAQM if from_right else ImageFont.Layout.BASIC
    return ImageFont.truetype(FONTS / f"{name}.ttf", size, layout_engine=engine)


def _lines(
    draw: PIL.ImageDraw.ImageDraw, card: Card, words: str, name: str, top: int,
    sizes: tuple[int, ...], height: int, shade: int, indent: int = 0,
) -> None:  # fmt: skip
    """Draw words in the largest size in which their lines fit. If none does, cut them short."""
    words = _plain(words)[:LONGEST]
    face = _face(words, name)
    if not words or not face:
        return
    room = WIDTH - 2 * MARGIN - indent
    for size in sizes:
        font = _font(face, size, _from_right(words))
        step = round(size * 1.25)
        lines = _wrapped(words, font, room)
        most = max(1, height // step)
        if len(lines) <= most:
            break
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), font, room)]
    right = card.dir == "rtl"
    x = WIDTH - MARGIN - indent if right else MARGIN + indent
    for nth, line in enumerate(lines):
        draw.text((x, top + nth * step), line, shade, font, anchor="ra" if right else "la")


def _wrapped(words: str, font: PIL.ImageFont.FreeTypeFont, room: int) -> list[str]:
    lines: list[str] = []
    for word in words.split(" "):
        while len(word) > 1 and font.getlength(word) > room:
            sizes = range(1, len(word))
            fits = bisect_left(sizes, True, key=lambda n: font.getlength(word[:n]) > room) or 1
            lines.append(word[:fits])
            word = word[fits:]
        if lines and font.getlength(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cut(line: str, font: PIL.ImageFont.FreeTypeFont, room: int) -> str:
    """Return as many words as there is room for, or the start of a long word, and an ellipsis."""
    while font.getlength(f"{line}…") > room:
        head = line.rpartition(" ")[0]
        line = head or line[:-1]
    return f"{line.rstrip(' .,:;')}…"


def _mark(tone: str) -> PIL.Image.Image | None:
    """Return the mark of a verdict as a mask. It has the same shape on the pages."""
    from PIL import Image, ImageDraw

    # The pages draw it on a grid of 16 units. Here, a unit is 28 pixels before it is scaled down.
    unit = 28
    mask = Image.new("L", (16 * unit, 16 * unit))
    draw = ImageDraw.Draw(mask)

    def at(*points: float) -> list[float]:
        return [point * unit for point in points]

    if tone in ("supported", "refuted"):
        draw.ellipse(at(1, 1, 15, 15), 255)
        signs = {
            "supported": [at(4.5, 8.2, 6.9, 10.6, 11.5, 5.6)],
            "refuted": [at(5.2, 5.2, 10.8, 10.8), at(10.8, 5.2, 5.2, 10.8)],
        }
        for line in signs[tone]:
            draw.line(line, 0, 2 * unit, joint="curve")
    elif tone == "disputed":
        draw.ellipse(at(0.8, 0.8, 15.2, 15.2), outline=255, width=round(1.6 * unit))
        draw.pieslice(at(0.8, 0.8, 15.2, 15.2), 90, 270, 255)
    elif tone == "open":
        for start in range(0, 360, 45):
            draw.arc(at(0.8, 0.8, 15.2, 15.2), start, start + 24, 255, round(1.6 * unit))
    elif tone:
        draw.line(at(8, 1.5, 14.5, 8, 8, 14.5, 1.5, 8, 8, 1.5, 14.5, 8), 255, round(1.6 * unit),
                  joint="curve")  # fmt: skip
    else:
        return None
    return mask.resize((MARK, MARK), Image.Resampling.LANCZOS)
