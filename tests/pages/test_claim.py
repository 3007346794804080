"""The page of a claim."""

from __future__ import annotations

from typing import Any

from claimline.pages.claim_view import ClaimView
from tests.dossiers import page

CITE = [{"source": "paper"}]


def claim_view(records: dict[str, Any], id_: str) -> ClaimView:
    view = page(records, f"claims/{id_}.html").view
    assert isinstance(view, ClaimView)
    return view


def test_citations_that_trace_to_nobody_stand_last() -> None:
    view = claim_view(
        {
            "actor/x": {},
            "statement/said": {},
            "source/paper": {},
            "source/radio": {"carries": [{"statement": "said", "how": "quotes"}]},
            "claim/c": {
                "citations": [
                    {"source": "paper", "stance": "supports"},
                    {"source": "radio", "stance": "supports"},
                ]
            },
        },
        "c",
    )
    (side,) = view.sides
    assert [group.statement is not None for group in side.groups] == [True, False]


def test_relation_that_both_claims_name_stands_once_on_each_page() -> None:
    records = {
        "source/paper": {},
        "claim/a": {"citations": CITE, "related": [{"claim": "b", "how": "contradicts"}]},
        "claim/b": {"citations": CITE, "related": [{"claim": "a", "how": "contradicts"}]},
    }
    for id_, other in (("a", "b"), ("b", "a")):
        related = claim_view(records, id_).related
        assert [each.ref.href for each in related] == [f"claims/{other}.html"]


def test_relation_that_one_claim_names_stands_on_both_pages() -> None:
    records = {
        "source/paper": {},
        "claim/a": {"citations": CITE, "related": [{"claim": "b", "how": "part-of"}]},
        "claim/b": {"citations": CITE},
    }
    ways = [entry.relation for id_ in "ab" for entry in claim_view(records, id_).related]
    assert len(set(ways)) == 2
