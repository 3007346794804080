"""Finds the heaviest page of each kind of a site."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

_CUT = ("matrix", "origins", "corrections")
"""Pages of their own that are cut, as ``matrix/page-2.html``."""
_PART_OF_LIST = re.compile(r"(?:index|page-\d+)\.html")


@dataclass(frozen=True, slots=True)
class Heaviest:
    """The page of a kind with most bytes of HTML, and a choice of pages of that kind."""

    kind: str
    number: int
    """How many pages of the kind there are."""
    path: str
    raw: int
    gzip: int
    some: tuple[str, ...]


def kind_of(path: str) -> str:
    """The kind of a page: its folder, ``… list`` for a list of records, or its own name."""
    folder, _, rest = path.partition("/")
    if not rest:
        return folder.removesuffix(".html")
    of_list = _PART_OF_LIST.fullmatch(rest) and folder not in _CUT
    return f"{folder} list" if of_list else folder


def heaviest(site: Path, some: int) -> list[Heaviest]:
    """The heaviest page of each kind, heaviest first, with about ``some`` pages of that kind."""
    kinds: dict[str, list[tuple[int, str]]] = {}
    for file in site.rglob("*.html"):
        path = file.relative_to(site).as_posix()
        kinds.setdefault(kind_of(path), []).append((file.stat().st_size, path))
    found = []
    for kind, pages in kinds.items():
        pages.sort(key=lambda page: (-page[0], page[1]))
        raw, path = pages[0]
        packed = len(gzip.compress((site / path).read_bytes(), 9, mtime=0))
        step = max(1, len(pages) // max(1, some))
        others = tuple(other for _, other in pages[::step])
        found.append(Heaviest(kind, len(pages), path, raw, packed, others))
    return sorted(found, key=lambda page: (-page.raw, page.kind))
