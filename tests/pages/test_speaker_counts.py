"""Every count of vantage points and commentators in the site is that of the analysis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimline.analysis.corroboration import provenance_of
from claimline.model.dossier import Dossier
from claimline.model.shared_fields import Citation
from claimline.pages import claim_flow
from claimline.pages.claim_view import ClaimView
from claimline.pages.detail import DetailView
from claimline.pages.front import FrontView
from claimline.pages.index_views import GroupedView
from claimline.pages.matrix import MatrixView
from claimline.pages.origins import OriginsView
from claimline.pages.provenance_flow import Flow
from claimline.pages.shared_views import Ref, StatementRow
from tests.dossiers import Data, dossier, planned
from tests.flows import sources


@pytest.fixture(autouse=True, scope="module")
def flows_of_few_sources() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(claim_flow, "FEW", 0)
        yield


COUNT = 4
NUMBERS = st.integers(0, COUNT - 1)
FLAGS = st.sampled_from(["true", "false"])
ROLES = st.sampled_from([None, None, "party", "witness", "observer", "commentator"])


@st.composite
def investigations(draw: st.DrawFn) -> dict[str, Data]:
    """Actors, statements and sources of which each may lead on to one with a lower number."""

    def lower(nth: int) -> int | None:
        at = draw(st.integers(-1, nth - 1))
        return at if at >= 0 else None

    given: dict[str, Data] = {"site": {"sections": {"search": "true"}}}
    for nth in range(COUNT):
        party, repeated, copied = lower(nth), lower(nth), lower(nth)
        given[f"actor/a{nth}"] = {
            "name": f"Actor {nth}", "party": None if party is None else f"a{party}",
            "kind": draw(st.sampled_from(["person", "outlet"])), "role": draw(ROLES),
            "access": draw(st.sampled_from(["direct", "indirect"])),
        }  # fmt: skip
        given[f"statement/s{nth}"] = {
            "by": f"a{draw(NUMBERS)}", "repeats": None if repeated is None else f"s{repeated}",
            "speaks_for": draw(st.none() | NUMBERS.map(lambda nth: f"a{nth}")),
            "role": draw(ROLES), "access": draw(st.sampled_from([None, "direct", "none"])),
        }  # fmt: skip
        carries: list[dict[str, str]] = [
            {"statement": f"s{id_}", "how": "quotes"} for id_ in draw(st.sets(NUMBERS, max_size=2))
        ]
        if copied is not None:
            carries.append({"source": f"o{copied}", "how": "reprints"})
        given[f"source/o{nth}"] = {"carries": carries}
    stances = st.sampled_from(["supports", "repeats", "disputes", "context"])
    cited: list[dict[str, str]] = [
        {"source": f"o{source}", "stance": stance, "checkable": checkable}
        for source, stance, checkable in draw(
            st.lists(st.tuples(NUMBERS, stances, FLAGS), max_size=5)
        )
    ]
    given["claim/c"] = {
        "citations": cited, "kind": draw(st.sampled_from(["fact", "record", "opinion"]))
    }  # fmt: skip
    answers: list[dict[str, str]] = [
        {"value": "1", key: f"{prefix}{nth}"}
        for (key, prefix), nth in draw(
            st.lists(
                st.tuples(st.sampled_from([("statement", "s"), ("source", "o")]), NUMBERS),
                max_size=4,
            )
        )
    ]
    given["detail/d"] = {"values": answers}
    return given


Speaker = tuple[str, bool]
"""The id of who is behind a statement, and whether that is a vantage point."""


def of_statement(made: Dossier, id_: str) -> Speaker:
    """Who is behind a statement, as the analysis traces a citation of it."""
    found = provenance_of(made, Citation(source="o0", statement=id_, stance="supports"))
    return found.party, not found.commentary


def speakers(flow: Flow | None) -> set[Speaker]:
    starts = flow.starts if flow else ()
    return {(step.ref.label, step.kind == "vantage-point") for step in starts if step.ref}


def numbers(words: str) -> tuple[int, int]:
    """The numbers of vantage points and commentators in words; 0 where they name none."""
    points = re.search(r"(\d+) vantage points?\b", words)
    commentators = re.search(r"(\d+) commentators?\b", words)
    return (int(points[1]) if points else 0), (int(commentators[1]) if commentators else 0)


def sizes(speakers: set[Speaker]) -> tuple[int, int]:
    counting = sum(counts for _, counts in speakers)
    return counting, len(speakers) - counting


@settings(max_examples=100, deadline=None)
@given(investigations())
def test_every_count_of_speakers_is_that_of_the_analysis(data: dict[str, Data]) -> None:
    made, site = dossier(data), planned(data)
    views: dict[str, Any] = {page.path: page.view for page in site.pages}

    def named(speakers: set[Speaker]) -> set[Speaker]:
        return {(made.actors[id_].name, counts) for id_, counts in speakers}

    behind = {id_: of_statement(made, id_) for id_ in made.statements}
    everyone = set(behind.values())

    origins: OriginsView = views["origins.html"]
    assert speakers(origins.vantage_points) | speakers(origins.commentators) == named(everyone)
    assert numbers(origins.summary) == sizes(everyone)
    statements: GroupedView[Ref, StatementRow] = views["statements/index.html"]
    assert {(party.label, row.ref.href) for party, rows in statements.groups for row in rows} == {
        (made.actors[party].name, f"statements/{id_}.html") for id_, (party, _) in behind.items()
    }
    assert numbers(statements.summary) == sizes(everyone)

    citations = made.claims["c"].citations
    sides = {
        words: {
            (found.party, not found.commentary)
            for citation in citations
            if citation.stance in stances and (found := provenance_of(made, citation)).party
        }
        for words, stances in (("for", ("supports", "repeats")), ("against", ("disputes",)))
    }
    claim: ClaimView = views["claims/c.html"]
    either = sides["for"] | sides["against"]
    flows = {side.id: side.flow for side in claim.sides}
    for side_id, side, stances in (
        ("backing", "for", ("supports", "repeats")), ("against", "against", ("disputes",)),
    ):  # fmt: skip
        flow = flows.get(side_id)
        cited = {citation.source for citation in citations if citation.stance in stances}
        assert (flow is not None) == bool(cited)
        assert speakers(flow) == named(sides[side])
        once = [step.ref.href for step in sources(flow.starts if flow else ()) if step.ref]
        anchors = {f"#cite-{nth}": citation for nth, citation in enumerate(citations, 1)}
        assert sorted(anchors[href].source for href in once) == sorted(cited)
        if flow:
            assert flow.vantage_points == sizes(sides[side])[0]
            assert flow.sources == len(cited)
    for counts, side in ((claim.backing, "for"), (claim.against, "against")):
        assert (counts.vantage_points, len(counts.commentator_refs)) == sizes(sides[side])
        assert numbers(counts.sentence) == sizes(sides[side])
        assert len(counts.vantage_point_refs) == counts.vantage_points
    for group in (group for side in claim.sides for group in side.groups):
        assert group.party is None or (group.party.label, not group.commentary) in named(everyone)
    matrix: MatrixView = views["matrix.html"]
    assert {(choice.label, True) for choice in matrix.points} == {
        speaker for speaker in named(either) if speaker[1]
    }

    front: FrontView = views["index.html"]
    figures = {figure.kind: figure.number for figure in front.figures}
    assert figures["vantage-points"] == sizes(either)[0]
    assert figures["sources"] == len({c.source for c in citations if c.stance != "context"})
    knowing = {
        found.party
        for citation in citations
        if citation.stance == "supports"
        and citation.checkable
        and (found := provenance_of(made, citation)).outcome == "traced"
        and not found.commentary
        and made.origin(found.statement).direct
    }
    of_fact = made.claims["c"].kind == "fact"
    assert figures["confirmations"] == (of_fact and len(knowing) > 1)

    answers = made.details["d"].values
    answered = {behind[answer.statement] for answer in answers if answer.statement}
    detail: DetailView = views["details/d.html"]
    assert numbers(detail.summary) == sizes(answered)

    facets = {
        find.href: {
            (word, facet == "vantage-point")
            for facet, word in find.facets
            if facet in ("vantage-point", "commentator")
        }
        for find in site.search_entries()
    }
    assert facets["claims/c.html"] == named(either)
    assert facets["details/d.html"] == named(answered)
    for id_, speaker in behind.items():
        assert facets[f"statements/{id_}.html"] == named({speaker})
    for id_ in made.sources:
        assert facets[f"sources/{id_}.html"] == named({behind[s] for s in made.carried(id_)})
