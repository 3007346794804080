"""What a citation with a quote may say besides its words."""

from __future__ import annotations

from typing import Any

from bench.dice import Dice

FRAGMENTS = (
    {"prefix": "as it says:"}, {"suffix": "and nothing else"},
    {"start": "The register", "end": "of that month"},
)  # fmt: skip


def quote_more(dice: Dice, cited: dict[str, Any]) -> dict[str, Any]:
    """What a citation with a quote may say besides: the way to it, its language, its end."""
    if "quote" not in cited:
        return {}
    return {
        "fragment": dice.pick(FRAGMENTS) if dice.chance(0.04) else None,
        "lang": "fr" if dice.chance(0.06) else None,
        "gone_since": "2024-01" if dice.chance(0.06) else None,
    }
