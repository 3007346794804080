"""The stages of a build: plan the site, render pages, write files.

Each stage adds what is wrong to the report. None of them prints.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

from msgspec.structs import replace

from claimline import __version__
from claimline.analysis import analyse
from claimline.diagnostics import Code, Location, Report
from claimline.exports import ExportError, outputs
from claimline.load import load
from claimline.model.link import link
from claimline.options import BuildOptions
from claimline.pages.plan import PageSpec, Plan, plan
from claimline.pages.trace import Digests, digest
from claimline.publish import paths
from claimline.publish.outcome import OutputError, Written
from claimline.publish.output import NONE_KEPT, Kept, write
from claimline.publish.parallel import shared
from claimline.publish.render import Rendered, render
from claimline.publish.theme import theme_digest
from claimline.value import Value


@contextmanager
def no_collection() -> Iterator[None]:
    """Run without the garbage collector: what a build makes lives to its end, without cycles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class PlannedSite(Value, frozen=True):
    """The plan of the site, the digests of what pages read, and the key of what frames them.

    ``content`` is one text for all of it, records and program included.
    """

    plan: Plan
    digests: Digests
    key: bytes
    content: str
    theme: bytes

    @property
    def searched(self) -> bool:
        """Whether the site has a search."""
        return self.plan.builder.dossier.site.sections.search


@no_collection()
def plan_site(options: BuildOptions, report: Report) -> PlannedSite | None:
    """Read the records and plan the whole site. Gives None where a page cannot be made."""
    options.on_progress("reading", 0, 0)
    shelf = options.cache.shelf()
    loading = load(options.project, report, partial(shared, jobs=options.jobs), shelf)
    options.cache.keep_records(shelf)
    options.on_progress("linking", 0, 0)
    dossier = link(loading.records, report)
    if dossier is None:
        return None
    base_url = options.base_url
    if base_url:
        dossier = replace(dossier, site=dossier.site.model_copy(update={"base_url": base_url}))
    options.on_progress("planning", 0, 0)
    analysis = analyse(dossier, report)
    planned = plan(dossier, analysis, report)
    theme = theme_digest(options.project / "templates")
    key = digest((theme, planned.site, loading.digests["site", "site"], base_url))
    content = digest((__version__, key, sorted(loading.digests.items()))).hex()
    return PlannedSite(planned, Digests(dossier, analysis, loading.digests), key, content, theme)


@no_collection()
def render_site(
    planned: PlannedSite, options: BuildOptions, report: Report, sheets: Sequence[PageSpec]
) -> Rendered | None:
    """Render some pages of a site, and its assets. Gives None where something is wrong."""
    if report.failed:
        return None
    options.on_progress("rendering", 0, len(sheets))
    on_page = partial(options.on_progress, "rendering")
    try:
        rendered = render(
            planned.plan, options.project, report, on_page, options.jobs, sheets, planned.theme
        )
    except OSError as error:
        message = f"There is no place for temporary files: {error.strerror}."
        report.add(Location(str(error.filename or "")), Code.OUTPUT_FAILED, message)
        return None
    _add_exports(planned, rendered, report)
    try:
        paths.check({*rendered.files, *(sheet.path for sheet in planned.plan.sheets)})
    except ValueError as error:
        # Only an asset can have a name that a site cannot: the others are made here.
        message = f"The site cannot have such a file: {error}."
        report.add(Location("templates/assets"), Code.OUTPUT_FAILED, message, "Rename it.")
    return rendered


def _add_exports(planned: PlannedSite, rendered: Rendered, report: Report) -> None:
    """Add the outputs of all exports. A file in ``templates/root/`` goes before an output of its
    name; a page and an asset must not have one."""
    pages = {sheet.path for sheet in planned.plan.sheets}
    builder = planned.plan.builder
    added: dict[str, bytes] = {}
    at = Location("site")
    try:
        for name, path, data in outputs(builder.dossier, builder.analysis):
            paths.check([path])
            if path in pages or path in added or path.startswith("assets/"):
                message = f'The export "{name}" writes {path}, which is a file of the site already.'
                report.add(at, Code.EXPORT, message, "Let it write another path.")
            elif path not in rendered.files:
                added[path] = data
    except ExportError as error:
        report.add(at, Code.EXPORT, f"{error.message}.", error.suggestion)
    except ValueError as error:
        report.add(at, Code.EXPORT, f"An export writes a file that no site can have: {error}.")
    rendered.files.hold(added)


def write_site(
    files: Mapping[str, bytes],
    options: BuildOptions,
    report: Report,
    digests: Mapping[str, str],
    unchanged: Kept = NONE_KEPT,
) -> Written | None:
    """Put a site in place. Gives None, with the reason in the report, where that cannot be done.

    Raises:
        KeptIsGoneError: as ``publish.output.write`` does.
    """
    try:
        return write(files, options.site, project=options.project, digests=digests, kept=unchanged)
    except OutputError as error:
        report.add(Location(str(options.site)), error.code, f"{error.message}.", error.suggestion)
        return None
