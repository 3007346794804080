"""The order of several answers of one speaker, as far as their dates decide it."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]
"""The first and the last instant that a date may mean."""


def steps_in_time(spans: Sequence[Span]) -> tuple[tuple[int, ...], ...]:
    """Divide spans into as many steps as have a certain order.

    Every span of a step ends before any span of the next step begins. Within a step, the order is
    not known.

    Args:
        spans: the spans, in any order.

    Returns:
        for each step, the numbers of its spans, by their beginning.
    """
    steps: list[list[int]] = []
    end = 0
    for nth in sorted(range(len(spans)), key=lambda nth: (*spans[nth], nth)):
        first, last = spans[nth]
        if steps and first <= end:
            steps[-1].append(nth)
            end = max(end, last)
        else:
            steps.append([nth])
            end = last
    return tuple(map(tuple, steps))
