"""Answers with ranges of numbers: which agree, which exclude each other, which need not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dossiers import Data, findings, page

Bounds = tuple[str, float | None, float | None]


def _view(*answers: Bounds, **more: Any) -> Any:
    values = [
        {"value": words, "at_least": low, "at_most": high, "source": "a", **more}
        for words, low, high in answers
    ]
    given: dict[str, Data] = {"source/a": {"origin": "unknown"}, "detail/d": {"values": values}}
    return page(given, "details/d.html").view


FIT = "Differs, but its numbers do not exclude those of the others"
DIFFER = "Differs from the others"


@pytest.mark.parametrize(
    ("answers", "ending", "standings"),
    [
        # One number lies in both.
        ([("80 to 91", 80, 91), ("91", 91, 91)], "not exclude one another.", [FIT, FIT]),
        ([("from 80", 80, None), ("to 80", None, 80)], "not exclude one another.", [FIT, FIT]),
        ([("80 to 90", 80, 90), ("91", 91, 91)], "2 different values.", [DIFFER, DIFFER]),
        # Without numbers nobody can tell.
        ([("80 to 91", 80, 91), ("many", None, None)], "2 different values.", [DIFFER, DIFFER]),
        # The second fits both others, which exclude each other.
        (
            [("1 to 2", 1, 2), ("2 to 4", 2, 4), ("3 to 5", 3, 5)],
            "3 different values.",
            [DIFFER, FIT, DIFFER],
        ),
        # Other words for the same numbers.
        ([("91", 91, 91), ("ninety-one", 91, 91)], "all the same.", ["Same answer"] * 2),
        ([("91", 91, 91), ("91", None, None)], "all the same.", ["Same answer"] * 2),
    ],
)
def test_answers_with_ranges(answers: list[Bounds], ending: str, standings: list[str]) -> None:
    view = _view(*answers)
    assert view.summary.endswith(ending)
    assert [answer.standing for answer in view.answers] == standings


def test_what_is_compared_is_shown() -> None:
    view = _view(("between 80 and 91", 80, 91), ("some", None, None))
    assert [answer.amount for answer in view.answers] == ["80 to 91", ""]


def test_an_answer_that_cannot_be_compared_fits_nothing() -> None:
    view = _view(("80", 80, 80), ("90", 90, 90), comparable=False)
    assert {answer.standing for answer in view.answers} == {"Not comparable"}


def test_bounds_in_the_wrong_order_are_an_error() -> None:
    values = [{"value": "x", "at_least": 2, "at_most": 1, "source": "a"}]
    given: dict[str, Data] = {"source/a": {}, "detail/d": {"values": values}}
    messages = [found.message for found in findings(given) if found.code == "bad-value"]
    assert messages == ["At least 2 is more than at most 1."]
