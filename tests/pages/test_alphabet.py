"""Alphabetical order over several scripts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.pages.alphabet import DIGITS, HAN, SIGNS, filed, script, slug


def in_order(titles: list[str], language: str = "") -> list[str]:
    return sorted(titles, key=lambda title: (filed(title, language)[1], title))


@pytest.mark.parametrize(
    ("title", "language", "letter"),
    [
        ("roof", "", "R"),
        ("The roof", "en", "R"),
        ('An "open" roof', "en-GB", "O"),
        ("“The roof”, they said", "en", "R"),
        ("The roof", "de", "T"),
        ("A", "en", "A"),
        ("The", "en", "T"),
        ("Élysée", "", "E"),
        ("Łódź", "", "L"),
        ("Ørsted", "", "O"),
        ("ßo", "", "S"),
        ("İstanbul", "", "I"),
        ("«Песков»", "", "П"),
        ("Ёлка", "", "Е"),
        ("Йод", "", "Й"),
        ("Ґанок", "", "Ґ"),
        ("Ελλάδα", "", "Ε"),
        ("أحمد", "ar", "ا"),
        ("ירושלים", "he", "י"),
        ("თბილისი", "ka", "თ"),
        ("北京", "zh", HAN),
        ("91 drones", "en", DIGITS),
        ("٩١", "ar", DIGITS),
        ("…", "", SIGNS),
        ("", "", SIGNS),
    ],
)
def test_the_letter_of_a_title(title: str, language: str, letter: str) -> None:
    assert filed(title, language)[0] == letter


@pytest.mark.parametrize(
    "ordered",
    [
        ["?!", "91 drones", "apple", "Ärger", "Bär", "Łódź", "ζ", "абв", "я", "שלום", "أحمد"],
        # Each alphabet in its own order, which is not that of the numbers of its letters.
        ["гора", "ґанок", "дім", "енергія", "єдність", "зима"],
        ["игра", "ідея", "їжак", "йод", "край"],
        ["Ёлка", "Ель", "Еще"],
        ["Résumé", "резюме"],
        ["co-op", "co op b", "coop"],
    ],
)
def test_the_order_of_titles(ordered: list[str]) -> None:
    assert in_order(ordered[::-1]) == ordered
    assert in_order(ordered) == ordered


def test_letters_of_one_heading_stand_together() -> None:
    titles = ["Зебра", "ідея", "їжак", "Йод", "инок", "їсти", "йти", "іти"]
    letters = [filed(title)[0] for title in in_order(titles)]
    assert letters == ["З", "И", "І", "І", "Ї", "Ї", "Й", "Й"]


@given(st.text(max_size=20), st.sampled_from(["", "en", "ru", "ar"]))
def test_any_text_has_a_letter_with_a_name_for_addresses(title: str, language: str) -> None:
    letter, key = filed(title, language)
    assert letter
    assert key == filed(title, language)[1]
    name = slug(letter)
    assert name.isascii()
    assert name.replace("-", "").isalnum()
    assert name == name.lower()
    assert script(letter)


@given(st.text(max_size=20))
def test_capitals_and_forms_of_unicode_make_no_difference(title: str) -> None:
    assert filed(unicodedata.normalize("NFD", title)) == filed(unicodedata.normalize("NFC", title))


def test_scripts_are_told_apart_where_letters_look_alike() -> None:
    assert script("B") == script(DIGITS) == "LATIN"
    assert script("В") == "CYRILLIC"
    assert slug("B") == "b"
    assert slug("В") == "u0412"
