"""Pages to bytes: each page through its template."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from jinja2 import Environment, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import TemplateNotFound

from claimline.diagnostics import Code, Diagnostic, Location, Report
from claimline.locale import translator
from claimline.pages.address import NOT_FOUND
from claimline.pages.parts import Card, Page
from claimline.pages.plan import PageSpec, Plan
from claimline.pages.site_context import SiteContext
from claimline.pages.trace import Notes
from claimline.publish import images
from claimline.publish.assets import assets
from claimline.publish.bytecode import bytecode
from claimline.publish.files import Files, Piece, Spool
from claimline.publish.manifest import digest
from claimline.publish.markdown import prose_filter
from claimline.publish.once import Once
from claimline.publish.parallel import shared
from claimline.publish.theme import (
    ROOT,
    check_folder,
    environment,
    theme_digest,
    theme_folder,
)
from claimline.publish.tokens import DEFAULT, Colours, colours
from claimline.publish.top import top_files
from claimline.publish.unused import check_unused
from claimline.value import Value

Progress = Callable[[int, int], None]
"""Told after each page: how many are done, of how many."""


class Rendered(Value, frozen=True):
    """The files that were made, the digest of each page, and what the pages were made from."""

    files: Files
    digests: Mapping[str, str]
    notes: tuple[Notes, ...]


class _Share(Value, frozen=True):
    """What one process made."""

    pieces: dict[str, Piece]
    digests: dict[str, str]
    notes: Notes
    found: list[Diagnostic]


def render(
    plan: Plan,
    project: Path,
    report: Report,
    progress: Progress | None = None,
    jobs: int = 1,
    sheets: Sequence[PageSpec] | None = None,
    theme: bytes | None = None,
    *,
    keep_compiled: bool = False,
) -> Rendered:
    """All files of the site, or those of some of its pages. Faults of templates go to ``report``.

    ``theme`` is the digest of the templates, as far as it is known. The same fault is reported
    once, however many pages it breaks. ``jobs`` is the number of processes at most; the bytes do
    not depend on it. With ``keep_compiled`` templates are compiled once for all builds.

    Raises:
        OSError: there is no room for temporary files.
    """
    templates = project / "templates"
    files = Files()
    if not check_folder(templates, project, report):
        return Rendered(files, {}, ())
    sheets = plan.sheets if sheets is None else sheets
    pictured = any(sheet.picture for sheet in sheets)
    if pictured and images.missing():
        message = f"{images.missing()}, so no picture for shared links can be made."
        hint = "In claimline's checkout, run: pip install '.[images]'. Or remove `images:`."
        report.add(Location("content/site.yaml"), Code.SHARE_IMAGE, message, hint)
        return Rendered(files, {}, ())
    site = plan.site
    theme = theme or theme_digest(templates)
    env = _environment(templates, theme, site.interface, site.language, keep_compiled)
    look = colours(templates) if pictured else DEFAULT
    told = progress or (lambda done, of: None)
    parent = os.getpid()
    # The large ones first, so that no process is left alone with one at the end.
    waiting = sorted(sheets, key=lambda sheet: not sheet.large)

    def some(sheets: Sequence[PageSpec]) -> _Share:
        share = _Share({}, {}, Notes(), [])
        found = Report()
        spool = Spool(folder)
        for nth, sheet in enumerate(sheets, 1):
            drawn = plan.draw(sheet)
            before = len(found)
            try:
                html = _made(env, plan.site, drawn.page, look, found)
            except Exception as error:  # a template can raise whatever it likes
                _explain(error, drawn.page.template, project, found)
            else:
                share.pieces[sheet.path] = spool.put(html)
                share.digests[sheet.path] = digest(html)
                if len(found) == before:  # what has a finding is made again, to find it again
                    share.notes.page(sheet.path, drawn.reads)
            if os.getpid() == parent:
                told(nth, len(sheets))
        spool.close()
        share.notes.builder(plan.builder)
        share.found.extend(found)
        return share

    digests: dict[str, str] = {}
    notes = []
    with TemporaryDirectory(prefix="claimline-", ignore_cleanup_errors=True) as folder:
        for made in shared(some, waiting, jobs):
            files.wait(made.pieces)
            digests.update(made.digests)
            notes.append(made.notes)
            report.extend(made.found)
    once = env.globals["once"]
    assert isinstance(once, Once)
    once.forget()
    pages = {sheet.path for sheet in plan.sheets}
    theirs = assets(templates)
    if site.logo and site.logo not in theirs:
        at = plan.builder.dossier.where["site", "site"].at("logo", "file")
        message = f'There is no file "templates/{site.logo}".'
        report.add(at, Code.FILE_MISSING, message, "Put it there, or remove `logo:`.")
    files.hold(top_files(templates, pages, report) | theirs)
    check_unused(env, project, report)
    return Rendered(files, digests, tuple(notes))


@lru_cache(maxsize=2)
def _environment(
    templates: Path, theme: bytes, interface: str, language: str, keep_compiled: bool
) -> Environment:
    """The environment over a theme of this digest. Compiling its templates takes longer than a
    small change of a site, so one that is watched keeps them."""
    words = translator(interface)
    env = environment(templates, words, language)
    env.bytecode_cache = bytecode(words, language) if keep_compiled else None
    env.filters["prose"] = prose_filter(env)
    return env


def forget_templates() -> None:
    """Compile all templates anew at the next build."""
    _environment.cache_clear()


def _made(env: Environment, site: SiteContext, page: Page, look: Colours, report: Report) -> bytes:
    """The bytes of a page, or of the picture that stands for one elsewhere."""
    if isinstance(page.view, Card):
        _unshown(page.view, report)
        return images.image(page.view, look)
    return render_page(env, site, page)


def render_page(env: Environment, site: SiteContext, page: Page) -> bytes:
    """One page. Raises what Jinja raises."""
    template = env.get_template(page.template)
    html = template.render(page=page, view=page.view, site=site)
    return html.replace(ROOT, _root(site, page)).encode()


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


def _root(site: SiteContext, page: Page) -> str:
    """The way to the root. A host shows the 404 page at any depth, so it needs the whole way."""
    if page.path == NOT_FOUND and site.base_url:
        return f"/{urlsplit(site.base_url).path.strip('/')}/".replace("//", "/")
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
