"""What it costs to read a page of a PDF, counted before and while it is read.

A small file can ask for endless work: it may name one page, font or form thousands of times. Each
is counted whenever it is used, and reading stops at a budget.
"""

from __future__ import annotations

import re
from typing import Any

from claimline.author.captures.capture_text import UnreadableError

MOST_WORK = 40_000_000
"""Work for one file, at most: about a thousand pages of dense print."""
_OF_ENTRY, _OF_STEP = 4, 20
"""Work for an entry of a font's table, and for a step of a page; a byte of a page is 1."""
_RANGE = re.compile(rb"<\s*([0-9A-Fa-f]{1,8})\s*>\s*<\s*([0-9A-Fa-f]{1,8})\s*>")
_TABLES = ("/Widths", "/W", "/W2", "/Differences")


class Budget:
    """The work that is left for a file."""

    def __init__(self, work: int) -> None:
        self._left = work
        self._fonts: dict[int, int] = {}
        self._of_form = 0

    def take_page(self, page: Any) -> None:
        """Count a page with its fonts, before it is read. Raises UnreadableError."""
        self._of_form = 0
        resources = _resources(page)
        self._take(_length(_get(page, "/Contents")) + self._of_fonts(resources))
        forms = [resources]
        seen = set()
        for each in forms:
            for form in _values(_get(each, "/XObject")):
                if id(form) in seen or _get(form, "/Subtype") != "/Form":
                    continue
                seen.add(id(form))
                inner = _get(form, "/Resources")
                cost = _length(form) + self._of_fonts(inner)
                self._of_form = max(self._of_form, cost)
                self._take(cost)
                forms.append(inner)

    def take_step(self, operator: Any, *_: Any) -> None:
        """Count a step of a page, while it is read. Raises UnreadableError."""
        self._take(_OF_STEP + (self._of_form if operator == b"Do" else 0))

    def check(self) -> None:
        """Raise UnreadableError if the work was too much: pypdf passes over errors in forms."""
        self._take(0)

    def _take(self, work: int) -> None:
        self._left -= work
        if self._left < 0:
            raise UnreadableError("The PDF is too much work: it names its parts too often.")

    def _of_fonts(self, resources: Any) -> int:
        return sum(self._of_font(font) for font in _values(_get(resources, "/Font")))

    def _of_font(self, font: Any) -> int:
        if id(font) not in self._fonts:
            work = _ranges(_get(font, "/ToUnicode"))
            below = _values(_get(font, "/DescendantFonts"))
            for each in (font, _get(font, "/Encoding"), *below):
                work += sum(len(_values(_get(each, name))) for name in _TABLES)
            self._fonts[id(font)] = work * _OF_ENTRY
        return self._fonts[id(font)]


def parts_of(page: Any) -> tuple[int, ...]:
    """Return the identities of the objects that decide the text of a page."""
    contents, resources = _get(page, "/Contents"), _resources(page)
    streams = _values(contents) if isinstance(contents, list) else [contents]
    fonts, forms = _values(_get(resources, "/Font")), _values(_get(resources, "/XObject"))
    return tuple(map(id, (*streams, None, *fonts, None, *forms)))


def _get(thing: Any, key: str) -> Any:
    """Return what a dictionary has under a key, or None."""
    return _resolved(thing.get(key)) if hasattr(thing, "get") else None


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _values(thing: Any) -> list[Any]:
    """Return the values of a dictionary or an array."""
    if hasattr(thing, "values"):
        thing = list(thing.values())
    if not isinstance(thing, list):
        return []
    return [_resolved(each) for each in thing]


def _resources(page: Any) -> Any:
    """Return the resources of a page, its own or those of a node above it."""
    for _ in range(100):
        if page is None or (own := _get(page, "/Resources")) is not None:
            return own if page is not None else None
        page = _get(page, "/Parent")
    return None


def _length(stream: Any) -> int:
    """Return the bytes of a stream, or of a list of streams."""
    if isinstance(stream, list):
        return sum(_length(each) for each in _values(stream))
    return len(stream.get_data()) if hasattr(stream, "get_data") else 0


def _ranges(table: Any) -> int:
    """Return how many characters a ToUnicode table maps, at most."""
    if not hasattr(table, "get_data"):
        return 0
    pairs = _RANGE.findall(table.get_data())
    return sum(max(int(last, 16) - int(first, 16), 0) + 1 for first, last in pairs)
