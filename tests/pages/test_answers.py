"""The page of a question: the different answers first, and equal ones together in the table."""

from __future__ import annotations

from typing import cast

from claimline.pages.detail import DetailView
from tests.dossiers import Data, Given, page

SPEAKERS: Given = {
    "actor/x": {"name": "The mayor"},
    "actor/y": {"name": "The clerk"},
    "statement/a": {},
    "statement/b": {"by": "y"},
    "source/s": {"publisher": "Gazette", "carries": [{"statement": "a", "how": "reports"}]},
}


def view(*values: Data) -> DetailView:
    given = {**SPEAKERS, "detail/many": {"values": list(values)}}
    return cast(DetailView, page(given, "details/many.html").view)


def rows(it: DetailView) -> list[tuple[str, str, int]]:
    return [(answer.anchor, answer.value, answer.rows) for answer in it.answers]


def short(it: DetailView) -> list[tuple[str, list[str]]]:
    return [(answer.value, [ref.label for ref in answer.givers]) for answer in it.short_answers]


def test_equal_answers_stand_together_and_keep_their_addresses() -> None:
    it = view(
        {"statement": "a", "value": "two"},
        {"statement": "b", "value": "three"},
        {"source": "s", "value": "two"},
    )
    assert rows(it) == [("answer-1", "two", 2), ("answer-3", "two", 0), ("answer-2", "three", 1)]
    assert short(it) == [("two", ["The mayor", "Gazette"]), ("three", ["The clerk"])]


def test_equal_answers_in_other_words_show_their_own_words() -> None:
    it = view(
        {"statement": "a", "value": "two", "at_least": 2, "at_most": 2},
        {"statement": "b", "value": "a pair", "at_least": 2, "at_most": 2},
    )
    assert rows(it) == [("answer-1", "two", 1), ("answer-2", "a pair", 1)]
    assert short(it) == [("two", ["The mayor", "The clerk"])]


def test_answers_that_cannot_be_compared_are_never_merged() -> None:
    it = view(
        {"statement": "a", "value": "two", "comparable": False},
        {"statement": "b", "value": "two", "comparable": False},
        {"source": "s", "value": "four"},
    )
    assert [rows for _, _, rows in rows(it)] == [1, 1, 1]
    assert short(it) == [("four", ["Gazette"])]


def test_who_gives_an_answer_twice_is_named_once() -> None:
    it = view({"statement": "a", "value": "two"}, {"statement": "a", "source": "s", "value": "two"})
    assert short(it) == [("two", ["The mayor"])]


def test_many_different_answers_are_left_to_the_table() -> None:
    it = view(*({"source": "s", "value": f"about {nth}"} for nth in range(7)))
    assert len(it.short_answers) == 5
    assert it.more_answers == 2


def test_numbers_that_say_what_the_answer_says_are_not_said_again() -> None:
    found = view(
        {"value": "12", "at_least": 12, "at_most": 12, "statement": "a"},
        {"value": "at least 40", "at_least": 40, "statement": "b"},
        {"value": "a dozen or more", "at_least": 12, "source": "s"},
    )
    assert {it.value: it.amount for it in found.answers} == {
        "12": "", "at least 40": "", "a dozen or more": "at least 12",
    }  # fmt: skip


def test_a_source_in_its_own_words_speaks_for_no_vantage_point() -> None:
    """The summary and the picture count it apart from those who quote a speaker."""
    mayor, gazette = {"statement": "a", "source": "s", "value": "91"}, {"source": "s"}
    for values, summary, rows in (
        (
            [mayor, {"statement": "b", "value": "90"}],
            "2 answers from 2 vantage points, with 2 different values.",
            ["0 sources from 1 vantage point", "1 source from 1 vantage point"],
        ),
        (
            [mayor, gazette | {"value": "91"}, gazette | {"value": "90"}],
            "3 answers, 1 of them from 1 vantage point, with 2 different values.",
            [
                "1 source, in its own words",
                "1 source from 1 vantage point; 1 source, in its own words",
            ],
        ),
        (
            [gazette | {"value": "91"}, gazette | {"value": "90"}],
            "2 answers in the sources’ own words, with 2 different values.",
            ["1 source, in its own words", "1 source, in its own words"],
        ),
    ):
        it = view(*values)
        assert it.summary == summary
        assert [row.counts for row in it.pictures[0].rows] == rows


def test_an_answer_that_nothing_can_be_compared_with_is_the_same_as_none() -> None:
    it = view(
        {"statement": "a", "value": "two"}, {"source": "s", "value": "2", "comparable": False}
    )
    assert [answer.standing for answer in it.answers] == ["", "Not comparable"]
    assert [answer.standing for answer in view({"source": "s", "value": "2"}).answers] == [""]
