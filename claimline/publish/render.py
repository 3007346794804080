"""Pages to bytes: each page through its template."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import TemplateNotFound

from claimline.diagnostics import Code, Diagnostic, Location, Report
from claimline.pages.parts import Card, Chrome, Page, Plan
from claimline.publish import images
from claimline.publish.assets import assets
from claimline.publish.markdown import prose_filter
from claimline.publish.parallel import shared
from claimline.publish.theme import ROOT, check_folder, environment, theme_folder

Progress = Callable[[int, int], None]
"""Told after each page: how many are done, of how many."""


def render(
    plan: Plan, project: Path, report: Report, progress: Progress | None = None, jobs: int = 1
) -> dict[str, bytes]:
    """All files of the site, by path. Faults of templates go to ``report``.

    The same fault is reported once, however many pages it breaks. ``jobs`` is the number of
    processes at most; the bytes do not depend on it.
    """
    templates = project / "templates"
    if not check_folder(templates, project, report):
        return {}
    if any(page.card for page in plan.pages) and images.missing():
        message = f"{images.missing()}, so no picture for shared links can be made."
        hint = "Install claimline[images], or remove `images:`."
        report.add(Location("content/site.yaml"), Code.SHARE_IMAGE, message, hint)
        return {}
    env = environment(templates)
    env.filters["prose"] = prose_filter(env)
    files = assets(templates)
    told = progress or (lambda done, of: None)
    parent = os.getpid()

    def some(pages: Sequence[Page]) -> tuple[dict[str, bytes], list[Diagnostic]]:
        made: dict[str, bytes] = {}
        found = Report()
        for nth, page in enumerate(pages, 1):
            try:
                made[page.path] = render_page(env, plan.chrome, page)
            except Exception as error:  # a template can raise whatever it likes
                _explain(error, page.template, project, found)
            if page.card:
                made[page.card.path] = images.image(page.card)
                _unshown(page.card, found)
            if os.getpid() == parent:
                told(nth, len(pages))
        return made, list(found)

    for made, found in shared(some, plan.pages, jobs):
        files.update(made)
        report.extend(found)
    return files


def render_page(env: Environment, chrome: Chrome, page: Page) -> bytes:
    """One page. Raises what Jinja raises."""
    template = env.get_template(page.template)
    html = template.render(page=page, view=page.view, site=chrome)
    return html.replace(ROOT, _root(chrome, page)).encode()


def compile_templates(project: Path, report: Report) -> None:
    """Compile every template, whether a page uses it or not."""
    if not check_folder(project / "templates", project, report):
        return
    env = environment(project / "templates")
    env.filters["prose"] = prose_filter(env)
    for name in env.list_templates(extensions=["html", "xml", "txt"]):
        try:
            env.get_template(name)
        except Exception as error:
            _explain(error, name, project, report)


def _unshown(card: Card, report: Report) -> None:
    for words in images.undrawn(card):
        message = f'The picture cannot show "{words}".'
        report.add(Location(f"site/{card.path}"), Code.IMAGE_WORDS, message)


def _root(chrome: Chrome, page: Page) -> str:
    """The way to the root. A host shows the 404 page at any depth, so it needs the whole way."""
    if page.path == "404.html" and chrome.base_url:
        return f"/{urlsplit(chrome.base_url).path.strip('/')}/".replace("//", "/")
    return page.root


def _explain(error: Exception, name: str, project: Path, report: Report) -> None:
    code = Code.TEMPLATE_FAILED
    own = project / "templates" / name
    path, line = str(own if own.is_file() else theme_folder() / name.removeprefix("theme/")), 0
    if isinstance(error, TemplateSyntaxError):
        code = Code.TEMPLATE_SYNTAX
        path, line = error.filename or error.name or path, error.lineno
    elif isinstance(error, TemplateNotFound):
        message = f'There is no template "{error.name}".'
        path, line = _frame(error) or (path, 0)
        report.add(_location(path, line, project), code, message)
        return
    else:
        path, line = _frame(error) or (path, 0)
    reason = (getattr(error, "message", None) or str(error)).strip().rstrip(".")
    message = f"{reason[:1].upper()}{reason[1:]}."
    hint = ""
    if isinstance(error, UndefinedError):
        hint = "Compare it with the theme's template of the same name."
    report.add(_location(path, line, project), code, message, hint)


def _frame(error: Exception) -> tuple[str, int] | None:
    """The innermost line of a template on the way to an error."""
    frames = traceback.extract_tb(error.__traceback__)
    inner = next((f for f in reversed(frames) if f.filename.endswith((".html", ".xml"))), None)
    return (inner.filename, inner.lineno or 0) if inner else None


def _location(path: str, line: int, project: Path) -> Location:
    try:
        path = Path(path).resolve().relative_to(project.resolve()).as_posix()
    except ValueError:
        # The theme of the package: named by its place in the theme.
        theme = theme_folder().resolve()
        if Path(path).resolve().is_relative_to(theme):
            path = f"theme/{Path(path).resolve().relative_to(theme).as_posix()}"
    return Location(path, line, 1 if line else 0)
