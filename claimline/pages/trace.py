"""What the pages of a build were made from, so that the next build makes only what changed.

For each page the readings from which it was made are kept, for each reading the digest of what
was read. The next build takes the digests anew; a page is as it was if none of its readings has
another digest. A part of the ViewBuilder (a claim's row, a source's card) is a reading too: where
something that it was made from has changed, it is made again, and only if it comes out otherwise
does it count as changed. This is the rebuilding by "verifying traces" of Mokhov, Mitchell and
Peyton Jones, Build Systems a la Carte (2018), with early cutoff.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from msgspec.msgpack import Encoder

from claimline.analysis import Analysis
from claimline.model.dossier import Dossier
from claimline.pages.reads import ALL, Read, leaves
from claimline.pages.view_builder import PARTS, ViewBuilder
from claimline.value import Value

_OF_RECORDS = frozenset(
    {"actors", "sources", "statements", "claims", "events", "details", "places", "briefs", "pages"}
)
ABSENT = b""
"""The digest of what is not there."""


_encoded = Encoder().encode


def digest(value: object) -> bytes:
    """A digest of a value made of frozen values and plain data: equal if the values are.

    Not told apart are a list and a tuple, an instant in one zone and in another, and a time or a
    span of it and the text for it (ISO 8601); no field takes the one or the other.

    Raises:
        TypeError: there is something else in it.
    """
    return blake2b(_encoded(value), digest_size=16).digest()


class Digests:
    """The digest of everything that a page may read in a Dossier and its findings.

    ``files`` are the digests of the files in which the records are written; they stand for the
    records and their prose.
    """

    def __init__(
        self, dossier: Dossier, analysis: Analysis, files: Mapping[tuple[str, str], bytes]
    ) -> None:
        self.leaves = {
            name: _standing(name, values, files)
            for name, values in leaves(dossier, analysis).items()
        }
        """What stands for everything that may be read, by name."""
        self._known: dict[Read, bytes] = {}
        self._wholes: dict[str, bytes] = {}

    def whole(self, name: str) -> bytes:
        """The digest of all that may be read under a name."""
        whole = self._wholes.get(name)
        if whole is None:
            whole = self._wholes[name] = digest(dict(self.leaves[name]))
        return whole

    def __getitem__(self, read: Read) -> bytes:
        known = self._known.get(read)
        if known is None:
            known = self._known[read] = self._digest(*read)
        return known

    def _digest(self, name: str, key: Any) -> bytes:
        values = self.leaves[name]
        if key == ALL:
            return digest(list(values))
        return digest(values[key]) if key in values else ABSENT


def _standing(
    name: str, values: Mapping[Any, Any], files: Mapping[tuple[str, str], bytes]
) -> Mapping[Any, Any]:
    """The values under a name, or the digests of the files that stand for them."""
    if name in _OF_RECORDS:
        return {id_: files[name[:-1], id_] for id_ in values}
    if name == "prose":
        return {key: files[key] for key in values}
    return values


class Traced(Value, frozen=True):
    """A page as it was written: the digest of its file, and the numbers of its readings."""

    file: str
    reads: bytes


@dataclass(slots=True)
class Trace:
    """The readings of all pages of a build. ``key`` is of what every page depends on."""

    key: bytes
    reads: list[Read] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)
    parts: dict[int, bytes] = field(default_factory=dict)
    """For each part, by its number as a reading, the numbers of what it was made from."""
    pages: dict[str, Traced] = field(default_factory=dict)
    wholes: dict[str, bytes] = field(default_factory=dict)
    """For each name of readings, the digest of all that may be read under it."""

    def same(self, now: Digests) -> frozenset[str]:
        """The names under which every reading is as it was."""
        return frozenset(name for name in now.leaves if self.wholes.get(name) == now.whole(name))


def to_plain(trace: Trace) -> tuple[Any, ...]:
    """A trace as plain data."""
    pages = {path: (page.file, page.reads) for path, page in trace.pages.items()}
    return trace.key, trace.reads, trace.digests, trace.parts, pages, trace.wholes


def from_plain(data: Any, key: bytes) -> Trace | None:
    """The trace of :func:`to_plain`, if it is there and what every page depends on is the same."""
    if not isinstance(data, tuple) or data[0] != key:
        return None
    _, reads, digests, parts, pages, wholes = data
    made = {path: Traced(*page) for path, page in pages.items()}
    return Trace(key, reads, digests, parts, made, wholes)


def changed(last: Trace, now: Digests, builder: ViewBuilder) -> frozenset[int]:
    """The numbers of the readings that are not as they were."""
    suspect = now.leaves.keys() - last.same(now)
    changed_reads = {
        number
        for number, read in enumerate(last.reads)
        if read[0] in suspect and now[read] != last.digests[number]
    }
    waiting = dict(last.parts)
    while True:
        # A part that comes out otherwise may make another stale that was passed over before it.
        hit = [at for at, from_ in waiting.items() if not changed_reads.isdisjoint(_numbers(from_))]
        if not hit:
            return frozenset(changed_reads)
        for number in hit:
            del waiting[number]
            if _part(builder, last.reads[number]) != last.digests[number]:
                changed_reads.add(number)


def unchanged_pages(last: Trace, stale: frozenset[int]) -> dict[str, str]:
    """The pages of which no reading is stale, with the digests of their files."""
    return {
        path: page.file
        for path, page in last.pages.items()
        if stale.isdisjoint(_numbers(page.reads))
    }


def _part(builder: ViewBuilder, read: Read) -> bytes:
    name, key = read
    try:
        return digest(PARTS[name](builder, key))
    except KeyError:  # the record is gone, or there is no such part any more
        return ABSENT


def _numbers(packed: bytes) -> Sequence[int]:
    numbers = array("I")
    numbers.frombytes(packed)
    return numbers


class Notes:
    """Collects in one process what pages were made from. Small enough to be sent to another."""

    def __init__(self) -> None:
        self._number: dict[Read, int] = {}
        self.pages: dict[str, bytes] = {}
        self.parts: dict[int, tuple[bytes, bytes]] = {}

    @property
    def reads(self) -> list[Read]:
        """The readings, in the order of their numbers."""
        return list(self._number)

    def page(self, path: str, reads: Iterable[Read]) -> None:
        """Note what a page was made from."""
        self.pages[path] = self._packed(reads)

    def builder(self, builder: ViewBuilder) -> None:
        """Note what the parts of a ViewBuilder were made from."""
        for read, (value, inner) in builder.parts.items():
            self.parts[self._numbered(read)] = (digest(value), self._packed(inner))

    def _packed(self, reads: Iterable[Read]) -> bytes:
        return array("I", sorted(map(self._numbered, reads))).tobytes()

    def _numbered(self, read: Read) -> int:
        return self._number.setdefault(read, len(self._number))


def traced(
    last: Trace | None,
    unchanged_files: Mapping[str, str],
    notes: Iterable[Notes],
    files: Mapping[str, str],
    now: Digests,
    key: bytes,
) -> Trace:
    """The trace of a build: of the pages that are as they were, and of those that were made.

    ``unchanged_files`` and ``files`` hold the digests of the files of the former and of the latter.
    """
    trace = Trace(key, wholes={name: now.whole(name) for name in now.leaves})
    number: dict[Read, int] = {}
    same: frozenset[str] = frozenset()
    if last is not None:
        same = last.same(now)
        trace.reads = list(last.reads)
        trace.digests = list(last.digests)
        trace.parts = dict(last.parts)
        trace.pages = {path: last.pages[path] for path in unchanged_files}
        number = {read: at for at, read in enumerate(trace.reads)}
    fresh: dict[int, bytes] = {}
    for noted in notes:
        renumbered = []
        for read in noted.reads:
            at = number.get(read)
            if at is None:
                at = number[read] = len(trace.reads)
                trace.reads.append(read)
                trace.digests.append(ABSENT)
            renumbered.append(at)
        for own, (value, inner) in noted.parts.items():
            at = renumbered[own]
            trace.parts[at] = _renumbered(inner, renumbered)
            fresh[at] = value
        for path, reads in noted.pages.items():
            trace.pages[path] = Traced(files[path], _renumbered(reads, renumbered))
    for at, read in enumerate(trace.reads):
        if read[0] in now.leaves:
            if read[0] not in same or not trace.digests[at]:
                trace.digests[at] = now[read]
        elif at in fresh:
            trace.digests[at] = fresh[at]
    return trace


def _renumbered(packed: bytes, numbers: Sequence[int]) -> bytes:
    return array("I", sorted(map(numbers.__getitem__, _numbers(packed)))).tobytes()
