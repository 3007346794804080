"""The clock of disclosure: when was an event first said, and how long after it?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from claimline.analysis.disclosure import Disclosure
from claimline.pages.vocabulary import gap_words
from tests.dossiers import analysed

ACTOR = {"actor/board": {"name": "The board"}}
CITE = [{"source": "paper"}]


def _of(event: dict[str, Any], **records: dict[str, Any]) -> Disclosure | None:
    given = {
        **ACTOR,
        "event/flood": {"citations": CITE, **event},
        **{name.replace("_", "/", 1): data for name, data in records.items()},
    }
    _, findings, _ = analysed(given)
    return findings.disclosure.get("flood")


def _said(when: str) -> dict[str, str]:
    return {"by": "board", "said": when}


def test_the_earliest_statement_counts_not_the_source_that_carries_it() -> None:
    found = _of(
        {"date": "2024-03-02", "citations": [{"source": "paper"}, {"source": "radio"}]},
        statement_late=_said("2024-03-06"),
        statement_early=_said("2024-03-04"),
        source_paper={
            "published": "2024-03-03", "carries": [{"statement": "late", "how": "reports"}]
        },
        source_radio={
            "published": "2024-03-09", "carries": [{"statement": "early", "how": "reports"}]
        },
    )  # fmt: skip
    assert found is not None
    assert (found.kind, found.id, found.later) == ("statement", "early", True)
    # From the last moment of the 2nd to the first of the 4th lies the whole of the 3rd.
    assert found.shortest == timedelta(days=1, microseconds=1)
    assert gap_words(found.shortest, found.longest) == "1 to 2 days later"


def test_of_two_that_begin_alike_the_one_that_is_over_first_counts() -> None:
    found = _of(
        {"date": "2024-03-02", "citations": [{"source": "paper"}, {"source": "radio"}]},
        statement_a=_said("2024-03-04"),
        statement_b=_said("2024-03-04T00:00"),
        source_paper={"carries": [{"statement": "a", "how": "reports"}]},
        source_radio={"carries": [{"statement": "b", "how": "reports"}]},
    )
    assert found is not None
    assert found.id == "b"


def test_of_two_at_one_time_the_first_id_counts() -> None:
    found = _of(
        {"date": "2024-03-02", "citations": [{"source": "paper"}, {"source": "radio"}]},
        statement_b=_said("2024-03-04"),
        statement_a=_said("2024-03-04"),
        source_paper={"carries": [{"statement": "b", "how": "reports"}]},
        source_radio={"carries": [{"statement": "a", "how": "reports"}]},
    )
    assert found is not None
    assert (found.id, str(found.date)) == ("a", "2024-03-04")


def test_where_nothing_can_be_traced_the_first_source_counts() -> None:
    found = _of({"date": "2024-03-02"}, source_paper={"published": "2024-03-02"})
    assert found is not None
    assert (found.kind, found.id, found.later) == ("source", "paper", False)


def test_a_source_with_several_statements_counts_by_the_one_that_is_named() -> None:
    carries = [{"statement": "first", "how": "quotes"}, {"statement": "second", "how": "quotes"}]
    records: dict[str, dict[str, Any]] = {
        "statement_first": _said("2024-03-03"),
        "statement_second": _said("2024-03-05"),
        "source_paper": {"published": "2024-03-07", "carries": carries},
    }
    named = _of(
        {"date": "2024-03-02", "citations": [{"source": "paper", "statement": "second"}]}, **records
    )
    assert named is not None
    assert named.id == "second"
    open_ = _of({"date": "2024-03-02"}, **records)
    assert open_ is not None
    assert (open_.kind, open_.id) == ("source", "paper")


def test_without_a_date_nothing_is_said() -> None:
    assert _of({"date": "2024-03-02"}, source_paper={}) is None


def test_a_time_of_day_gives_hours() -> None:
    found = _of(
        {"date": "2024-03-02T07:00[Europe/London]"},
        statement_one=_said("2024-03-02T13:00[Europe/London]"),
        source_paper={"carries": [{"statement": "one", "how": "quotes"}]},
    )
    assert found is not None
    assert gap_words(found.shortest, found.longest) == "6 hours later"


@pytest.mark.parametrize(
    ("shortest", "longest", "told"),
    [
        (timedelta(hours=1), timedelta(hours=1), "1 hour later"),
        (timedelta(hours=5), timedelta(hours=7), "5 to 7 hours later"),
        (timedelta(hours=3), timedelta(days=1), "up to 1 day later"),
        (timedelta(hours=1), timedelta(days=2), "up to 1 day later"),
        (timedelta(days=3), timedelta(days=5), "3 to 4 days later"),
        (timedelta(days=40), timedelta(days=41), "40 days later"),
    ],
)
def test_gaps_are_told_within_their_bounds(
    shortest: timedelta, longest: timedelta, told: str
) -> None:
    assert gap_words(shortest, longest) == told


def test_a_statement_that_repeats_another_is_not_the_first() -> None:
    records: dict[str, dict[str, Any]] = {
        "actor_paper": {},
        "statement_repeat": {"by": "paper", "said": "2024-03-03", "repeats": "first"},
        "source_paper": {
            "published": "2024-03-03", "carries": [{"statement": "repeat", "how": "quotes"}]
        },
    }  # fmt: skip
    found = _of({"date": "2024-03-02"}, **records, statement_first=_said("2024-03-02"))
    assert found is not None
    assert (found.kind, found.id, str(found.date)) == ("statement", "first", "2024-03-02")
    # Nobody knows when the first was said: the date of the source is all that is known.
    found = _of({"date": "2024-03-02"}, **records, statement_first={"by": "board"})
    assert found is not None
    assert (found.kind, found.id) == ("source", "paper")
