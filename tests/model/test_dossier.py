"""What the Dossier tells of parties, first speakers and what is passed on."""

from __future__ import annotations

from claimline.model.chains import Voice
from claimline.model.dossier import title
from tests.dossiers import Data, dossier


def carries(*names: str) -> list[Data]:
    """What a source passes on: statements, and sources marked with ``@``."""
    return [
        {"source": name[1:], "how": "reprints"}
        if name.startswith("@")
        else {"statement": name, "how": "quotes"}
        for name in names
    ]


def test_party_is_the_last_for_whom_one_speaks() -> None:
    made = dossier(
        {
            "actor/spokesman": {"party": "office"},
            "actor/office": {"party": "state"},
            "actor/state": {},
        }
    )
    assert [made.party(id_) for id_ in ("spokesman", "office", "state")] == ["state"] * 3


def test_the_origin_of_a_statement_is_what_it_repeats_in_the_end() -> None:
    made = dossier(
        {
            "actor/state": {},
            "actor/x": {"party": "state"},
            "actor/y": {},
            "statement/a": {},
            "statement/b": {"by": "y", "repeats": "a"},
            "statement/c": {"repeats": "b", "revises": "a"},
        }
    )
    assert [made.origin(id_) for id_ in "abc"] == [
        Voice("a", "x", "state", "party", direct=False, assumed=True)
    ] * 3


def test_carried_goes_through_copies_in_order_and_once() -> None:
    made = dossier(
        {
            "actor/x": {},
            **{f"statement/{id_}": {} for id_ in "pqr"},
            "source/first": {"carries": carries("q", "p")},
            "source/copy": {"carries": carries("r", "@first", "q")},
            "source/copy-of-copy": {"carries": carries("@copy", "@first")},
            "source/own": {},
            "source/copy-of-nothing": {"carries": carries("@own")},
        }
    )
    assert made.carried("first") == ("q", "p")
    assert made.carried("copy") == ("r", "q", "p")
    assert made.carried("copy-of-copy") == ("r", "q", "p")
    assert made.carried("own") == made.carried("copy-of-nothing") == ()


def test_an_entry_with_statement_and_source_passes_on_the_statement() -> None:
    """The statement says what is passed on, the source from where."""
    both = [{"statement": "q", "source": "first", "how": "reports"}]
    made = dossier(
        {
            "actor/x": {},
            "statement/p": {},
            "statement/q": {},
            "source/first": {"carries": carries("p", "q")},
            "source/copy": {"carries": both},
        }
    )
    assert made.carried("copy") == ("q",)


def test_backlinks_of_what_is_not_named_are_empty() -> None:
    back = dossier({"claim/a": {}}).backlinks("claim", "a")
    assert (back.claims, back.events, back.briefs) == ((), (), ())


def test_titles() -> None:
    made = dossier(
        {
            "actor/x": {"name": "Name"}, "statement/a": {"short": "Short"},
            "claim/a": {"short": "Short", "claim": "Long."}, "source/a": {"title": "Title"},
            "event/a": {"title": "Title"}, "place/a": {"name": "Name"},
        }
    )  # fmt: skip
    assert title(made.actors["x"]) == title(made.places["a"]) == "Name"
    assert title(made.claims["a"]) == title(made.statements["a"]) == "Short"
    assert title(made.sources["a"]) == title(made.events["a"]) == "Title"
