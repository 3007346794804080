"""Templates of the program's own pages, which are no pages of a site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

PageRenderer = Callable[..., str]
"""Returns the HTML of a page. It takes the name of a template, and its values by name."""


def own_templates(folder: Path, **values: Any) -> PageRenderer:
    """Return a function that renders the templates of a folder. Everything printed is escaped.

    Args:
        folder: the folder of the templates.
        values: values that every template has.
    """
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(values)

    def render(template: str, **page: Any) -> str:
        return environment.get_template(template).render(page)

    return render
