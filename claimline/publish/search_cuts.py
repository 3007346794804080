"""Cuts the rows of the search index into files of about even size, in their order.

A file begins at a row whose own key allows it. So a changed row changes its own file and rarely the
next one, and all files after that begin where they did.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from zlib import crc32

from claimline.value import Value

Row = tuple[bytes, str]
"""The key by which a row is sorted, and its JSON."""
_ONE_IN = 8
"""One key in so many allows a file to begin."""


class Stretch(Value, frozen=True):
    """Rows that stand together: the first key, and a function that returns all rows.

    ``file`` is the name of the file that holds exactly these rows already, or "".
    """

    first: bytes
    file: str
    rows: Callable[[], Sequence[Row]]

    @classmethod
    def of_rows(cls, rows: Sequence[Row]) -> Stretch:
        """Return a stretch of rows that are in no file yet."""
        return cls(rows[0][0] if rows else b"", "", lambda: rows)


class Cut(Value, frozen=True):
    """The rows of one file. They are empty if the file is there already, with the name ``file``."""

    first: bytes
    file: str
    rows: Sequence[Row] = ()


def cut(stretches: Sequence[Stretch], size: int) -> Iterator[Cut]:
    """Cut rows into files with about ``size`` letters of JSON each.

    The files are the same whether or not some of them are there already.

    Args:
        stretches: all rows. Those of a file that is there are as it was cut before.
        size: the fewest letters of a file, unless it is the last.
    """
    rows: list[Row] = []
    length = 0
    stretches = [stretch for stretch in stretches if stretch.file or stretch.rows()]
    for stretch, after in zip_longest(stretches, stretches[1:]):
        if length >= size and _may_begin(stretch.first):
            yield Cut(rows[0][0], "", rows)
            rows, length = [], 0
        if stretch.file and not rows and (after is None or _may_begin(after.first)):
            yield Cut(stretch.first, stretch.file)
            continue
        for row in stretch.rows():
            if length >= size and _may_begin(row[0]):
                yield Cut(rows[0][0], "", rows)
                rows, length = [], 0
            rows.append(row)
            length += len(row[1])
    if rows:
        yield Cut(rows[0][0], "", rows)


def by_stretch(firsts: Sequence[bytes], keys: Iterable[bytes]) -> dict[int, list[bytes]]:
    """Return which keys belong to each of several stretches, by the stretch's number.

    ``firsts`` are the first keys of the stretches. A key before all of them belongs to the first.
    """
    places: defaultdict[int, list[bytes]] = defaultdict(list)
    for key in keys:
        places[max(0, bisect_right(firsts, key) - 1)].append(key)
    return places


def _may_begin(key: bytes) -> bool:
    return crc32(key) % _ONE_IN == 0
