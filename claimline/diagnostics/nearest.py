"""The nearest known word to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest of ``known``, or an empty string where none is near."""
    known = sorted(set(known))
    near = get_close_matches(word, known, n=1, cutoff=0.6) or get_close_matches(
        word.lower(), known, n=1, cutoff=0.6
    )
    return f'Did you mean "{near[0]}"?' if near else ""
