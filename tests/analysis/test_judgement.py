"""Verdicts are told that something under them has changed, until their history answers."""

from __future__ import annotations

from typing import Any

import pytest

from claimline.pages.claim_view import ClaimView
from tests.dossiers import Data, findings, page

SITE: Data = {
    "title": "A site",
    "summary": "Words.",
    "time_zone": "Europe/London",
    "verdicts": [
        {"id": tone, "label": tone.capitalize(), "meaning": "Words.", "tone": tone}
        for tone in ("supported", "disputed", "refuted", "open")
    ],
}


def _claim(verdict: str | None, *history: dict[str, str], **more: Any) -> Data:
    changes = [{"why": "Words.", **change} for change in history]
    return {"verdict": verdict, "reasoning": "Words.", "history": changes, **more}


def _found(given: dict[str, Data], code: str) -> list[str]:
    return [
        f"{found.location.path.removesuffix('.yaml').removeprefix('content/')}: {found.message}"
        for found in findings({"site": SITE, **given})
        if found.code == code
    ]


def _flags(given: dict[str, Data], claim: str) -> list[tuple[str, str]]:
    view = page({"site": SITE, **given}, f"claims/{claim}.html").view
    assert isinstance(view, ClaimView)
    return [(flag.reason, flag.ref.href) for flag in view.overtaken]


ON_PREMISE = {"related": [{"claim": "premise", "how": "depends-on"}]}
REFUTED = _claim(
    "refuted",
    {"date": "2024-03-01", "to": "supported"},
    {"date": "2024-03-05", "from": "supported", "to": "refuted"},
)
WEAKENED = _claim(
    "open",
    {"date": "2024-03-01", "to": "supported"},
    {"date": "2024-03-05", "from": "supported", "to": "disputed"},
    {"date": "2024-03-09", "from": "disputed", "to": "open"},
)


@pytest.mark.parametrize(
    ("premise", "history", "reason"),
    [
        (REFUTED, [], "refuted"),
        (REFUTED, [{"date": "2024-03-04", "to": "disputed"}], "refuted"),
        (REFUTED, [{"date": "2024-03", "to": "disputed"}], "refuted"),
        (REFUTED, [{"date": "2024-03-05", "to": "disputed"}], ""),
        (REFUTED, [{"date": "2024-04", "to": "disputed"}], ""),
        # A day on which it was judged again, to the same verdict.
        (
            REFUTED,
            [
                {"date": "2024-03-02", "to": "disputed"},
                {"date": "2024-03-06", "from": "disputed", "to": "disputed"},
            ],
            "",
        ),
        (WEAKENED, [{"date": "2024-03-04", "to": "disputed"}], "no-longer-supported"),
        (WEAKENED, [{"date": "2024-03-05", "to": "disputed"}], ""),
        # Without a history nobody knows when, so that any entry answers.
        (_claim("refuted"), [], "refuted"),
        (_claim("refuted"), [{"date": "2020", "to": "disputed"}], ""),
        # What was never supported is not supported no longer.
        (_claim("open"), [], ""),
        (_claim("disputed", {"date": "2024-03-05", "to": "disputed"}), [], ""),
        (_claim("supported"), [], ""),
        (_claim(None), [], ""),
    ],
)
def test_a_premise(premise: Data, history: list[dict[str, str]], reason: str) -> None:
    given = {
        "claim/premise": premise,
        "claim/c": _claim("disputed", *history, **ON_PREMISE),
    }
    found = _found(given, "judge-again")
    assert len(found) == bool(reason)
    assert all(it.startswith('claim/c: It depends on "premise", which is') for it in found)
    assert _flags(given, "c") == ([(reason, "claims/premise.html")] if reason else [])
    assert _flags(given, "premise") == []


@pytest.mark.parametrize("how", ["contradicts", "part-of", "revises"])
def test_other_relations_are_no_premises(how: str) -> None:
    related = [{"claim": "premise", "how": how}]
    given = {"claim/premise": REFUTED, "claim/c": _claim("disputed", related=related)}
    assert _found(given, "judge-again") == []


def test_what_has_no_verdict_is_not_judged_again() -> None:
    given = {"claim/premise": REFUTED, "claim/c": _claim(None, **ON_PREMISE)}
    assert _flags(given, "c") == []


SAID: dict[str, Data] = {
    "actor/mayor": {},
    "source/gazette": {"carries": [{"statement": "first", "how": "quotes"}]},
    "statement/first": {"by": "mayor", "said": "2024-03-01"},
    "statement/second": {"by": "mayor", "said": "2024-03-05T22:30", "revises": "first"},
}


@pytest.mark.parametrize(
    ("history", "answered"),
    [
        ([], False),
        ([{"date": "2024-03-04", "to": "disputed"}], False),
        ([{"date": "2024-03-05", "to": "disputed"}], True),
        ([{"date": "2024-03-06", "to": "disputed"}], True),
    ],
)
def test_a_statement_that_was_revised(history: list[dict[str, str]], *, answered: bool) -> None:
    given = {**SAID, "claim/c": _claim("disputed", *history, statement="first")}
    message = '"second" revises the statement in which it was made (2024-03-05T22:30)'
    found = _found(given, "judge-again")
    assert [it.partition(";")[0] for it in found] == [f"claim/c: {message}"] * (not answered)
    assert _flags(given, "c") == ([] if answered else [("revised", "statements/second.html")])


def test_a_revision_of_a_revision() -> None:
    third: Data = {"by": "mayor", "said": "2024-03-09", "revises": "second"}
    history = {"date": "2024-03-06", "to": "disputed"}
    claim = _claim("disputed", history, statement="first")
    given = {**SAID, "statement/third": third, "claim/c": claim}
    assert _flags(given, "c") == [("revised", "statements/third.html")]


def test_a_claim_on_the_later_statement_is_not_overtaken() -> None:
    given = {**SAID, "claim/c": _claim("disputed", statement="second")}
    assert _flags(given, "c") == []


def test_a_statement_that_is_only_cited_may_say_much_else() -> None:
    citations = [{"source": "gazette", "stance": "repeats"}]
    given = {**SAID, "claim/c": _claim("disputed", citations=citations)}
    assert _flags(given, "c") == []


def _pair(one: str, other: str, *, mutual: bool = False) -> dict[str, Data]:
    return {
        "claim/a": _claim(one, related=[{"claim": "b", "how": "contradicts"}]),
        "claim/b": _claim(other, related=[{"claim": "a", "how": "contradicts"}] if mutual else []),
    }


@pytest.mark.parametrize("mutual", [False, True])
def test_two_that_contradict_each_other_are_not_both_supported(*, mutual: bool) -> None:
    message = 'claim/a: It contradicts "b", and both are called supported.'
    assert _found(_pair("supported", "supported", mutual=mutual), "both-supported") == [message]


@pytest.mark.parametrize("one", ["disputed", "refuted", "open"])
def test_one_of_the_two_may_be_supported(one: str) -> None:
    for given in (_pair(one, "supported"), _pair("supported", one)):
        assert _found(given, "both-supported") == []


def test_a_verdict_that_stays_was_not_changed() -> None:
    history = [
        {"date": "2024-03-02", "to": "disputed"},
        {"date": "2024-03-06", "from": "disputed", "to": "disputed"},
    ]
    given: dict[str, Data] = {"site": SITE, "claim/c": _claim("disputed", *history)}
    view = page(given, "claims/c.html").view
    assert isinstance(view, ClaimView)
    assert view.history[1].words == "Judged again: Disputed"
    assert page(given, "corrections.html").view.years == ()  # type: ignore[attr-defined]


def _with_quote(*history: dict[str, str], **cited: Any) -> dict[str, Data]:
    citation = {"source": "gazette", "stance": "supports", "quote": "gone", "at": "line 1", **cited}
    return {**SAID, "claim/c": _claim("disputed", *history, citations=[citation])}


@pytest.mark.parametrize(
    ("gone", "history", "since"),
    [
        ("2024-03-05", [], "2024-03-05"),
        ("2024-03-05T09:12Z", [{"date": "2024-03-04", "to": "disputed"}], "2024-03-05T09:12Z"),
        ("2024-03-05T09:12Z", [{"date": "2024-03-05", "to": "disputed"}], ""),
        ("2024-03-05", [{"date": "2024-04", "to": "disputed"}], ""),
        (None, [], ""),
    ],
)
def test_a_quote_that_is_gone(gone: str | None, history: list[dict[str, str]], since: str) -> None:
    given = _with_quote(*history, gone_since=gone)
    found = [it.partition(";")[0] for it in _found(given, "judge-again")]
    message = f'claim/c: A quote is gone from a newer copy of "gazette" ({since})'
    assert found == ([message] if since else [])
    assert _flags(given, "c") == ([("quote-gone", "sources/gazette.html")] if since else [])


def test_a_quote_that_gives_context_carries_no_verdict() -> None:
    given = _with_quote(stance="context", gone_since="2024-03-05")
    assert _flags(given, "c") == []


def test_a_quote_of_a_stance_that_is_gone() -> None:
    cited = {"source": "gazette", "quote": "no", "at": "line 1", "gone_since": "2024-03-05"}
    stance = {"actor": "mayor", "stance": "denies", "date": "2024-03-02", "citation": cited}
    given = {**SAID, "claim/c": _claim("disputed", said="2024-03-01", stances=[stance] * 2)}
    assert _flags(given, "c") == [("quote-gone", "sources/gazette.html")]


def test_every_quote_that_is_gone_says_so_to_readers() -> None:
    pointer = {"source": "gazette", "quote": "gone", "at": "line 1", "gone_since": "2024-03-05"}
    given: dict[str, Data] = {
        **_with_quote(gone_since="2024-03-05"),
        "event/e": {"citations": [{**pointer, "stance": "context"}]},
        "detail/d": {"values": [{**pointer, "value": "1"}, {"source": "gazette", "value": "2"}]},
    }
    claim: Any = page(given, "claims/c.html").view
    detail: Any = page(given, "details/d.html").view
    events: Any = page(given, "chronology.html").view
    quotes = [
        claim.sides[0].groups[0].evidence[0].quote,
        detail.answers[0].quote,
        next(it for day in events.days for it in day.untimed).citations[0].quote,
    ]
    assert [quote.gone_since.words for quote in quotes] == ["5 March 2024"] * 3
