"""The theme's colours, read from its style sheets for pictures of the same look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from claimline.publish.assets import SHEETS, read_plain
from claimline.publish.theme import template_folders, theme_files

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_DECLARED = re.compile(r"--(paper|ink|accent)\s*:\s*([^;{}]{1,200})")
_PAIR = re.compile(r"light-dark\(\s*([^(),]+(?:\([^()]*\))?)\s*,")
_BRACE = re.compile("[{}]")
_CONDITION = re.compile(r"@(?:media|supports|container)\b")

Colour = tuple[int, int, int]


class Colours(NamedTuple):
    """Red, green and blue of the light look's main colours."""

    paper: Colour
    ink: Colour
    accent: Colour


DEFAULT = Colours((252, 251, 248), (28, 28, 26), (10, 82, 93))


def colours(templates: Path) -> Colours:
    """The colours that the project's sheets and the theme's tokens name for the light look.

    The last sheet that names a colour counts. What stands in a condition such as ``@media`` and
    what is no plain colour, such as ``color-mix()``, is passed over. Needs Pillow.
    """
    from PIL import ImageColor

    named = DEFAULT._asdict()
    for sheet in _sheets(templates):
        for name, value in _DECLARED.findall(_plain(sheet)):
            pair = _PAIR.match(value.strip())
            try:
                colour = ImageColor.getrgb((pair[1] if pair else value).strip())
            except ValueError:
                continue
            named[name] = colour[:3]
    return Colours(**named)


def _sheets(templates: Path) -> Iterator[str]:
    """The sheets of every page that may name tokens: the theme's first, then the project's own."""
    found: dict[str, Path] = {}
    for folder in reversed(template_folders(templates)):
        place = folder / SHEETS
        if place.is_dir():
            for path in theme_files(place):
                if path.parent == place and path.suffix == ".css":
                    found[path.name] = path
    for name in sorted(found):
        data = read_plain(found[name])
        if data is not None:
            yield data.decode("utf-8", "replace")


def _plain(sheet: str) -> str:
    """A sheet without its comments and what stands in a condition."""
    sheet = _COMMENT.sub(" ", sheet)
    kept = []
    end = 0
    for found in _CONDITION.finditer(sheet):
        if found.start() < end:
            continue
        kept.append(sheet[end : found.start()])
        end = _closed(sheet, found.end())
    return "".join([*kept, sheet[end:]])


def _closed(sheet: str, start: int) -> int:
    """Where the block that opens after ``start`` ends."""
    depth = 0
    for brace in _BRACE.finditer(sheet, start):
        depth += 1 if brace[0] == "{" else -1
        if depth <= 0:
            return brace.end()
    return len(sheet)
