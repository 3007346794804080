"""The whole program on one screen: files in, a site out.

Each stage takes what the one before it gave, and adds its findings to the report. Any error
means that nothing is written. What an earlier run left in the cache stands in at two places:
records behind ``load``, and pages that would come out as they are between ``plan`` and
``render``. No stage knows more of it than what it is given.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from claimline import __version__
from claimline.analysis import analyse
from claimline.cache import Cache
from claimline.cache.inputs import inputs
from claimline.diagnostics import Code, Location, Report
from claimline.load import load
from claimline.model.link import link
from claimline.outcome import Outcome, to_remember
from claimline.pages.plan import Plan, Sheet, plan
from claimline.pages.trace import (
    Digests,
    changed,
    digest,
    from_plain,
    to_plain,
    traced,
    unchanged_pages,
)
from claimline.publish import headers, manifest, paths, search
from claimline.publish.files import Files
from claimline.publish.links import broken_links
from claimline.publish.outcome import OutputError, Written
from claimline.publish.output import NONE_KEPT, Kept, KeptIsGoneError, write
from claimline.publish.parallel import shared
from claimline.publish.render import Rendered, compile_templates, forget_templates, render
from claimline.publish.theme import theme_digest
from claimline.value import Value

Progress = Callable[[str, int, int], None]
"""Told of each step: what is done, how many are done, of how many (0: not known)."""

NO_CACHE = Cache(None)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the search for cycles: a build makes much that lives to its end, and no cycles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _untold(stage: str, done: int, of: int) -> None:
    """Nobody wants to know."""


@_no_collection()
def build(
    project: Path,
    output: Path,
    report: Report,
    progress: Progress | None = None,
    jobs: int = 1,
    cache: Cache = NO_CACHE,
    base_url: str | None = None,
) -> Outcome:
    """Build the investigation in ``project`` into ``output``. Findings go to ``report``.

    ``jobs`` is the number of processes at most. Neither it nor the cache changes the site.
    ``base_url`` stands in for that of the record of the site.
    """
    told = progress or _untold
    seen = inputs(str(project), cache.now()) if cache.now() else None
    made = plan_site(project, report, told, jobs, cache, base_url)
    outcome = Outcome(0, 0, None)
    if made is not None:
        try:
            outcome = _make(made, project, output, report, told, jobs, cache, keep=True)
        except KeptIsGoneError:
            outcome = _make(made, project, output, report, told, jobs, cache, keep=False)
    # What another program could not do now it may do the next time.
    if any(found.code in (Code.SEARCH, Code.IMAGE_WORDS) for found in report):
        seen = None
    if outcome.written is not None:
        cache.note_inputs(str(output.resolve()), seen, to_remember(outcome, report, base_url))
    return replace(outcome, remarks=tuple(cache.remarks))


@_no_collection()
def check(
    project: Path,
    report: Report,
    progress: Progress | None = None,
    jobs: int = 1,
    cache: Cache = NO_CACHE,
) -> Outcome:
    """All of a build but the writing; and every template is compiled, every link followed."""
    made = plan_site(project, report, progress, jobs, cache)
    rendered = made and render_site(made, project, report, progress, jobs, made.plan.sheets)
    compile_templates(project, report)
    if made and made.searched:
        search.check(made.plan.site.language, report)
    if rendered and not report.failed:
        for broken in broken_links(rendered.files):
            message = f'The link to "{broken.href}" cannot stand: {broken.reason}.'
            report.add(Location(f"site/{broken.page}"), Code.BROKEN_LINK, message)
    pages = len(made.plan.sheets) if made else 0
    files = len(rendered.files) if rendered else 0
    return Outcome(pages, files, None, tuple(cache.remarks))


class Planned(Value, frozen=True):
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
        return self.plan.book.dossier.site.sections.search


@_no_collection()
def plan_site(
    project: Path,
    report: Report,
    progress: Progress | None = None,
    jobs: int = 1,
    cache: Cache = NO_CACHE,
    base_url: str | None = None,
) -> Planned | None:
    """The plan of a whole site; None where a page cannot be made."""
    told = progress or _untold
    told("reading", 0, 0)
    shelf = cache.shelf()
    loading = load(project, report, partial(shared, jobs=jobs), shelf)
    cache.keep_records(shelf)
    told("linking", 0, 0)
    dossier = link(loading.records, report)
    if dossier is None:
        return None
    if base_url:
        dossier = replace(dossier, site=dossier.site.model_copy(update={"base_url": base_url}))
    told("planning", 0, 0)
    findings = analyse(dossier, report)
    planned = plan(dossier, findings, report)
    theme = theme_digest(project / "templates")
    key = digest((theme, planned.site, loading.digests["site", "site"], base_url))
    content = digest((__version__, key, sorted(loading.digests.items()))).hex()
    return Planned(planned, Digests(dossier, findings, loading.digests), key, content, theme)


@_no_collection()
def render_site(
    made: Planned,
    project: Path,
    report: Report,
    progress: Progress | None,
    jobs: int,
    sheets: Sequence[Sheet],
) -> Rendered | None:
    """Some pages of a site, and its assets; None where something is wrong."""
    if report.failed:
        return None
    told = progress or _untold
    told("rendering", 0, len(sheets))
    try:
        step = partial(told, "rendering")
        rendered = render(made.plan, project, report, step, jobs, sheets, made.theme)
    except OSError as error:
        message = f"There is no place for temporary files: {error.strerror}."
        report.add(Location(str(error.filename or "")), Code.OUTPUT_FAILED, message)
        return None
    if headers.NAME not in rendered.files:
        rendered.files.hold({headers.NAME: headers.headers_file(wasm=made.searched)})
    try:
        paths.check({*rendered.files, *(sheet.path for sheet in made.plan.sheets)})
    except ValueError as error:
        # Only an asset can have a name that a site cannot: the others are made here.
        message = f"The site cannot have such a file: {error}."
        report.add(Location("templates/assets"), Code.OUTPUT_FAILED, message, "Rename it.")
    return rendered


def write_site(
    files: Mapping[str, bytes],
    output: Path,
    project: Path,
    report: Report,
    digests: Mapping[str, str],
    kept: Kept = NONE_KEPT,
) -> Written | None:
    """Put a site in place; None, with the reason in the report, where that cannot be done.

    Raises:
        KeptIsGoneError: as ``publish.output.write`` does.
    """
    try:
        return write(files, output, project=project, digests=digests, kept=kept)
    except OutputError as error:
        report.add(Location(str(output)), error.code, f"{error.message}.", error.suggestion)
        return None


def _make(
    made: Planned,
    project: Path,
    output: Path,
    report: Report,
    told: Progress,
    jobs: int,
    cache: Cache,
    *,
    keep: bool,
) -> Outcome:
    """Render what is not in place as it shall be, and write it."""
    site = str(output.resolve())
    pages = len(made.plan.sheets)
    last = from_plain(cache.get("trace"), made.key)
    stamp = manifest.stamp(site)
    kept: dict[str, str] = {}
    if last and keep and stamp:
        told("comparing", 0, 0)
        wanted = {sheet.path for sheet in made.plan.sheets}
        known = unchanged_pages(last, changed(last, made.digests, made.plan.book))
        here = {path: file for path, file in known.items() if path in wanted}
        kept = {path: here[path] for path in cache.in_place(site, here)}
    sheets = [sheet for sheet in made.plan.sheets if sheet.path not in kept]
    rendered = render_site(made, project, report, told, jobs, sheets)
    still = theme_digest(project / "templates") == made.theme
    if not still:
        forget_templates()  # one was saved while pages were made: which have it is not known
    if rendered is None or report.failed:
        return Outcome(pages, 0, None)
    files = rendered.files
    for path in kept:
        files.keep(path, (output / path).read_bytes)
    digests = {**kept, **rendered.digests}
    found = _search(made, files, digests, site if keep and stamp else "", report, told, cache)
    if report.failed:
        return Outcome(pages, 0, None)
    digests |= found
    told("writing", 0, 0)
    in_place = Kept(frozenset({*kept, *found}), stamp)
    written = write_site(files, output, project, report, digests, in_place)
    if written is None:
        return Outcome(pages, len(files), None)
    after = manifest.stamp(site)
    if not still:
        cache.put("trace", None)
        cache.forget_site(site)
    elif cache.usable:
        told("remembering", 0, 0)
        trace = traced(last, kept, rendered.notes, rendered.digests, made.digests, made.key)
        cache.put("trace", to_plain(trace))
        listed = {path: digests.get(path) or manifest.digest(files[path]) for path in files}
        cache.note_site(site, {**listed, paths.MANIFEST: ""})
        if manifest.stamp(site) != after:
            cache.forget_site(site)  # another build has come between
    return Outcome(pages, len(files), written)


def _search(
    made: Planned,
    files: Files,
    pages: Mapping[str, str],
    site: str,
    report: Report,
    told: Progress,
    cache: Cache,
) -> Mapping[str, str]:
    """Add the files of the search, which follow from all pages and from what can be found.

    ``pages`` are the digests of the pages. Gives the digests of those files that are in place in
    ``site`` already, where the last build made them of the same pages.
    """
    finds = made.plan.finds()
    if not finds:
        return {}
    key = digest((sorted(pages.items()), finds))
    of, last = cache.get("search") or (b"", {})
    if site and last and of == key and cache.in_place(site, last) == last.keys():
        for path in last:
            files.keep(path, (Path(site) / path).read_bytes)
        return {str(path): str(listed) for path, listed in last.items()}
    told("indexing", 0, 0)
    found = search.index(files, finds, made.plan.site.language, report)
    files.hold(found)
    cache.put("search", (key, {path: manifest.digest(data) for path, data in found.items()}))
    return {}
