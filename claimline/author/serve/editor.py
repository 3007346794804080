"""Links that open a file in the author's editor, at the line of a diagnostic."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from claimline.diagnostics import Location
from claimline.publish.theme import theme_folder

EDITORS = {
    "vscode": "vscode://file/{path}:{line}:{column}",
    "vscodium": "vscodium://file/{path}:{line}:{column}",
    "cursor": "cursor://file/{path}:{line}:{column}",
    "zed": "zed://file/{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "none": "",
}
"""URLs that editors register with the system, by the editor's name."""

DEFAULT = "vscode"
# Schemes that a browser would run or fetch. An editor has its own.
_NO_EDITOR = ("javascript", "data", "vbscript", "blob", "about", "filesystem")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)

Opener = Callable[[Location], str]
"""Returns the URL that opens a location in the editor; empty if there is no such file."""


def pattern(editor: str) -> str:
    """Return the URL pattern of an editor: a name of ``EDITORS``, or a pattern with ``{path}``.

    Raises:
        ValueError: ``editor`` is neither.
    """
    if editor in EDITORS:
        return EDITORS[editor]
    scheme = _SCHEME.match(editor)
    if not scheme or "{path}" not in editor:
        raise ValueError(
            f'"{editor}" is none of {", ".join(EDITORS)}, nor an address with {{path}} in it'
        )
    if scheme[1].lower() in _NO_EDITOR:
        raise ValueError(f'"{scheme[1]}:" opens no editor')
    return editor


def opener(project: Path, editor: str) -> Opener:
    """Return a function that links to files of the project and of the theme.

    ``editor`` is as for ``pattern``, and so are the errors.
    """
    url_pattern = pattern(editor)
    theme = theme_folder()

    def url_of(location: Location) -> str:
        if not url_pattern:
            return ""
        root, inside = project, location.path
        if inside.startswith("theme/"):
            root, inside = theme, inside.removeprefix("theme/")
        try:
            file = (root / inside).resolve()
            if not file.is_file() or not file.is_relative_to(root.resolve()):
                return ""
        except (OSError, ValueError):
            return ""
        # The slash before a Windows drive is part of the address; elsewhere the path has it.
        path = quote(os.fsencode(file.as_posix()), safe="/:")
        values = {"path": path, "line": location.line or 1, "column": location.column or 1}
        address = url_pattern
        for name, value in values.items():
            address = address.replace(f"{{{name}}}", str(value))
        return address.replace("://file//", "://file/")

    return url_of
