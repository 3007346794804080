"""Turns the errors of templates into diagnostics, with file and line."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import TemplateNotFound

from claimline.diagnostics import Code, Diagnostic, Location
from claimline.publish.theme import theme_folder


def template_fault(error: Exception, name: str, project: Path) -> Diagnostic:
    """Return the diagnostic of an error that the template called ``name`` raised."""
    code = Code.TEMPLATE_FAILED
    own = project / "templates" / name
    path, line = str(own if own.is_file() else theme_folder() / name.removeprefix("theme/")), 0
    if isinstance(error, TemplateSyntaxError):
        code = Code.TEMPLATE_SYNTAX
        path, line = error.filename or error.name or path, error.lineno
    else:
        path, line = _frame(error) or (path, 0)
    at = _location(path, line, project)
    if isinstance(error, TemplateNotFound):
        return Diagnostic(at, code, f'There is no template "{error.name}".')
    reason = (getattr(error, "message", None) or str(error)).strip().rstrip(".")
    if isinstance(error, KeyError):
        reason = f"There is no {reason}"
    reason = reason or type(error).__name__
    hint = ""
    if isinstance(error, UndefinedError):
        hint = "Compare it with the theme's template of the same name."
    return Diagnostic(at, code, f"{reason[:1].upper()}{reason[1:]}.", hint)


def _frame(error: Exception) -> tuple[str, int] | None:
    """Return the innermost line of a template in an error's traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    inner = next((f for f in reversed(frames) if f.filename.endswith((".html", ".xml"))), None)
    return (inner.filename, inner.lineno or 0) if inner else None


def _location(path: str, line: int, project: Path) -> Location:
    try:
        path = Path(path).resolve().relative_to(project.resolve()).as_posix()
    except ValueError:
        # A template of the package's theme has its path in the theme.
        theme = theme_folder().resolve()
        if Path(path).resolve().is_relative_to(theme):
            path = f"theme/{Path(path).resolve().relative_to(theme).as_posix()}"
    return Location(path, line, 1 if line else 0)
