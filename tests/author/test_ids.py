"""Ids that are suggested from titles."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimline.author.author_error import AuthorError
from claimline.author.new_ids import LENGTH, check_id, suggest
from claimline.pages.address import RESERVED
from claimline.read import ID_PATTERN
from claimline.read.ids import fault

KINDS = ("claim", "source", "event", "place", "brief", "page")


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("The library's roof fell in", "the-librarys-roof-fell-in"),
        ("  --Roof?! ", "roof"),
        ("Łódź: Straße & Ærø", "lodz-strasse-aero"),
        ("Выбух у Кіеве", "vybukh-u-kieve"),
        ("Крыша обвалилась", "krysha-obvalilas"),
        ("Η στέγη έπεσε", "i-stegi-epese"),
        ("北京发生爆炸", "bei-jing-fa-sheng-bao-zha"),
        ("انهار السقف", "nhr-lsqf"),
        ("91 drones", "91-drones"),
        ("🎉", "tada"),
        ("?!", ""),
        ("", ""),
        ("con", "con-2"),
        (
            "The roof of the library of Alderford fell in on the night of Sunday",
            "the-roof-of-the-library-of-alderford-fell-in-on",
        ),
    ],
)
def test_id_of_a_title(title: str, id_: str) -> None:
    assert suggest(title, "claim", ()) == id_


def test_id_that_is_taken_gets_a_number() -> None:
    taken: set[str] = set()
    for _ in range(11):
        taken.add(suggest("Roof", "claim", taken))
    assert taken == {"roof", *(f"roof-{number}" for number in range(2, 12))}
    long = suggest("roof " * 40, "claim", ())
    assert suggest("roof " * 40, "claim", {long}) == f"{'roof-' * 9}2"


@given(st.text(), st.sampled_from(KINDS), st.sets(st.sampled_from(["a", "a-2", "b", "index"])))
def test_every_id_is_short_free_and_good(title: str, kind: str, taken: set[str]) -> None:
    found = suggest(title, kind, taken)
    assert found == suggest(title, kind, taken)
    if found:
        assert ID_PATTERN.match(found)
        assert len(found) <= LENGTH
        check_id(found, kind, taken)


@example("\u01b8")  # a letter for which no plainer one stands
@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=1))
def test_latin_letters_always_make_an_id(title: str) -> None:
    assert suggest(title, "claim", ())


def test_pages_of_the_program_keep_their_ids() -> None:
    for id_ in RESERVED:
        assert suggest(id_, "page", ()) == f"{id_}-2"
        with pytest.raises(AuthorError, match="taken by a page"):
            check_id(id_, "page", ())
    assert suggest("Index", "claim", ()) == "index-2"
    assert suggest("Index", "event", ()) == "index"
    assert suggest("Matrix", "claim", ()) == "matrix"


@pytest.mark.parametrize("id_", ["Roof", "roof-", "r f", "", "a" * 81, "nul", "../roof", "крыша"])
def test_bad_id_is_refused_as_the_reader_refuses_it(id_: str) -> None:
    wrong = fault(id_, "claim")
    assert wrong
    with pytest.raises(AuthorError) as raised:
        check_id(id_, "claim", ())
    assert (raised.value.message, raised.value.suggestion) == wrong
    assert raised.value.field == "id"


def test_id_in_use_is_refused_with_a_free_one() -> None:
    with pytest.raises(AuthorError) as raised:
        check_id("roof", "claim", {"roof"})
    assert raised.value.full.startswith('The id "roof" is that of another claim. "roof-2"')
