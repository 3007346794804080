"""Outputs that are not pages, such as data formats. Each export is one module with one function.

The program's own exports stand in ``EXPORTS``. An installed package adds its own by an entry
point in the group ``claimline.exports``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from claimline.analysis import Analysis
from claimline.errors import ClaimlineError
from claimline.exports import headers
from claimline.exports.output import Export, Output
from claimline.model.dossier import Dossier

__all__ = ["EXPORTS", "GROUP", "Export", "ExportError", "Output", "outputs"]

GROUP = "claimline.exports"

EXPORTS: Mapping[str, Export] = {"headers": headers.outputs}
"""The program's own exports, by name."""


class ExportError(ClaimlineError):
    """An export of an installed package failed. The message names it."""


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[tuple[str, str, bytes]]:
    """Run all exports: the program's own, then those of installed packages, by name.

    Yields:
        the name of the export, the path of a file in the site, and its bytes.

    Raises:
        ExportError: an export of an installed package cannot be loaded, fails, or gives something
            else than outputs.
    """
    for name, export in EXPORTS.items():
        for output in export(dossier, analysis):
            yield name, output.path, output.render()
    for name, export in _installed():
        try:
            rendered = [_rendered(output) for output in export(dossier, analysis)]
        except Exception as error:  # the code of another package can raise whatever it likes
            raise _failure(name, error) from error
        for path, data in rendered:
            yield name, path, data


def _installed() -> Iterator[tuple[str, Export]]:
    """The exports of installed packages, in the order of their names."""
    if not _are_declared():
        return
    from importlib.metadata import entry_points  # takes as long as reading fifty records

    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        try:
            yield point.name, point.load()
        except Exception as error:  # as above
            raise _failure(point.name, error) from error


def _are_declared() -> bool:
    """Whether any installed package has an entry point in the group."""
    for folder in map(Path, sys.path):
        for file in folder.glob("*.dist-info/entry_points.txt"):
            try:
                if GROUP in file.read_text(encoding="utf-8"):
                    return True
            except (OSError, ValueError):
                continue
    return False


def _rendered(output: Any) -> tuple[str, bytes]:
    """The path and the bytes of an output of another package's. Raises TypeError, or anything."""
    path, data = output.path, output.render()
    if not (isinstance(path, str) and isinstance(data, bytes)):
        raise TypeError("an output has a path of type str and renders bytes")
    return path, data


def _failure(name: str, error: Exception) -> ExportError:
    return ExportError(
        f'The export "{name}" of an installed package failed: {type(error).__name__}: {error}',
        "Mend or uninstall the package.",
    )
