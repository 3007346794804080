"""Ten articles are not ten confirmations: worked examples, and what holds for any evidence."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimline.analysis.corroboration import Corroboration, corroborate
from tests.dossiers import Data, dossier

# Two parties, each with a speaker of its own. ``a-one`` and ``a-two`` are by A's side, ``b-one``
# by B's; ``outlet`` only passes on what A said.
PEOPLE: dict[str, Data] = {
    "actor/a": {"access": "direct"},
    "actor/a-speaker": {"party": "a"},
    "actor/b": {"access": "indirect"},
    "actor/b-speaker": {"party": "b"},
    "actor/outlet": {},
    "statement/a-one": {"by": "a"},
    "statement/a-two": {"by": "a-speaker"},
    "statement/b-one": {"by": "b-speaker"},
    "statement/outlet-a": {"by": "outlet", "repeats": "a-one"},
    "statement/outlet-again": {"by": "b", "repeats": "outlet-a"},
}


def quotes(*statements: str) -> Data:
    return {"carries": [{"statement": name, "how": "quotes"} for name in statements]}


def copies(*sources: str) -> Data:
    return {"carries": [{"source": name, "how": "reprints"} for name in sources]}


def counted(sources: dict[str, Data], citations: list[Any]) -> Corroboration:
    """A claim's evidence, counted. A citation is a source that supports it, or its fields."""
    whole = [
        {"stance": "supports", **({"source": each} if isinstance(each, str) else each)}
        for each in citations
    ]
    made = dossier(
        PEOPLE
        | {f"source/{id_}": data for id_, data in sources.items()}
        | {"claim/c": {"citations": whole}}
    )
    return corroborate(made, made.claims["c"])


def numbers(found: Corroboration) -> tuple[int, int, int, int]:
    """Sources, statements, parties and untraced sources behind the claim."""
    side = found.backing
    return len(side.sources), len(side.statements), len(side.parties), len(side.untraced)


def test_nothing_cited() -> None:
    assert numbers(counted({}, [])) == (0, 0, 0, 0)


def test_one_party_through_many_sources_counts_once() -> None:
    # Ten articles quote the same statement: 10 sources, 1 statement, 1 party.
    articles = {f"article-{nth}": quotes("a-one") for nth in range(10)}
    found = counted(articles, sorted(articles))
    assert numbers(found) == (10, 1, 1, 0)
    assert found.backing.parties == ("a",)


def test_two_statements_of_one_party_are_one_party() -> None:
    # The office and its speaker: 2 sources, 2 statements, still A's word alone.
    found = counted({"s": quotes("a-one"), "t": quotes("a-two")}, ["s", "t"])
    assert numbers(found) == (2, 2, 1, 0)
    assert [each.speaker for each in found.provenance] == ["a", "a-speaker"]


def test_two_parties() -> None:
    found = counted({"s": quotes("a-one"), "t": quotes("b-one")}, ["s", "t"])
    assert numbers(found) == (2, 2, 2, 0)
    assert found.backing.parties == ("a", "b")


def test_copies_of_copies_trace_to_the_first() -> None:
    # s quotes A; t reprints s; u reprints t: 3 sources, 1 statement, 1 party.
    found = counted({"s": quotes("a-one"), "t": copies("s"), "u": copies("t")}, ["u", "t", "s"])
    assert numbers(found) == (3, 1, 1, 0)
    assert {each.root for each in found.provenance} == {"a-one"}


def test_what_is_repeated_counts_for_the_first_speaker() -> None:
    # The outlet says what A said, and B says what the outlet said: one party, A.
    found = counted({"s": quotes("outlet-a"), "t": quotes("outlet-again")}, ["s", "t"])
    assert numbers(found) == (2, 1, 1, 0)
    assert [(each.statement, each.root, each.party) for each in found.provenance] == [
        ("outlet-a", "a-one", "a"), ("outlet-again", "a-one", "a"),
    ]  # fmt: skip


def test_unknown_origin_never_counts() -> None:
    # A source that carries nothing, and a copy of it: 2 sources, no party.
    found = counted({"s": {}, "t": copies("s")}, ["s", "t"])
    assert numbers(found) == (2, 0, 0, 2)
    assert [each.outcome for each in found.provenance] == ["unknown-origin", "unknown-origin"]


def test_which_of_several_statements() -> None:
    # The source carries A's and B's word. Not named: no party. Named: that one.
    both = {"s": quotes("a-one", "b-one")}
    open_ = counted(both, ["s"])
    assert numbers(open_) == (1, 0, 0, 1)
    assert open_.provenance[0].outcome == "which-statement"
    named = counted(both, [{"source": "s", "statement": "b-one"}])
    assert numbers(named) == (1, 1, 1, 0)
    assert named.backing.parties == ("b",)


def test_a_source_traced_once_is_not_untraced() -> None:
    # Two citations of one source, one that names the statement: it is traced.
    found = counted({"s": quotes("a-one", "b-one")}, ["s", {"source": "s", "statement": "a-one"}])
    assert numbers(found) == (1, 1, 1, 0)


def test_sides() -> None:
    # One supports, one repeats, one disputes, one gives context, which counts for neither.
    found = counted(
        {"s": quotes("a-one"), "t": quotes("a-two"), "u": quotes("b-one"), "v": {}},
        [
            "s",
            {"source": "t", "stance": "repeats"},
            {"source": "u", "stance": "disputes"},
            {"source": "v", "stance": "context"},
        ],
    )
    assert found.backing.sources == ("s", "t")
    assert found.against.sources == ("u",)
    assert (found.backing.parties, found.against.parties) == (("a",), ("b",))
    assert len(found.provenance) == 4


def test_direct_access_is_the_speakers_or_its_partys() -> None:
    # A has direct access, so its speaker's word counts as direct; B has it from others.
    assert counted({"s": quotes("a-two")}, ["s"]).backing.direct == ("a",)
    assert counted({"s": quotes("b-one")}, ["s"]).backing.direct == ()


def test_direct_access_of_who_only_repeats_is_none() -> None:
    # The party that is traced to is the one whose access counts, not that of who passes it on.
    made = dossier(
        {
            "actor/a": {"access": "direct"}, "actor/b": {},
            "statement/b-one": {"by": "b"},
            "statement/a-passes-on": {"by": "a", "repeats": "b-one"},
            "source/s": quotes("a-passes-on"),
            "claim/c": {"citations": [{"source": "s", "stance": "supports"}]},
        }
    )  # fmt: skip
    found = corroborate(made, made.claims["c"])
    assert (found.backing.parties, found.backing.direct) == (("b",), ())


def test_checkable_needs_support() -> None:
    for stance, expected in (("supports", True), ("repeats", False), ("disputes", False)):
        citation = {"source": "s", "checkable": "true", "stance": stance}
        assert bool(counted({"s": quotes("a-one")}, [citation]).checkable) is expected
    assert not counted({"s": quotes("a-one")}, ["s"]).checkable


def test_checkable_needs_a_known_party() -> None:
    for source in ({}, quotes("a-one", "b-one")):
        found = counted({"s": source}, [{"source": "s", "checkable": "true"}])
        assert found.checkable == ()
        assert found.backing.direct == ()


def test_checkable_needs_direct_access_of_the_same_party() -> None:
    # B has the facts from others, so that B shows them proves nothing, even beside A's word.
    by_b = {"source": "t", "checkable": "true"}
    found = counted({"s": quotes("a-one"), "t": quotes("b-one")}, ["s", by_b])
    assert found.backing.direct == ("a",)
    assert not found.checkable


STATEMENTS = ("a-one", "a-two", "b-one", "outlet-a", "outlet-again")
SOURCES: dict[str, Data] = {
    **{f"of-{name}": quotes(name) for name in STATEMENTS},
    **{f"copy-{name}": copies(f"of-{name}") for name in STATEMENTS},
    "both": quotes("a-one", "b-one"),
    "nobody": {},
}
citations = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from(sorted(SOURCES)),
            "stance": st.sampled_from(["supports", "repeats", "disputes", "context"]),
        }
    ),
    max_size=6,
)
few = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@few
@given(citations, st.sampled_from(STATEMENTS), st.sampled_from(["supports", "disputes"]))
def test_one_more_carrier_confirms_nothing(cited: list[Data], statement: str, stance: str) -> None:
    """A source that carries what is counted already raises the number of sources alone."""
    before = [*cited, {"source": f"of-{statement}", "stance": stance}]
    after = [*before, {"source": "one-more", "stance": stance}]
    more = SOURCES | {"one-more": quotes(statement)}
    first, second = counted(more, before), counted(more, after)
    for one, two in ((first.backing, second.backing), (first.against, second.against)):
        assert (one.statements, one.parties, one.direct) == (
            two.statements,
            two.parties,
            two.direct,
        )
        assert one.untraced == two.untraced
    sides = (second.backing, second.against)
    grown = sum(len(side.sources) for side in sides)
    assert grown == len(first.backing.sources) + len(first.against.sources) + 1


@few
@given(st.data(), citations)
def test_the_order_of_citing_does_not_count(data: st.DataObject, cited: list[Data]) -> None:
    other = data.draw(st.permutations(cited))
    first, second = counted(SOURCES, cited), counted(SOURCES, other)
    for one, two in ((first.backing, second.backing), (first.against, second.against)):
        for field in ("sources", "statements", "parties", "direct", "untraced"):
            assert set(getattr(one, field)) == set(getattr(two, field))
            assert len(getattr(one, field)) == len(set(getattr(one, field)))
    assert first.checkable == second.checkable


@few
@given(citations)
def test_numbers_shrink_on_the_way_to_parties(cited: list[Data]) -> None:
    found = counted(SOURCES, cited)
    for side in (found.backing, found.against):
        assert len(side.parties) <= len(side.statements)
        assert len(side.statements) + len(side.untraced) >= bool(side.sources)
        assert set(side.untraced) <= set(side.sources)
        assert set(side.direct) <= set(side.parties)
    assert [each.source for each in found.provenance] == [citation["source"] for citation in cited]
