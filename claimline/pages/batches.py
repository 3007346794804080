"""What a list needs of each record, such as its place or its day, stored in batches of records.

A list of all records is made again if a record is added. It then takes what it needs of the others
from the last build. One stored result for each record would be many to look up, and one for all
would be made again as well. So the records of a kind are divided into batches by their ids, and
there is a stored result for each batch. If a record is added, one batch is made again.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from claimline.pages.parts import Part, part

if TYPE_CHECKING:
    from claimline.pages.view_builder import ViewBuilder

SIZE = 64
"""The most records of a batch, on average. There are at least half as many."""

T = TypeVar("T")
OfEach = Callable[["ViewBuilder", str], Iterator[tuple[str, T]]]
"""Yields the id of each record of a kind, in order, with the result of a query."""


def in_batches(name: str, type_: Any) -> Callable[[Part[str, T]], OfEach[T]]:
    """Decorate a function of a ViewBuilder and a record as a query, stored in batches.

    The function's key is the record's kind, a space, and its id. A batch is made again only if the
    result for one of its records has changed. The decorated function takes a kind instead of the
    key, and yields the results of all records of that kind, in the order of ids.

    Args:
        name: the name of the query.
        type_: the type of its results.
    """

    def decorate(make: Part[str, T]) -> OfEach[T]:
        of_one = part(name)(make)

        @part(f"{name} in batch", tuple[type_, ...])
        def in_batch(builder: ViewBuilder, key: str) -> tuple[T, ...]:
            kind = key.partition(" ")[0]
            return tuple(of_one(builder, f"{kind} {id_}") for id_ in _batch(builder, key))

        def of_each(builder: ViewBuilder, kind: str) -> Iterator[tuple[str, T]]:
            by_id: dict[str, T] = {}
            for key, ids in _batches(builder, kind).items():
                by_id.update(zip(ids, in_batch(builder, key), strict=True))
            return ((id_, by_id[id_]) for id_ in builder.dossier.records(kind))

        return of_each

    return decorate


@part("batches")
def _batches(builder: ViewBuilder, kind: str) -> dict[str, tuple[str, ...]]:
    """Return the ids of the records of each batch, by the batch's key.

    The key is the kind, the number of batches, and that of the batch, with spaces between.
    """
    ids = builder.dossier.records(kind)
    number = 1 << (len(ids) // SIZE).bit_length()
    batches: list[list[str]] = [[] for _ in range(number)]
    for id_ in ids:
        batches[zlib.crc32(id_.encode()) % number].append(id_)
    return {f"{kind} {number} {nth}": tuple(ids) for nth, ids in enumerate(batches)}


@part("batch")
def _batch(builder: ViewBuilder, key: str) -> tuple[str, ...]:
    """Return the ids of the records of a batch.

    Raises:
        KeyError: the records are divided into another number of batches now.
    """
    return _batches(builder, key.partition(" ")[0])[key]
