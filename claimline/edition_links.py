"""Chooses and links the records of an edition, or takes the links of the last build.

Links follow from the outlines of all records (see ``model/outline.py``). If no outline has changed,
the tables of the last build are right, and their entries are read when a page needs them. So an
edit of a text reads the record that it changes, and few others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache as once
from typing import Any

from msgspec import MsgspecError, Struct, msgpack
from msgspec.structs import replace

from claimline.dates import PartialDate
from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.engine.digests import digest
from claimline.engine.graph import changed_entries
from claimline.engine.late import Late
from claimline.engine.store import UnusableError
from claimline.load import Loading
from claimline.model.chains import Voice
from claimline.model.dossier import Backlinks, Dossier, Usage
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
from claimline.model.shared_fields import Role
from claimline.model.tag_names import check_tag_names
from claimline.model.usages import usages_in
from claimline.model.validate import Key, Records
from claimline.value import Value

TYPES: dict[str, Any] = {
    "usages": tuple[Usage, ...],
    "back": Backlinks,
    "event_dates": PartialDate,
    "titles": str,
    "tagged": tuple[Key, ...],
    "parties": str,
    "roles": Role,
    "voices": Voice,
    "origins": Voice,
    "passed_on": tuple[str, ...],
    "carried_by": tuple[str, ...],
    "same_as": str,
}
"""The tables of a Dossier that follow from the outlines, with the types of their entries."""


class LastLinks(Struct):
    """What the cache keeps of the links, beside the entries of the tables.

    ``key`` is the digest of what they follow from. ``unshown`` are the records that are private or
    held back, and ``noted`` those that list files or accept warnings. ``keys`` has those of each
    table, in order, and ``prose`` the records with Markdown texts.
    """

    key: bytes
    held_back: tuple[HeldBack, ...]
    unshown: tuple[Key, ...]
    noted: tuple[Key, ...]
    keys: dict[str, tuple[str | Key, ...]]
    prose: tuple[Key, ...]


class Chosen(Value, frozen=True):
    """The records of an edition, before they are linked.

    ``records`` are all records and ``shown`` those that the site shows: only the noted ones if
    ``last`` has the links. ``key`` is the digest of what the links follow from. It is empty if they
    cannot be kept: in a preview, or if something is wrong.
    """

    records: Records
    shown: Records
    held_back: tuple[HeldBack, ...]
    key: bytes
    last: LastLinks | None = None


class Linked(Value, frozen=True):
    """The linked records of an edition.

    ``chosen`` has no key if links like these cannot be kept. ``digests`` are those that are known
    from the last build.
    """

    dossier: Dossier
    chosen: Chosen
    digests: LastDigests = NO_DIGESTS


def choose(loading: Loading, edition: Edition, cache: Cache, report: Report) -> Chosen:
    """Choose the records of an edition. Report names of tags and references that are wrong."""
    key = b""
    if loading.outlines and not edition.preview:
        key = digest((loading.outlines, edition))
    last = cache.get("links", LastLinks) if key else None
    if last is not None and last.key == key:
        held = {(each.kind, each.id) for each in last.held_back}
        noted = _only(loading.records, last.noted)
        return Chosen(noted, _without(noted, held), last.held_back, key, last)
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
    """Return the records with the links of the last build. Usages may have other words."""
    dossier = _last_dossier(chosen, last, loading, cache)
    wholes = cache.get("wholes", dict[str, bytes]) or {}
    of_links = {name: wholes[name] for name in TYPES if name in wholes}
    digests = LastDigests(of_links, lambda name: last_entries(cache, name) or {})
    changed = _changed_records(EntryDigests(dossier, loading.digests, digests), cache)
    reworded = _reworded(dossier, [key for key in changed if key[1] in dossier.records(key[0])])
    if reworded:
        before = dossier.usages

        def usages(source: str) -> tuple[Usage, ...]:
            return reworded[source] if source in reworded else before[source]

        dossier = replace(dossier, usages=Late({id_: id_ for id_ in before}, usages))
    return Linked(dossier, chosen, replace(digests, changed={"usages": reworded}))


def _reworded(dossier: Dossier, changed: Iterable[Key]) -> dict[str, tuple[Usage, ...]]:
    """Return the usages of those sources that a changed record now cites in other words.

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


def _last_dossier(chosen: Chosen, last: LastLinks, loading: Loading, cache: Cache) -> Dossier:
    """Return the Dossier whose tables are those of the last build."""
    all_records, site = loading.records, loading.records.site
    assert site is not None
    shown = _without(all_records, set(last.unshown))

    @once
    def anew() -> Dossier:
        """Link all records after all, because the cache turned out to be damaged."""
        dossier = link(_without(all_records, _keys(chosen.held_back)), Report())
        assert dossier is not None
        return dossier

    def table(name: str) -> Mapping[Any, Any]:
        decode = msgpack.Decoder(TYPES[name]).decode

        def entry(key: str | Key) -> Any:
            try:
                if (data := cache.linked.get(_place(name, key))) is not None:
                    return decode(data)
            except UnusableError as error:
                cache.give_up(error)
            except (MsgspecError, ValueError):
                pass  # it is damaged
            return getattr(anew(), name)[key]

        return Late({key: key for key in last.keys[name]}, entry)

    def of_kind(kind: str) -> Mapping[str, Any]:
        by_id = shown.by_kind[kind]
        return Late({id_: id_ for id_ in by_id}, lambda id_: public_record(by_id[id_]))

    scans = shown.scans
    tables: dict[str, Any] = {
        **{f"{kind}s": of_kind(kind) for kind in KINDS},
        **{name: table(name) for name in TYPES},
        "prose": Late({key: key for key in last.prose}, lambda key: scans[key].texts),
    }
    interface = all_records.interface
    return Dossier(site=with_scale(site), where=shown.where, interface=interface, **tables)


def remember_links(
    cache: Cache, chosen: Chosen, dossier: Dossier, digests: EntryDigests, changed: Iterable[str]
) -> None:
    """Keep the links for the next build.

    Args:
        cache: where to keep them. It still has the digests of the entries of the last build.
        chosen: the records.
        dossier: the linked records.
        digests: the digests of the entries.
        changed: the names of the tables that have changed since the last build.

    Raises:
        UnusableError: the cache cannot be written.
    """
    for name in sorted(TYPES.keys() & {*changed}):
        entries: Mapping[Any, Any] = getattr(dossier, name)
        before = last_entries(cache, name) or {}
        now = digests.entries(name)
        for key in entries:
            if before.get(key) != now[key]:
                cache.linked.put(_place(name, key), msgpack.encode(entries[key]))
        for key in before.keys() - now.keys():
            cache.linked.remove(_place(name, key))
    if chosen.last is None:
        cache.put("links", _to_keep(chosen, dossier) if chosen.key else None)


def _to_keep(chosen: Chosen, dossier: Dossier) -> LastLinks:
    every = chosen.records.by_kind
    unshown = [
        (kind, id_)
        for kind, of_kind in every.items()
        for id_ in of_kind
        if id_ not in dossier.records(kind)
    ]
    keys = {name: tuple(getattr(dossier, name)) for name in TYPES}
    noted, prose = tuple(_noted(chosen.records)), tuple(dossier.prose)
    return LastLinks(chosen.key, chosen.held_back, tuple(unshown), noted, keys, prose)


def _noted(records: Records) -> Iterator[Key]:
    """Yield the records of which a build reads more than pages and links need."""
    for key, record in records.all():
        if record.accept or getattr(record, "media", ()):
            yield key


def _keys(held_back: Iterable[HeldBack]) -> set[Key]:
    return {(each.kind, each.id) for each in held_back}


def _only(records: Records, keys: Iterable[Key]) -> Records:
    """Return some of the records, with the places of all."""
    by_kind: dict[str, dict[str, Any]] = {kind: {} for kind in records.by_kind}
    for kind, id_ in keys:
        by_kind[kind][id_] = records.by_kind[kind][id_]
    return replace(records, by_kind=by_kind)


def _without(records: Records, keys: set[Key]) -> Records:
    """Return the records without some."""
    if not keys:
        return records

    def of_kind(kind: str) -> Mapping[str, Any]:
        by_id = records.by_kind[kind]
        return Late({id_: id_ for id_ in by_id if (kind, id_) not in keys}, by_id.__getitem__)

    scans, hidden = records.scans, records.hidden
    return replace(
        records,
        by_kind={kind: of_kind(kind) for kind in records.by_kind},
        where={key: at for key, at in records.where.items() if key not in keys},
        scans=Late({key: key for key in scans if key not in keys}, scans.__getitem__),
        hidden=Late({key: key for key in hidden if key not in keys}, hidden.__getitem__),
    )


def _place(name: str, key: str | tuple[str, ...]) -> bytes:
    words = key if isinstance(key, str) else ":".join(key)
    return f"{name} {words}".encode()
