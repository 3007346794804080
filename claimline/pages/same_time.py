"""The events of a day whose order is not known, because their dates overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimline.pages.view_builder import ViewBuilder

MOST = 6
"""The most events that an entry names. Of the others it has the number."""


class SameTime:
    """The events of a day that have a time, with the bounds of their dates."""

    def __init__(self, builder: ViewBuilder, ids: Iterable[str]) -> None:
        dates = builder.dossier.event_dates
        ordered = sorted((builder.order(dates[id_]), id_) for id_ in ids)
        self._events = [(begin, end, id_) for (begin, end, _), id_ in ordered]
        self._index = {id_: nth for nth, (_, id_) in enumerate(ordered)}
        self._begins = [begin for begin, _, _ in self._events]
        self._ends = sorted(end for _, end, _ in self._events)

    def overlapping(self, id_: str) -> tuple[tuple[str, ...], int]:
        """Return the nearest events that overlap one, in order, and the number of all others."""
        nth = self._index.get(id_)
        if nth is None:
            return (), 0
        first, last, _ = self._events[nth]
        total = bisect_right(self._begins, last) - bisect_left(self._ends, first) - 1
        nearest: list[int] = []
        for other in self._outward(nth):
            if len(nearest) == min(total, MOST):
                break
            begin, end, _ = self._events[other]
            if begin <= last and first <= end:
                nearest.append(other)
        return tuple(self._events[other][2] for other in sorted(nearest)), total - len(nearest)

    def _outward(self, nth: int) -> Iterator[int]:
        """Yield the places of the other events, the nearest first."""
        for step in range(1, len(self._events)):
            yield from (it for it in (nth - step, nth + step) if 0 <= it < len(self._events))
