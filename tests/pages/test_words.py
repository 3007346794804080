"""The words that views put together."""

from __future__ import annotations

from typing import get_args

import pytest

from claimline.model.parts import ActorStance, Carries, CitationStance, Relation
from claimline.model.records import Source
from claimline.pages import words
from claimline.pages.matrix import LETTERS


def test_count() -> None:
    assert [words.count(number, "party", "parties") for number in (0, 1, 2)] == [
        "0 parties", "1 party", "2 parties",
    ]  # fmt: skip
    assert [words.count(number, "source") for number in (1, 3)] == ["1 source", "3 sources"]


def test_listed() -> None:
    assert words.listed([]) == ""
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b"]) == "a and b"
    assert words.listed(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize(
    ("number", "letter"),
    [(0, "a"), (1, "b"), (25, "z"), (26, "aa"), (27, "ab"), (51, "az"), (52, "ba"), (701, "zz"),
     (702, "aaa")],
)  # fmt: skip
def test_back_letters(number: int, letter: str) -> None:
    assert words.back_letter(number) == letter


def test_back_letters_are_all_different() -> None:
    assert len({words.back_letter(number) for number in range(2000)}) == 2000


def test_direction_and_language() -> None:
    assert [words.direction(code) for code in ("ar", "ar-EG", "he", "en", "ru", "")] == [
        "rtl", "rtl", "rtl", "", "", "",
    ]  # fmt: skip
    assert words.language_name("ru") == words.language_name("ru-RU") == "Russian"
    assert words.language_name("xx") == "xx"


def test_every_value_of_the_schema_has_words() -> None:
    """A new value in the schema needs its words here, or a page would fail."""
    assert set(words.STANCES) == set(get_args(CitationStance)) == set(LETTERS)
    assert set(words.ACTOR_STANCES) == set(get_args(ActorStance))
    assert set(words.HOW) == set(get_args(Carries.model_fields["how"].annotation))
    assert set(words.KINDS) == set(get_args(Source.model_fields["kind"].annotation))
    assert set(words.RELATIONS) == set(get_args(Relation.model_fields["how"].annotation))
