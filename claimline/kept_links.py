"""What the cache keeps of the links, for the next build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec import MsgspecError, Struct, msgpack

from claimline.dates import PartialDate
from claimline.engine.cache import Cache
from claimline.engine.late import Late
from claimline.engine.store import DamagedError, UnusableError
from claimline.model.chains import Voice
from claimline.model.dossier import Backlinks, Dossier, Usage, title
from claimline.model.dossier_tables import EntryDigests, last_entries
from claimline.model.edition import HeldBack
from claimline.model.records import KINDS, Record
from claimline.model.same_source import SourcePages, pages_of
from claimline.model.scan import uncited_name
from claimline.model.schema import Loc
from claimline.model.shared_fields import Role
from claimline.model.titles import sharing
from claimline.model.validate import Key, Records
from claimline.prose import Prose

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
    "same_actors": tuple[tuple[int, str], ...],
}
"""The tables of a Dossier that follow from the skeletons, with the types of their entries."""


_NAMES = "names"
"""The name under which the cache keeps what a record names."""


class LastLinks(Struct, frozen=True):
    """What the cache keeps of the links, beside the entries of the tables.

    ``key`` is the digest of what the links follow from, and ``edition`` that of the edition.
    ``unshown`` are the records that are private or held back, and ``noted`` those that list files
    or accept warnings. ``keys`` has the keys of each table, in order, and ``prose`` the records
    with Markdown texts. ``shared`` has the titles that several records of a kind have. ``naming``
    has pairs: a record that a text with citations links to, and the record of that text. The words
    of a usage may hold the first's title. ``uncited`` are the names in texts that would be
    citations in brackets.
    """

    key: bytes
    edition: bytes
    held_back: tuple[HeldBack, ...]
    unshown: tuple[Key, ...]
    noted: tuple[Key, ...]
    keys: dict[str, tuple[str | Key, ...]]
    prose: tuple[Key, ...]
    shared: dict[Key, str]
    naming: tuple[tuple[Key, Key], ...]
    uncited: tuple[str, ...]


class LinkFacts(Struct, frozen=True):
    """What the cache keeps of all records, to link a changed one. Few builds read it.

    ``skeletons`` has their digests, and ``titles`` the titles that the records have themselves.
    ``pages`` has the pages of the sources.
    """

    skeletons: dict[Key, bytes]
    titles: dict[Key, str]
    pages: dict[str, SourcePages]


def keep_entries(
    cache: Cache, dossier: Dossier, digests: EntryDigests, changed: Iterable[str]
) -> None:
    """Keep the entries of the tables that have changed since the last build.

    Args:
        cache: where to keep them. It still has the digests of the entries of the last build.
        dossier: the linked records.
        digests: the digests of the entries.
        changed: the names of the tables.

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


def kept_table(
    cache: Cache, last: LastLinks, name: str, anew: Callable[[], Dossier]
) -> Mapping[Any, Any]:
    """Return a table of the last build, whose entries are read when they are needed.

    If the cache turns out to be damaged, entries come from the Dossier that ``anew`` returns.
    """
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


def keep_names(cache: Cache, named: Mapping[Key, tuple[Key, ...] | None]) -> None:
    """Keep what records name. That of a record that is gone is None.

    Raises:
        UnusableError: the cache cannot be written.
    """
    for key, names in named.items():
        if names is None:
            cache.linked.remove(_place(_NAMES, key))
        else:
            cache.linked.put(_place(_NAMES, key), msgpack.encode(names))


def kept_names(cache: Cache, key: Key) -> tuple[Key, ...]:
    """Return what a record named in the last build.

    Raises:
        UnusableError: the cache is damaged.
    """
    data = cache.linked.get(_place(_NAMES, key))
    try:
        return msgpack.decode(data or b"", type=tuple[Key, ...])
    except (MsgspecError, ValueError):
        raise DamagedError from None


def links_to_keep(
    key: bytes,
    edition: bytes,
    records: Records,
    held_back: tuple[HeldBack, ...],
    dossier: Dossier,
) -> LastLinks:
    """Return what to keep of the links, beside the entries of the tables.

    Args:
        key: the digest of what the links follow from.
        edition: the digest of the edition.
        records: all records.
        held_back: those that are not published yet.
        dossier: the linked records.
    """
    unshown = [(kind, id_) for (kind, id_), _ in records.all() if id_ not in dossier.records(kind)]
    uncited = {
        uncited_name(problem)
        for scan in (*records.scans.values(), *records.hidden.values())
        for text in scan.texts.values()
        for problem in text.uncited
    }
    return LastLinks(
        key,
        edition,
        held_back,
        tuple(unshown),
        tuple(key for key, record in records.all() if is_noted(record)),
        {name: tuple(getattr(dossier, name)) for name in TYPES},
        tuple(dossier.prose),
        shared_titles(own_titles(dossier)),
        tuple(pair for key, texts in dossier.prose.items() for pair in naming(key, texts)),
        tuple(sorted(uncited)),
    )


def facts_to_keep(skeletons: Mapping[Key, bytes], dossier: Dossier) -> LinkFacts:
    """Return what to keep of all records, to link a changed one."""
    pages = {id_: pages_of(source) for id_, source in dossier.sources.items()}
    return LinkFacts(dict(skeletons), own_titles(dossier), pages)


def own_titles(dossier: Dossier) -> dict[Key, str]:
    """Return the titles that records have themselves, even if others of their kind have them."""
    return {(kind, id_): title(it) for kind in KINDS for id_, it in dossier.records(kind).items()}


def naming(key: Key, texts: Mapping[Loc, Prose]) -> Iterator[tuple[Key, Key]]:
    """Yield each record that a record's texts link to, and the record, if these texts cite."""
    if any(text.marks for text in texts.values()):
        for text in texts.values():
            for to in text.links:
                yield (to.kind, to.id), key


def is_noted(record: Record) -> bool:
    """Whether a build reads more of a record than pages and links need."""
    return bool(record.accept or getattr(record, "media", ()))


def shared_titles(titles: Mapping[Key, str]) -> dict[Key, str]:
    """Return those titles that several records of a kind have."""
    return {key: titles[key] for keys in sharing(titles) for key in keys}


def _place(name: str, key: str | tuple[str, ...]) -> bytes:
    words = key if isinstance(key, str) else ":".join(key)
    return f"{name} {words}".encode()
