"""Finds what a build can reuse from the last one: every output that no changed entry affects."""

from __future__ import annotations

from collections.abc import Mapping

from claimline.analysis import Analysis
from claimline.analysis.violation import Violation
from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.engine.graph import FINDINGS, OUTPUT
from claimline.engine.queries import Computed
from claimline.engine.recording import Read
from claimline.engine.store import UnusableError
from claimline.model.dossier_tables import EntryDigests
from claimline.model.validate import Key
from claimline.value import Value

Layouts = dict[str, tuple[str, bytes]]
"""For each file that is made from shares, its digest and its layout."""
Broken = dict[Key, tuple[Violation, ...]]
"""The editorial rules that each record breaks."""


class Reuse(Value, frozen=True):
    """The results of the last build that are still valid.

    ``changed`` has the new digests of those entries that the last build read and that have changed
    since. ``outputs`` has the digests of the outputs that are unchanged, and ``stale`` the digests
    that the others had. ``results`` are the results that differ.
    """

    changed: Mapping[Read, bytes]
    outputs: Mapping[Read, bytes]
    stale: Mapping[Read, bytes]
    results: frozenset[Read]

    @property
    def files(self) -> dict[str, str]:
        """The digests of the unchanged files of the site, by path."""
        return {key: file.hex() for (name, key), file in self.outputs.items() if name == OUTPUT}


def find_reuse(cache: Cache, digests: EntryDigests, analysis: Analysis) -> Reuse | None:
    """Return what is still valid of the last build, or None if the cache cannot be used."""
    try:
        changed = _changed(cache, digests)
        stale = cache.graph.stale(changed, analysis.queries.digest)
        before = cache.graph.outputs()
    except UnusableError as error:
        cache.give_up(error)
        return None
    unchanged = {read: was for read, was in before.items() if read not in stale.outputs}
    others = {read: before[read] for read in stale.outputs}
    return Reuse(changed, unchanged, others, stale.results)


def _changed(cache: Cache, digests: EntryDigests) -> dict[Read, bytes]:
    wholes = cache.get("wholes", dict[str, bytes]) or {}
    same = {name for name, whole in digests.wholes.items() if wholes.get(name) == whole}
    return {
        node.read: now
        for node in cache.graph.entries()
        if node.name not in same and (now := digests[node.read]) != node.digest
    }


def report_violations(
    analysis: Analysis, reuse: Reuse | None, cache: Cache, report: Report
) -> Broken:
    """Report the editorial rules that records break. Return all that are broken.

    A record is checked again only if something that its rules read has changed.
    """
    last = cache.get("violations", Broken) if reuse else None
    broken: Broken = {}
    for key in analysis.record_keys():
        if reuse is not None and last is not None and (FINDINGS, key) in reuse.outputs:
            violations = last.get(key, ())
        else:
            violations = analysis.violations(*key)
        if violations:
            broken[key] = violations
            analysis.report(key, violations, report)
    return broken


def remember(
    cache: Cache,
    key: bytes,
    digests: EntryDigests,
    broken: Broken,
    reuse: Reuse | None,
    files: Mapping[str, str],
    computed: tuple[Computed, ...],
    layouts: Layouts,
) -> None:
    """Store what a build has computed for the next one.

    Args:
        cache: where to store it.
        key: the digest of what everything depends on.
        digests: the digests of the entries.
        broken: the rules that records break.
        reuse: what the build has reused from the last one.
        files: the digests of the unchanged files of the site.
        computed: what the build has computed.
        layouts: those of the files that the build has made from shares.

    Raises:
        UnusableError: the cache cannot be written.
    """
    graph = cache.graph
    if reuse is None:
        graph.clear()
    else:
        graph.renew(reuse.changed)
    cache.put("key", key)
    cache.put("wholes", digests.wholes)
    cache.put("violations", broken)
    known = (cache.get("layouts", Layouts) or {}) if reuse else {}
    unchanged_layouts = {path: known[path] for path in known.keys() & files.keys()}
    cache.put("layouts", dict(sorted((unchanged_layouts | layouts).items())))
    current = {read for part in computed for read, id_ in part.ids.items() if id_ in part.results}
    unchanged = reuse.outputs.keys() if reuse else frozenset[Read]()
    current |= {read for read in unchanged if read[0] != OUTPUT or read[1] in files}
    graph.update(computed, digests.__getitem__, graph.outputs().keys() - current)
