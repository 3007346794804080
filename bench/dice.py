"""Chance that is the same on every machine: each record has its own dice, cast by its name.

Only ``random.Random.random`` is used, whose sequence Python promises to keep for a seed, and only
multiplied, since IEEE 754 gives products the same bits everywhere.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A source of choices, seeded by ``names``."""

    def __init__(self, *names: int | str) -> None:
        digest = blake2b("/".join(map(str, names)).encode(), digest_size=8).digest()
        self._cast = random.Random(int.from_bytes(digest, "big")).random

    def chance(self, share: float) -> bool:
        """True in this share of casts, from 0 to 1."""
        return self._cast() < share

    def below(self, number: int) -> int:
        """A whole number from 0 up to, but not including, ``number``."""
        return int(self._cast() * number)

    def between(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int(self._cast() * (high - low + 1))

    def low(self, number: int) -> int:
        """A whole number below ``number``; small ones are likelier, as a few names are famous."""
        cast = self._cast()
        return int(cast * cast * number)

    def near(self, centre: int, reach: int, number: int) -> int:
        """A whole number below ``number``, at most ``reach`` away from ``centre``."""
        first = max(0, min(centre, number - 1) - reach)
        last = min(number - 1, centre + reach)
        return self.between(first, max(first, last))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self._cast() * len(items))]

    def weighted(self, items: Sequence[tuple[T, int]]) -> T:
        """One of the items, each with its weight in per cent; the weights add up to 100."""
        cast = self.below(100)
        for item, weight in items:
            cast -= weight
            if cast < 0:
                return item
        return items[-1][0]

    def some(self, items: Sequence[T], number: int) -> list[T]:
        """Several different items, in the order of ``items``."""
        wanted = min(number, len(items))
        found: set[int] = set()
        while len(found) < wanted:
            found.add(self.below(len(items)))
        return [items[nth] for nth in sorted(found)]
