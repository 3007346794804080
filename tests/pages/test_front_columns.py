"""The front page on a wide screen: what stands where if the first column would end too early."""

from __future__ import annotations

import pytest

from claimline.pages.front import FrontView
from tests.dossiers import SITE, Data, Given, page


def front(words: int, claims: int, events: int) -> FrontView:
    """The view of a front page with a brief of this many words, or without one."""
    given: Given = {
        "actor/x": {},
        **{f"claim/c{nth}": {"by": ["x"]} for nth in range(claims)},
        **{f"event/e{nth}": {"key": True} for nth in range(events)},
    }
    site: Data = {"front": "b"} if words else {}
    brief: Data = {"body": "words " * words}
    records = {**given, "site": {**SITE, **site}, **({"brief/b": brief} if words else {})}
    view = page(records, "index.html").view
    assert isinstance(view, FrontView)
    return view


@pytest.mark.parametrize(
    ("words", "claims", "events", "short"),
    [(0, 0, 8, True), (0, 3, 8, True), (30, 3, 8, True), (400, 5, 8, False), (0, 8, 1, False)],
)
def test_sections_run_on_if_the_brief_and_the_claims_are_short(
    words: int, claims: int, events: int, short: bool
) -> None:
    assert front(words, claims, events).short is short
