"""Finds what a build can reuse from the last one: every output that no changed entry affects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from claimline.analysis import Analysis
from claimline.analysis.violation import Violation
from claimline.diagnostics import Location, Report
from claimline.engine.cache import Cache
from claimline.engine.graph import Stale, changed_entries
from claimline.engine.queries import FINDINGS, OUTPUT, PLAN, Computed, Queries, computed, split
from claimline.engine.recording import Read
from claimline.engine.store import UnusableError
from claimline.engine.stored_results import Comparing, StoredResults, store_results
from claimline.model.dossier_tables import EntryDigests, changed_tables, last_entries
from claimline.model.schema import Loc
from claimline.model.validate import Key
from claimline.pages.parts import STORED
from claimline.pages.view_builder import ViewBuilder
from claimline.publish.render import Rendered
from claimline.value import Value

Layouts = dict[str, tuple[str, bytes]]
"""For each file that is made from shares, its digest and its layout."""
_Outputs = dict[tuple[str, str | tuple[str, ...]], bytes]
"""The digest of each output."""
Broken = dict[Key, tuple[Violation, ...]]
"""The editorial rules that each record breaks."""
_Places = dict[Key, tuple[tuple[str, bytes], tuple[tuple[Loc, Location], ...]]]
"""For each record that breaks a rule, the path and the digest of its file, and places in it."""


class Reuse(Value, frozen=True):
    """What of the last build is still valid, and what is not.

    ``outputs`` has the digests of the outputs that are unchanged.
    """

    outputs: Mapping[Read, bytes]
    stale: Stale

    @property
    def files(self) -> dict[str, str]:
        """The digests of the unchanged files of the site, by path."""
        return {key: file.hex() for (name, key), file in self.outputs.items() if name == OUTPUT}


def find_reuse(cache: Cache, digests: EntryDigests, builder: ViewBuilder) -> Reuse | None:
    """Return what is still valid of the last build, or None if the cache cannot be used.

    From then on, the builder uses the stored results that are still right.
    """
    queries = builder.queries
    changed: list[Read] = []
    for name in changed_tables(cache, digests):
        before = last_entries(cache, name)
        if before is None:
            return None
        changed += [(name, key) for key in changed_entries(before, digests.entries(name))]
    try:
        comparing = Comparing(cache.graph, changed, queries)
        queries.earlier = StoredResults(cache, STORED, queries.ids, comparing.differs).get
        stale = cache.graph.stale(changed, queries.digest)
    except UnusableError as error:
        cache.give_up(error)
        return None
    differing = frozenset(map(queries.ids.__getitem__, stale.results))
    queries.earlier = StoredResults(cache, STORED, queries.ids, differing.__contains__).get
    unchanged = cache.get("outputs", _Outputs) or {}
    for read in stale.outputs:
        unchanged.pop(read, None)
    return Reuse(unchanged, stale)


def report_violations(
    analysis: Analysis,
    reuse: Reuse | None,
    cache: Cache,
    report: Report,
    file_digests: Mapping[Key, bytes],
) -> Broken:
    """Report the editorial rules that records break. Return all that are broken.

    A record is checked again only if something that its rules read has changed. Its file is read
    again, to find the lines, only if the file has changed (see ``file_digests``).
    """
    last = cache.get("violations", Broken) if reuse else None
    stored = cache.get("places", _Places) or {}
    places: _Places = {}
    broken: Broken = {}
    for key in analysis.record_keys():
        if reuse is not None and last is not None and (FINDINGS, key) in reuse.outputs:
            violations = last.get(key, ())
        else:
            violations = analysis.violations(*key)
        if violations:
            broken[key] = violations
            file = (analysis.dossier.where[key].path, file_digests[key])
            stored_file, stored_places = stored.get(key, (None, ()))
            known = dict(stored_places) if stored_file == file else {}
            reported = analysis.report(key, violations, report, known)
            places[key] = (file, tuple((loc, at) for loc, at in reported.items() if at.line))
    if places != stored:
        cache.put("places", places)
    return broken


def remember(
    cache: Cache,
    key: bytes,
    digests: EntryDigests,
    broken: Broken,
    reuse: Reuse | None,
    files: Mapping[str, str],
    queries: Queries,
    rendered: Rendered,
    planned: Set[Read],
) -> None:
    """Store what a build has computed for the next one.

    Args:
        cache: where to store it.
        key: the digest of what everything depends on.
        digests: the digests of the entries.
        broken: the rules that records break.
        reuse: what the build has reused from the last one.
        files: the digests of the unchanged files of the site.
        queries: what the build has computed in this process.
        rendered: what the build has rendered.
        planned: what the plan of the site has read.

    Raises:
        UnusableError: the cache cannot be written.
    """
    parts = _computed(cache, reuse, queries, rendered, planned)
    if reuse is None:
        cache.graph.clear()
    for name in changed_tables(cache, digests):
        cache.put(f"entries {name}", digests.entries(name))
    cache.put("key", key)
    cache.put("wholes", digests.wholes)
    cache.put("violations", broken)
    known = (cache.get("layouts", Layouts) or {}) if reuse else {}
    unchanged_layouts = {path: known[path] for path in known.keys() & files.keys()}
    layouts = {path: (rendered.digests[path], it) for path, it in rendered.layouts.items()}
    cache.put("layouts", dict(sorted((unchanged_layouts | layouts).items())))
    outputs = dict(reuse.outputs) if reuse else {}
    lost = [read for read in outputs if read[0] == OUTPUT and read[1] not in files]
    for read in lost:
        del outputs[read]
    for part in parts:
        outputs |= part.outputs()
    before = {*lost, *reuse.stale.outputs} if reuse else frozenset[Read]()
    gone = cache.graph.update(parts, before - outputs.keys())
    cache.put("outputs", outputs)
    store_results(cache, STORED, parts, gone if reuse else None)


def _computed(
    cache: Cache, reuse: Reuse | None, queries: Queries, rendered: Rendered, planned: Set[Read]
) -> list[Computed]:
    """Return what the build has computed that the last one has not, by process."""
    ids = queries.ids
    checked = {ids[read] for read in reuse.stale.checked} if reuse else set[bytes]()

    def follow(reader: bytes, joined: bytes) -> Iterable[bytes]:
        return cache.graph.differing(checked, reader, joined) if reuse else split(joined)

    outputs = {**rendered.outputs, ids[PLAN, ""]: (b"", ids.joined(planned))}
    roots = {*checked, *rendered.read_elsewhere}
    roots.update(ids[read] for read in queries.results if read[0] == FINDINGS)
    for id_, (_, joined) in outputs.items():
        roots.update(follow(id_, joined or b""))
    return [*rendered.computed, computed(outputs, queries, roots, follow)]
