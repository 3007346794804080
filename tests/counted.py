"""The counts of a claim, from the records alone, for tests of pages."""

from __future__ import annotations

from claimline.model.dossier import Dossier
from claimline.model.records import Claim


def counted_by_hand(
    dossier: Dossier, claim: Claim, stances: tuple[str, ...]
) -> tuple[int, int, int]:
    """Sources, statements and vantage points on one side, counted from the records.

    It takes what the shipped and the small case have: nobody speaks for another side than in the
    actor's record.
    """
    sources, roots, points = set(), set(), set()
    for citation in claim.citations:
        if citation.stance in stances:
            sources.add(citation.source)
            carried = carried_by(dossier, citation.source)
            statement = citation.statement or (carried.pop() if len(carried) == 1 else None)
            if statement:
                while dossier.statements[statement].repeats:
                    statement = dossier.statements[statement].repeats or ""
                said = dossier.statements[statement]
                assert said.speaks_for is None
                actor, role = said.by, said.role or dossier.actors[said.by].role
                while dossier.actors[actor].party:
                    actor = dossier.actors[actor].party or ""
                    role = role or dossier.actors[actor].role
                if role != "commentator":
                    roots.add(statement)
                    points.add(actor)
    return len(sources), len(roots), len(points)


def carried_by(dossier: Dossier, source: str) -> set[str]:
    carries = dossier.sources[source].carries
    found = {passed.statement for passed in carries if passed.statement}
    return found.union(*(carried_by(dossier, passed.source) for passed in carries if passed.source))
