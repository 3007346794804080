"""Finds the known word that is nearest to an unknown one."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question that names the nearest known word, or "" if none is near."""
    from difflib import get_close_matches  # seldom needed, and a start should be fast

    known = sorted(set(known))
    near = get_close_matches(word, known, n=1, cutoff=0.6) or get_close_matches(
        word.lower(), known, n=1, cutoff=0.6
    )
    return f'Did you mean "{near[0]}"?' if near else ""
