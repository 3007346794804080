"""Files that are made from a share of each of many records, in the order of the records' ids.

A share is made from the result of a query. After an edit, only the shares whose results have
changed are made anew. The others are cut from the file of the last build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Any

from msgspec import msgpack

from claimline.engine.queries import Queries
from claimline.exports.json_bytes import json_bytes
from claimline.output import Composed, LastFile, Output, composed
from claimline.value import Value

Share = Callable[[Any], bytes]


class Shares(Value, frozen=True):
    """The shares of several records of one kind.

    ``query`` is the name of the query whose results they are made from, by kind and id. ``share``
    makes the bytes of one. Those that are empty are left out. ``between`` stands between two, and
    ``around`` before and after all of them. If there is none, ``none`` stands there alone.
    """

    query: str
    kind: str
    ids: Sequence[str]
    share: Share = bytes
    between: bytes = b""
    around: tuple[bytes, bytes] = (b"", b"")
    none: bytes = b""


class _Placed(Value, frozen=True):
    """Where shares are in a file: the offset of the first, and the size of each."""

    query: str
    kind: str
    ids: tuple[str, ...]
    sizes: tuple[int, ...]
    start: int
    between: int

    @property
    def keys(self) -> tuple[str, str, tuple[str, ...]]:
        """The query, and its keys."""
        return self.query, self.kind, self.ids


def json_list(query: str, kind: str, ids: Sequence[str], depth: int = 0) -> Shares:
    """Return shares that are the items of a list in JSON, as ``json_item`` writes them.

    ``depth`` is how many levels the list lies below the whole file.
    """
    end = b"\n" + b" " * depth + b"]"
    return Shares(query, kind, ids, between=b",\n", around=(b"[\n", end), none=b"[]")


def json_item(data: object, depth: int = 0) -> bytes:
    """Return plain data as JSON, for an item of a list ``depth`` levels below the whole file."""
    indent = b" " * (depth + 1)
    return indent + json_bytes(data).rstrip().replace(b"\n", b"\n" + indent)


def output_of_shares(
    path: str, media_type: str, queries: Queries, parts: Callable[[], Iterable[bytes | Shares]]
) -> Output:
    """Return an output that is made from shares.

    Args:
        path: its path in the site.
        media_type: what it is.
        queries: where the queries are defined.
        parts: returns its parts in order: shares, and the bytes around them.
    """
    return composed(path, media_type, lambda last: file_of_shares(queries, parts(), last))


def file_of_shares(
    queries: Queries, parts: Iterable[bytes | Shares], last: LastFile | None
) -> Composed:
    """Return a file that is made from these parts, with the shares of the last file."""
    before = msgpack.decode(last.layout, type=tuple[_Placed, ...]) if last else ()
    known = {it.keys[:2]: _unchanged(it, last) for it in before} if last else {}
    pieces: list[bytes] = []
    placed: list[_Placed] = []
    end = 0
    for part in parts:
        if isinstance(part, Shares):
            unchanged = known.get((part.query, part.kind), {})
            texts = _texts(queries, part, unchanged)
            start, stop = part.around
            joined = part.between.join(filter(None, texts))
            piece = start + joined + stop if joined else part.none
            placed.append(
                _Placed(
                    part.query,
                    part.kind,
                    tuple(part.ids),
                    tuple(map(len, texts)),
                    end + len(start),
                    len(part.between),
                )
            )
        else:
            piece = part
        pieces.append(piece)
        end += len(piece)
    same_reads = [it.keys for it in placed] == [it.keys for it in before]
    if not same_reads:
        for it in placed:
            queries.record((it.query, (it.kind, id_)) for id_ in it.ids)
    return Composed(b"".join(pieces), msgpack.encode(placed), same_reads)


def _texts(queries: Queries, part: Shares, unchanged: dict[str, bytes]) -> list[bytes]:
    """Return the shares, made anew if they are not among the unchanged ones."""
    texts = []
    for id_ in part.ids:
        text = unchanged.get(id_)
        if text is None:
            text = part.share(queries.get(part.query, (part.kind, id_)))
        texts.append(text)
    return texts


def _unchanged(placed: _Placed, last: LastFile) -> dict[str, bytes]:
    """Return the shares of the last file that have not changed, by id."""
    changed = {
        key[1] for query, key in last.changed if query == placed.query and key[0] == placed.kind
    }
    steps = (size + placed.between if size else 0 for size in placed.sizes)
    starts = accumulate(steps, initial=placed.start)
    return {
        id_: last.data[start : start + size]
        for id_, size, start in zip(placed.ids, placed.sizes, starts, strict=False)
        if id_ not in changed
    }
