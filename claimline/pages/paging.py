"""Cuts long lists into pages, so that no page grows with the number of records.

The first page has the address of the list. The others are beside it, as ``page-2.html``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from claimline.locale import ENGLISH, Translator
from claimline.pages.address import list_path
from claimline.pages.shared_views import Ref
from claimline.value import Value

CLAIMS_ON_PAGE = 250
"""Claims on one page of a list. Each takes about 850 bytes."""
ROWS_ON_PAGE = 500
"""Records of other kinds on one page of a list. Each takes 200 to 400 bytes."""
MOST_PARTS = 60
"""The most groups to which the first page has links."""
FEW_ROWS = 20
"""A list with no more rows has no links to its groups: they are in sight."""

Head = TypeVar("Head")
Row = TypeVar("Row")


class Pager(Value, frozen=True):
    """Links from one page of a list to the others.

    ``numbers`` are links to pages, with None for a gap. ``parts`` are links to the start of each
    group, on the first page only. For each group of this page, ``counts`` says which of its rows
    the page shows ("251–500 of 900"), and ``anchors`` has its fragment.
    """

    number: int
    total: int
    numbers: tuple[Ref | None, ...]
    before: Ref | None
    after: Ref | None
    parts: tuple[Ref, ...]
    counts: tuple[str, ...]
    anchors: tuple[str, ...]


class GroupLink(Value, frozen=True):
    """A link to a group of a list, with its number of rows."""

    ref: Ref
    number: int


class ListPage(Value, Generic[Head, Row], frozen=True):
    """One page of a list: its groups, and the pager if there is more than one page.

    ``jumps`` are links to the groups of a list that is on one page.
    """

    path: str
    groups: tuple[tuple[Head, tuple[Row, ...]], ...]
    pager: Pager | None
    jumps: tuple[GroupLink, ...] = ()

    def rows(self) -> tuple[Row, ...]:
        """Return the rows of all groups of the page."""
        return tuple(row for _, rows in self.groups for row in rows)


def part_anchor(nth: int, head: object) -> str:
    """Return the fragment of a group by its number from 0."""
    return f"part-{nth + 1}"


def _no(head: object) -> bool:
    return False


def pages_of(rows: int, size: int) -> int:
    """Return the number of pages for a list, at least one. Each page has ``size`` rows."""
    return max(1, -(-rows // size))


def page_of_list(
    path: str,
    groups: Sequence[tuple[Head, Sequence[Row]]],
    size: int,
    number: int,
    label: Callable[[Head], str],
    anchor: Callable[[int, Head], str] = part_anchor,
    own: Callable[[Head], bool] = _no,
    language: Translator = ENGLISH,
) -> ListPage[Head, Row]:
    """Return one page of a list of groups.

    Args:
        path: the path of the first page.
        groups: the groups of the whole list, each with its rows.
        size: the rows on a page.
        number: which page, from 1.
        label: returns the heading of a group.
        anchor: returns the fragment of a group.
        own: returns whether a group's heading is in the site's own words.
        language: the language of the interface.
    """
    all_rows = sum(len(rows) for _, rows in groups)
    total = pages_of(all_rows, size)
    if total == 1:
        shown_groups = tuple((head, tuple(rows)) for head, rows in groups if rows)
        links_to_groups = tuple(
            GroupLink(
                Ref(f"{path}#{anchor(nth, head)}", label(head), interface=not own(head)), len(rows)
            )
            for nth, (head, rows) in enumerate(shown_groups)
        )
        helpful = all_rows > FEW_ROWS and 1 < len(shown_groups) <= MOST_PARTS
        return ListPage(path, shown_groups, None, links_to_groups if helpful else ())
    begin, end = (number - 1) * size, number * size
    shown, counts, anchors, parts = [], [], [], []
    done = 0
    for nth, (head, rows) in enumerate(groups):
        start, stop = max(begin - done, 0), min(end - done, len(rows))
        if start < stop:
            shown.append((head, tuple(rows[start:stop])))
            counts.append(_range_words(start, stop, len(rows), language))
            anchors.append(anchor(nth, head))
        if rows and number == 1:
            place = f"{list_path(path, done // size + 1)}#{anchor(nth, head)}"
            parts.append((place, head))
        done += len(rows)
    part_places = parts if 1 < len(parts) <= MOST_PARTS else []
    refs = tuple(Ref(place, label(head), interface=not own(head)) for place, head in part_places)
    links = pager(path, number, total, refs, tuple(counts), tuple(anchors))
    return ListPage(list_path(path, number), tuple(shown), links)


def paged_title(title: str, number: int, language: Translator = ENGLISH) -> str:
    """Return the title of a page of a list. ``number`` counts from 1."""
    if number == 1:
        return title
    return language.t("{title}, page {number}", title=title, number=number)


def _range_words(start: int, stop: int, total: int, language: Translator) -> str:
    if start == 0 and stop == total:
        return str(total)
    return language.t("{first}–{last} of {total}", first=start + 1, last=stop, total=total)


def pager(
    path: str,
    number: int,
    total: int,
    parts: tuple[Ref, ...] = (),
    counts: tuple[str, ...] = (),
    anchors: tuple[str, ...] = (),
) -> Pager:
    """Return links to the first and last page and to those near this one, with gaps between.

    ``path`` is the path of the first of ``total`` pages. ``number`` is that of this page, from 1.
    """
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
