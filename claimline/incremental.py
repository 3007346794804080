"""What a build takes over from the last one, and what it leaves for the next."""

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
    """The last build: what its pages were made from, and which of them stay as they are.

    ``pages`` are the digests of the files of those pages. ``site`` is the folder in which they
    stand, or "" where nothing in it may be taken over.
    """

    trace: Trace | None
    stamp: Stamp | None
    pages: Mapping[str, str]
    site: str


def last_build(
    planned: PlannedSite, outputs: Iterable[Output], options: BuildOptions, *, reuse: bool
) -> LastBuild:
    """Find the traced outputs that are in place already. With ``reuse`` off there are none."""
    site = str(options.site.resolve())
    trace = from_plain(options.cache.get("trace"), planned.key)
    stamp = manifest.stamp(site)
    pages: dict[str, str] = {}
    if trace and reuse and stamp:
        options.on_progress("comparing", 0, 0)
        wanted = {output.path for output in outputs if output.traced}
        unchanged = unchanged_pages(trace, changed(trace, planned.digests, planned.plan.builder))
        known = {path: file for path, file in unchanged.items() if path in wanted}
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
    """Add the files of the search, which follow from all pages and from what can be found.

    ``pages`` are the digests of files, of all pages among them. Gives the digests of those files
    that are in place already, where the last build made them of the same pages.
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
    """Keep what the pages were made from, and what stands in the site.

    ``digests`` are those of all files that are known. Without ``same_theme`` it is not known
    which templates the pages have, so nothing is kept.
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
            cache.forget_site(site)  # another build has come between


def inputs_now(options: BuildOptions) -> Inputs | None:
    """The state of all that a build reads, before it reads anything."""
    cache = options.cache
    return inputs(str(options.project), cache.now()) if cache.now() else None


def remember_outcome(
    options: BuildOptions, before: Inputs | None, outcome: Outcome, report: Report
) -> None:
    """Keep what a build came to, for a run in which nothing has changed."""
    if outcome.written is None:
        return
    # What another program could not do now it may do the next time.
    if any(found.code in (Code.SEARCH, Code.IMAGE_WORDS) for found in report):
        before = None
    memory = to_remember(outcome, report, options.base_url)
    options.cache.note_inputs(str(options.site.resolve()), before, memory)
