"""Draws one page of a PDF as a PNG, in a process of its own, which a broken file may crash.

It reads the PDF from its input. Its arguments are the number of the page, from 1, and the path of
the picture. It ends with an error if there is no such page, or if it takes too long.
"""

from __future__ import annotations

import sys
from importlib import import_module

WIDTH = 1100
"""Pixels of a line, about."""
MOST_PIXELS = 6_000_000
SECONDS = 20
_MOST_MEMORY = 2 << 30


def main() -> None:
    """Draw the page."""
    _limit()
    document = import_module("pypdfium2").PdfDocument(sys.stdin.buffer.read())
    page = document[int(sys.argv[1]) - 1]
    width, height = page.get_size()
    scale = min(WIDTH / width, (MOST_PIXELS / (width * height)) ** 0.5)
    picture = page.render(scale=scale, may_draw_forms=False).to_pil()
    picture.convert("RGB").save(sys.argv[2], "PNG")


def _limit() -> None:
    """Bound the work of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


if __name__ == "__main__":
    main()
