"""The words that views put together."""

from __future__ import annotations

from typing import get_args

import pytest

from claimline.model.records import Actor, Claim, Event, Source
from claimline.model.shared_fields import (
    Access,
    ActorStance,
    Carries,
    CitationStance,
    Relation,
    Role,
)
from claimline.pages import vocabulary
from claimline.pages.matrix import LETTERS
from claimline.prose import LINKABLE


@pytest.mark.parametrize(
    ("number", "letter"),
    [(0, "a"), (1, "b"), (25, "z"), (26, "aa"), (27, "ab"), (51, "az"), (52, "ba"), (701, "zz"),
     (702, "aaa")],
)  # fmt: skip
def test_back_letters(number: int, letter: str) -> None:
    assert vocabulary.back_letter(number) == letter


def test_back_letters_are_all_different() -> None:
    assert len({vocabulary.back_letter(number) for number in range(2000)}) == 2000


def test_a_capital_leaves_the_other_letters() -> None:
    assert [vocabulary.capital(said) for said in ("", "news of the BBC", "\u00fcber")] == [
        "", "News of the BBC", "\u00dcber",
    ]  # fmt: skip


def test_every_value_of_the_schema_has_words() -> None:
    """A new value in the schema needs its words here, or a page would fail."""
    assert set(vocabulary.STANCES) == set(get_args(CitationStance)) == set(LETTERS)
    assert set(vocabulary.ACTOR_STANCES) == set(get_args(ActorStance))
    assert set(vocabulary.HOW) == set(get_args(Carries.model_fields["how"].annotation))
    assert set(vocabulary.KINDS) == set(get_args(Source.model_fields["kind"].annotation))
    assert set(vocabulary.STATUSES) == set(get_args(Event.model_fields["status"].annotation))
    assert set(vocabulary.STANDINGS) == set(get_args(Claim.model_fields["kind"].annotation))
    assert set(vocabulary.ROLES) == set(get_args(Role))
    assert set(vocabulary.ACCESS) == set(get_args(Access))
    assert set(vocabulary.ACTOR_KINDS) == set(get_args(Actor.model_fields["kind"].annotation))
    assert set(vocabulary.RECORDS) >= set(LINKABLE)
    assert set(vocabulary.RELATIONS) == set(get_args(Relation.model_fields["how"].annotation))
