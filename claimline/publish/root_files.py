"""Files from ``templates/root/`` for the top of the site, where hosts and robots look for them."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from claimline.diagnostics import Code, Location, Report
from claimline.output import Output
from claimline.publish.assets import plain_output, read_plain
from claimline.publish.theme import template_folders, theme_files

FOLDER = "root"


def root_outputs(templates: Path, pages: Container[str], report: Report) -> list[Output]:
    """Return the files for the top of the site.

    A project's file replaces the theme's of the same name. One with the path of a page or of an
    asset is an error in ``report``.
    """
    files: dict[str, Output] = {}
    for folder in reversed(template_folders(templates)):
        if not (folder / FOLDER).is_dir():
            continue
        for path in theme_files(folder / FOLDER):
            name = path.relative_to(folder / FOLDER).as_posix()
            data = read_plain(path)
            if name in pages or name.startswith("assets/"):
                at = Location(f"templates/{FOLDER}/{name}")
                message = f"{name} is a file that the program writes."
                report.add(at, Code.OUTPUT_FAILED, message, "Rename it, or override a template.")
            elif data is not None:
                files[name] = plain_output(name, data)
    return list(files.values())
