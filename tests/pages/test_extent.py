"""A source that carries only part of a claim is counted as that, and says what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dossiers import Data, analysed, codes, findings, page

PART = {"extent": "part", "missing": "It names no hour."}
PEOPLE: dict[str, Data] = {
    "actor/mayor": {"name": "Mayor", "access": "direct"},
    "actor/clerk": {"name": "Clerk"},
    "statement/m": {"by": "mayor"},
    "statement/c": {"by": "clerk"},
    **{
        f"source/{id_}": {
            "publisher": id_.capitalize(),
            "url": f"https://{id_}.example.org/",
            "carries": [{"statement": said, "how": "quotes"}],
        }
        for id_, said in {"gazette": "m", "radio": "m", "letter": "c"}.items()
    },
}


def _cite(source: str, stance: str = "supports", **more: Any) -> dict[str, Any]:
    return {"source": source, "stance": stance, **more}


def _given(*citations: dict[str, Any], **claim: Any) -> dict[str, Data]:
    return {**PEOPLE, "claim/c": {"citations": list(citations), **claim}}


def _view(given: dict[str, Data]) -> Any:
    return page(given, "claims/c.html").view


@pytest.mark.parametrize(
    ("citations", "sentence"),
    [
        (
            [_cite("gazette")],
            "1 source carries it, tracing to 1 statement from 1 vantage point: Mayor.",
        ),
        (
            [_cite("gazette", **PART)],
            "1 source carries it, in part, tracing to 1 statement from 1 vantage point: Mayor.",
        ),
        (
            [_cite("gazette"), _cite("radio", "repeats", **PART)],
            (
                "2 sources carry it, 1 of them in part, "
                "tracing to 1 statement from 1 vantage point: Mayor."
            ),
        ),
        (
            [_cite("gazette", **PART), _cite("radio", "repeats", **PART), _cite("letter")],
            (
                "3 sources carry it, 2 of them in part, "
                "tracing to 2 statements from 2 vantage points: {both}."
            ),
        ),
        (
            [_cite("gazette", **PART), _cite("radio", **PART)],
            (
                "2 sources carry it, all of them in part, "
                "tracing to 1 statement from 1 vantage point: Mayor."
            ),
        ),
        # The same source has the whole claim at another place.
        (
            [_cite("gazette", **PART), _cite("gazette")],
            "1 source carries it, tracing to 1 statement from 1 vantage point: Mayor.",
        ),
    ],
)
def test_the_sentence(citations: list[dict[str, Any]], sentence: str) -> None:
    given, sentence = _given(*citations), sentence.format(both="Mayor and Clerk")
    assert _view(given).backing.sentence == sentence
    assert sentence in page(given, "claims/c.html").description
    (share,) = page(given, "claims/index.html").view.shares  # type: ignore[attr-defined]
    assert share.claims[0].counts.sentence == sentence


def test_against_in_part() -> None:
    view = _view(_given(_cite("gazette"), _cite("letter", "disputes", **PART)))
    assert view.against.sentence.startswith("1 source disputes it, in part, tracing")
    assert (view.backing.partial, view.against.partial) == (0, 1)


def test_one_source_under_two_records_has_the_whole() -> None:
    given = _given(_cite("gazette", **PART), _cite("again"))
    given["source/again"] = {**PEOPLE["source/gazette"], "url": "http://www.gazette.example.org"}
    backing = analysed(given)[1].corroboration["c"].backing
    assert (backing.sources, backing.partial) == (("gazette",), ())


def test_what_is_missing_stands_beside_the_citation() -> None:
    view = _view(_given(_cite("gazette"), _cite("radio", **PART)))
    entries = {
        item.card.publisher: item.missing
        for side in view.sides
        for group in side.groups
        for item in group.evidence
    }
    assert entries["Gazette"] is None
    assert "It names no hour." in "".join(map(str, entries["Radio"].pieces))
    assert [group.sources for group in view.sides[0].groups] == [2]


def test_the_matrix_and_the_source_say_so() -> None:
    given = _given(_cite("gazette"), _cite("radio", **PART), _cite("letter", "disputes", **PART))
    matrix: Any = page(given, "matrix.html").view
    cells = {
        it.card.publisher: (cell.letter, cell.words)
        for group in matrix.groups
        for it, cell in zip(group.columns, group.rows[0].cells, strict=True)
    }
    assert cells == {
        "Gazette": ("S", "supports"),
        "Radio": ("(S)", "supports, in part"),
        "Letter": ("(D)", "disputes, in part"),
    }
    source: Any = page(given, "sources/radio.html").view
    assert [entry.words for group in source.usages for entry in group.entries] == [
        "Supports, in part"
    ]


def test_the_matrix_shows_the_place_with_the_whole() -> None:
    for citations in ([_cite("gazette", **PART), _cite("gazette", "repeats")],):
        matrix: Any = page(_given(*citations), "matrix.html").view
        assert matrix.groups[0].rows[0].cells[0].letter == "R"


def test_an_event() -> None:
    given = {**PEOPLE, "event/e": {"citations": [_cite("gazette"), _cite("radio", **PART)]}}
    view: Any = page(given, "chronology.html").view
    (event,) = [event for day in view.days for event in (*day.timed, *day.untimed)]
    assert [(it.stance, it.missing is None) for it in event.citations] == [
        ("supports", True),
        ("supports, in part", False),
    ]


JUDGED = {"verdict": "supported", "reasoning": "They agree."}


@pytest.mark.parametrize(
    ("citations", "enough"),
    [
        ([_cite("gazette"), _cite("letter")], True),
        ([_cite("gazette"), _cite("letter", **PART)], False),
        ([_cite("gazette", checkable="true")], True),
        ([_cite("gazette", checkable="true", **PART)], False),
        ([_cite("gazette"), _cite("letter", **PART), _cite("letter")], True),
    ],
)
def test_part_of_a_claim_supports_no_verdict(
    citations: list[dict[str, Any]], *, enough: bool
) -> None:
    found = "supported-by-one-party" in codes(_given(*citations, **JUDGED))
    assert found is not enough


def test_a_party_that_has_only_part_is_named_in_the_finding() -> None:
    given = _given(_cite("gazette"), _cite("letter", **PART), **JUDGED)
    (found,) = (it for it in findings(given) if it.code == "supported-by-one-party")
    assert (
        found.message
        == "The verdict rests on 1 vantage point; 1 more only carries part of the claim."
    )


def test_what_does_not_count_stands_beside_the_numbers_in_words_of_its_own() -> None:
    """The numbers are not said again in a sentence below them."""
    view = _view(_given(_cite("gazette"), _cite("radio", **PART)))
    assert view.backing.uncounted == ""
    given = _given(_cite("gazette"), _cite("nobody"))
    given["source/nobody"] = {"publisher": "Nobody"}
    backing = _view(given).backing
    assert backing.uncounted == "1 source cannot be traced."
    assert backing.sentence.endswith(f" {backing.uncounted}")
