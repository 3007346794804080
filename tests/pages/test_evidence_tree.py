"""The drawing of parties, statements and sources: nothing lost, nothing drawn over another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimline.pages.evidence_tree import (
    DOTS,
    LONGEST,
    WIDTH,
    EvidenceTree,
    TracedSource,
    evidence_tree,
)
from claimline.pages.shared_views import Ref

_names = st.integers(0, 4).map(lambda nth: Ref(f"{nth}.html", f"Name {nth} " * 9))
_leaves = st.lists(
    st.builds(
        TracedSource,
        party=st.none() | _names,
        statement=st.none() | _names,
        source=st.integers(0, 60).map(lambda nth: Ref(f"s{nth}.html", f"Source {nth}")),
        stance=st.sampled_from(["supports", "disputes"]),
    ),
    max_size=80,
)


def _leaf(party: str, statement: str, source: str) -> TracedSource:
    return TracedSource(Ref(party, party), Ref(statement, statement), Ref(source, source))


def test_dots_hang_from_rows_and_rows_from_parties() -> None:
    made = evidence_tree(
        [_leaf("R", "one", "a"), _leaf("R", "one", "b"), _leaf("R", "two", "c"),
         _leaf("U", "three", "a")],
        "Words.",
    )  # fmt: skip
    assert made is not None
    assert [branch.label for branch in made.branches] == ["R", "U"]
    assert [len(branch.rows) for branch in made.branches] == [2, 1]
    assert [len(row.dots) for branch in made.branches for row in branch.rows] == [2, 1, 1]
    assert made.summary == "Words."


def test_nothing_to_draw_gives_no_drawing() -> None:
    assert evidence_tree([], "Words.") is None


def test_a_source_that_is_cited_twice_for_one_statement_is_one_dot() -> None:
    made = evidence_tree([_leaf("R", "one", "a"), _leaf("R", "one", "a")], "")
    assert made is not None
    assert len(made.branches[0].rows[0].dots) == 1


@given(_leaves)
def test_every_source_of_every_statement_has_its_own_place(leaves: list[TracedSource]) -> None:
    made = evidence_tree(leaves, "")
    if not leaves:
        assert made is None
        return
    assert isinstance(made, EvidenceTree)
    drawn = {
        (branch.ref, row.ref, dot.ref)
        for branch in made.branches
        for row in branch.rows
        for dot in row.dots
    }
    assert drawn == {(leaf.party, leaf.statement, leaf.source) for leaf in leaves}
    places = [(dot.x, dot.y) for branch in made.branches for row in branch.rows for dot in row.dots]
    assert len(places) == len(set(places))
    assert all(DOTS <= x < WIDTH and 0 < y < made.height for x, y in places)
    rows = [row.y for branch in made.branches for row in branch.rows]
    assert rows == sorted(set(rows))
    assert all(len(row.label) <= LONGEST for branch in made.branches for row in branch.rows)
