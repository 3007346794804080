"""Long lists cut into pages, so that no page grows with the number of records.

The first page keeps the list's address; further ones stand beside it, as ``page-2.html``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from claimline.locale import ENGLISH, Translator
from claimline.pages.address import leaf
from claimline.pages.parts import Ref
from claimline.value import Value

CLAIMS_ON_PAGE = 250
"""Claims on one page of a list. Each takes about 850 bytes."""
ROWS_ON_PAGE = 500
"""Records of other kinds on one page of a list. Each takes 200 to 400 bytes."""
MOST_PARTS = 60
"""Groups beyond which a list is not led by links to each: that would be a list of its own."""

Head = TypeVar("Head")
Row = TypeVar("Row")


class Pager(Value, frozen=True):
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


class Leaf(Value, Generic[Head, Row], frozen=True):
    """One page of a list: its groups, and the pager where there is more than one page."""

    path: str
    groups: tuple[tuple[Head, tuple[Row, ...]], ...]
    pager: Pager | None

    def rows(self) -> tuple[Row, ...]:
        """The rows of all groups of the page."""
        return tuple(row for _, rows in self.groups for row in rows)


def _part(nth: int, head: object) -> str:
    return f"part-{nth + 1}"


def _no(head: object) -> bool:
    return False


def pages_of(rows: int, size: int) -> int:
    """On how many pages a list of so many rows stands, ``size`` on each; there is always one."""
    return max(1, -(-rows // size))


def one_leaf(
    path: str,
    groups: Sequence[tuple[Head, Sequence[Row]]],
    size: int,
    number: int,
    label: Callable[[Head], str],
    anchor: Callable[[int, Head], str] = _part,
    own: Callable[[Head], bool] = _no,
    language: Translator = ENGLISH,
) -> Leaf[Head, Row]:
    """The ``number``-th page, from 1, of a list of groups cut into pages of ``size`` rows.

    ``path`` is the first page's. ``label`` names a group, and ``anchor`` gives its id on each
    page that shows some of it; ``own`` tells whether its name is in the site's own words.
    """
    total = pages_of(sum(len(rows) for _, rows in groups), size)
    if total == 1:
        return Leaf(path, tuple((head, tuple(rows)) for head, rows in groups if rows), None)
    begin, end = (number - 1) * size, number * size
    shown, counts, anchors, parts = [], [], [], []
    at = 0
    for nth, (head, rows) in enumerate(groups):
        start, stop = max(begin - at, 0), min(end - at, len(rows))
        if start < stop:
            shown.append((head, tuple(rows[start:stop])))
            counts.append(_told(start, stop, len(rows), language))
            anchors.append(anchor(nth, head))
        if rows and number == 1:
            place = f"{leaf(path, at // size + 1)}#{anchor(nth, head)}"
            parts.append((place, head))
        at += len(rows)
    told = parts if 1 < len(parts) <= MOST_PARTS else []
    refs = tuple(Ref(place, label(head), interface=not own(head)) for place, head in told)
    pager = _pager(path, number, total, refs, tuple(counts), tuple(anchors))
    return Leaf(leaf(path, number), tuple(shown), pager)


def leaves(
    path: str,
    groups: Sequence[tuple[Head, Sequence[Row]]],
    size: int,
    label: Callable[[Head], str],
) -> list[Leaf[Head, Row]]:
    """All pages of a list."""
    total = pages_of(sum(len(rows) for _, rows in groups), size)
    return [one_leaf(path, groups, size, number, label) for number in range(1, total + 1)]


def paged_title(title: str, number: int, language: Translator = ENGLISH) -> str:
    """The title of the ``number``-th page of a list."""
    if number == 1:
        return title
    return language.t("{title}, page {number}", title=title, number=number)


def _told(start: int, stop: int, total: int, language: Translator) -> str:
    if start == 0 and stop == total:
        return str(total)
    return language.t("{first}–{last} of {total}", first=start + 1, last=stop, total=total)


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
    before = Ref(leaf(path, number - 1), str(number - 1)) if number > 1 else None
    after = Ref(leaf(path, number + 1), str(number + 1)) if number < total else None
    return Pager(number, total, tuple(numbers), before, after, parts, counts, anchors)
