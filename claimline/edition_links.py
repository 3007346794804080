"""Chooses and links the records of an edition, or takes the links of the last build.

Links follow from the skeletons of all records (see ``model/skeleton.py``). If no skeleton has
changed, the tables of the last build are right, and their entries are read when a page needs them.
So an edit of a text reads the record that it changes, and few others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache as once
from typing import Any, TypeVar

from msgspec.structs import replace

from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.engine.digests import digest
from claimline.engine.graph import changed_entries
from claimline.engine.late import Late
from claimline.kept_links import (
    TYPES,
    LastLinks,
    keep_entries,
    kept_table,
    links_to_keep,
    shared_titles,
)
from claimline.load import Loading
from claimline.model.dossier import Dossier, Usage, title
from claimline.model.dossier_tables import (
    NO_DIGESTS,
    EntryDigests,
    LastDigests,
    changed_tables,
    last_entries,
)
from claimline.model.edition import Edition, HeldBack
from claimline.model.link import link, with_scale
from claimline.model.publishable import public_record
from claimline.model.records import KINDS
from claimline.model.selection import select
from claimline.model.tag_names import check_tag_names
from claimline.model.usages import usages_in
from claimline.model.validate import Key, Records
from claimline.value import Value

K = TypeVar("K")
V = TypeVar("V")


class Chosen(Value, frozen=True):
    """The records of an edition, before they are linked.

    ``records`` are all records, and ``shown`` those that the site shows. If ``last`` has the links,
    both have only the records that ``last`` notes. ``key`` is the digest of what the links follow
    from. It is empty if the links cannot be kept: in a preview, or if something is wrong.
    """

    records: Records
    shown: Records
    held_back: tuple[HeldBack, ...]
    key: bytes
    last: LastLinks | None = None


class Linked(Value, frozen=True):
    """The linked records of an edition.

    ``chosen`` has no key if links like these cannot be kept. If the links are those of the last
    build, ``digests`` are those that are known from it, and ``changed`` are the records whose files
    have changed since.
    """

    dossier: Dossier
    chosen: Chosen
    digests: LastDigests = NO_DIGESTS
    changed: tuple[Key, ...] = ()


def choose(loading: Loading, edition: Edition, cache: Cache, report: Report) -> Chosen:
    """Choose the records of an edition. Report wrong names of tags, and wrong references."""
    key = b""
    if loading.skeletons and not edition.preview:
        key = digest((loading.skeletons, edition))
    last = cache.get("links", LastLinks) if key else None
    if last is not None and last.key == key:
        noted = _only(loading.records, last.noted)
        return Chosen(noted, noted.without(_keys(last.held_back)), last.held_back, key, last)
    before = len(report)
    check_tag_names(loading.records, report)
    selection = select(loading.records, edition, report)
    key = key if len(report) == before else b""
    return Chosen(loading.records, selection.records, selection.held_back, key)


def link_chosen(chosen: Chosen, loading: Loading, cache: Cache, report: Report) -> Linked | None:
    """Link the records of an edition, or take the links of the last build.

    Returns:
        the linked records, or None if a reference is wrong.
    """
    if chosen.last is not None:
        return _as_in_last(chosen, chosen.last, loading, cache)
    before = len(report)
    dossier = link(chosen.shown, report)
    if len(report) != before:
        chosen = replace(chosen, key=b"")
    return None if dossier is None else Linked(dossier, chosen)


def _as_in_last(chosen: Chosen, last: LastLinks, loading: Loading, cache: Cache) -> Linked:
    """Return the records with the links of the last build. Titles and usages may have other words.

    If two records share a title now, or did, all are linked again.
    """

    @once
    def anew() -> Linked:
        """Link all records after all. Their skeletons are unchanged, so nothing is wrong."""
        shown = loading.records.without(_keys(chosen.held_back))
        dossier = link(shown, Report())
        assert dossier is not None
        return Linked(dossier, Chosen(loading.records, shown, chosen.held_back, chosen.key))

    dossier = _last_dossier(last, loading, cache, lambda: anew().dossier)
    wholes = cache.get("wholes", dict[str, bytes]) or {}
    of_links = {name: wholes[name] for name in TYPES if name in wholes}
    digests = LastDigests(of_links, lambda name: last_entries(cache, name) or {})
    changed = [
        key
        for key in _changed_records(EntryDigests(dossier, loading.digests, digests), cache)
        if key[1] in dossier.records(key[0])
    ]
    titles = _renamed(dossier, changed, last)
    if titles is None:
        return anew()
    dossier = replace(dossier, titles=_with(dossier.titles, titles))
    naming = [carrier for named, carrier in last.naming if named in titles]
    usages = _reworded(dossier, dict.fromkeys([*changed, *naming]))
    if anew.cache_info().currsize:  # the cache turned out to be damaged
        return anew()
    return Linked(
        replace(dossier, usages=_with(dossier.usages, usages)),
        chosen,
        replace(digests, changed={"titles": titles, "usages": usages}),
        tuple(changed),
    )


def _with(table: Mapping[K, V], changed: Mapping[K, V]) -> Mapping[K, V]:
    """Return a table with the changed entries in place of its own."""
    if not changed:
        return table
    return Late(
        {key: key for key in table}, lambda key: changed[key] if key in changed else table[key]
    )


def _renamed(dossier: Dossier, changed: Iterable[Key], last: LastLinks) -> dict[Key, str] | None:
    """Return the new titles of changed records, or None if records share a title now, or did."""
    renamed: dict[Key, str] = {}
    for key in changed:
        now = title(dossier.records(key[0])[key[1]])
        if now != (last.shared.get(key) or dossier.titles[key]):
            renamed[key] = now
    if not renamed:
        return renamed
    kinds = {kind for kind, _ in renamed}
    titles = {key: words for key, words in dossier.titles.items() if key[0] in kinds}
    shared_now = shared_titles({**titles, **last.shared, **renamed})
    places = "place" in kinds and last.shared  # their names tell records with one title apart
    if places or renamed.keys() & (last.shared.keys() | shared_now.keys()):
        return None
    return renamed


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


def _changed_records(digests: EntryDigests, cache: Cache) -> Iterator[Key]:
    """Yield the records whose files have changed since the last build."""
    kinds = {f"{kind}s": kind for kind in KINDS}
    for name in changed_tables(cache, digests):
        if name in kinds:
            for id_ in changed_entries(last_entries(cache, name) or {}, digests.entries(name)):
                yield kinds[name], str(id_)


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
    """Keep the links for the next build: see ``kept_links.keep_entries``.

    Raises:
        UnusableError: the cache cannot be written.
    """
    keep_entries(cache, dossier, digests, changed)
    if chosen.last is None:
        known = (chosen.key, chosen.records, chosen.held_back)
        cache.put("links", links_to_keep(*known, dossier) if chosen.key else None)


def _keys(held_back: Iterable[HeldBack]) -> set[Key]:
    return {(each.kind, each.id) for each in held_back}


def _only(records: Records, keys: Iterable[Key]) -> Records:
    """Return some of the records, with the places of all."""
    by_kind: dict[str, dict[str, Any]] = {kind: {} for kind in records.by_kind}
    for kind, id_ in keys:
        by_kind[kind][id_] = records.by_kind[kind][id_]
    return replace(records, by_kind=by_kind)
