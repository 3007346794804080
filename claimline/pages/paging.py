"""Long lists cut into pages, so that no page grows with the number of records.

The first page keeps the list's address; further ones stand beside it, as ``page-2.html``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from claimline.locale import ENGLISH, Translator
from claimline.pages.address import list_path
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


class ListPage(Value, Generic[Head, Row], frozen=True):
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


def page_of_list(
    path: str,
    groups: Sequence[tuple[Head, Sequence[Row]]],
    size: int,
    number: int,
    label: Callable[[Head], str],
    anchor: Callable[[int, Head], str] = _part,
    own: Callable[[Head], bool] = _no,
    language: Translator = ENGLISH,
) -> ListPage[Head, Row]:
    """The ``number``-th page, from 1, of a list of groups cut into pages of ``size`` rows.

    ``path`` is the first page's. ``label`` names a group, and ``anchor`` gives its id on each
    page that shows some of it; ``own`` tells whether its name is in the site's own words.
    """
    total = pages_of(sum(len(rows) for _, rows in groups), size)
    if total == 1:
        return ListPage(path, tuple((head, tuple(rows)) for head, rows in groups if rows), None)
    begin, end = (number - 1) * size, number * size
    shown, counts, anchors, parts = [], [], [], []
    done = 0
    for nth, (head, rows) in enumerate(groups):
        start, stop = max(begin - done, 0), min(end - done, len(rows))
        if start < stop:
            shown.append((head, tuple(rows[start:stop])))
            counts.append(_told(start, stop, len(rows), language))
            anchors.append(anchor(nth, head))
        if rows and number == 1:
            place = f"{list_path(path, done // size + 1)}#{anchor(nth, head)}"
            parts.append((place, head))
        done += len(rows)
    part_places = parts if 1 < len(parts) <= MOST_PARTS else []
    refs = tuple(Ref(place, label(head), interface=not own(head)) for place, head in part_places)
    pager = _pager(path, number, total, refs, tuple(counts), tuple(anchors))
    return ListPage(list_path(path, number), tuple(shown), pager)


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
    previous = 0
    for page in sorted(near):
        if page > previous + 1:
            numbers.append(None)
        numbers.append(Ref(list_path(path, page), str(page)))
        previous = page
    before = Ref(list_path(path, number - 1), str(number - 1)) if number > 1 else None
    after = Ref(list_path(path, number + 1), str(number + 1)) if number < total else None
    return Pager(number, total, tuple(numbers), before, after, parts, counts, anchors)
