"""How a number came about: what adds up, who gave each part, and where each bar stands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.pages.sum_view import WIDTH, SumView
from tests.dossiers import Data, codes, dossier, page

SAID: dict[str, Data] = {
    "actor/mayor": {"name": "Mayor"},
    "statement/a": {"by": "mayor", "said": "2024-03-04"},
    "source/gazette": {
        "publisher": "Gazette", "published": "2024-03-05",
        "carries": [{"statement": "a", "how": "quotes"}],
    },
    "source/radio": {"publisher": "Radio"},
}  # fmt: skip


def detail(total: float, *numbers: float, **more: Any) -> dict[str, Data]:
    parts = [
        {"what": f"part {nth}", "number": number, "source": "radio"}
        for nth, number in enumerate(numbers, 1)
    ]
    return SAID | {
        "detail/d": {
            "short": "Bags",
            "values": [{"value": "1", "source": "radio"}, {"value": "2", "source": "gazette"}],
            "sum": {"number": total, "statement": "a", "source": "gazette", "parts": parts, **more},
        }
    }


def shown(records: dict[str, Data]) -> SumView:
    view: Any = page(records, "details/d.html").view
    assert isinstance(view.sum, SumView)
    return view.sum


def test_parts_and_total_name_who_gave_them() -> None:
    view = shown(detail(91, 49, 1, 18, 23, note="The same *evening*."))
    assert (view.equation, view.difference) == ("49 + 1 + 18 + 23 = 91", "")
    assert [(row.anchor, row.what, row.number) for row in (*view.parts, view.total)] == [
        ("part-1", "part 1", "49"), ("part-2", "part 2", "1"), ("part-3", "part 3", "18"),
        ("part-4", "part 4", "23"), ("total", "", "91"),
    ]  # fmt: skip
    first, total = view.parts[0], view.total
    assert (first.by.label, first.by.href, first.when) == ("Radio", "sources/radio.html", None)
    assert (total.by.label, total.by.href) == ("Mayor", "statements/a.html")
    assert total.when is not None
    assert total.when.words == "4 March 2024"
    assert total.cited is not None
    assert total.note is not None


@pytest.mark.parametrize(
    ("numbers", "difference"),
    [
        ([41, 41, 1], "It is 8 less than the total."),
        ([49, 1, 41, 2.5], "It is 2.5 more than the total."),
        ([0.1, 0.2, 90.7], ""),
        ([91, 0], ""),
    ],
)
def test_what_does_not_add_up_is_told_and_reported(numbers: list[float], difference: str) -> None:
    records = detail(91, *numbers)
    assert shown(records).difference == difference
    assert ("sum-differs" in codes(records)) == bool(difference)


def test_a_question_without_a_sum_has_none() -> None:
    view: Any = page({"detail/d": {}}, "details/d.html").view
    assert view.sum is None


def test_sources_and_statements_lead_back_to_the_numbers() -> None:
    made = dossier(detail(91, 49, 42))
    assert [(use.anchor, use.form, use.words) for use in made.usages["radio"]][1:] == [
        ("part-1", "number", "Bags: part 1"), ("part-2", "number", "Bags: part 2"),
    ]  # fmt: skip
    assert [(use.words, use.total) for use in made.usages["gazette"]][1:] == [("Bags", 91)]
    assert made.backlinks("statement", "a").details == ("d",)


def test_a_source_of_the_total_leads_back_to_it_as_the_language_writes_it() -> None:
    german = {"site": {"language": "de", "interface_language": "de"}}
    view: Any = page(detail(1234.5, 1234.5) | german, "sources/gazette.html").view
    told = [entry.words for group in view.usages for entry in group.entries]
    assert "Bags: 1.234,5" in told


def test_a_number_that_its_source_does_not_carry_is_an_error() -> None:
    records = detail(2, 1, 1)
    records["detail/d"]["sum"]["parts"][0]["statement"] = "a"
    assert "not-carried" in codes(records)


@given(st.lists(st.integers(0, 10**6) | st.floats(0, 1e6), min_size=2, max_size=9))
def test_each_bar_begins_where_the_one_before_ends(numbers: list[float]) -> None:
    view = shown(detail(sum(numbers), *numbers))
    assert view.parts[0].start == 0
    for row, after in zip(view.parts, view.parts[1:], strict=False):
        assert row.start <= after.start or after.start + after.width == WIDTH
    for row, number in zip(view.parts, numbers, strict=True):
        assert (row.width > 0) == (number > 0)
        assert 0 <= row.start <= row.start + row.width <= WIDTH


def test_a_large_number_has_the_digits_of_its_record() -> None:
    assert shown(detail(1e23, 1e23)).total.number == "100" + 7 * ",000"
