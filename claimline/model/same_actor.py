"""Finds records that may be of one actor, by their pages elsewhere.

These records still count as they say, since a person and their office may share a page.
"""

from __future__ import annotations

from collections.abc import Mapping

from claimline.model.records import Actor
from claimline.model.web_address import page_key


def same_actors(actors: Mapping[str, Actor]) -> dict[str, tuple[tuple[int, str], ...]]:
    """Return, by id, the actors one of whose pages an earlier actor has too. Ids give the order.

    Each comes with the first actor that has the page, and with the index of the page in its own
    ``same_as``. Several such pages may lead to several actors. For each of these, the first page is
    there.
    """
    first: dict[str, str] = {}
    shared: dict[str, tuple[tuple[int, str], ...]] = {}
    for id_ in sorted(actors):
        pages: dict[str, int] = {}
        for nth, address in enumerate(actors[id_].same_as):
            if (key := page_key(address)) and (other := first.setdefault(key, id_)) != id_:
                pages.setdefault(other, nth)
        if pages:
            shared[id_] = tuple((nth, other) for other, nth in pages.items())
    return shared
