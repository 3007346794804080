"""The page of a claim."""

from __future__ import annotations

from typing import Any

from claimline.pages.chronology import ChronologyView
from claimline.pages.claim_view import ClaimView
from claimline.pages.front import FrontView
from claimline.pages.index_views import ClaimsView
from claimline.pages.matrix import MatrixView
from claimline.pages.search_entries import search_entries
from tests.dossiers import page, planned

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
    ways = [entry.relations for id_ in "ab" for entry in claim_view(records, id_).related]
    assert len(set(ways)) == 2


SAID: dict[str, Any] = {
    "actor/x": {},
    "statement/said": {"by": "x"},
    "source/paper": {"carries": [{"statement": "said", "how": "quotes"}]},
}
JUDGED = {"citations": CITE, "reasoning": "It says so."}


def test_a_claim_without_a_verdict_is_not_called_a_fact() -> None:
    for kind, standing in (
        ("fact", "Not assessed"),
        ("record", "Whether on record: not assessed"),
        ("opinion", "Opinion"),
        ("prediction", "Prediction"),
    ):
        records = SAID | {"claim/c": {"citations": CITE, "kind": kind}}
        view = claim_view(records, "c")
        assert (view.standing, view.verdict) == (standing, None)
        assert standing in (view.kicker, view.unjudged)
        assert page(records, "claims/c.html").title.endswith(
            "A claim." if kind in ("opinion", "prediction") else f"A claim. {standing}."
        )
        front = page(records, "index.html").view
        assert isinstance(front, FrontView)
        assert [row.standing for row in front.claims] == [standing]


def test_a_title_says_whose_claim_it_is_and_how_it_was_judged() -> None:
    """The parties of those who assert it, once each; no party for a record, or where none does."""
    actors = {f"actor/{id_}": {"name": id_.upper()} for id_ in "pqr"}
    actors["actor/p2"] = {"name": "Spokesman of P", "party": "p"}
    for by, kicker in (
        ([], "Claim"),
        (["p"], "Claim by P"),
        (["p2", "p"], "Claim by P"),
        (["q", "p2"], "Claim by Q and P"),
        (["p", "q", "r"], "Claim by P, Q and others"),
    ):
        given = {"citations": CITE, "short": "It fell", "by": by}
        records = SAID | actors | {"claim/c": given | JUDGED | {"verdict": "disputed"}}
        view = claim_view(records, "c")
        assert (view.kicker, view.unjudged) == (kicker, "")
        assert page(records, "claims/c.html").title == f"{kicker}: It fell. Disputed."
        records = SAID | actors | {"claim/c": given | {"kind": "record"}}
        assert claim_view(records, "c").kicker == "Claim"


def test_who_speaks_for_itself_in_a_statement_makes_no_claim_of_its_party() -> None:
    """In its title, in the matrix and among the words by which a search is narrowed."""
    records: dict[str, Any] = {
        "actor/state": {"name": "The state", "kind": "state"},
        "actor/clerk": {"name": "The clerk", "party": "state"},
        "statement/memoir": {"by": "clerk", "speaks_for": "clerk", "role": "witness"},
        "source/paper": {"carries": [{"statement": "memoir", "how": "quotes"}]},
        "claim/c": {"by": "clerk", "statement": "memoir", "citations": CITE},
        "claim/d": {"by": "clerk", "citations": CITE},
        "claim/e": {"by": "state", "statement": "memoir", "citations": CITE},
    }
    kickers = [claim_view(records, id_).kicker for id_ in "cde"]
    assert kickers == ["Claim by The clerk", "Claim by The state", "Claim by The state"]
    matrix = page(records, "matrix.html").view
    assert isinstance(matrix, MatrixView)
    assert [
        (group.party and group.party.label, [row.claim.ref.href for row in group.rows])
        for group in matrix.groups
    ] == [
        ("The state", ["claims/d.html", "claims/e.html"]),
        ("The clerk", ["claims/c.html"]),
    ]
    (found,) = (it for it in search_entries(planned(records).builder) if it.page == "claims/c.html")
    assert ("vantage-point", "The state") not in found.facets
    assert ("vantage-point", "The clerk") in found.facets
    dated = records | {"event/e": {}}
    for id_ in ("statement/memoir", "claim/c"):
        dated[id_] = dated[id_] | {"said": "2024-03-04"}
    chronology = page(dated, "chronology.html").view
    assert isinstance(chronology, ChronologyView)
    rows = [row for day in chronology.days for row in (*day.claims, *day.statements)]
    assert [row.actor_ids for row in rows] == ["clerk", "state", "clerk"]


def test_evidence_that_its_speaker_took_back_says_so() -> None:
    """Also where the citation is of a statement that only repeats it."""
    quotes = {"how": "quotes"}
    records: dict[str, Any] = {
        **{f"actor/{id_}": {} for id_ in ("guard", "mayor")},
        "statement/saw": {"by": "guard", "short": "The guard saw it"},
        "statement/saw-not": {"by": "guard", "short": "The guard did not", "revises": "saw"},
        "statement/echo": {"by": "mayor", "short": "The mayor echoes", "repeats": "saw"},
        "source/one": {"carries": [{"statement": "saw", **quotes}]},
        "source/two": {"carries": [{"statement": "echo", **quotes}]},
        "source/three": {"carries": [{"statement": "saw-not", **quotes}]},
        "claim/c": {
            "citations": [{"source": id_, "stance": "supports"} for id_ in ("one", "two", "three")]
        },
    }
    revised = "Later revised by the same speaker: The guard did not."
    repeats = "It repeats: The guard saw it. It counts for that speaker's side."
    (side,) = claim_view(records, "c").sides
    assert [group.why for group in side.groups] == [revised, f"{repeats} {revised}", ""]


def test_a_record_says_on_record_and_what_it_does_not_show() -> None:
    """A plain scale's labels, on a claim of fact and on a record."""
    for verdict, of_fact, on_record in (
        ("supported", "Supported", "On record"),
        ("refuted", "Refuted", "Whether on record: Refuted"),
        ("disputed", "Disputed", "Whether on record: Disputed"),
    ):
        records = SAID | {
            "claim/f": {**JUDGED, "verdict": verdict},
            "claim/r": {**JUDGED, "verdict": verdict, "kind": "record"},
        }
        fact, record = claim_view(records, "f"), claim_view(records, "r")
        assert fact.verdict is not None
        assert record.verdict is not None
        assert (fact.verdict.label, record.verdict.label) == (of_fact, on_record)
        assert fact.limits == ""
        assert ("whether what was said is true" in record.limits) != (
            "does not show that what was said is true" in record.verdict.meaning
        )


def test_records_stand_apart_in_the_list_of_claims() -> None:
    records = SAID | {
        "claim/f": {**JUDGED, "verdict": "supported"},
        "claim/r": {**JUDGED, "verdict": "supported", "kind": "record"},
        "claim/o": {"citations": CITE},
    }
    view = page(records, "claims/index.html").view
    assert isinstance(view, ClaimsView)
    assert [
        (share.verdict.label if share.verdict else share.heading, share.claims[0].ref.href)
        for share in view.shares
    ] == [
        ("Supported", "claims/f.html"),
        ("Said or done on record", "claims/r.html"),
        ("No verdict", "claims/o.html"),
    ]


def test_commentators_stand_last_and_are_named_as_such() -> None:
    records: dict[str, Any] = {
        "actor/paper": {"name": "The paper", "kind": "outlet"},
        "actor/mayor": {"name": "The mayor"},
        "statement/a": {"by": "paper"},
        "statement/b": {"by": "mayor"},
        "source/one": {"carries": [{"statement": "a", "how": "quotes"}]},
        "source/two": {"carries": [{"statement": "b", "how": "quotes"}]},
        "claim/c": {
            "citations": [
                {"source": "one", "stance": "supports"},
                {"source": "two", "stance": "supports"},
            ]
        },
    }
    view = claim_view(records, "c")
    assert [group.commentary for side in view.sides for group in side.groups] == [False, True]
    assert view.backing.sentence == (
        "2 sources carry it, tracing to 1 statement from 1 vantage point: The mayor. "
        "1 commentator says so, and does not count: The paper."
    )
    alone = claim_view(
        records | {"claim/c": {"citations": [{"source": "one", "stance": "disputes"}]}}, "c"
    )
    assert alone.against.sentence == (
        "1 source disputes it, but no vantage point stands behind that. "
        "1 commentator says so, and does not count: The paper."
    )
