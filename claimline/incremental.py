"""Incremental builds: what a build reuses from the last one, and what it stores for the next."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping

from msgspec import field

from claimline.diagnostics import Code, Report
from claimline.edition_links import remember_links
from claimline.engine.inputs import Inputs
from claimline.engine.store import UnusableError
from claimline.file_state import Stamp
from claimline.model.dossier_tables import changed_tables
from claimline.options import BuildOptions
from claimline.outcome import Outcome, to_remember
from claimline.output import LastFile, Output
from claimline.proof.site_proof import ProofHead, RecordDigests, digest_records, proof_head
from claimline.publish import manifest, paths
from claimline.publish.render import Rendered
from claimline.publish.site_files import SiteFiles, reader
from claimline.reuse import Layouts, remember
from claimline.stages import PlannedSite
from claimline.value import Value


class LastBuild(Value, frozen=True):
    """What is known of the last build.

    ``stamp`` is the stamp of its manifest. ``unchanged`` has the digests of the files that need no
    change. ``shared`` are files that are made again, but have shares that need no change, and
    ``beside`` has the digests of the other files that they lead to.
    """

    stamp: Stamp | None
    unchanged: Mapping[str, str] = {}
    shared: dict[str, LastFile] = field(default_factory=dict)
    beside: Mapping[str, str] = {}


_Beside = dict[str, dict[str, str]]
"""For each output that leads to other files of its own, the digest of each of these."""


def last_build(
    planned: PlannedSite, outputs: Collection[Output], options: BuildOptions, *, reuse: bool
) -> LastBuild:
    """Find the traced outputs that need no change. Without ``reuse`` there are none."""
    site = os.path.realpath(options.site)
    stamp = manifest.stamp(site)
    if planned.reuse is None or not reuse or not stamp:
        return LastBuild(stamp)
    same = planned.reuse.files
    known = {it.path: same[it.path] for it in outputs if it.traced and it.path in same}
    layouts = options.cache.get("layouts", Layouts) or {}
    composed = {output.path for output in outputs if output.compose}
    stale = composed & layouts.keys() - known.keys()
    beside = options.cache.get("beside", _Beside) or {}
    others = {path: beside[path] for path in beside.keys() & (known.keys() | stale)}
    expected = {**known, **{path: layouts[path][0] for path in stale}}
    for digests in others.values():
        expected |= digests
    in_place = options.cache.in_place(site, expected)
    if parted := {path for path, digests in others.items() if not digests.keys() <= in_place}:
        in_place -= parted
    pages = known if known.keys() <= in_place else _only(known, in_place)
    shared, beside_shared = {}, dict[str, str]()
    for path in stale & in_place:
        files = SiteFiles()
        files.add_in_place(others.get(path, {}), reader(options.site))
        data = (options.site / path).read_bytes()
        shared[path] = LastFile(data, layouts[path][1], planned.reuse.stale.results, files)
        beside_shared |= others.get(path, {})
    for path in others.keys() & pages.keys():
        pages |= others[path]
    return LastBuild(stamp, pages, shared, beside_shared)


def _only(digests: Mapping[str, str], paths: Collection[str]) -> dict[str, str]:
    return {path: digest for path, digest in digests.items() if path in paths}


def proof_head_of(planned: PlannedSite, options: BuildOptions) -> ProofHead:
    """Return what ``manifest.json`` says besides the files. Cache the digests of records."""
    dossier = planned.plan.builder.dossier
    if dossier.preview:  # its titles differ from those in the files, which the cache goes by
        return proof_head(dossier, digest_records(dossier, planned.file_digests, {}), None)
    known = options.cache.get("record digests", RecordDigests) or {}
    digests = digest_records(dossier, planned.file_digests, known)
    if digests != known:
        options.cache.put("record digests", digests)
    return proof_head(dossier, digests, planned.recorded)


def remember_pages(
    planned: PlannedSite,
    options: BuildOptions,
    last: LastBuild,
    rendered: Rendered,
    digests: Mapping[str, str],
) -> None:
    """Store the reads of the pages, and the state of the site, for the next build.

    Args:
        planned: the plan of the site.
        options: the options of the build.
        last: what is known of the last build.
        rendered: what this build rendered.
        digests: the digests of all files of the site.
    """
    cache, site = options.cache, os.path.realpath(options.site)
    after = manifest.stamp(site)
    if not cache.usable:
        return
    options.on_progress("remembering", 0, 0)
    states = planned.published.claims if planned.published else None
    cache.put("claim states", states)
    try:
        dossier = planned.plan.builder.dossier
        changed = changed_tables(cache, planned.digests)
        remember_links(cache, planned.chosen, dossier, planned.digests, changed)
        remember(
            cache, planned.key, planned.digests, planned.broken, planned.reuse, last.unchanged,
            planned.plan.builder.queries, rendered, planned.plan_reads,
        )  # fmt: skip
    except UnusableError as error:
        cache.give_up(error)
    known = cache.get("beside", _Beside) or {}
    beside = {path: known[path] for path in known.keys() & last.unchanged.keys()}
    for path, others in rendered.beside.items():
        beside[path] = {other: digests[other] for other in sorted(others)}
    cache.put("beside", dict(sorted(beside.items())))
    cache.note_site(site, {**digests, paths.MANIFEST: ""})
    if manifest.stamp(site) != after:
        cache.forget_site(site)  # another build changed the site meanwhile


def remember_outcome(
    options: BuildOptions, before: Inputs | None, outcome: Outcome, report: Report
) -> None:
    """Store the outcome of a build. A run in which nothing has changed reports it again."""
    if outcome.written is None:
        return
    # These depend on other programs, which may work next time, or on the site before the build.
    passing = (Code.IMAGE_WORDS, Code.UNEXPLAINED_CHANGE)
    if any(diagnostic.code in passing for diagnostic in report):
        before = None
    memory = to_remember(outcome, report, options.variant)
    options.cache.note_inputs(os.path.realpath(options.site), before, memory)
    options.cache.commit()
