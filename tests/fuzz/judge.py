"""Checks a project as ``claimline check`` does, and holds the outcome to the promise."""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from unittest.mock import patch

from claimline import pipeline
from claimline.diagnostics import Code, Diagnostic, Report
from claimline.engine.cache import Cache
from claimline.options import BuildOptions
from claimline.publish.site_outputs import compile_templates

MOST_SECONDS = 20


def judge(project: Path) -> tuple[list[str], bool]:
    """What is wrong with the program's answer to a project, and whether it found mistakes.

    Of the templates, only the project's own and those that its pages use are compiled: the theme
    is the same in every run, and to compile it takes longer than all the rest.
    """
    report = Report()
    options = BuildOptions(
        project, cache=Cache.in_memory()
    )  # with one, compiled templates are kept
    start = time.process_time()
    faults = []
    try:
        with patch.object(pipeline, "compile_templates", partial(compile_templates, own=True)):
            pipeline.check(options, report)
    except Exception:
        faults.append(traceback.format_exc())
    if time.process_time() - start > MOST_SECONDS:
        faults.append(f"The check took more than {MOST_SECONDS} seconds.")
    for finding in report:
        faults += _misplaced(finding, project)
    return faults, report.failed


def _misplaced(finding: Diagnostic, project: Path) -> Iterator[str]:
    """What is wrong with a finding: it names no place, or one that is not there."""
    place, message = finding.location, str(finding)
    if finding.code is Code.BROKEN_LINK and (project / "templates").exists():
        return  # a template of the project's leaves out what others link to
    if finding.code in (Code.INTERNAL, Code.BROKEN_LINK):
        yield f"A fault of the program: {message}"
    if place.path.startswith("theme/"):
        return  # where a template of the theme needs what the project's own has not
    if not place.path.startswith(("content", "templates")) or ".." in place.path.split("/"):
        yield f"No place in the project: {message}"
    if not message.isprintable() or not finding.message:
        yield f"A message that cannot be printed: {message!r}"
    if place.line and "\\" not in place.path:  # a name that is shown with escapes
        try:
            lines = _lines(project / place.path)
        except OSError:
            yield f"No such file: {message}"
            return
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        if place.line > len(lines) + 1 or not 1 <= place.column <= len(line) + 1:
            yield f"No such place in the file: {message}"


def _lines(file: Path) -> list[str]:
    """The lines of a file as an editor counts them."""
    text = file.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    return re.split(r"\r\n?|\n", text)
