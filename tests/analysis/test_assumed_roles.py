"""A verdict that rests on roles which no record says is told, and the page shows the default."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dossiers import Data, findings, page


def _given(
    first: Data, second: Data, said: Data | None = None, verdict: str = "supported"
) -> dict[str, Data]:
    return {
        "actor/a": first,
        "actor/b": second,
        "statement/by-a": {"by": "a", **(said or {})},
        "statement/by-b": {"by": "b"},
        "source/one": {"carries": [{"statement": "by-a", "how": "quotes"}]},
        "source/two": {"carries": [{"statement": "by-b", "how": "quotes"}]},
        "claim/c": {
            "verdict": verdict,
            "reasoning": "Words.",
            "citations": [{"source": id_, "stance": "supports"} for id_ in ("one", "two")],
        },
    }


def _assumed(given: dict[str, Data]) -> list[str]:
    return [found.message for found in findings(given) if found.code == "assumed-role"]


def _message(*ids: str) -> list[str]:
    names = ", ".join(f'"{id_}"' for id_ in ids)
    return [f"The verdict rests on {names}: no record says the role, so a party is assumed."]


PARTY: Data = {"role": "party"}


@pytest.mark.parametrize(
    ("first", "second", "said", "expected"),
    [
        ({}, {}, None, _message("a", "b")),
        (PARTY, {}, None, _message("b")),
        (PARTY, {"role": "witness"}, None, []),
        # The statement says it.
        ({}, PARTY, {"role": "observer"}, []),
        # Who speaks for another has that one's role.
        ({"party": "state"}, PARTY, None, []),
        ({"party": "firm"}, PARTY, None, _message("firm")),
        ({}, PARTY, {"speaks_for": "state"}, []),
        ({"party": "state"}, PARTY, {"speaks_for": "a"}, _message("a")),
    ],
)
def test_a_supported_verdict(
    first: Data, second: Data, said: Data | None, expected: list[str]
) -> None:
    others: dict[str, Data] = {"actor/state": PARTY, "actor/firm": {}}
    assert _assumed({**others, **_given(first, second, said)}) == expected


def test_another_verdict_rests_on_no_count() -> None:
    assert _assumed(_given({}, {}, verdict="disputed")) == []


def test_two_whose_roles_are_said_are_enough() -> None:
    given = _given(PARTY, PARTY)
    given["actor/third"] = {}
    given["statement/by-third"] = {"by": "third"}
    given["source/three"] = {"carries": [{"statement": "by-third", "how": "quotes"}]}
    claim = dict(given["claim/c"])
    claim["citations"] = [*claim["citations"], {"source": "three", "stance": "supports"}]
    assert _assumed({**given, "claim/c": claim}) == []


def test_one_that_others_can_check_needs_a_role_too() -> None:
    cited = {"source": "one", "stance": "supports", "checkable": True}
    given = _given({"access": "direct"}, {})
    given["claim/c"] = {**given["claim/c"], "citations": [cited]}
    assert _assumed(given) == _message("a")
    assert _assumed({**given, "actor/a": {"access": "direct", **PARTY}}) == []


@pytest.mark.parametrize(
    ("actor", "role", "assumed"),
    [
        ({}, "Party to the matter", True),
        ({"kind": "outlet"}, "Commentator, who never counts as independent", True),
        (PARTY, "Party to the matter", False),
        ({"party": "b"}, "Witness", False),
    ],
)
def test_the_actor_s_page_shows_the_default(actor: Data, role: str, *, assumed: bool) -> None:
    given: dict[str, Data] = {"actor/a": actor, "actor/b": {"role": "witness"}}
    view: Any = page(given, "actors/a.html").view
    assert (view.role, view.role_assumed) == (role, assumed)
