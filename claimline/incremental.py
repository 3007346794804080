"""Incremental builds: what a build reuses from the last one, and what it stores for the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claimline.cache.inputs import Inputs, inputs
from claimline.diagnostics import Code, Report
from claimline.file_state import Stamp
from claimline.options import BuildOptions
from claimline.outcome import Outcome, to_remember
from claimline.output import Output
from claimline.pages.trace import (
    Trace,
    changed,
    digest,
    from_plain,
    to_plain,
    traced,
    unchanged_pages,
)
from claimline.publish import manifest, paths, search
from claimline.publish.render import Rendered
from claimline.publish.site_files import SiteFiles
from claimline.stages import PlannedSite
from claimline.value import Value


class LastBuild(Value, frozen=True):
    """What is known of the last build.

    ``trace`` holds the reads of its pages. ``stamp`` is that of its manifest. ``pages`` has the
    digests of the pages that need no change. ``site`` is their folder, or "" if nothing in it may
    be reused.
    """

    trace: Trace | None
    stamp: Stamp | None
    pages: Mapping[str, str]
    site: str


def last_build(
    planned: PlannedSite, outputs: Iterable[Output], options: BuildOptions, *, reuse: bool
) -> LastBuild:
    """Find the traced outputs that need no change. Without ``reuse`` there are none."""
    site = str(options.site.resolve())
    trace = from_plain(options.cache.get("trace"), planned.key)
    stamp = manifest.stamp(site)
    pages: dict[str, str] = {}
    if trace and reuse and stamp:
        options.on_progress("comparing", 0, 0)
        planned_paths = {output.path for output in outputs if output.traced}
        unchanged = unchanged_pages(trace, changed(trace, planned.digests, planned.plan.builder))
        known = {path: file for path, file in unchanged.items() if path in planned_paths}
        pages = {path: known[path] for path in options.cache.in_place(site, known)}
    return LastBuild(trace, stamp, pages, site if reuse and stamp else "")


def add_search(
    planned: PlannedSite,
    options: BuildOptions,
    report: Report,
    files: SiteFiles,
    pages: Mapping[str, str],
    last: LastBuild,
) -> Mapping[str, str]:
    """Add the files of the search to ``files``.

    If the last build indexed the same pages and entries, its index stays in place.

    Args:
        planned: the plan of the site.
        options: those of the build.
        report: gets a warning if the search cannot be made.
        files: the finished files of the site.
        pages: the digests of files, among them all pages.
        last: what is known of the last build.

    Returns:
        the digests of the files that are in place already.
    """
    entries = planned.plan.search_entries()
    if not entries:
        return {}
    cache = options.cache
    key = digest((sorted({(entry.page, pages[entry.page]) for entry in entries}), entries))
    last_key, known = cache.get("search") or (b"", {})
    if last.site and known and last_key == key and cache.in_place(last.site, known) == known.keys():
        for path in known:
            files.keep(path, (options.site / path).read_bytes)
        return {str(path): str(listed) for path, listed in known.items()}
    options.on_progress("indexing", 0, 0)
    indexed = search.index(files, entries, planned.plan.site.language, report)
    files.hold(indexed)
    cache.put("search", (key, {path: manifest.digest(data) for path, data in indexed.items()}))
    return {}


def remember_pages(
    planned: PlannedSite,
    options: BuildOptions,
    last: LastBuild,
    rendered: Rendered,
    digests: Mapping[str, str],
    *,
    same_theme: bool,
) -> None:
    """Store the reads of the pages, and the state of the site, for the next build.

    Args:
        planned: the plan of the site.
        options: those of the build.
        last: what is known of the last build.
        rendered: what this build rendered.
        digests: the digests of files, as far as they are known.
        same_theme: whether the templates are the same as at the start. If not, nobody knows which
            templates a page has, so nothing is stored.
    """
    cache, site = options.cache, str(options.site.resolve())
    after = manifest.stamp(site)
    if not same_theme:
        cache.put("trace", None)
        cache.forget_site(site)
    elif cache.usable:
        options.on_progress("remembering", 0, 0)
        trace = traced(
            last.trace, last.pages, rendered.notes, rendered.digests, planned.digests, planned.key
        )
        cache.put("trace", to_plain(trace))
        files = rendered.files
        listed = {path: digests.get(path) or manifest.digest(files[path]) for path in files}
        cache.note_site(site, {**listed, paths.MANIFEST: ""})
        if manifest.stamp(site) != after:
            cache.forget_site(site)  # another build changed the site meanwhile


def inputs_now(options: BuildOptions) -> Inputs | None:
    """Return the state of all files that a build reads, before it reads any."""
    cache = options.cache
    return inputs(str(options.project), cache.now()) if cache.now() else None


def remember_outcome(
    options: BuildOptions, before: Inputs | None, outcome: Outcome, report: Report
) -> None:
    """Store the outcome of a build, for a run in which nothing has changed."""
    if outcome.written is None:
        return
    # These depend on other programs, which may work the next time, or on the site as it was.
    passing = (Code.SEARCH, Code.IMAGE_WORDS, Code.UNEXPLAINED_CHANGE)
    if any(diagnostic.code in passing for diagnostic in report):
        before = None
    memory = to_remember(outcome, report, options.base_url)
    options.cache.note_inputs(str(options.site.resolve()), before, memory)
