"""Long lists cut into pages, so that no page grows with the number of records.

The first page keeps the list's address; further ones stand beside it, as ``page-2.html``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from claimline.pages.address import leaf
from claimline.pages.parts import Ref

CLAIMS_ON_PAGE = 250
"""Claims on one page of a list. Each takes about 850 bytes."""
ROWS_ON_PAGE = 500
"""Records of other kinds on one page of a list. Each takes 200 to 400 bytes."""
MOST_PARTS = 60
"""Groups beyond which a list is not led by links to each: that would be a list of its own."""

Head = TypeVar("Head")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands among the pages of its list.

    ``numbers`` are the pages to go to, with None for a gap; ``parts`` lead, from the first
    page, to where each group begins. ``counts`` and ``anchors`` belong to the groups of this
    page: which of its rows are here ("251–500 of 900"), and the group's id.
    """

    number: int
    total: int
    numbers: tuple[Ref | None, ...]
    before: Ref | None
    after: Ref | None
    parts: tuple[Ref, ...]
    counts: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Head, Row]):
    """One page of a list: its groups, and the pager where there is more than one page."""

    path: str
    groups: tuple[tuple[Head, tuple[Row, ...]], ...]
    pager: Pager | None

    def rows(self) -> tuple[Row, ...]:
        """The rows of all groups of the page."""
        return tuple(row for _, rows in self.groups for row in rows)


def leaves(
    path: str,
    groups: Sequence[tuple[Head, Sequence[Row]]],
    size: int,
    label: Callable[[Head], str],
    anchor: Callable[[int, Head], str] = lambda nth, head: f"part-{nth + 1}",
) -> list[Leaf[Head, Row]]:
    """Cut a list of groups into pages of at most ``size`` rows; there is always a first page.

    ``path`` is the first page's. ``label`` names a group, and ``anchor`` gives its id on each
    page that shows some of it.
    """
    pieces: list[list[tuple[int, int, int]]] = [[]]
    free = size
    for nth, (_, rows) in enumerate(groups):
        start = 0
        while start < len(rows):
            if not free:
                pieces.append([])
                free = size
            stop = min(len(rows), start + free)
            pieces[-1].append((nth, start, stop))
            free -= stop - start
            start = stop
    if len(pieces) == 1:
        whole = tuple((head, tuple(rows)) for head, rows in groups if rows)
        return [Leaf(path, whole, None)]
    anchors = [anchor(nth, head) for nth, (head, _) in enumerate(groups)]
    parts = tuple(
        Ref(f"{leaf(path, number)}#{anchors[nth]}", label(groups[nth][0]))
        for number, piece in enumerate(pieces, 1)
        for nth, start, _ in piece
        if start == 0
    )
    made = []
    for number, piece in enumerate(pieces, 1):
        shown = tuple((groups[nth][0], tuple(groups[nth][1][a:b])) for nth, a, b in piece)
        counts = tuple(_told(a, b, len(groups[nth][1])) for nth, a, b in piece)
        first = parts if number == 1 and 1 < len(parts) <= MOST_PARTS else ()
        here = tuple(anchors[nth] for nth, _, _ in piece)
        pager = _pager(path, number, len(pieces), first, counts, here)
        made.append(Leaf(leaf(path, number), shown, pager))
    return made


def paged_title(title: str, pager: Pager | None) -> str:
    """The title of one page of a list."""
    return title if pager is None or pager.number == 1 else f"{title}, page {pager.number}"


def _told(start: int, stop: int, total: int) -> str:
    whole = start == 0 and stop == total
    return str(total) if whole else f"{start + 1}–{stop} of {total}"


def _pager(
    path: str,
    number: int,
    total: int,
    parts: tuple[Ref, ...],
    counts: tuple[str, ...],
    anchors: tuple[str, ...],
) -> Pager:
    """The first and the last page, those around this one, and gaps between: never all."""
    near = {1, total, *range(max(1, number - 2), min(total, number + 2) + 1)}
    numbers: list[Ref | None] = []
    last = 0
    for page in sorted(near):
        if page > last + 1:
            numbers.append(None)
        numbers.append(Ref(leaf(path, page), str(page)))
        last = page
    before = Ref(leaf(path, number - 1), "Previous page") if number > 1 else None
    after = Ref(leaf(path, number + 1), "Next page") if number < total else None
    return Pager(number, total, tuple(numbers), before, after, parts, counts, anchors)
