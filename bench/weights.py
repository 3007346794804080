"""How heavy typical pages are: HTML, CSS and JavaScript, as written and as a host sends them."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TypedDict

KINDS = ("claims", "sources", "statements")
SINGLE = {"front page": "index.html", "claims index": "claims/index.html",
          "chronology": "chronology.html"}  # fmt: skip


class Weight(TypedDict):
    """Bytes as written, and compressed by gzip at level 9."""

    raw: int
    gzip: int


def weights(output: Path) -> dict[str, Weight]:
    """The page of median size of some kinds, three single pages, and all CSS and JavaScript."""
    found = {}
    for kind in KINDS:
        pages = sorted(
            (path for path in (output / kind).glob("*.html") if path.name != "index.html"),
            key=lambda path: (path.stat().st_size, path.name),
        )
        if pages:
            found[f"{kind[:-1]} of median size"] = _weigh([pages[len(pages) // 2]])
    for name, page in SINGLE.items():
        if (output / page).is_file():
            found[name] = _weigh([output / page])
    for label, ending in (("CSS", "css"), ("JavaScript", "js")):
        found[label] = _weigh(sorted(output.rglob(f"*.{ending}")))
    return found


def _weigh(files: list[Path]) -> Weight:
    contents = [path.read_bytes() for path in files]
    return {
        "raw": sum(map(len, contents)),
        "gzip": sum(len(gzip.compress(content, 9, mtime=0)) for content in contents),
    }
