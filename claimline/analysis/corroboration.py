"""Counts the sources, statements and vantage points behind a claim: ten articles can be one voice.

Each citation is traced from its source to the statement that the source carries. If that statement
only repeats another one, the trace goes on to the other, up to the origin, its speaker and the
party for which the speaker speaks. A party, witness or observer is a vantage point and counts once,
however many sources carry its word. A commentator never counts, and neither does a citation that
cannot be traced. A source counts once, even if it has several records.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from claimline.model.dossier import Dossier
from claimline.model.records import Claim
from claimline.model.shared_fields import Citation
from claimline.value import Value

Outcome = Literal["traced", "which-statement", "unknown-origin"]


class Provenance(Value, frozen=True):
    """The way from one citation to its origin.

    ``statement`` is what the source carries, ``root`` the origin of that statement. All but
    ``source`` and ``outcome`` are "" if the citation cannot be traced.
    """

    source: str
    outcome: Outcome
    statement: str = ""
    root: str = ""
    speaker: str = ""
    party: str = ""
    commentary: bool = False
    """Whether the speaker is a commentator: the statement counts for no vantage point."""


class Side(Value, frozen=True):
    """One side of a claim: ids, each once, in the order of the citations."""

    sources: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    """Statements from vantage points. One that only repeats another counts as its origin."""
    vantage_points: tuple[str, ...] = ()
    direct: tuple[str, ...] = ()
    """The vantage points with direct access to the facts: their own, or that of a cited speaker."""
    commentators: tuple[str, ...] = ()
    untraced: tuple[str, ...] = ()
    """Sources whose origin is not known."""
    partial: tuple[str, ...] = ()
    """Sources that carry, or dispute, only part of the claim."""
    partial_points: tuple[str, ...] = ()
    """Vantage points whose word is carried only in part."""


_NOTHING = Side()


class Corroboration(Value, frozen=True):
    """A claim's evidence, counted. ``provenance`` is in the order of the claim's citations."""

    provenance: tuple[Provenance, ...]
    backing: Side
    """Citations that support or repeat the claim."""
    against: Side
    """Citations that dispute it."""
    checkable: tuple[str, ...]
    """The parties whose word a supporting citation shows in a form that others can check.

    Only parties with direct access to the facts count. Words or acts on record are public, so a
    claim of kind ``record`` needs no access. A citation that carries only part of the claim does
    not count.
    """
    confirmed: bool
    """Whether it is a claim of fact with two such parties or more: an independent confirmation."""


def provenance_of(dossier: Dossier, citation: Citation) -> Provenance:
    """Return the statement, speaker and party behind a citation."""
    statement = dossier.cited_statement(citation.source, citation.statement)
    if statement is None:
        source = dossier.sources[citation.source]
        several = dossier.carried(citation.source) and source.origin is None
        return Provenance(citation.source, "which-statement" if several else "unknown-origin")
    origin = dossier.origin(statement)
    return Provenance(
        citation.source, "traced", statement, origin.statement, origin.speaker, origin.party,
        not origin.counts,
    )  # fmt: skip


def corroborate(dossier: Dossier, claim: Claim) -> Corroboration:
    """Count the sources, statements and vantage points on each side of a claim."""
    provenance = tuple(provenance_of(dossier, citation) for citation in claim.citations)
    sides = []
    for stances in (("supports", "repeats"), ("disputes",)):
        on_side = [
            (provenance_item, citation.extent == "whole")
            for citation, provenance_item in zip(claim.citations, provenance, strict=True)
            if citation.stance in stances
        ]
        sides.append(_side(dossier, on_side))
    backing, against = sides
    supporting = [
        (citation, origin)
        for citation, origin in zip(claim.citations, provenance, strict=True)
        if citation.stance == "supports"
        and citation.extent == "whole"
        and origin.outcome == "traced"
    ]
    checkable = _once(
        origin.party
        for citation, origin in supporting
        if citation.checkable and (claim.kind == "record" or _direct(dossier, origin))
    )
    confirmed = claim.kind == "fact" and len(checkable) > 1
    return Corroboration(provenance, backing, against, checkable, confirmed)


class Totals(Value, frozen=True):
    """The evidence for and against several claims, in three numbers. Nothing counts twice.

    ``confirmations`` is how many of the claims are independently confirmed.
    """

    sources: int
    vantage_points: int
    confirmations: int


def totals(dossier: Dossier, corroborated: Iterable[Corroboration]) -> Totals:
    """Count the sources, vantage points and independent confirmations of several claims."""
    claims = tuple(corroborated)
    sides = [side for claim in claims for side in (claim.backing, claim.against)]
    return Totals(
        sources=len(dossier.distinct(source for side in sides for source in side.sources)),
        vantage_points=len({point for side in sides for point in side.vantage_points}),
        confirmations=sum(claim.confirmed for claim in claims),
    )


def _side(dossier: Dossier, cited: list[tuple[Provenance, bool]]) -> Side:
    """Count one side of a claim. Each citation comes with whether it carries the whole claim."""
    if not cited:
        return _NOTHING
    known = [origin for origin, _ in cited if origin.outcome == "traced"]
    counted = [origin for origin in known if not origin.commentary]
    in_whole = [origin for origin, whole in cited if whole]
    whole_points = {origin.party for origin in in_whole if not origin.commentary}
    sources = [origin.source for origin, _ in cited]
    points = _once(origin.party for origin in counted)
    return Side(
        sources=dossier.distinct(sources),
        statements=_once(origin.root for origin in counted),
        vantage_points=points,
        direct=_once(origin.party for origin in counted if _direct(dossier, origin)),
        commentators=_once(origin.party for origin in known if origin.commentary),
        untraced=dossier.distinct(sources, without=(origin.source for origin in known)),
        partial=dossier.distinct(sources, without=(origin.source for origin in in_whole)),
        partial_points=tuple(point for point in points if point not in whole_points),
    )


def _direct(dossier: Dossier, provenance: Provenance) -> bool:
    """Return whether the vantage point of a traced citation has direct access to the facts."""
    return not provenance.commentary and dossier.origin(provenance.statement).direct


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
