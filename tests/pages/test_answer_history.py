"""How an actor's page tells that it answered one question with several numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from claimline.analysis.answer_order import Span, steps_in_time
from claimline.diagnostics import Report
from tests.dossiers import Data, page, planned
from tests.html_tree import read_html
from tests.rendering import render

Given = dict[str, Data]

SAME_DAY = (
    "18 (29 December 2025), 91 (29 December 2025), on the same day, in an order that is not known"
)


def records(*answers: tuple[str, str | None], **fields: Any) -> Given:
    """Answers of one speaker to one question: each a value and the day on which it was said."""
    statements: Given = {
        f"statement/s{nth}": {"by": "mayor", "said": said} for nth, (_, said) in enumerate(answers)
    }
    values = [
        {"value": value, "statement": f"s{nth}", **fields} for nth, (value, _) in enumerate(answers)
    ]
    return {"actor/mayor": {"name": "The mayor"}, **statements, "detail/d": {"values": values}}


def steps(given: Given, actor: str = "mayor") -> list[tuple[str, str, list[str]]]:
    view: Any = page(given, f"actors/{actor}.html").view
    return [
        (step.place, step.order, [each.value for each in step.answers])
        for history in view.histories
        for step in history.steps
    ]


def test_answers_on_different_days_stand_in_their_order() -> None:
    given = records(("91", "2025-12-31"), ("18", "2025-12-28"), ("23", "2025-12-29"))
    assert steps(given) == [
        ("first", "known", ["18"]), ("then", "known", ["23"]), ("then", "known", ["91"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        ("2025-12-29", "2025-12-29", "same-day"),
        ("2025-12-29T09:00[Europe/Moscow]", "2025-12-29[Europe/Moscow]", "same-day"),
        ("2025-12-29Tmorning", "2025-12-29", "same-day"),
        ("2025-12", "2025-12-29", "unknown"),
        ("2025-12-28/2025-12-30", "2025-12-29/2025-12-31", "unknown"),
        ("../2025-12-30", "2025-12-29", "unknown"),
        ("2025-12-28T23:30[UTC]", "2025-12-29[Europe/Moscow]", "unknown"),
    ],
)
def test_no_order_is_claimed_that_the_dates_do_not_carry(
    first: str, second: str, order: str
) -> None:
    for one, other in ((first, second), (second, first)):
        ((place, known, values),) = steps(records(("18", one), ("23", other)))
        assert (place, known, sorted(values)) == ("alone", order, ["18", "23"])


def test_hours_order_answers_of_one_day() -> None:
    given = records(("23", "2025-12-29T10:00"), ("18", "2025-12-29T09:00"))
    assert [step[2] for step in steps(given)] == [["18"], ["23"]]


def test_a_day_without_an_hour_takes_only_its_own_day_into_one_step() -> None:
    given = records(
        ("18", "2025-12-28"), ("23", "2025-12-29T09:00"), ("41", "2025-12-29"), ("91", "2025-12-30")
    )
    assert [(place, order, sorted(values)) for place, order, values in steps(given)] == [
        ("first", "known", ["18"]), ("then", "same-day", ["23", "41"]), ("then", "known", ["91"]),
    ]  # fmt: skip


@pytest.mark.parametrize("said", [None, "2025-12-29?", "2025-12-29~", "2025-12-28/2025-12-30%"])
def test_an_answer_of_an_uncertain_date_has_no_place(said: str | None) -> None:
    given = records(("18", "2025-12-28"), ("23", said), ("91", "2025-12-31"))
    assert steps(given) == [
        ("first", "known", ["18"]), ("then", "known", ["91"]), ("unplaced", "known", ["23"]),
    ]  # fmt: skip
    alone = steps(records(("18", "2025-12-28"), ("23", said)))
    assert alone == [("alone", "known", ["18"]), ("unplaced", "known", ["23"])]


def test_a_number_that_is_only_repeated_is_told_once() -> None:
    given = records(("18", "2025-12-28"), ("18", "2025-12-29"), ("91", "2025-12-31"))
    assert [step[2] for step in steps(given)] == [["18"], ["91"]]
    assert steps(records(("91", "2025-12-28"), ("91", "2025-12-29"))) == []
    back = records(("18", "2025-12-28"), ("91", "2025-12-29"), ("18", "2025-12-31"))
    assert [step[2] for step in steps(back)] == [["18"], ["91"], ["18"]]


def test_what_cannot_be_compared_or_is_no_number_is_left_out() -> None:
    days = ("2025-12-28", "2025-12-29")
    assert steps(records(("89", days[0]), ("23", days[1]), comparable=False)) == []
    assert steps(records(("Moscow", days[0]), ("Kyiv", days[1]))) == []
    ranged = records(("about forty", days[0]), ("fifty", days[1]))
    first, second = ranged["detail/d"]["values"]
    first |= {"at_least": 38, "at_most": 42}
    second |= {"at_least": 50, "at_most": 50}
    assert [step[2] for step in steps(ranged)] == [["about forty"], ["fifty"]]


def test_answers_of_others_and_of_sources_do_not_count() -> None:
    given = records(("18", "2025-12-28"), ("91", "2025-12-29"))
    given["actor/clerk"] = {}
    given["statement/s1"] = {"by": "clerk", "said": "2025-12-29"}
    assert steps(given) == steps(given, "clerk") == []
    own = records(("18", "2025-12-28"))
    own["source/s"] = {}
    own["detail/d"]["values"].append({"value": "91", "source": "s"})
    assert steps(own) == []


def test_a_statement_that_was_retold_with_different_numbers_counts_for_none() -> None:
    given = records(("18", "2025-12-28"), ("91", "2025-12-29"))
    given["detail/d"]["values"].append({"value": "19", "statement": "s0"})
    assert steps(given) == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (("2025-12-28", "2025-12-29"), "first 18 (28 December 2025); then 91 (29 December 2025)"),
        (
            ("2025-12-29", "2025-12-29"),
            SAME_DAY,
        ),
        (
            ("2025-12-28", None),
            "18 (28 December 2025); in an order that is not known: 91",
        ),
    ],
)
def test_the_page_says_it_in_words(
    said: tuple[str | None, str | None], words: str, tmp_path: Path
) -> None:
    given = records(("18", said[0]), ("91", said[1]))
    html = render(planned(given), tmp_path, Report()).files["actors/mayor.html"]
    assert f"A detail: {words}" in " ".join(read_html(html).text().split())


_SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda it: (it[0], it[0] + it[1])),
    max_size=9,
)


@for_all(_SPANS)
def test_steps_are_in_an_order_that_holds_and_cannot_be_divided(spans: list[Span]) -> None:
    steps = steps_in_time(spans)
    assert sorted(nth for step in steps for nth in step) == list(range(len(spans)))
    for number, step in enumerate(steps):
        later = [spans[nth] for other in steps[number + 1 :] for nth in other]
        assert all(spans[nth][1] < first for nth in step for first, _ in later)
        for cut in {spans[nth][0] for nth in step}:
            before = [nth for nth in step if spans[nth][1] < cut]
            after = [nth for nth in step if spans[nth][0] >= cut]
            assert not before or len(before) + len(after) < len(step)


@for_all(_SPANS, st.randoms())
def test_the_order_of_the_records_does_not_matter(spans: list[Span], random: Any) -> None:
    def found(spans: list[Span]) -> list[list[Span]]:
        return [sorted(spans[nth] for nth in step) for step in steps_in_time(spans)]

    shuffled = list(spans)
    random.shuffle(shuffled)
    assert found(shuffled) == found(spans)
