"""The tables of a Dossier, for the engine: reads of them are recorded, and entries have digests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from claimline.engine.cache import Cache
from claimline.engine.digests import digest
from claimline.engine.late import Late
from claimline.engine.recording import ALL, Recorder, Watched
from claimline.model.dossier import Dossier
from claimline.value import Value

_OF_RECORDS = frozenset(
    {"actors", "sources", "statements", "claims", "events", "details", "places", "briefs", "pages"}
)

# Every page depends on the site's own record, on the words of the interface and on whether it is a
# preview, and no page on where records are written.
_NOT_WATCHED = ("site", "where", "interface", "preview")


Digests = dict[str | tuple[str, ...], bytes]
"""The digest of each entry of a table, by its key."""


def watched(dossier: Dossier, recorder: Recorder) -> Dossier:
    """Return the same Dossier, but each read of an entry is recorded."""
    tables = {name: Watched(name, entries, recorder) for name, entries in _tables(dossier)}
    return replace(dossier, **tables)


def make_all(dossier: Dossier) -> None:
    """Make all entries that are made late. A process that is forked afterwards cannot make them."""
    for _, entries in _tables(dossier):
        table = entries.entries if isinstance(entries, Watched) else entries
        if isinstance(table, Late):
            table.make_all()


class LastDigests(Value, frozen=True):
    """The digests of tables that are almost as in the last build.

    ``wholes`` has the digest of each table in the last build. ``entries`` returns the digests that
    a table's entries had then. ``changed`` has the entries that differ now, and ``rekeyed`` the
    names of the tables that have other keys.
    """

    wholes: Mapping[str, bytes]
    entries: Callable[[str], Digests]
    changed: Mapping[str, Mapping[Any, Any]] = {}
    rekeyed: frozenset[str] = frozenset()


NO_DIGESTS = LastDigests({}, lambda name: {})


class EntryDigests:
    """The digest of each entry of a Dossier.

    ``files`` are the digests of the files in which the records are written. They serve as digests
    of the records and their prose. ``last`` has those that are known from the last build.
    """

    def __init__(
        self,
        dossier: Dossier,
        files: Mapping[tuple[str, str], bytes],
        last: LastDigests = NO_DIGESTS,
    ) -> None:
        self._tables = {name: _standing(name, entries, files) for name, entries in _tables(dossier)}
        self._last = last
        self._entries: dict[str, Digests] = {}

    @cached_property
    def wholes(self) -> dict[str, bytes]:
        """Return for each table the digest of all its entries."""
        return {name: self._whole(name) for name in self._tables}

    def _whole(self, name: str) -> bytes:
        before, changed = self._last.wholes.get(name), self._last.changed.get(name)
        if before is None:
            return digest(dict(self._tables[name]))
        keys = [*self._tables[name]] if name in self._last.rekeyed else None
        return digest((before, changed, keys)) if changed or keys is not None else before

    def entries(self, name: str) -> Digests:
        """Return the digest of each entry of a table. ``ALL`` has that of its keys, in order."""
        known = self._entries.get(name)
        if known is None:
            known = self._entries[name] = self._digests(name)
        return known

    def _digests(self, name: str) -> Digests:
        if name in self._last.wholes:
            changed = self._last.changed.get(name, {})
            known = self._last.entries(name) | {key: digest(it) for key, it in changed.items()}
            if name not in self._last.rekeyed:
                return known
            keys = [*self._tables[name]]
            return {**{key: known[key] for key in keys}, ALL: digest(keys)}
        table = self._tables[name]
        if name not in (*_OF_RECORDS, "prose"):
            table = {key: digest(entry) for key, entry in table.items()}
        return {**table, ALL: digest([*table])}


def _tables(dossier: Dossier) -> Iterator[tuple[str, Mapping[Any, Any]]]:
    for name in dossier.__struct_fields__:
        if name not in _NOT_WATCHED:
            yield name, getattr(dossier, name)


def _standing(
    name: str, entries: Mapping[Any, Any], files: Mapping[tuple[str, str], bytes]
) -> Mapping[Any, Any]:
    """Return the entries of a table, or the digests of files that serve for them."""
    if name in _OF_RECORDS:
        kind = name[:-1]
        return {id_: files[kind, id_] for id_ in entries}
    if name == "prose":
        return {key: files[key] for key in entries}
    return entries


def changed_tables(cache: Cache, digests: EntryDigests) -> list[str]:
    """Return the names of the tables that differ from those of the last build."""
    wholes = cache.get("wholes", dict[str, bytes]) or {}
    return [name for name, whole in digests.wholes.items() if wholes.get(name) != whole]


def last_entries(cache: Cache, name: str) -> Digests | None:
    """Return the digests of the entries of a table in the last build, or None."""
    return cache.get(f"entries {name}", Digests)
