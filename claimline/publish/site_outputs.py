"""Plans the files of a site: its pages, each with its template, pictures, assets and root files."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment

from claimline.diagnostics import Code, Diagnostic, Location, Report
from claimline.locale import ENGLISH, Translator
from claimline.output import Output, RenderError
from claimline.pages.address import NOT_FOUND
from claimline.pages.page_size import too_large
from claimline.pages.plan import PageSpec, Plan
from claimline.pages.shared_views import Card, HtmlPage
from claimline.pages.site_context import SiteContext
from claimline.publish import paths, share_images
from claimline.publish.assets import asset_outputs
from claimline.publish.compiled_templates import bytecode
from claimline.publish.macro_cache import MacroCache
from claimline.publish.passages import prose_filter
from claimline.publish.root_files import root_outputs
from claimline.publish.template_faults import template_fault
from claimline.publish.theme import ROOT, Theme, check_folder, environment, read_theme
from claimline.publish.theme_colours import Colours, colours
from claimline.publish.unused_templates import check_unused


def site_outputs(
    plan: Plan,
    project: Path,
    report: Report,
    theme: Theme | None = None,
    *,
    keep_compiled: bool = False,
) -> tuple[Output, ...]:
    """Return all files of a site that follow from its pages and its theme.

    Args:
        plan: the pages.
        project: the folder of the project, whose ``templates/`` override the theme's.
        report: gets what is wrong with the theme. If it cannot be used, nothing is planned.
        theme: the templates and assets, if they have been read.
        keep_compiled: whether to store compiled templates for later builds.
    """
    templates = project / "templates"
    if not check_folder(templates, project, report):
        return ()
    pictured = any(spec.picture for spec in plan.specs)
    if pictured and share_images.missing():
        message = f"{share_images.missing()}, so no picture for shared links can be made."
        hint = "In claimline's checkout, run: pip install -e '.[images]'. Or remove `images:`."
        report.add(Location("content/site.yaml"), Code.SHARE_IMAGE, message, hint)
        return ()
    site = plan.site
    theme = theme or read_theme(templates)
    env = _environment(theme, plan.builder.language, site.language, keep_compiled)
    once = env.globals["once"]
    assert isinstance(once, MacroCache)
    weakref.finalize(plan.builder, once.forget)  # its keys are objects of the views
    pages = [_page_output(plan, spec, env, project) for spec in plan.specs if not spec.picture]
    if pictured:
        look = colours(theme)
        pages += [_picture_output(plan, spec, look) for spec in plan.specs if spec.picture]
    assets = asset_outputs(theme, preview=site.preview)
    if site.logo and site.logo not in {asset.path for asset in assets}:
        at = plan.builder.dossier.where["site", "site"].at("logo", "file")
        message = f'There is no file "templates/{site.logo}".'
        report.add(at, Code.FILE_MISSING, message, "Put it there, or remove `logo:`.")
    check_unused(env, theme, report)
    root_files = root_outputs(theme, {paths.PROOF, *(page.path for page in pages)}, report)
    return (*pages, *root_files, *assets)


def _page_output(plan: Plan, spec: PageSpec, env: Environment, project: Path) -> Output:
    size = 0

    def rendered() -> bytes:
        nonlocal size
        page = spec.make(plan.builder)
        try:
            html = render_page(env, plan.site, page)
        except Exception as error:  # a template can raise whatever it likes
            raise RenderError(template_fault(error, page.template, project)) from error
        size = len(html)
        return html

    return Output(
        spec.path,
        "text/html",
        rendered,
        diagnostics=lambda: too_large(plan.builder.dossier, spec.path, size),
        large=spec.large,
        traced=True,
    )


def _picture_output(plan: Plan, spec: PageSpec, look: Colours) -> Output:
    def card() -> Card:
        view = spec.make(plan.builder).view
        assert isinstance(view, Card)
        return view

    return Output(
        spec.path,
        "image/png",
        lambda: share_images.image(card(), look),
        diagnostics=lambda: _undrawn(card()),
        traced=True,
    )


def _undrawn(card: Card) -> Iterator[Diagnostic]:
    for words in share_images.undrawn(card):
        message = f'The picture cannot show "{words}".'
        yield Diagnostic(Location(f"site/{card.path}"), Code.IMAGE_WORDS, message)


@lru_cache(maxsize=2)
def _environment(
    theme: Theme, words: Translator, language: str, keep_compiled: bool
) -> Environment:
    """Return the environment of a theme.

    Compiling templates takes longer than a small change of a site, so ``serve`` keeps them.
    """
    env = environment(theme, words, language)
    env.bytecode_cache = bytecode(words, language) if keep_compiled else None
    env.filters["prose"] = prose_filter(env)
    return env


def render_page(env: Environment, site: SiteContext, page: HtmlPage) -> bytes:
    """Render one page. Raises whatever its template raises."""
    template = env.get_template(page.template)
    html = template.render(page=page, view=page.view, site=site)
    return html.replace(ROOT, _root(site, page)).encode()


def _root(site: SiteContext, page: HtmlPage) -> str:
    """Return the path from a page to the site's root.

    The 404 page needs an absolute path, because a host shows it at any address.
    """
    if page.path == NOT_FOUND and site.base_url:
        return f"/{urlsplit(site.base_url).path.strip('/')}/".replace("//", "/")
    return page.root


def compile_templates(
    project: Path, theme: Theme, report: Report, *, own: bool = False, keep_compiled: bool = False
) -> None:
    """Compile every template, also those that no page uses. Add its faults to ``report``.

    Args:
        project: the folder of the project.
        theme: its templates.
        report: gets what is wrong with them.
        own: whether to leave out the templates of the theme.
        keep_compiled: whether to store compiled templates for later builds.
    """
    if not check_folder(project / "templates", project, report):
        return
    env = environment(theme)
    env.bytecode_cache = bytecode(ENGLISH, "en") if keep_compiled else None
    env.filters["prose"] = prose_filter(env)
    for name in env.list_templates(extensions=["html", "xml", "txt"]):
        if own and name not in theme.own:
            continue
        try:
            env.get_template(name)
        except Exception as error:
            report.extend([template_fault(error, name, project)])
