"""Pages of a PDF as pictures, drawn by PDFium in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from claimline.author.captures import pdf_renderer
from claimline.author.captures.capture_text import MissingExtraError, UnreadableError


def can_draw() -> bool:
    """Whether the packages that draw pages are installed."""
    return all(find_spec(name) for name in ("pypdfium2", "PIL"))


def page_picture(data: bytes, number: int) -> bytes:
    """Return a page of a PDF as a PNG. Pages are numbered from 1.

    Raises:
        MissingExtraError: the packages that draw pages are not installed.
        UnreadableError: there is no such page, or it cannot be drawn in time.
    """
    if not can_draw():
        raise MissingExtraError("pypdfium2", "pdf-pages")
    with TemporaryDirectory(prefix="claimline-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "page.png"
        # Isolated, so that it imports nothing from the project's folder.
        command = [sys.executable, "-I", pdf_renderer.__file__, str(number), str(file)]
        try:
            subprocess.run(
                command, input=data, capture_output=True, timeout=pdf_renderer.SECONDS, check=True
            )
            return file.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise UnreadableError("The page cannot be drawn.") from error
