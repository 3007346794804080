"""Count the sources, statements and parties behind a claim: ten articles can be one voice.

Each citation is traced from its source to the statement that the source carries. If that only
repeats another statement, the other one is followed, up to the origin, its speaker and the
speaker's party. A party counts once, however many sources carry its word. A citation that
cannot be traced counts for no party. A source counts once, also where it has several records.
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


class Side(Value, frozen=True):
    """One side of a claim: ids, each once, in the order of the citations."""

    sources: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    direct: tuple[str, ...] = ()
    """The parties that have direct access to the facts, or a cited speaker with it."""
    untraced: tuple[str, ...] = ()
    """Sources whose origin is not known."""
    partial: tuple[str, ...] = ()
    """Sources that carry, or dispute, only part of the claim."""
    partial_parties: tuple[str, ...] = ()
    """Parties whose word is carried only in part."""


_NOTHING = Side()


class Corroboration(Value, frozen=True):
    """A claim's evidence, counted. ``provenance`` is in the order of the claim's citations."""

    provenance: tuple[Provenance, ...]
    backing: Side
    """Citations that support or repeat the claim."""
    against: Side
    """Citations that dispute it."""
    checkable: tuple[str, ...]
    """The parties with direct access that a supporting citation can be checked for by others.

    A citation that carries only part of the claim does not count for this.
    """


def provenance_of(dossier: Dossier, citation: Citation) -> Provenance:
    """Return the statement, speaker and party behind a citation."""
    statement = dossier.cited_statement(citation.source, citation.statement)
    if statement is None:
        several = dossier.carried(citation.source)
        return Provenance(citation.source, "which-statement" if several else "unknown-origin")
    origin = dossier.origin(statement)
    return Provenance(
        citation.source, "traced", statement, origin.statement, origin.speaker, origin.party
    )


def corroborate(dossier: Dossier, claim: Claim) -> Corroboration:
    """Count the sources, statements and parties on each side of a claim."""
    provenance = tuple(provenance_of(dossier, citation) for citation in claim.citations)
    sides = []
    for stances in (("supports", "repeats"), ("disputes",)):
        on_side = [
            (provenance_item, citation.extent == "whole")
            for citation, provenance_item in zip(claim.citations, provenance, strict=True)
            if citation.stance in stances
        ]
        sides.append(_side(dossier, on_side))
    checkable = _once(
        provenance_item.party
        for citation, provenance_item in zip(claim.citations, provenance, strict=True)
        if citation.checkable
        and citation.stance == "supports"
        and citation.extent == "whole"
        and _direct(dossier, provenance_item)
    )
    backing, against = sides
    return Corroboration(provenance, backing, against, checkable)


def _side(dossier: Dossier, cited: list[tuple[Provenance, bool]]) -> Side:
    """One side of a claim, from each citation and whether it has the whole claim."""
    if not cited:
        return _NOTHING
    known = [origin for origin, _ in cited if origin.outcome == "traced"]
    in_whole = [origin for origin, whole in cited if whole]
    whole_parties = {origin.party for origin in in_whole}
    sources = [origin.source for origin, _ in cited]
    parties = _once(origin.party for origin in known)
    return Side(
        sources=dossier.distinct(sources),
        statements=_once(origin.root for origin in known),
        parties=parties,
        direct=_once(origin.party for origin in known if _direct(dossier, origin)),
        untraced=dossier.distinct(sources, without=(origin.source for origin in known)),
        partial=dossier.distinct(sources, without=(origin.source for origin in in_whole)),
        partial_parties=tuple(party for party in parties if party not in whole_parties),
    )


def _direct(dossier: Dossier, provenance: Provenance) -> bool:
    """Whether the speaker or the party has direct access to the facts."""
    if provenance.outcome != "traced":
        return False
    actors = dossier.actors
    return "direct" in (actors[provenance.speaker].access, actors[provenance.party].access)


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
