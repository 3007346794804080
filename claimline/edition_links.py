"""Chooses and links the records of an edition, or takes the links of the last build.

If little has changed, most entries of the tables are those of the last build, and they are read
when a page needs them (see ``changed_links.py``). So an edit reads the records that it changes, and
few others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache as once
from typing import Any, TypeVar

from msgspec.structs import replace

from claimline.changed_links import ChangedLinks, changed_links
from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.engine.digests import digest
from claimline.engine.late import Late
from claimline.kept_links import (
    TYPES,
    LastLinks,
    LinkFacts,
    facts_to_keep,
    keep_entries,
    keep_names,
    kept_table,
    links_to_keep,
)
from claimline.load import Loading
from claimline.model.dossier import Dossier, Usage
from claimline.model.dossier_tables import NO_DIGESTS, EntryDigests, LastDigests, last_entries
from claimline.model.edition import Edition, HeldBack
from claimline.model.link import link, with_scale
from claimline.model.publishable import public_record
from claimline.model.records import KINDS
from claimline.model.scan import names_of
from claimline.model.selection import select
from claimline.model.tag_names import check_tag_names
from claimline.model.usages import usages_in
from claimline.model.validate import Key, Records
from claimline.value import Value

K = TypeVar("K")
V = TypeVar("V")


class Chosen(Value, frozen=True):
    """The records of an edition, before they are linked.

    ``records`` are all records, and ``shown`` those that the site shows. If ``links`` has the
    links, both have only the records that these note. ``key`` is the digest of what the links
    follow from. It is empty if the links cannot be kept: in a preview, or if something is wrong.
    ``edition`` is the digest of the edition, and ``skeletons`` are those of all records.
    """

    records: Records
    shown: Records
    held_back: tuple[HeldBack, ...]
    key: bytes
    edition: bytes
    skeletons: Mapping[Key, bytes]
    links: ChangedLinks | None = None


class Linked(Value, frozen=True):
    """The linked records of an edition.

    ``chosen`` has no key if links like these cannot be kept. If most links are those of the last
    build, ``digests`` are those that are known from it, and ``changed`` are the records whose files
    have changed since.
    """

    dossier: Dossier
    chosen: Chosen
    digests: LastDigests = NO_DIGESTS
    changed: tuple[Key, ...] = ()


def choose(loading: Loading, edition: Edition, cache: Cache, report: Report) -> Chosen:
    """Choose the records of an edition. Report wrong names of tags, and wrong references."""
    key, of_edition = b"", digest(edition)
    if loading.skeletons and not edition.preview:
        key = digest((sorted(loading.skeletons.items()), of_edition))
    last = cache.get("links", LastLinks) if key else None
    links = last and changed_links(last, key, of_edition, loading, cache)
    if links:
        noted, held_back = _only(loading.records, links.last.noted), links.last.held_back
        shown = noted.without(_keys(held_back))
        return Chosen(noted, shown, held_back, key, of_edition, loading.skeletons, links)
    before = len(report)
    check_tag_names(loading.records, report)
    selection = select(loading.records, edition, report)
    key = key if len(report) == before else b""
    shown, held_back = selection.records, selection.held_back
    return Chosen(loading.records, shown, held_back, key, of_edition, loading.skeletons)


def link_chosen(chosen: Chosen, loading: Loading, cache: Cache, report: Report) -> Linked | None:
    """Link the records of an edition, or take the links of the last build.

    Returns:
        the linked records, or None if a reference is wrong.
    """
    if chosen.links is not None:
        return _as_in_last(chosen, chosen.links, loading, cache)
    before = len(report)
    dossier = link(chosen.shown, report)
    if len(report) != before:
        chosen = replace(chosen, key=b"")
    return None if dossier is None else Linked(dossier, chosen)


def _as_in_last(chosen: Chosen, links: ChangedLinks, loading: Loading, cache: Cache) -> Linked:
    """Return the records with the links of the last build, and those that have changed since."""

    @once
    def anew() -> Linked:
        """Link all records after all. What was wrong would have been found, so nothing is."""
        shown = loading.records.without(_keys(chosen.held_back))
        dossier = link(shown, Report())
        assert dossier is not None
        all_linked = replace(chosen, records=loading.records, shown=shown, links=None)
        return Linked(dossier, all_linked)

    entries = {name: dict(table) for name, table in links.entries.items()}
    entries["titles"] = {**entries.get("titles", {}), **links.titles}
    dossier = _last_dossier(links.last, loading, cache, lambda: anew().dossier)
    dossier = replace(
        dossier, **{name: _with(getattr(dossier, name), it) for name, it in entries.items()}
    )
    naming = [carrier for named, carrier in links.last.naming if named in links.titles]
    reworded = [key for key in (*links.changed, *naming) if key not in links.named]
    usages = _reworded(dossier, dict.fromkeys(reworded))
    if anew.cache_info().currsize:  # the cache turned out to be damaged
        return anew()
    dossier = replace(dossier, usages=_with(dossier.usages, usages))
    entries["usages"] = {**entries.get("usages", {}), **usages}
    wholes = cache.get("wholes", dict[str, bytes]) or {}
    digests = LastDigests(
        {name: wholes[name] for name in TYPES if name in wholes},
        lambda name: last_entries(cache, name) or {},
        entries,
        links.rekeyed,
    )
    return Linked(dossier, chosen, digests, links.changed)


def _with(table: Mapping[K, V], changed: Mapping[K, V]) -> Mapping[K, V]:
    """Return a table with the changed entries in place of its own."""
    if not changed:
        return table
    return Late(
        {key: key for key in table}, lambda key: changed[key] if key in changed else table[key]
    )


def _reworded(dossier: Dossier, changed: Iterable[Key]) -> dict[str, tuple[Usage, ...]]:
    """Return the usages of those sources that a record now cites in other words.

    Each record cites the same sources in the same order as in the last build.
    """
    reworded: dict[str, list[Usage]] = {}
    for key in changed:
        own: dict[str, list[Usage]] = defaultdict(list)
        record, texts = dossier.records(key[0])[key[1]], dossier.prose.get(key, {})
        for usage in usages_in(key, record, texts, dossier.titles):
            own[usage.source].append(usage)
        for source, usages in own.items():
            listed = reworded.setdefault(source, list(dossier.usages[source]))
            places = [nth for nth, usage in enumerate(listed) if usage.carrier == key]
            for nth, usage in zip(places, usages, strict=True):
                listed[nth] = usage
    return {
        source: tuple(usages)
        for source, usages in reworded.items()
        if tuple(usages) != dossier.usages[source]
    }


def _last_dossier(
    last: LastLinks, loading: Loading, cache: Cache, anew: Callable[[], Dossier]
) -> Dossier:
    """Return the Dossier whose tables are those of the last build.

    If the cache turns out to be damaged, its entries come from the Dossier that ``anew`` returns.
    """
    all_records, site = loading.records, loading.records.site
    assert site is not None
    shown = all_records.without(last.unshown)

    def of_kind(kind: str) -> Mapping[str, Any]:
        by_id = shown.by_kind[kind]
        return Late({id_: id_ for id_ in by_id}, lambda id_: public_record(by_id[id_]))

    scans = shown.scans
    tables: dict[str, Any] = {
        **{f"{kind}s": of_kind(kind) for kind in KINDS},
        **{name: kept_table(cache, last, name, anew) for name in TYPES},
        "prose": Late({key: key for key in last.prose}, lambda key: scans[key].texts),
    }
    interface = all_records.interface
    return Dossier(site=with_scale(site), where=shown.where, interface=interface, **tables)


def remember_links(
    cache: Cache, chosen: Chosen, dossier: Dossier, digests: EntryDigests, changed: Iterable[str]
) -> None:
    """Keep the links for the next build: see ``kept_links.py``.

    Raises:
        UnusableError: the cache cannot be written.
    """
    keep_entries(cache, dossier, digests, changed)
    links = chosen.links
    if links is not None and links.facts is not None:
        cache.put("links", links.last)
        cache.put("link facts", links.facts)
        keep_names(cache, links.named)
    elif links is None:
        before = cache.get("link facts", LinkFacts)
        known = (chosen.key, chosen.edition, chosen.records, chosen.held_back)
        cache.put("links", links_to_keep(*known, dossier) if chosen.key else None)
        cache.put("link facts", facts_to_keep(chosen.skeletons, dossier))
        gone = dict.fromkeys(before.skeletons if before else ())
        keep_names(
            cache, {**gone, **{it: names_of(scan) for it, scan in chosen.records.scans.items()}}
        )


def _keys(held_back: Iterable[HeldBack]) -> set[Key]:
    return {(each.kind, each.id) for each in held_back}


def _only(records: Records, keys: Iterable[Key]) -> Records:
    """Return some of the records, with the places of all."""
    by_kind: dict[str, dict[str, Any]] = {kind: {} for kind in records.by_kind}
    for kind, id_ in keys:
        by_kind[kind][id_] = records.by_kind[kind][id_]
    return replace(records, by_kind=by_kind)
