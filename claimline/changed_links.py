"""Finds what has changed since the links of the last build, and links only that anew.

Links follow from the skeletons of records (see ``model/skeleton.py``). If no skeleton has changed,
the tables of the last build are right. If few have, their entries are made anew (see
``model/relink.py``). Otherwise, or where that is not certain, all records are linked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from claimline.engine.cache import Cache
from claimline.engine.graph import changed_entries
from claimline.engine.late import Late
from claimline.engine.store import DamagedError, UnusableError
from claimline.kept_links import (
    TYPES,
    LastLinks,
    LinkFacts,
    is_noted,
    kept_names,
    kept_table,
    naming,
)
from claimline.load import Loading
from claimline.model.changed_records import Before, RecordChanges, order
from claimline.model.dossier import Dossier, title
from claimline.model.dossier_tables import last_entries
from claimline.model.records import KINDS
from claimline.model.relink import Relinked, relink
from claimline.model.retitle import reached, retitle
from claimline.model.scan import names_of
from claimline.model.validate import Key, Records
from claimline.value import Value

_MOST = 10
"""If more than one record in this many has changed, all are linked."""


class ChangedLinks(Value, frozen=True):
    """The links of the last build, and what of them has changed since.

    ``last`` is what to keep of the links. ``changed`` are the shown records whose files have
    changed. ``titles`` has the new titles. ``facts`` is what to keep of all records, or None if it
    is the same. ``named`` is what the records name whose skeletons have changed, or None for each
    that is gone. ``entries`` has the new entries of tables, by name and key, without those that are
    gone. ``rekeyed`` are the tables that have other keys now.
    """

    last: LastLinks
    changed: tuple[Key, ...]
    titles: Mapping[Key, str] = {}
    facts: LinkFacts | None = None
    named: Mapping[Key, tuple[Key, ...] | None] = {}
    entries: Mapping[str, Mapping[Any, Any]] = {}
    rekeyed: frozenset[str] = frozenset()


def changed_links(
    last: LastLinks, key: bytes, edition: bytes, loading: Loading, cache: Cache
) -> ChangedLinks | None:
    """Return the links of the last build with what has changed, or None if all must be linked.

    Args:
        last: what the last build kept of its links.
        key: the digest of what the links follow from now.
        edition: the digest of the edition.
        loading: all records.
        cache: has the tables of the last build.
    """
    if last.edition != edition:
        return None
    try:
        return _changed(last, key, loading, cache)
    except UnusableError as error:
        cache.give_up(error)
        return None


def _changed(last: LastLinks, key: bytes, loading: Loading, cache: Cache) -> ChangedLinks | None:
    """Raises UnusableError: the cache is damaged."""
    shown = loading.records.without(last.unshown)
    tables = {name: kept_table(cache, last, name, _damaged) for name in TYPES}
    changed = tuple(_changed_files(loading, last, cache))
    renamed = {
        it: words
        for it in changed
        if (words := title(shown.by_kind[it[0]][it[1]]))
        != (last.shared.get(it) or tables["titles"].get(it))
    }
    if last.key == key and not renamed:
        return ChangedLinks(last, changed)
    facts = cache.get("link facts", LinkFacts)
    if facts is None:
        return None
    changes = _changes(facts.skeletons, loading.skeletons)
    few = len(changes.all) * _MOST <= len(loading.skeletons)
    if not few or any(map(changes.all.intersection, _with_names(last.unshown, loading.records))):
        return None
    own = {it: words for it, words in facts.titles.items() if it not in changes.gone} | renamed
    at = [*reached(changes, renamed, last.shared, tables["back"])]
    retitled = retitle(facts.titles, own, last.shared, at, shown)
    titles = {it: to for it, to in retitled.titles.items() if to != tables["titles"].get(it)}
    last_now = replace(last, key=key, shared=dict(retitled.shared))
    links = ChangedLinks(
        last_now, changed, titles, LinkFacts({**loading.skeletons}, own, facts.pages)
    )
    if not changes.all:
        return links
    named = {it: kept_names(cache, it) for it in changes.changed | changes.gone}
    before = Before(tables, named, facts.pages, frozenset(last.uncited))
    all_titles = Late(
        {it: it for it in own}, lambda it: retitled.titles.get(it) or tables["titles"][it]
    )
    relinked = relink(before, shown, changes, all_titles)
    if relinked is None:
        return None
    return _completed(relinked, changes, shown, replace(links, named=relinked.named))


def _damaged() -> Dossier:
    raise DamagedError


def _changed_files(loading: Loading, last: LastLinks, cache: Cache) -> Iterator[Key]:
    """Yield the shown records whose files have changed since the last build."""
    before = {kind: last_entries(cache, f"{kind}s") or {} for kind in KINDS}
    unshown = {*last.unshown, ("site", "site")}
    for (kind, id_), digest in loading.digests.items():
        if (kind, id_) not in unshown and before[kind].get(id_) != digest:
            yield kind, id_


def _changes(before: Mapping[Key, bytes], now: Mapping[Key, bytes]) -> RecordChanges:
    """Return which skeletons have changed."""
    differing = frozenset(changed_entries(before, now))
    added, gone = differing - before.keys(), differing - now.keys()
    return RecordChanges(added, differing - added - gone, gone)


def _with_names(keys: Iterable[Key], records: Records) -> Iterator[set[Key]]:
    """Yield each key with what its record names."""
    for key in keys:
        scan = records.scans.get(key)
        yield {key, *(names_of(scan) if scan else ())}


def _completed(
    relinked: Relinked, changes: RecordChanges, shown: Records, links: ChangedLinks
) -> ChangedLinks | None:
    """Return links with entries that were made anew.

    Return None if a tag that has a name in ``tag_names`` has lost its last record.
    """
    last, facts = links.last, links.facts
    assert facts is not None
    rekeyed = dict(_rekeyed(last, relinked))
    keys = {**last.keys, **rekeyed}
    lost = {*last.keys["tagged"]}.difference(keys["tagged"])
    if shown.site and not lost.isdisjoint(shown.site.tag_names):
        return None
    present, touched = changes.present, changes.all
    texts = {key: shown.scans[key].texts for key in present}
    noted = [key for key in present if is_noted(shown.by_kind[key[0]][key[1]])]
    named = [pair for key in present for pair in naming(key, texts[key])]
    pages = {id_: it for id_, it in {**facts.pages, **relinked.pages}.items() if it is not None}
    return replace(
        links,
        last=replace(
            last,
            keys=keys,
            prose=tuple(sorted({*last.prose} - touched | {key for key in present if texts[key]})),
            noted=tuple(sorted(({*last.noted} - touched).union(noted), key=order)),
            naming=(*(pair for pair in last.naming if pair[1] not in touched), *named),
        ),
        facts=replace(facts, pages=pages),
        entries={
            name: {key: entry for key, entry in table.items() if entry is not None}
            for name, table in relinked.entries.items()
        },
        rekeyed=frozenset(rekeyed),
    )


def _rekeyed(last: LastLinks, relinked: Relinked) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the tables that have other keys now, with these, in order."""
    for name, table in relinked.entries.items():
        before = set(last.keys[name])
        gone = {key for key, entry in table.items() if entry is None}
        now = (before | table.keys()) - gone
        if now != before:
            yield name, tuple(sorted(now, key=order) if name == "titles" else sorted(now))
