"""Answers side by side: which are equal, which cannot be compared, which were revised."""

from __future__ import annotations

from typing import Any

import pytest

from claimline.analysis.comparison import Comparison, compare
from tests.dossiers import Data, dossier

RECORDS: dict[str, Data] = {
    "actor/a": {},
    "actor/a-speaker": {"party": "a"},
    "actor/b": {},
    "statement/first": {"by": "a"},
    "statement/second": {"by": "a", "revises": "first"},
    "statement/third": {"by": "a", "revises": "second"},
    "statement/spoken": {"by": "a-speaker"},
    "statement/other": {"by": "b"},
    "statement/passed-on": {"by": "b", "repeats": "first"},
    "source/one": {"carries": [{"statement": "other", "how": "quotes"}]},
    "source/copy": {"carries": [{"source": "one", "how": "reprints"}]},
    "source/two": {
        "carries": [
            {"statement": "first", "how": "quotes"},
            {"statement": "other", "how": "quotes"},
        ]
    },
    "source/none": {},
}


def compared(*answers: dict[str, Any]) -> Comparison:
    made = dossier(RECORDS | {"detail/d": {"values": list(answers)}})
    return compare(made, made.details["d"])


def test_no_answers() -> None:
    assert compared() == Comparison((), 0, (), ())


def test_equal_words_are_one_answer() -> None:
    found = compared(
        {"value": "About 40", "statement": "first"},
        {"value": "41", "statement": "other"},
        {"value": "about  40", "source": "none"},
        {"value": "ABOUT 40"},
    )
    assert [answer.group for answer in found.answers] == [1, 2, 1, 1]
    assert found.groups == 2


def test_what_cannot_be_compared_is_in_no_group() -> None:
    found = compared(
        {"value": "40", "statement": "first"},
        {"value": "40", "statement": "other", "comparable": "false"},
        {"value": "90", "source": "none", "comparable": "false"},
        {"value": "41"},
    )
    assert [answer.group for answer in found.answers] == [1, 0, 0, 2]
    assert found.groups == 2


def test_parties_behind_answers() -> None:
    found = compared(
        {"value": "1", "statement": "spoken"},  # its speaker's party
        {"value": "1", "statement": "passed-on"},  # the first speaker's
        {"value": "1", "source": "two", "statement": "other"},
    )
    assert [answer.party for answer in found.answers] == ["a", "a", "b"]
    assert found.vantage_points == ("a", "b")


@pytest.mark.parametrize("source", ["one", "copy", "two", "none"])
def test_answer_without_a_statement_is_the_source_s_own(source: str) -> None:
    """An outlet that carries one statement, a copy of it, two statements, or none."""
    found = compared({"value": "1", "source": source}, {"value": "2", "statement": "first"})
    assert [answer.party for answer in found.answers] == ["", "a"]
    assert (found.vantage_points, found.commentators) == (("a",), ())


def test_a_later_answer_of_the_speaker_revises() -> None:
    found = compared(
        {"value": "40", "statement": "first"},
        {"value": "41", "statement": "second"},
        {"value": "42", "statement": "other"},
    )
    assert [answer.revised_by for answer in found.answers] == ["second", "", ""]


def test_a_revision_that_repeats_the_answer_is_none() -> None:
    found = compared({"value": "40", "statement": "first"}, {"value": "40", "statement": "second"})
    assert [answer.revised_by for answer in found.answers] == ["", ""]


def test_words_that_are_the_same_answer_are_no_revision() -> None:
    found = compared(
        {"value": "About 40", "statement": "first"}, {"value": "about  40", "statement": "second"}
    )
    assert found.groups == 1
    assert [answer.revised_by for answer in found.answers] == ["", ""]


def test_the_same_number_in_other_words_is_no_revision() -> None:
    found = compared(
        {"value": "40", "statement": "first"},
        {"value": "forty", "at_least": 40, "at_most": 40, "statement": "second"},
        {"value": "42", "statement": "third"},
    )
    assert [answer.revised_by for answer in found.answers] == ["third", "third", ""]


def test_a_statement_told_in_two_ways_is_not_revised_by_one_of_them() -> None:
    found = compared(
        {"value": "40", "statement": "first"},
        {"value": "41", "statement": "first"},
        {"value": "40", "statement": "second"},
    )
    assert [answer.revised_by for answer in found.answers] == ["", "", ""]


def test_a_revision_is_found_through_one_that_gives_no_answer() -> None:
    found = compared({"value": "40", "statement": "first"}, {"value": "42", "statement": "third"})
    assert [answer.revised_by for answer in found.answers] == ["third", ""]
