"""Links that open a file in the author's editor, at the line of a finding."""

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
"""Addresses that editors have registered with the system, by the editor's name."""

DEFAULT = "vscode"
# Schemes that a browser would run or fetch; an editor has one of its own.
_NO_EDITOR = ("javascript", "data", "vbscript", "blob", "about", "filesystem")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)

Opener = Callable[[Location], str]
"""The address that opens a place in the editor; empty where there is no such file."""


def pattern(editor: str) -> str:
    """The address of an editor that is named, or that is written out with ``{path}``.

    Raises:
        ValueError: it is neither.
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
    """Makes links to files of the project and of the theme. ``editor`` is as for ``pattern``."""
    form = pattern(editor)
    theme = theme_folder()

    def opened(at: Location) -> str:
        if not form:
            return ""
        root, inside = project, at.path
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
        values = {"path": path, "line": at.line or 1, "column": at.column or 1}
        address = form
        for name, value in values.items():
            address = address.replace(f"{{{name}}}", str(value))
        return address.replace("://file//", "://file/")

    return opened
