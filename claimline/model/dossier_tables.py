"""The tables of a Dossier, for the engine: reads of them are recorded, and entries have digests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from claimline.engine.digests import digest
from claimline.engine.recording import ALL, Recorder, Watched
from claimline.model.dossier import Dossier

_OF_RECORDS = frozenset(
    {"actors", "sources", "statements", "claims", "events", "details", "places", "briefs", "pages"}
)

# Every page depends on the site's own record, on the words of the interface and on whether it is a
# preview, and no page on where records are written.
_NOT_WATCHED = ("site", "where", "interface", "preview")


def watched(dossier: Dossier, recorder: Recorder) -> Dossier:
    """Return the same Dossier, but each read of an entry is recorded."""
    tables = {name: Watched(name, entries, recorder) for name, entries in _tables(dossier)}
    return replace(dossier, **tables)


class EntryDigests:
    """The digest of each entry of a Dossier.

    ``files`` are the digests of the files in which the records are written. They serve as digests
    of the records and their prose.
    """

    def __init__(self, dossier: Dossier, files: Mapping[tuple[str, str], bytes]) -> None:
        self._tables = {name: _standing(name, entries, files) for name, entries in _tables(dossier)}

    @cached_property
    def wholes(self) -> dict[str, bytes]:
        """Return for each table the digest of all its entries."""
        return {name: digest(dict(entries)) for name, entries in self._tables.items()}

    def entries(self, name: str) -> dict[Any, bytes]:
        """Return the digest of each entry of a table. ``ALL`` has that of its keys, in order."""
        table = self._tables[name]
        return {**{key: digest(entry) for key, entry in table.items()}, ALL: digest([*table])}


def _tables(dossier: Dossier) -> Iterator[tuple[str, Mapping[Any, Any]]]:
    for name in dossier.__struct_fields__:
        if name not in _NOT_WATCHED:
            yield name, getattr(dossier, name)


def _standing(
    name: str, entries: Mapping[Any, Any], files: Mapping[tuple[str, str], bytes]
) -> Mapping[Any, Any]:
    """Return the entries of a table, or the digests of files that serve for them."""
    if name in _OF_RECORDS:
        return {id_: files[name[:-1], id_] for id_ in entries}
    if name == "prose":
        return {key: files[key] for key in entries}
    return entries
