"""The reference pages of ``docs/``, written from the program itself: the records and the rules.

``python -m claimline.reference [FOLDER]`` writes ``records.md`` and ``diagnostics.md`` into
``FOLDER`` (``docs`` if left out). A test checks that the pages in the repository are up to date.
``python -m claimline.reference patterns [FOLDER]`` writes the pattern pages of the theme into
``FOLDER`` (``build/patterns``).
"""

from __future__ import annotations

from pathlib import Path

from claimline.reference.diagnostics_page import diagnostics_markdown
from claimline.reference.patterns import pattern_pages, patterns, write_patterns
from claimline.reference.records_page import records_markdown

__all__ = [
    "diagnostics_markdown",
    "pages",
    "pattern_pages",
    "patterns",
    "records_markdown",
    "write",
    "write_patterns",
]


def pages() -> dict[str, str]:
    """Return the text of each reference page, by its file's name."""
    return {"records.md": records_markdown(), "diagnostics.md": diagnostics_markdown()}


def write(folder: Path) -> None:
    """Write the reference pages into ``folder``, which is created if needed.

    Raises:
        OSError: a page cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_bytes(text.encode())
