"""Checks the folder that a site is written to."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from claimline.diagnostics import Code
from claimline.publish.paths import MANIFEST
from claimline.publish.write_result import OutputError

AUTHORED = ("content", "templates")
"""The folders of a project that hold the author's own files."""
RESERVED = (*AUTHORED, "captures")
"""The folders of a project in which no site can lie."""


def resolve(output: Path, project: Path) -> str:
    """Return the real path of the output folder, with symbolic links followed.

    A relative path starts at the working directory. The folder and the one above it need not
    exist. If any other folder is missing, that is more likely a typing mistake.

    Raises:
        OutputError: ``OUTPUT_PLACE``, if the folder is in, around or the same as a folder that
            must not be overwritten.
    """
    site = os.path.realpath(output)
    above = os.path.dirname(site)
    if os.path.lexists(site) and not os.path.isdir(site):
        raise _refusal(f"{output} is not a folder")
    if site == above:
        raise _refusal(f"{output} is the top of the file system")
    with suppress(RuntimeError):
        if lies_in(os.path.realpath(Path.home()), site):
            raise _refusal(f"{output} is the home folder, or holds it")
    if ".git" in site.split(os.sep):
        raise _refusal(f"{output} is in a folder of git's own")
    top = os.path.dirname(above) == above
    if top and not _is_site(site) and os.path.isdir(site) and os.listdir(site):
        raise _refusal(f"{output} is a folder of the system, and not empty")
    root = os.path.realpath(project)
    if lies_in(root, site):
        raise _refusal(f"{output} is the project's own folder, or holds it")
    for name in RESERVED:
        authored = os.path.realpath(os.path.join(root, name))
        if lies_in(site, authored) or lies_in(authored, site):
            raise _refusal(f"{output} is in the project's {name}/, or holds it")
    if not os.path.isdir(above) and (
        os.path.lexists(above) or not os.path.isdir(os.path.dirname(above))
    ):
        raise _refusal(f"{above}, the folder above the output, is not a folder")
    return site


def _is_site(folder: str) -> bool:
    """Return whether a build has written to a folder."""
    return os.path.lexists(os.path.join(folder, MANIFEST))


def _refusal(message: str) -> OutputError:
    return OutputError(
        Code.OUTPUT_PLACE,
        message,
        "Name another folder with `--output`, inside a folder that exists.",
    )


def lies_in(inner: str, outer: str) -> bool:
    """Return whether ``inner`` is ``outer`` or lies in it, by path or by identity on disk."""
    folder = inner
    while True:
        with suppress(OSError):
            if folder == outer or os.path.samefile(folder, outer):
                return True
        folder, last = os.path.dirname(folder), folder
        if folder == last:
            return False
