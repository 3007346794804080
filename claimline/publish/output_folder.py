"""Where a site may be written."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from claimline.diagnostics import Code
from claimline.publish.paths import MANIFEST
from claimline.publish.write_result import OutputError

# The folders of a project that hold what its author wrote, and those that no site may lie in.
AUTHORED = ("content", "templates")
_KEPT = (*AUTHORED, "captures")


def resolve(output: Path, project: Path) -> str:
    """The output folder with symbolic links followed, where it may be one.

    A relative path counts from the working directory. The folder need not exist, nor the one
    above it, which is then made; further up a missing folder is more likely a slip of the pen.

    Raises:
        OutputError: ``OUTPUT_PLACE``, where the folder is, holds or lies in something that is
            not to be written over.
    """
    site = os.path.realpath(output)
    above = os.path.dirname(site)
    if os.path.lexists(site) and not os.path.isdir(site):
        raise _refusal(f"{output} is not a folder")
    if site == above:
        raise _refusal(f"{output} is the top of the file system")
    with suppress(RuntimeError):
        if _lies_in(os.path.realpath(Path.home()), site):
            raise _refusal(f"{output} is the home folder, or holds it")
    if ".git" in site.split(os.sep):
        raise _refusal(f"{output} lies in a folder of git's own")
    top = os.path.dirname(above) == above
    if top and not _is_site(site) and os.path.isdir(site) and os.listdir(site):
        raise _refusal(f"{output} is a folder of the system, and not empty")
    root = os.path.realpath(project)
    if _lies_in(root, site):
        raise _refusal(f"{output} is the project's own folder, or holds it")
    for name in _KEPT:
        authored = os.path.realpath(os.path.join(root, name))
        if _lies_in(site, authored) or _lies_in(authored, site):
            raise _refusal(f"{output} and the project's {name}/ lie in one another")
    if not os.path.isdir(above) and (
        os.path.lexists(above) or not os.path.isdir(os.path.dirname(above))
    ):
        raise _refusal(f"{above}, in which the output folder would lie, is not a folder")
    return site


def _is_site(folder: str) -> bool:
    """Whether a build has written to a folder."""
    return os.path.lexists(os.path.join(folder, MANIFEST))


def _refusal(message: str) -> OutputError:
    return OutputError(
        Code.OUTPUT_PLACE,
        message,
        "Name a folder of its own with `--output`, in a folder that exists.",
    )


def _lies_in(inner: str, outer: str) -> bool:
    """Whether a folder is another or lies in it, by name or by what the file system says."""
    here = inner
    while True:
        with suppress(OSError):
            if here == outer or os.path.samefile(here, outer):
                return True
        here, last = os.path.dirname(here), here
        if here == last:
            return False
