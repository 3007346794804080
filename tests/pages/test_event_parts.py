"""Roles, numbers and positions of an event: said by somebody who is named, whole, and neutral."""

from __future__ import annotations

from typing import Any

import pytest

from claimline.analysis import analyse
from claimline.analysis.tables import TABLES
from claimline.diagnostics import Report
from claimline.locale import plain_number, translator
from claimline.pages.amounts import amount_words
from tests.dossiers import Data, dossier, findings, page

GIVEN: dict[str, Data] = {
    "actor/mayor": {"name": "The mayor"},
    "actor/clerk": {"name": "The clerk"},
    "statement/said": {"by": "mayor"},
    "source/gazette": {
        "publisher": "The Gazette",
        "carries": [{"statement": "said", "how": "quotes"}],
    },
    "place/hall": {"name": "Town hall", "latitude": 52.5, "longitude": -1.25, "note": "A field."},
}


def _given(**event: Any) -> dict[str, Data]:
    return {**GIVEN, "event/e": {"title": "The roof falls", "no_source": "None known.", **event}}


def _entry(**event: Any) -> Any:
    view: Any = page(_given(**event), "chronology.html").view
    return next(entry for day in view.days for entry in day.untimed)


def _told(**event: Any) -> list[str]:
    return [f"{found.code}: {found.message}" for found in findings(_given(**event))]


ROLE = {"actor": "clerk", "role": "alleged perpetrator"}


@pytest.mark.parametrize(
    ("by", "href", "name", "cited"),
    [
        ({"statement": "said"}, "statements/said.html", "The mayor", False),
        ({"statement": "said", "source": "gazette"}, "statements/said.html", "The mayor", True),
        ({"source": "gazette", "at": "p. 2"}, "sources/gazette.html", "The Gazette", True),
    ],
)
def test_a_role_is_somebody_s_word(by: Data, href: str, name: str, *, cited: bool) -> None:
    entry = _entry(involved=[{**ROLE, **by}])
    (role,) = entry.roles
    assert (role.actor.label, role.role) == ("The clerk", "alleged perpetrator")
    assert (role.by.href, role.by.label, bool(role.cited)) == (href, name, cited)
    assert (entry.actors, entry.actor_ids) == ((), "clerk")


def test_a_place_in_a_statement_that_no_source_is_cited_for_is_shown() -> None:
    """With a source, the number of its citation leads to the place."""
    for source, at in ({}, "p. 2"), (SOURCE, ""):
        by = {"statement": "said", "at": "p. 2", **source}
        entry = _entry(involved=[{**ROLE, **by}], counts=[{"what": "dead", "at_least": 2, **by}])
        for it in (*entry.roles, *entry.counts):
            assert (it.at, bool(it.cited)) == (at, bool(source))


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2024-03-02", "2 March 2024"),
        ("2024-03-02?", "2 March 2024, uncertain"),
        ("2024-03-02~", "around 2 March 2024"),
        ("2024-03-02%", "around 2 March 2024, uncertain"),
        ("2024-03-02T19:00~", "2 March 2024"),
        ("2024-03-02T19:00?", "2 March 2024, uncertain"),
        ("2024-03-02T23:00/2024-03-03T02:00?", "2 March 2024, uncertain"),
        ("2024-03~", "around March 2024"),
    ],
)
def test_the_front_page_keeps_the_doubt_about_a_day(date: str, day: str) -> None:
    front: Any = page(_given(date=date, key=True), "index.html").view
    assert [row.when.words for row in front.events] == [day]


def test_a_source_of_an_unknown_publisher_speaks_under_its_title() -> None:
    given = {
        **_given(involved=[{**ROLE, **SOURCE}], counts=[{"what": "dead", "at_least": 2, **SOURCE}]),
        "detail/d": {"values": [{"value": "2", **SOURCE}, {"value": "3", "statement": "said"}]},
    }
    given["source/gazette"] = {**given["source/gazette"], "publisher": "unknown", "title": "A post"}
    event: Any = page(given, "chronology.html").view
    asked: Any = page(given, "details/d.html").view
    (shown,) = [it for day in event.days for it in day.untimed]
    assert [it.by.label for it in (*shown.roles, *shown.counts)] == ["A post", "A post"]
    assert [who.label for it in asked.short_answers for who in it.givers] == [
        "A post",
        "The mayor",
    ]


def test_the_actor_s_page_says_who_named_the_role() -> None:
    given = _given(involved=[{**ROLE, "statement": "said"}, {**ROLE, **SOURCE}])
    actor: Any = page(given, "actors/clerk.html").view
    view = actor.sections
    assert [(it.event.label, it.role, it.by.label) for it in view.roles] == [
        ("The roof falls", "alleged perpetrator", "The mayor"),
        ("The roof falls", "alleged perpetrator", "The Gazette"),
    ]
    assert view.events == ()


SOURCE: Data = {"source": "gazette"}


def test_the_source_s_page_leads_to_roles_and_numbers() -> None:
    counted = {"what": "people hurt", "at_least": 40, "source": "gazette"}
    given = _given(involved=[{**ROLE, "source": "gazette"}], counts=[counted])
    view: Any = page(given, "sources/gazette.html").view
    (group,) = view.usages
    assert [(it.back, it.words, it.cited_as) for it in group.entries] == [
        (
            "events/e.html#role-e-1", "The roof falls: alleged perpetrator",
            "Cited for a role in an event",
        ),
        ("events/e.html#count-e-1", "The roof falls: people hurt", "Cited for a number"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (40, 58, "40 to 58"),
        (91, 91, "91"),
        (40, None, "at least 40"),
        (None, 58, "at most 58"),
        (0, 1234567, "0 to 1,234,567"),
        (-1.5, 0.000001, "-1.5 to 0.000001"),
    ],
)
def test_a_range_of_numbers_keeps_every_digit(
    low: float | None, high: float | None, words: str
) -> None:
    (entry,) = _entry(counts=[{"what": "x", "at_least": low, "at_most": high, **SOURCE}]).counts
    assert (entry.what, entry.number) == ("x", words)


def test_numbers_are_written_as_the_language_does() -> None:
    assert amount_words(1000, 2000, translator("de")) == "1.000 bis 2.000"
    assert amount_words(None, None, translator("de")) == ""


@pytest.mark.parametrize(
    ("language", "parts", "thousands"),
    [
        ("en", "1.234", "1,234"),
        ("de", "1,234", "1.234"),
        ("es", "1,234", "1.234"),
        ("fr", "1,234", "1\u202f234"),
        ("ru", "1,234", "1\xa0234"),
        ("uk", "1,234", "1\xa0234"),
        ("ar", "1.234", "1,234"),
    ],
)
def test_a_part_of_a_thousand_is_never_read_as_thousands(
    language: str, parts: str, thousands: str
) -> None:
    found = [amount_words(it, it, translator(language)) for it in (1.234, 1234)]
    assert found == [parts, thousands]


@pytest.mark.parametrize(
    ("number", "digits"),
    [(52.1234567, "52.1234567"), (40.0, "40"), (1e22, "1" + "0" * 22), (100.0, "100")],
)
def test_numbers_lose_nothing(number: float, digits: str) -> None:
    assert plain_number(number) == digits


@pytest.mark.parametrize(
    ("event", "position"),
    [
        ({"place": "hall"}, "52.5, -1.25"),  # The page of the place has its note.
        ({"place": "hall", "latitude": 52.1234567, "longitude": 0}, "52.1234567, 0"),
        ({"latitude": 1, "longitude": 2, "within": 1}, "1, 2; within 1 metre"),
        ({"latitude": 1, "longitude": 2, "within": 500}, "1, 2; within 500 metres"),
        ({}, ""),
    ],
)
def test_a_position_and_how_exactly_it_is_known(event: Data, position: str) -> None:
    assert _entry(**event).position == position


def test_the_note_on_a_place_stands_on_its_page_or_beside_the_event() -> None:
    given = _given(place="hall")
    its_page: Any = page(given, "places/hall.html").view
    assert its_page.position == "52.5, -1.25; A field."
    given["site"] = {**given.get("site", {}), "sections": {"places": False}}
    view: Any = page(given, "chronology.html").view
    (entry,) = [entry for day in view.days for entry in day.untimed]
    assert entry.position == "52.5, -1.25; A field."


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ({"involved": [ROLE]}, "missing-key: The role names neither a statement nor a source."),
        (
            {"counts": [{"what": "x", "at_least": 1}]},
            "missing-key: The number names neither a statement nor a source.",
        ),
        ({"counts": [{"what": "x", **SOURCE}]}, "missing-key: The number is not given."),
        (
            {"counts": [{"what": "x", "at_least": 58, "at_most": 40, **SOURCE}]},
            "bad-value: At least 58 is more than at most 40.",
        ),
        (
            {"counts": [{"what": "x", "at_least": "nan", **SOURCE}]},
            'bad-value: "at_least" should be a finite number.',
        ),
        (
            {"involved": [{**ROLE, "statement": "nobody-said"}]},
            'dangling-reference: There is no statement "nobody-said".',
        ),
        ({"latitude": 1}, "missing-key: The position has a latitude and no longitude."),
        ({"longitude": 1}, "missing-key: The position has a longitude and no latitude."),
        ({"within": 5}, "bad-value: It says how exact the position is, but has no position."),
    ],
)
def test_what_cannot_be_told_is_an_error(event: Data, message: str) -> None:
    assert message in _told(**event)


def test_a_place_has_a_whole_position_or_none() -> None:
    given = {**_given(place="hall"), "place/hall": {"latitude": 1.0}}
    assert "missing-key" in {found.code for found in findings(given)}


def test_a_source_must_carry_the_statement_that_names_a_role() -> None:
    other: Data = {"statement/other": {"by": "mayor"}}
    given = {**_given(involved=[{**ROLE, "statement": "other", **SOURCE}]), **other}
    assert "not-carried" in {found.code for found in findings(given)}


def test_the_tables_have_all_of_it() -> None:
    event = {
        "involved": [{**ROLE, "statement": "said", "source": "gazette", "at": "p. 2"}],
        "counts": [{"what": "people hurt", "at_least": 40, "at_most": 58, "source": "gazette"}],
        "latitude": 52.5, "longitude": -1.5, "within": 500,
    }  # fmt: skip
    value = {"value": "80 or more", "at_least": 80, "source": "gazette"}
    made = dossier({**_given(**event), "detail/d": {"values": [value]}})
    analysis = analyse(made, Report())

    def rows(name: str) -> list[dict[str, Any]]:
        table = next(table for table in TABLES if table.name == name)
        names = [column.name for column in table.columns]
        return [
            dict(zip(names, row, strict=True))
            for id_ in made.records(table.kind)
            for row in table.rows(made, analysis, id_)
        ]

    assert rows("roles") == [
        {
            "event": "e", "number": 1, "actor": "clerk", "role": "alleged perpetrator",
            "statement": "said", "source": "gazette", "at": "p. 2", "note": None,
        }
    ]  # fmt: skip
    (count,) = rows("counts")
    assert (count["what"], count["at_least"], count["at_most"]) == ("people hurt", 40, 58)
    assert (count["statement"], count["source"]) == (None, "gazette")
    (row,) = rows("events")
    assert (row["latitude"], row["longitude"], row["within"]) == (52.5, -1.5, 500)
    (answer,) = rows("answers")
    assert (answer["at_least"], answer["at_most"]) == (80, None)
    (place,) = rows("places")
    assert (place["latitude"], place["within"]) == (52.5, None)
