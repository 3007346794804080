"""The theme: where templates and assets come from, and the Jinja environment over them.

A project's own ``templates/`` come first, then the theme of the package. An override can
extend the original by its full name: ``{% extends "theme/pages/claim.html" %}``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
)

import claimline
from claimline.diagnostics import Code, Location, Report
from claimline.publish.once import Once

ROOT = "\ue010"
"""Stands in rendered HTML for the way from the page to the site's root."""


def theme_folder() -> Path:
    """The folder of the package's theme: inside the package, or beside it in a checkout."""
    package = Path(claimline.__file__).parent
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent / "templates"


def template_folders(templates: Path) -> list[Path]:
    """The project's templates, where it has any, and the theme."""
    theme = theme_folder()
    if templates.is_dir() and not templates.samefile(theme):
        return [templates, theme]
    return [theme]


def environment(templates: Path) -> Environment:
    """The Jinja environment: everything is escaped, and an unknown name is an error."""
    folders = template_folders(templates)
    theme = FileSystemLoader(folders[-1])
    loaders: list[BaseLoader] = [FileSystemLoader(folder) for folder in folders]
    env = Environment(
        loader=ChoiceLoader([*loaders, PrefixLoader({"theme": theme})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.filters["href"] = href
    env.globals["once"] = Once()
    return env


def href(address: str) -> str:
    """An address inside the site, as a template writes it; the page puts the way before it."""
    return address if address.startswith("#") else ROOT + address


def check_folder(templates: Path, project: Path, report: Report) -> None:
    """Report what in the project's templates leads out of the project."""
    if not templates.is_dir():
        return
    root = project.resolve()
    for path in walk(templates):
        if not path.resolve().is_relative_to(root):
            where = Location(path.relative_to(project).as_posix())
            message = "The file leads out of the project."
            report.add(where, Code.FILE_OUTSIDE, message, "Copy it into the project.")


def walk(folder: Path) -> Iterator[Path]:
    """All files below a folder, in the order of their names; hidden ones are passed over."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "_")) and path.name != "_headers":
            continue
        if path.is_dir() and not path.is_symlink():
            yield from walk(path)
        else:
            yield path
