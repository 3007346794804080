"""Every sentence that the program makes about two records, read from both of their pages."""

from __future__ import annotations

from typing import Any, cast

import pytest

from claimline.pages.actor import ActorView
from claimline.pages.claim_view import ClaimView
from claimline.pages.origins import OriginsView
from claimline.pages.source import SourceView
from claimline.pages.statement import StatementView
from claimline.pages.vocabulary import PASSING, RELATIONS
from tests.dossiers import Data, codes, page
from tests.flows import sources

# The radio passes on the mayor's statement and the gazette's account of the clerk's. The blog's
# notes name everything, but it carries nothing.
RECORDS: dict[str, Data] = {
    "actor/hall": {"name": "Town hall", "note": "Not to be taken for [](actor:club)."},
    "actor/mayor": {"name": "Mayor", "party": "hall"},
    "actor/clerk": {"name": "Clerk"},
    "actor/club": {"name": "Club", "note": "It meets in [](actor:hall)."},
    "statement/mayor-said": {"short": "The mayor said", "by": "mayor"},
    "statement/clerk-said": {"short": "The clerk said", "by": "clerk"},
    "source/gazette": {
        "title": "Gazette",
        "carries": [{"statement": "clerk-said", "how": "quotes"}],
    },
    "source/radio": {"title": "Radio", "origin": "unknown"},
    "source/blog": {
        "title": "Blog",
        "origin": "unknown",
        "note": "Unlike [](source:gazette), it does not have [](statement:mayor-said).",
        "perspective": "It argues with [](source:radio) and [](statement:clerk-said).",
    },
}


def _with_radio(how: str) -> dict[str, Data]:
    carries = [{"statement": "mayor-said", "how": how}, {"source": "gazette", "how": how}]
    return {**RECORDS, "source/radio": {"title": "Radio", "carries": carries}}


def _source(given: dict[str, Data], id_: str) -> SourceView:
    view = page(given, f"sources/{id_}.html").view
    assert isinstance(view, SourceView)
    return view


def _statement(given: dict[str, Data], id_: str) -> StatementView:
    view = page(given, f"statements/{id_}.html").view
    assert isinstance(view, StatementView)
    return view


WORDS = {
    "quotes": "Quotes", "reports": "Reports", "translates": "Translates",
    "summarises": "Summarises", "reprints": "Reprints",
}  # fmt: skip


@pytest.mark.parametrize("how", WORDS)
def test_who_carries_whom(how: str) -> None:
    assert PASSING == WORDS
    given = _with_radio(how)
    active = WORDS[how]
    radio = _source(given, "radio")
    groups = [(group.kind, [ref.label for ref in group.speakers]) for group in radio.carries]
    assert groups == [("vantage-point", ["Town hall"]), ("vantage-point", ["Clerk"])]
    entries = [entry for group in radio.carries for entry in group.entries]
    assert [(entry.manner, entry.ref.label) for entry in entries] == [
        (active, "The mayor said"),
        (active, "Gazette"),
    ]
    assert [entry.speaker.label if entry.speaker else "" for entry in entries] == ["Mayor", ""]
    assert [ref.label for ref in entries[1].through] == ["The clerk said"]
    assert radio.copies == ()
    (copy,) = _source(given, "gazette").copies
    assert copy.ref is not None
    assert (copy.ref.label, copy.note) == ("Radio", f"{how} it")


def test_a_source_that_is_only_named_carries_nothing() -> None:
    given = _with_radio("reprints")
    assert _source(given, "blog").carries == ()
    assert _source(given, "radio").copies == ()
    for id_ in ("mayor-said", "clerk-said"):
        labels = {carrier.card.ref.label for carrier in _statement(given, id_).sections.carriers}
        assert "Blog" not in labels
    origins = page(given, "origins.html").view
    assert isinstance(origins, OriginsView)
    (unknown,) = origins.unknown.starts
    assert [step.ref and step.ref.href for step in unknown.steps] == ["sources/blog.html"]
    notes = {start.ref.label: start.note for start in origins.vantage_points.starts if start.ref}
    assert notes["Town hall"].startswith("1 statement, carried by 1 source.")
    assert notes["Clerk"].startswith("1 statement, carried by 2 sources.")


def test_a_statement_that_is_only_named_is_not_carried() -> None:
    """A note in a source once answered the finding."""
    assert "statement-not-carried" in codes(RECORDS)
    assert "statement-not-carried" not in codes(_with_radio("quotes"))


def test_a_statement_and_its_carriers() -> None:
    given = _with_radio("translates")
    direct, second_hand = _statement(given, "clerk-said").sections.carriers
    assert (direct.card.ref.label, direct.manner, direct.through) == ("Gazette", "quotes it", None)
    assert (second_hand.card.ref.label, second_hand.manner) == ("Radio", "Translates")
    assert second_hand.through is not None
    assert second_hand.through.label == "Gazette"


def test_lists_count_the_carriers_that_the_page_shows() -> None:
    given = _with_radio("quotes")
    for id_ in ("mayor-said", "clerk-said"):
        view = page(given, f"statements/{id_}.html")
        number = len(_statement(given, id_).sections.carriers)
        assert f"Carried by {number} source" in view.description
        origins = page(given, "origins.html").view
        assert isinstance(origins, OriginsView)
        (statement,) = (
            step
            for start in origins.vantage_points.starts
            for step in start.steps
            if step.ref and step.ref.href == f"statements/{id_}.html"
        )
        assert len(sources(statement.steps)) == number


def test_who_speaks_for_whom() -> None:
    hall, mayor, club = (
        page(RECORDS, f"actors/{id_}.html").view for id_ in ("hall", "mayor", "club")
    )
    assert isinstance(hall, ActorView)
    assert isinstance(mayor, ActorView)
    assert isinstance(club, ActorView)
    assert [ref.label for ref in hall.members] == ["Mayor"]
    assert mayor.party is not None
    assert mayor.party.label == "Town hall"
    assert (mayor.members, club.members, hall.party) == ((), (), None)


@pytest.mark.parametrize(("field", "back"), [("revises", "revised"), ("repeats", "repeated")])
def test_statements_that_revise_or_repeat(field: str, back: str) -> None:
    by = "mayor" if field == "revises" else "clerk"
    given = {
        **RECORDS,
        "statement/later": {
            "short": "Later",
            "by": by,
            field: "mayor-said",
            "note": "Not [](statement:clerk-said).",
        },
    }
    later, earlier = _statement(given, "later"), _statement(given, "mayor-said")
    forward = getattr(later, field)
    assert forward.label == "The mayor said"
    assert [row.ref.label for row in getattr(earlier.sections, back)] == ["Later"]
    assert getattr(earlier, field) is None
    assert getattr(later.sections, back) == ()
    for other in {"revised", "repeated"} - {back}:
        assert getattr(earlier.sections, other) == ()
    assert _statement(given, "clerk-said").sections.revised == ()
    assert _statement(given, "clerk-said").sections.repeated == ()


def _related(given: dict[str, Data], id_: str) -> list[tuple[str, str]]:
    view = page(given, f"claims/{id_}.html").view
    assert isinstance(view, ClaimView)
    return [("; ".join(entry.relations), entry.ref.label) for entry in view.related]


def _claims(**related: list[dict[str, Any]]) -> dict[str, Data]:
    return {
        f"claim/{id_}": {"short": f"Claim {id_}", "related": related.get(id_, [])} for id_ in "ab"
    }


CLAIMS = {
    "contradicts": ("Contradicts", "Contradicted by"),
    "depends-on": ("Depends on", "Depended on by"),
    "part-of": ("Part of", "Includes"),
    "revises": ("Revises", "Revised by"),
    "bears-on": ("Bears on", "What bears on it"),
}


@pytest.mark.parametrize("how", CLAIMS)
def test_two_claims(how: str) -> None:
    assert RELATIONS.keys() == CLAIMS.keys()
    given = _claims(a=[{"claim": "b", "how": how}])
    forward, back = CLAIMS[how]
    assert _related(given, "a") == [(forward, "Claim b")]
    assert _related(given, "b") == [(back, "Claim a")]


def test_what_each_says_of_the_other() -> None:
    """A relation the other way is another sentence, and stands beside the first."""
    given = _claims(a=[{"claim": "b", "how": "depends-on"}], b=[{"claim": "a", "how": "revises"}])
    assert _related(given, "a") == [("Depends on; Revised by", "Claim b")]
    assert _related(given, "b") == [("Revises; Depended on by", "Claim a")]


def test_a_claim_with_two_relations_has_one_row() -> None:
    both = [{"claim": "b", "how": "part-of", "note": "One."},
            {"claim": "b", "how": "revises", "note": "Two."},
            {"claim": "b", "how": "part-of"}]  # fmt: skip
    given = _claims(a=both)
    assert _related(given, "a") == [("Part of; Revises", "Claim b")]
    assert _related(given, "b") == [("Includes; Revised by", "Claim a")]
    (entry,) = cast("ClaimView", page(given, "claims/a.html").view).related
    assert [note.pieces for note in entry.notes] == [("<p>One.</p>",), ("<p>Two.</p>",)]


def test_a_contradiction_is_told_once() -> None:
    given = _claims(
        a=[{"claim": "b", "how": "contradicts"}], b=[{"claim": "a", "how": "contradicts"}]
    )
    assert _related(given, "a") == [("Contradicts", "Claim b")]
    assert _related(given, "b") == [("Contradicts", "Claim a")]


def test_an_answer_that_was_revised() -> None:
    """The earlier answer names the later one, never the other way round."""
    given: dict[str, Data] = {
        "actor/mayor": {},
        "statement/first": {"by": "mayor", "short": "First"},
        "statement/second": {"by": "mayor", "short": "Second", "revises": "first"},
        "detail/many": {
            "values": [
                {"value": "two", "statement": "second"},
                {"value": "one", "statement": "first"},
            ]
        },
    }
    view: Any = page(given, "details/many.html").view
    standing = {entry.value: entry.standing for entry in view.answers}
    assert standing["one"] == "Later revised by the same speaker: Second"
    assert standing["two"] == "Differs from the others"


def test_who_speaks_through_others_is_on_the_page_of_each_of_them() -> None:
    """A spokesman speaks for an office, and the office for a state."""
    given: dict[str, Data] = {
        "actor/state": {},
        "actor/office": {"party": "state"},
        "actor/desk": {"party": "office"},
        "actor/spokesman": {"party": "desk"},
        "statement/said": {"by": "spokesman"},
        "statement/memoir": {"by": "spokesman", "speaks_for": "spokesman"},
        "source/paper": {
            "carries": [{"statement": id_, "how": "quotes"} for id_ in ("said", "memoir")]
        },
    }
    for actor in ("state", "office", "desk"):
        view = page(given, f"actors/{actor}.html").view
        assert isinstance(view, ActorView)
        assert [row.ref.href for row in view.sections.statements] == ["statements/said.html"]


def test_who_only_repeats_adds_no_statement_to_the_page_of_origins() -> None:
    given: dict[str, Data] = {
        "actor/guard": {"name": "Guard"},
        "actor/mayor": {},
        "statement/saw": {"by": "guard"},
        "statement/echo": {"by": "mayor", "repeats": "saw"},
        "source/paper": {"carries": [{"statement": "saw", "how": "quotes"}]},
        "source/radio": {"carries": [{"statement": "echo", "how": "quotes"}]},
    }
    origins = page(given, "origins.html").view
    assert isinstance(origins, OriginsView)
    assert origins.summary == "2 sources trace to 1 statement from 1 vantage point."
    (start,) = origins.vantage_points.starts
    assert start.note == "1 statement, carried by 2 sources."
