"""Which parts of the Dossier a page was made from.

A page's view follows from what it read: the entries of the Dossier and of the analysis, and the
parts that a ViewBuilder makes from them once for all pages. What is read is noted while it is read,
so nobody keeps a list by hand. A page whose every reading is the same is not made again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from typing import Any, TypeVar

from msgspec.structs import replace

from claimline.analysis import Analysis
from claimline.model.dossier import Dossier

Read = tuple[str, Any]
"""The name of a mapping of the Dossier or the findings, or of a part, and the key in it."""

ALL = "*"
"""The key that stands for the keys of a whole mapping and their order."""

K = TypeVar("K")
V = TypeVar("V")


class Reads:
    """What is being read now; nothing is noted while nobody asks."""

    __slots__ = ("now",)

    def __init__(self) -> None:
        self.now: set[Read] | None = None

    @contextmanager
    def noted(self) -> Iterator[set[Read]]:
        """What is read inside, and only that."""
        outer, self.now = self.now, set()
        try:
            yield self.now
        finally:
            self.now = outer


class Watched(Mapping[K, V]):
    """A mapping that notes which of its keys are read."""

    __slots__ = ("_data", "_name", "_reads")

    def __init__(self, name: str, data: Mapping[K, V], reads: Reads) -> None:
        self._name = name
        self._data = data
        self._reads = reads

    def __getitem__(self, key: K) -> V:
        now = self._reads.now
        if now is not None:
            now.add((self._name, key))
        return self._data[key]

    def get(self, key: K, default: Any = None) -> Any:
        now = self._reads.now
        if now is not None:
            now.add((self._name, key))
        return self._data.get(key, default)

    def __contains__(self, key: object) -> bool:
        now = self._reads.now
        if now is not None:
            now.add((self._name, key))
        return key in self._data

    def __iter__(self) -> Iterator[K]:
        self._whole()
        return iter(self._data)

    def __len__(self) -> int:
        self._whole()
        return len(self._data)

    def _whole(self) -> None:
        if self._reads.now is not None:
            self._reads.now.add((self._name, ALL))


# The site's own record frames every page, and where things are written is read by no page.
_NOT_WATCHED = ("site", "where")


def watched(dossier: Dossier, analysis: Analysis, reads: Reads) -> tuple[Dossier, Analysis]:
    """The same Dossier and findings, each entry noted when it is read."""

    def wrapped(whole: Dossier | Analysis) -> dict[str, Any]:
        return {name: Watched(name, entries, reads) for name, entries in _entries(whole)}

    return replace(dossier, **wrapped(dossier)), replace(analysis, **wrapped(analysis))


def leaves(dossier: Dossier, analysis: Analysis) -> dict[str, Mapping[Any, Any]]:
    """Everything that a page may read, by the name under which it is noted."""
    return dict(chain(_entries(dossier), _entries(analysis)))


def _entries(whole: Dossier | Analysis) -> Iterator[tuple[str, Mapping[Any, Any]]]:
    for name in whole.__struct_fields__:
        if name not in _NOT_WATCHED:
            yield name, getattr(whole, name)
