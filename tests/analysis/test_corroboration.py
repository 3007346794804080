"""Ten articles are not ten confirmations: worked examples, and what holds for any evidence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimline.analysis.corroboration import Corroboration, Side, corroborate
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
    """Sources, statements, vantage points and untraced sources behind the claim."""
    side = found.backing
    return len(side.sources), len(side.statements), len(side.vantage_points), len(side.untraced)


def test_nothing_cited() -> None:
    assert numbers(counted({}, [])) == (0, 0, 0, 0)


def test_one_party_through_many_sources_counts_once() -> None:
    # Ten articles quote the same statement: 10 sources, 1 statement, 1 party.
    articles = {f"article-{nth}": quotes("a-one") for nth in range(10)}
    found = counted(articles, sorted(articles))
    assert numbers(found) == (10, 1, 1, 0)
    assert found.backing.vantage_points == ("a",)


def test_two_statements_of_one_party_are_one_party() -> None:
    # The office and its speaker: 2 sources, 2 statements, still A's word alone.
    found = counted({"s": quotes("a-one"), "t": quotes("a-two")}, ["s", "t"])
    assert numbers(found) == (2, 2, 1, 0)
    assert [each.speaker for each in found.provenance] == ["a", "a-speaker"]


def test_two_parties() -> None:
    found = counted({"s": quotes("a-one"), "t": quotes("b-one")}, ["s", "t"])
    assert numbers(found) == (2, 2, 2, 0)
    assert found.backing.vantage_points == ("a", "b")


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


def test_a_source_of_partly_unknown_origin_counts_for_what_is_named() -> None:
    # It carries A's word, and nobody knows whose the rest is. Not named: it may be of the rest.
    mixed: dict[str, Data] = {"s": {**quotes("a-one"), "origin": "unknown"}}
    open_ = counted(mixed, ["s"])
    assert numbers(open_) == (1, 0, 0, 1)
    assert [each.outcome for each in open_.provenance] == ["unknown-origin"]
    assert numbers(counted(mixed, [{"source": "s", "statement": "a-one"}])) == (1, 1, 1, 0)


def test_which_of_several_statements() -> None:
    # The source carries A's and B's word. Not named: no party. Named: that one.
    both = {"s": quotes("a-one", "b-one")}
    open_ = counted(both, ["s"])
    assert numbers(open_) == (1, 0, 0, 1)
    assert open_.provenance[0].outcome == "which-statement"
    named = counted(both, [{"source": "s", "statement": "b-one"}])
    assert numbers(named) == (1, 1, 1, 0)
    assert named.backing.vantage_points == ("b",)


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
    assert (found.backing.vantage_points, found.against.vantage_points) == (("a",), ("b",))
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
    assert (found.backing.vantage_points, found.backing.direct) == (("b",), ())


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


def claimed(kind: str = "fact", **records: Data) -> Corroboration:
    """The evidence for a claim that every given source supports; ``a__b`` stands for "a/b"."""
    named = {name.replace("__", "/").replace("_", "-"): data for name, data in records.items()}
    cited = [
        {"source": name.removeprefix("source/"), "stance": "supports", "checkable": "true"}
        for name in named
        if name.startswith("source/")
    ]
    made = dossier(named | {"claim/c": {"kind": kind, "citations": cited}})
    return corroborate(made, made.claims["c"])


@pytest.mark.parametrize("role", ["party", "witness", "observer", "commentator"])
def test_commentators_never_count(role: str) -> None:
    found = claimed(
        actor__x={"role": role, "access": "direct"}, statement__y={"by": "x"}, source__s=quotes("y")
    )
    counts = role != "commentator"
    assert found.backing.sources == ("s",)
    for counted_ids in (found.backing.vantage_points, found.backing.direct, found.checkable):
        assert counted_ids == (("x",) if counts else ())
    assert found.backing.statements == (("y",) if counts else ())
    assert found.backing.commentators == (() if counts else ("x",))
    assert found.backing.untraced == ()


def test_an_outlet_without_a_role_is_a_commentator() -> None:
    for kind, counts in (("outlet", False), ("person", True), ("state", True), ("group", True)):
        found = claimed(actor__x={"kind": kind}, statement__y={"by": "x"}, source__s=quotes("y"))
        assert bool(found.backing.vantage_points) is counts


def test_the_role_is_that_of_whom_one_speaks_for() -> None:
    """A spokeswoman of an outlet comments as the outlet does, whatever she is."""
    found = claimed(
        actor__paper={"kind": "outlet"}, actor__x={"party": "paper"},
        statement__y={"by": "x"}, source__s=quotes("y"),
    )  # fmt: skip
    assert found.backing.commentators == ("paper",)


def test_a_commentator_does_not_speak_for_the_party_that_it_is_close_to() -> None:
    found = claimed(
        actor__state={}, actor__pundit={"party": "state", "role": "commentator"},
        actor__minister={"party": "state"},
        statement__y={"by": "pundit"}, statement__z={"by": "minister"},
        source__s=quotes("y"), source__t=quotes("z"),
    )  # fmt: skip
    assert (found.backing.vantage_points, found.backing.commentators) == (("state",), ("pundit",))


def test_an_official_in_one_year_and_a_private_witness_in_another() -> None:
    """What a statement says of the speaker wins over the actor's record."""
    found = claimed(
        actor__state={}, actor__x={"party": "state", "access": "indirect"},
        statement__in_office={"by": "x"},
        statement__later={"by": "x", "speaks_for": "x", "role": "witness", "access": "direct"},
        source__s=quotes("in-office"), source__t=quotes("later"),
    )  # fmt: skip
    assert found.backing.vantage_points == ("state", "x")
    assert found.backing.direct == ("x",)


def test_a_commentator_who_once_spoke_for_a_state() -> None:
    """The other way round: the actor's record is of today, and the statement of then."""
    found = claimed(
        actor__state={"access": "direct"}, actor__x={"role": "commentator"},
        statement__then={"by": "x", "speaks_for": "state"}, statement__now={"by": "x"},
        source__s=quotes("then"), source__t=quotes("now"),
    )  # fmt: skip
    assert (found.backing.vantage_points, found.backing.direct) == (("state",), ("state",))
    assert found.backing.commentators == ("x",)


def test_direct_knowledge_of_one_event_is_not_direct_for_all() -> None:
    found = claimed(
        actor__x={"access": "direct"},
        statement__heard={"by": "x", "access": "none"}, source__t=quotes("heard"),
    )  # fmt: skip
    assert (found.backing.vantage_points, found.backing.direct) == (("x",), ())
    assert found.checkable == ()


def test_an_outlet_that_looked_for_itself() -> None:
    found = claimed(
        actor__paper={"kind": "outlet"},
        statement__y={"by": "paper", "role": "observer", "access": "direct"}, source__s=quotes("y"),
    )  # fmt: skip
    assert (found.backing.vantage_points, found.backing.direct) == (("paper",), ("paper",))


def test_a_confirmation_takes_two_who_could_know_and_can_be_checked() -> None:
    def confirmed(kind: str, *people: Data) -> bool:
        records: dict[str, Data] = {}
        for nth, person in enumerate(people):
            records |= {
                f"actor__a{nth}": person,
                f"statement__y{nth}": {"by": f"a{nth}"},
                f"source__s{nth}": quotes(f"y{nth}"),
            }
        return claimed(kind, **records).confirmed

    knows: Data = {"access": "direct"}
    assert confirmed("fact", knows, knows)
    assert not confirmed("fact", knows)
    assert not confirmed("fact", knows, {"access": "indirect"})
    assert not confirmed("fact", knows, {"access": "direct", "role": "commentator"})
    for kind in ("record", "opinion", "prediction"):
        assert not confirmed(kind, knows, knows)


def test_words_on_record_can_be_checked_whoever_says_them() -> None:
    """That an outlet wrote a thing is there to read; it shows nothing of the thing itself."""
    people: dict[str, Data] = {
        "actor__paper": {"kind": "outlet"}, "statement__y": {"by": "paper"},
        "source__s": quotes("y"),
    }  # fmt: skip
    assert claimed("record", **people).checkable == ("paper",)
    assert claimed("fact", **people).checkable == ()
    assert claimed("record", source__s={}).checkable == ()


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
        assert (one.statements, one.vantage_points, one.direct) == (
            two.statements,
            two.vantage_points,
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
        for field in Side.__struct_fields__:
            assert set(getattr(one, field)) == set(getattr(two, field))
            assert len(getattr(one, field)) == len(set(getattr(one, field)))
    assert first.checkable == second.checkable


@few
@given(citations)
def test_numbers_shrink_on_the_way_to_parties(cited: list[Data]) -> None:
    found = counted(SOURCES, cited)
    for side in (found.backing, found.against):
        assert len(side.vantage_points) <= len(side.statements)
        assert len(side.statements) + len(side.untraced) >= bool(side.sources)
        assert set(side.untraced) <= set(side.sources)
        assert set(side.direct) <= set(side.vantage_points)
    assert [each.source for each in found.provenance] == [citation["source"] for citation in cited]
