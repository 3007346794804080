"""Files from ``templates/root/`` for the top of the site, where hosts and robots look for them."""

from __future__ import annotations

from collections.abc import Container

from claimline.diagnostics import Code, Location, Report
from claimline.output import Output
from claimline.publish.assets import plain_output
from claimline.publish.theme import Theme

FOLDER = "root"


def root_outputs(theme: Theme, pages: Container[str], report: Report) -> list[Output]:
    """Return the files for the top of the site.

    A project's file replaces the theme's of the same name. One with the path of a page or of an
    asset is an error in ``report``.
    """
    files: dict[str, Output] = {}
    for name, data in theme.published(FOLDER).items():
        if name in pages or name.startswith("assets/"):
            at = Location(f"templates/{FOLDER}/{name}")
            message = f"{name} is a file that the program writes."
            report.add(at, Code.OUTPUT_FAILED, message, "Rename it, or override a template.")
        else:
            files[name] = plain_output(name, data)
    return list(files.values())
