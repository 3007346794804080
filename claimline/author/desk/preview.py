"""The page of a record as it would be with the words of a form, which are not saved."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from claimline import pipeline
from claimline.author.workspace import Snapshot
from claimline.diagnostics import Diagnostic, Level, Report
from claimline.options import BuildOptions


def preview_page(snapshot: Snapshot, path: str) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Render one page of the project's state.

    Args:
        snapshot: the files as they would be.
        path: the path of the page in the site.

    Returns:
        the HTML, or None after an error; and the errors.
    """
    report = Report()
    with TemporaryDirectory(prefix="claimline-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for state in snapshot.files.values():
            file = folder / state.file.info.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(state.data)
        templates = snapshot.root / "templates"
        if templates.is_dir():
            shutil.copytree(templates, folder / "templates", symlinks=True)
        options = BuildOptions(folder, folder / "site", 1, against_last_build=False)
        html = pipeline.page_html(options, report, path)
    return html, tuple(each for each in report if each.level is Level.ERROR)


def with_base(html: bytes, address: str) -> bytes:
    """Return a page whose links start from ``address``."""
    return html.replace(b"<head>", f'<head><base href="{address}">'.encode(), 1)
