"""The files of a search index, and those that an earlier index left."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Any

from claimline.pages.shared_views import SearchEntry
from claimline.publish.search_cuts import Cut
from claimline.value import Value

FOLDER = "search"
START = f"{FOLDER}/start.js"
_END = b");\n"


class LastIndex(Value, frozen=True):
    """An index of an earlier build, and which of its entries are still right.

    ``entries`` are all of its entries in their order, without their sentences. ``start`` is its
    first file, and ``files`` are the others by path. ``unchanged`` are the addresses of the entries
    that have not changed.
    """

    entries: Sequence[SearchEntry]
    start: bytes
    files: Mapping[str, bytes]
    unchanged: Collection[str]


class SearchFiles:
    """The files of an index.

    ``new`` are those that are not in place yet, by path. ``reused`` are the paths of those that the
    last index has too.
    """

    def __init__(self, last: LastIndex | None) -> None:
        self.new: dict[str, bytes] = {}
        self.reused: set[str] = set()
        self.before: Sequence[SearchEntry] = last.entries if last else ()
        """The entries of the last index, without their sentences."""
        self._last: Mapping[str, bytes] = last.files if last else {}
        start = _data(last.start) if last else {"terms": (), "texts": (), "filters": {}}
        self.terms: Sequence[tuple[str, str]] = start["terms"]
        """The first word and the name of each file of words of the last index."""
        self.texts: Sequence[tuple[int, str]] = start["texts"]
        """The number of the first entry and the name of each file of texts of the last index."""
        filters = (name for name, _ in start["filters"].values())
        self._there = {name for _, name in (*self.terms, *self.texts)}.union(filters)
        self._decoded: dict[str, Any] = {}

    @cached_property
    def _first_texts(self) -> list[int]:
        return [number for number, _ in self.texts]

    def data(self, name: str) -> Any:
        """Return the data of a file of the last index."""
        if name not in self._decoded:
            self._decoded[name] = _data(self._last[_path(name)])
        return self._decoded[name]

    def text(self, number: int) -> Any:
        """Return the text of an entry of the last index."""
        first, name = self.texts[bisect_right(self._first_texts, number) - 1]
        return self.data(name)[number - first]

    def add(self, kind: str, json_: str) -> str:
        """Add a file with this data, and return its name."""
        name = f"{kind}-{blake2b(json_.encode(), digest_size=6).hexdigest()}"
        if name in self._there:
            self.reused.add(_path(name))
        else:
            self.new[_path(name)] = _script(name, json_)
        return name

    def add_cut(self, kind: str, cut: Cut) -> str:
        """Add a file with these rows, and return its name."""
        if cut.file:
            self.reused.add(_path(cut.file))
            return cut.file
        return self.add(kind, f"[{','.join(json_ for _, json_ in cut.rows)}]")

    def add_start(self, data: object) -> None:
        """Add the file that leads to all others."""
        self.new[START] = _script("start", as_json(data))


def as_json(data: object) -> str:
    """Return data as short JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _path(name: str) -> str:
    return f"{FOLDER}/{name}.js"


def _script(name: str, json_: str) -> bytes:
    return f"searchData({json.dumps(name)},{json_});\n".encode()


def _data(script: bytes) -> Any:
    return json.loads(script[script.index(b",") + 1 : -len(_END)])
