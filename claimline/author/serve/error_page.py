"""What stops a build, as open pages show it: the lines of the terminal, each with a link."""

from __future__ import annotations

import json
from html import escape
from importlib.resources import files
from string import Template

from msgspec.structs import asdict

from claimline.author.serve.editor import Opener
from claimline.author.serve.server_state import ErrorLine
from claimline.diagnostics import Diagnostic, Level, Report


def error_lines(report: Report, opener: Opener) -> tuple[ErrorLine, ...]:
    """Return the diagnostics that stop a build; none where the build succeeded."""
    if not report.failed:
        return ()
    return tuple(
        _line(diagnostic, opener)
        for diagnostic in report
        if report.strict or diagnostic.level is Level.ERROR
    )


def _line(diagnostic: Diagnostic, opener: Opener) -> ErrorLine:
    place = str(diagnostic.location)
    message = str(diagnostic).removeprefix(f"{place}: ")
    return ErrorLine(place, message, opener(diagnostic.location))


def heading(errors: tuple[ErrorLine, ...]) -> str:
    """Return the heading above the errors."""
    return f"The build has {len(errors)} error{'s' if len(errors) != 1 else ''}"


def as_json(errors: tuple[ErrorLine, ...]) -> str:
    """Return ``heading`` and ``errors`` as JSON on one line, for the script of open pages."""
    return json.dumps({"heading": heading(errors), "errors": [asdict(line) for line in errors]})


def as_page(errors: tuple[ErrorLine, ...]) -> bytes:
    """Return a page of the errors, for where there is no good site to show."""
    template = Template((files(__package__) / "errors.html").read_text(encoding="utf-8"))
    items = "\n".join(f"<li><p>{_linked(line)} {escape(line.message)}</p></li>" for line in errors)
    page = template.substitute(heading=escape(heading(errors)), items=items)
    return page.encode(errors="backslashreplace")  # a path need not be UTF-8


def _linked(line: ErrorLine) -> str:
    place = f"{escape(line.place)}:"
    return f'<a href="{escape(line.href)}">{place}</a>' if line.href else f"<b>{place}</b>"
