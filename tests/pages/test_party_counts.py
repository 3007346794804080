"""Every count of parties in the site is that of the analysis, whoever repeats whose statement."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claimline.analysis.corroboration import provenance_of
from claimline.model.dossier import Dossier
from claimline.model.shared_fields import Citation
from claimline.pages.claim_view import ClaimView
from claimline.pages.detail import DetailView
from claimline.pages.evidence_tree import EvidenceTree
from claimline.pages.front import FrontView
from claimline.pages.index_views import GroupedView
from claimline.pages.matrix import MatrixView
from claimline.pages.origins import OriginsView
from claimline.pages.shared_views import Ref, StatementRow
from tests.dossiers import Data, dossier, planned

COUNT = 4
NUMBERS = st.integers(0, COUNT - 1)


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
            "name": f"Actor {nth}", "party": None if party is None else f"a{party}"
        }  # fmt: skip
        given[f"statement/s{nth}"] = {
            "by": f"a{draw(NUMBERS)}", "repeats": None if repeated is None else f"s{repeated}"
        }  # fmt: skip
        carries: list[dict[str, str]] = [
            {"statement": f"s{id_}", "how": "quotes"} for id_ in draw(st.sets(NUMBERS, max_size=2))
        ]
        if copied is not None:
            carries.append({"source": f"o{copied}", "how": "reprints"})
        given[f"source/o{nth}"] = {"carries": carries}
    stances = st.sampled_from(["supports", "repeats", "disputes", "context"])
    cited: list[dict[str, str]] = [
        {"source": f"o{source}", "stance": stance}
        for source, stance in draw(st.lists(st.tuples(NUMBERS, stances), max_size=5))
    ]
    given["claim/c"] = {"citations": cited}
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


def of_statement(made: Dossier, id_: str) -> str:
    """The party behind a statement, as the analysis traces a citation of it."""
    return provenance_of(made, Citation(source="o0", statement=id_, stance="supports")).party


def drawn(tree: EvidenceTree | None) -> set[str]:
    return {branch.label for branch in tree.branches if branch.ref} if tree else set()


def number(words: str) -> int:
    """The number of parties in a summary; 0 where it names none."""
    found = re.search(r"(\d+) part(?:y|ies)\b", words)
    return int(found[1]) if found else 0


@settings(max_examples=60, deadline=None)
@given(investigations())
def test_every_count_of_parties_is_that_of_the_analysis(data: dict[str, Data]) -> None:
    made, site = dossier(data), planned(data)
    views: dict[str, Any] = {page.path: page.view for page in site.pages}
    name = {id_: actor.name for id_, actor in made.actors.items()}
    behind = {id_: of_statement(made, id_) for id_ in made.statements}
    everyone = set(behind.values())

    front: FrontView = views["index.html"]
    assert [figure.number for figure in front.figures if figure.kind == "parties"] == [
        len(everyone)
    ]
    origins: OriginsView = views["origins.html"]
    assert {group.party.label for group in origins.parties} == {name[p] for p in everyone}
    assert number(origins.summary) == len(everyone)
    carried = {id_ for source in made.sources for id_ in made.carried(source)}
    assert drawn(origins.tree) <= {name[behind[id_]] for id_ in carried}
    statements: GroupedView[Ref, StatementRow] = views["statements/index.html"]
    assert {(party.label, row.ref.href) for party, rows in statements.groups for row in rows} == {
        (name[party], f"statements/{id_}.html") for id_, party in behind.items()
    }
    assert number(statements.summary) == len(everyone)

    citations = made.claims["c"].citations
    sides = {
        words: {
            found.party
            for citation in citations
            if citation.stance in stances and (found := provenance_of(made, citation)).party
        }
        for words, stances in (("for", ("supports", "repeats")), ("against", ("disputes",)))
    }
    claim: ClaimView = views["claims/c.html"]
    either = {name[party] for party in sides["for"] | sides["against"]}
    assert drawn(claim.tree) == either
    for counts, side in ((claim.backing, "for"), (claim.against, "against")):
        assert counts.parties == len(counts.party_refs) == len(sides[side])
        assert number(counts.sentence) == len(sides[side])
    matrix: MatrixView = views["matrix.html"]
    assert {choice.label for choice in matrix.parties} == either

    answered = {
        provenance_of(made, Citation(source=answer.source, statement=None, stance="supports")).party
        if answer.source
        else behind[str(answer.statement)]
        for answer in made.details["d"].values
    } - {""}
    detail: DetailView = views["details/d.html"]
    assert number(detail.summary) == len(answered)

    facets = {
        find.href: {word for facet, word in find.facets if facet == "party"}
        for find in site.search_entries()
    }
    assert facets["claims/c.html"] == either
    assert facets["details/d.html"] == {name[party] for party in answered}
    for id_, party in behind.items():
        assert facets[f"statements/{id_}.html"] == {name[party]}
    for id_ in made.sources:
        assert facets[f"sources/{id_}.html"] == {name[behind[s]] for s in made.carried(id_)}
