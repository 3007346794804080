"""Outputs that are not pages, such as data formats. Each export is one module with one function.

``EXPORTS`` lists the program's own exports. An installed package adds its own with an entry point
in the group ``claimline.exports``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from claimline.analysis import Analysis
from claimline.diagnostics import Code, Diagnostic, Location
from claimline.exports import (
    bibliography,
    claim_reviews,
    dataset,
    deposit,
    feeds,
    geography,
    headers,
    sitemap,
    sqlite_file,
    web_annotations,
)
from claimline.model.dossier import Dossier
from claimline.output import Output, RenderError

__all__ = ["EXPORTS", "GROUP", "Export", "Output", "export_outputs"]

Export = Callable[[Dossier, Analysis], Iterable[Output]]
"""Makes outputs from the records and their analysis."""

GROUP = "claimline.exports"

EXPORTS: Mapping[str, Export] = {
    "annotations": web_annotations.outputs,
    "bibliography": bibliography.outputs,
    "claim reviews": claim_reviews.outputs,
    "dataset": dataset.outputs,
    "deposit": deposit.outputs,
    "feeds": feeds.outputs,
    "geography": geography.outputs,
    "headers": headers.outputs,
    "sitemap": sitemap.outputs,
    "sqlite": sqlite_file.outputs,
}
"""The program's own exports, by name."""


def export_outputs(dossier: Dossier, analysis: Analysis) -> Iterator[tuple[str, Output]]:
    """Run all exports: the program's own, then those of installed packages, by name.

    Yields:
        the name of the export, and one of its outputs. An output of an installed package raises
        ``RenderError`` if it renders anything but bytes.

    Raises:
        RenderError: an export of an installed package cannot be loaded, fails, or yields anything
            but outputs.
    """
    for name, export in EXPORTS.items():
        for output in export(dossier, analysis):
            yield name, output
    for name, export in _installed():
        try:
            outputs = [_checked(name, output) for output in export(dossier, analysis)]
        except Exception as error:  # the code of another package can raise anything
            raise _failure(name, error) from error
        for output in outputs:
            yield name, output


def _installed() -> Iterator[tuple[str, Export]]:
    """Yield the exports of installed packages, in the order of their names."""
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


def _checked(name: str, output: Any) -> Output:
    """Return an output of another package that raises only ``RenderError`` when it is rendered.

    Raises:
        TypeError: ``output`` is not an output.
    """
    if not (isinstance(output, Output) and isinstance(output.path, str)):
        raise TypeError("it gives something other than an Output with a path of type str")

    def rendered() -> bytes:
        try:
            data = output.render()
            if not isinstance(data, bytes):
                raise TypeError(f"{output.path} renders something other than bytes")
        except Exception as error:
            raise _failure(name, error) from error
        return data

    return replace(output, render=rendered, diagnostics=tuple, traced=False)


def _failure(name: str, error: Exception) -> RenderError:
    reason = f"{type(error).__name__}: {error}"
    message = f'The export "{name}" of an installed package failed: {reason}.'
    hint = "Mend or uninstall the package."
    return RenderError(Diagnostic(Location("site"), Code.EXPORT, message, hint))
