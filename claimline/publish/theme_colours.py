"""Reads the theme's colours from its style sheets, for pictures that match the pages."""

from __future__ import annotations

import re
from typing import NamedTuple

from claimline.late_pattern import late_pattern
from claimline.publish.assets import SHEETS
from claimline.publish.theme import Theme

_COMMENT = late_pattern(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_DECLARED = late_pattern(r"--(paper|ink|accent)\s*:\s*([^;{}]{1,200})")
_PAIR = late_pattern(r"light-dark\(\s*([^(),]+(?:\([^()]*\))?)\s*,")
_BRACE = late_pattern("[{}]")
_CONDITION = late_pattern(r"@(?:media|supports|container)\b")

Colour = tuple[int, int, int]


class Colours(NamedTuple):
    """The main colours of the light scheme, as red, green and blue."""

    paper: Colour
    ink: Colour
    accent: Colour


DEFAULT = Colours((252, 251, 248), (28, 28, 26), (10, 82, 93))


def colours(theme: Theme) -> Colours:
    """Return the colours of the light scheme that the sheets of the theme and the project declare.

    The last declaration counts. One inside a condition such as ``@media`` is ignored. So is a value
    that is not a plain colour, such as ``color-mix()``. Needs Pillow.
    """
    from PIL import ImageColor

    named = DEFAULT._asdict()
    for path, data in theme.published(f"assets/{SHEETS}").items():
        if "/" in path or not path.endswith(".css"):
            continue  # not a sheet of every page
        for name, value in _DECLARED.findall(_plain(data.decode("utf-8", "replace"))):
            pair = _PAIR.match(value.strip())
            try:
                colour = ImageColor.getrgb((pair[1] if pair else value).strip())
            except ValueError:
                continue
            named[name] = colour[:3]
    return Colours(**named)


def _plain(sheet: str) -> str:
    """Return a sheet without its comments and its conditional blocks."""
    sheet = _COMMENT.sub(" ", sheet)
    outside = []
    end = 0
    for condition in _CONDITION.finditer(sheet):
        if condition.start() < end:
            continue
        outside.append(sheet[end : condition.start()])
        end = _block_end(sheet, condition.end())
    return "".join([*outside, sheet[end:]])


def _block_end(sheet: str, start: int) -> int:
    """Return where the block that opens after ``start`` ends."""
    depth = 0
    for brace in _BRACE.finditer(sheet, start):
        depth += 1 if brace[0] == "{" else -1
        if depth <= 0:
            return brace.end()
    return len(sheet)
