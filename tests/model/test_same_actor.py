"""Two actors whose pages elsewhere are one: told where they count apart."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dossiers import Data, dossier, findings

ITEM = "https://www.wikidata.org/wiki/Q1"
AS_ENTITY = "http://wikidata.org/entity/Q1"
OWN = "https://ann.example.org/"


def _actors(**pages: Any) -> dict[str, Data]:
    return {f"actor/{id_}": {"same_as": same_as} for id_, same_as in pages.items()}


def _found(given: dict[str, Data]) -> list[tuple[str, str]]:
    return [
        (found.location.path, found.message)
        for found in findings(given)
        if found.code == "same-actor"
    ]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({"a": ITEM, "b": [OWN, AS_ENTITY]}, {"b": ((1, "a"),)}),
        ({"a": [OWN, ITEM], "b": [AS_ENTITY, OWN]}, {"b": ((0, "a"),)}),
        ({"a": ITEM, "b": ITEM, "c": ITEM}, {"b": ((0, "a"),), "c": ((0, "a"),)}),
        ({"a": ITEM, "b": OWN, "c": [OWN, ITEM]}, {"c": ((0, "b"), (1, "a"))}),
        ({"a": ITEM, "b": [ITEM, OWN], "c": OWN}, {"b": ((0, "a"),), "c": ((0, "b"),)}),
        ({"a": [ITEM, AS_ENTITY], "b": OWN, "c": []}, {}),
    ],
)
def test_actors_with_one_page(pages: dict[str, Any], expected: dict[str, Any]) -> None:
    assert dict(dossier(_actors(**pages)).same_actors) == expected


def test_it_names_both_at_the_page_of_the_later() -> None:
    (place, message), = _found(_actors(ann=ITEM, bea=AS_ENTITY))  # fmt: skip
    assert place == "content/actor/bea.yaml"
    assert message == ('"bea" and "ann" have one page, so they may be one actor; they count apart.')


def _said(**fields: str) -> Data:
    return {"by": "b", **fields}


@pytest.mark.parametrize(
    ("first", "second", "said", "apart"),
    [
        ({}, {}, {}, True),
        ({"party": "c"}, {"party": "d"}, {}, True),
        ({}, {"role": "commentator"}, {}, True),
        # Who counts as one side is one vantage point.
        ({}, {"party": "a"}, {}, False),
        ({"party": "b"}, {}, {}, False),
        ({"party": "c"}, {"party": "c"}, {}, False),
        ({"party": "c"}, {"party": "a"}, {}, False),
        # A commentator speaks for itself.
        ({"role": "party"}, {"role": "commentator", "party": "a"}, {}, True),
        # A statement may be the word of one of them alone.
        ({}, {"party": "a"}, _said(speaks_for="b"), True),
        ({"party": "b"}, {}, _said(by="a", speaks_for="a"), True),
        ({"party": "c"}, {"party": "c"}, _said(speaks_for="b"), True),
        ({"party": "c"}, {"party": "c"}, _said(role="commentator"), True),
        # One that is the word of a third is as it would be with one record.
        ({}, {"party": "a"}, _said(speaks_for="d"), False),
        ({}, {"party": "a"}, _said(speaks_for="a"), False),
    ],
)
def test_it_is_told_where_they_count_apart(
    first: Data, second: Data, said: Data, apart: bool
) -> None:
    given = {
        "actor/a": {**first, "same_as": ITEM},
        "actor/b": {**second, "same_as": ITEM},
        "actor/c": {},
        "actor/d": {},
        **({"statement/s": said} if said else {}),
    }
    assert [place for place, _ in _found(given)] == ["content/actor/b.yaml"] * apart


def test_of_one_side_it_names_the_statement_and_no_party() -> None:
    given = {**_actors(a=ITEM, b=ITEM), "statement/s": _said(speaks_for="b")}
    given["actor/b"] = {**given["actor/b"], "party": "a"}
    (found,) = (found for found in findings(given) if found.code == "same-actor")
    assert found.message.endswith('; the statement "s" counts apart.')
    assert "party" not in (found.suggestion or "")


def test_a_commentator_gets_no_party_that_is_none() -> None:
    given = _actors(a=ITEM, b=ITEM, c=OWN, d=OWN)
    given |= {f"actor/{id_}": {**given[f"actor/{id_}"], "role": "commentator"} for id_ in "bcd"}
    of_a, of_outlets = (found for found in findings(given) if found.code == "same-actor")
    assert "party" not in (of_a.suggestion or "")
    assert "`party:`" in (of_outlets.suggestion or "")
