"""What a source's page says first: what the source has and leaves out, from records alone."""

from __future__ import annotations

from typing import Any, cast

import pytest

from claimline.pages import source_account
from claimline.pages.source import SourceView
from tests.dossiers import Given, page

CARRIED = {"carries": [{"statement": "said", "how": "reports"}]}
PARTLY = {"stance": "repeats", "extent": "part", "missing": "The hour."}
TWO: Given = {
    "actor/x": {},
    "actor/y": {},
    "statement/said": {},
    "statement/alone": {"by": "y"},
    "source/s": {
        "carries": [*CARRIED["carries"], {"statement": "alone", "how": "quotes"}],
    },
    "source/other": CARRIED,
}


def shown(given: Given, source: str = "s") -> SourceView:
    return cast(SourceView, page(given, f"sources/{source}.html").view)


def account(given: Given) -> Any:
    it = shown(given).account
    assert it is not None
    return it


def cited(*citations: dict[str, object]) -> Given:
    """A source that carries one statement, with a claim for each citation of it."""
    claims = {
        f"claim/c{nth}": {"short": f"Claim {nth}", "citations": [{"source": "s", **it}]}
        for nth, it in enumerate(citations, 1)
    }
    return {"actor/x": {}, "statement/said": {}, "source/s": CARRIED, **claims}


def answered(*values: dict[str, object], silent: list[str] = []) -> Given:  # noqa: B006
    return {**TWO, "detail/many": {"short": "How many", "values": list(values), "silent": silent}}


def test_statements_are_counted_beside_those_of_other_sources() -> None:
    words = "1 of the 1 that more than one source carries and 1 that only this source carries"
    assert account(TWO).statements == words


def test_a_total_of_many_stories_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_account, "MANY", 0)
    words = "1 that other sources carry too and 1 that only this source carries"
    assert account(TWO).statements == words


def test_two_records_of_one_source_are_no_several_carriers() -> None:
    url = {"url": "https://paper.example.org/one"}
    given = {
        "actor/x": {}, "statement/said": {}, "source/s": {**CARRIED, **url},
        "source/s-again": {**CARRIED, **url},
    }  # fmt: skip
    assert account(given).statements == "1 that only this source carries"


@pytest.mark.parametrize(
    ("citations", "words"),
    [
        ([{"stance": "supports"}], "1"),
        ([{"stance": "repeats"}, {"stance": "supports"}], "2"),
        ([PARTLY], "1, in part"),
        (
            [PARTLY, {"stance": "repeats"}],
            "2, 1 of them in part",
        ),
        ([PARTLY] * 2,
         "2, all of them in part"),
        ([{"stance": "context"}], ""),
        ([{"stance": "disputes"}], ""),
    ],
)  # fmt: skip
def test_claims_are_counted_by_what_the_source_has(
    citations: list[dict[str, object]], words: str
) -> None:
    assert account(cited(*citations)).claims == words


def test_a_claim_of_which_one_citation_has_all_is_carried_in_whole() -> None:
    given = cited({"stance": "repeats"})
    claim = {
        **given["claim/c1"],
        "citations": [{"source": "s", **PARTLY}, {"source": "s", "stance": "repeats"}],
    }
    assert account({**given, "claim/c1": claim}).claims == "1"


def test_what_is_missing_leads_to_the_citation_that_says_so() -> None:
    it = account(cited({}, {"extent": "part", "missing": "The *hour*, see [](claim:c1)."}))
    assert [(entry.ref.label, entry.ref.href, entry.words) for entry in it.omissions] == [
        ("Claim 2", "claims/c2.html#cite-1", "The hour, see Claim 1.")
    ]


@pytest.mark.parametrize(
    ("own", "spoken", "same", "different"),
    [
        ({"value": "Two"}, {"value": "two"}, ["How many"], []),
        ({"value": "three"}, {"value": "two"}, [], ["How many"]),
        (
            {"value": "a few", "at_least": 2, "at_most": 5},
            {"value": "three", "at_least": 3, "at_most": 3},
            [],
            [],
        ),
        ({"value": "three", "comparable": False}, {"value": "two"}, [], []),
    ],
)
def test_an_own_answer_is_held_against_that_of_a_speaker_whom_the_source_carries(
    own: dict[str, object], spoken: dict[str, object], same: list[str], different: list[str]
) -> None:
    it = account(answered({"source": "s", **own}, {"statement": "said", **spoken}))
    assert [ref.label for ref in it.same] == same
    assert [ref.label for ref in it.different] == different


def test_an_answer_of_a_speaker_whom_the_source_does_not_carry_is_not_held_against_it() -> None:
    given = answered({"source": "other", "value": "3"}, {"statement": "alone", "value": "2"})
    it = shown(given, "other").account
    assert it is not None
    assert (it.same, it.different) == ((), ())


def test_the_words_of_a_speaker_are_no_answer_of_the_source() -> None:
    it = account(
        answered(
            {"statement": "said", "source": "s", "value": "3"}, {"statement": "alone", "value": "2"}
        )
    )
    assert (it.same, it.different) == ((), ())


def test_a_question_that_a_source_does_not_mention_is_no_place_that_cites_it() -> None:
    view = shown(answered({"statement": "said", "value": "3"}, silent=["s"]))
    assert view.account is not None
    (entry,) = view.account.silent
    assert (entry.anchor, entry.ref.href) == (
        "from-detail-many-silent", "details/many.html#silent",
    )  # fmt: skip
    assert view.usages == ()
    assert view.usage_count == "0 places"


def test_a_source_of_which_nothing_is_recorded_has_no_account() -> None:
    assert shown({"source/s": {}}).account is None


def test_many_places_are_folded() -> None:
    assert not shown(cited(*[{}] * 5)).folded
    assert shown(cited(*[{}] * 6)).folded


@pytest.mark.parametrize("by", ["machine", "human", "official", "outlet"])
def test_who_translated_a_title_is_told_on_the_page_of_its_source(by: str) -> None:
    given: Given = {
        "source/s": {"language": "de", "title_translation": {"text": "A title", "by": by}},
        "source/t": {},
    }
    told = {"human": "our", "outlet": "the outlet's"}.get(by, by)
    assert shown(given).translated_by == f"{told} translation"
    assert shown(given, "t").translated_by == ""
