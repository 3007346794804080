"""What templates see of a list of records, and of a tag."""

from __future__ import annotations

from dataclasses import dataclass

from claimline.pages.paging import Pager
from claimline.pages.parts import (
    ClaimRow,
    EventRow,
    Ref,
    SourceCard,
    StatementRow,
    VerdictMark,
    When,
)


@dataclass(frozen=True, slots=True)
class VerdictShare:
    """A step of the scale and the claims that have it. Claims without a verdict come last."""

    verdict: VerdictMark | None
    anchor: str
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """All claims, by verdict."""

    summary: str
    shares: tuple[VerdictShare, ...]
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the index: how often it is cited and what stands behind it."""

    card: SourceCard
    cited: str
    carries: str


@dataclass(frozen=True, slots=True)
class SourcesView:
    """All sources by kind."""

    summary: str
    groups: tuple[tuple[str, tuple[SourceRow, ...]], ...]
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class StatementsView:
    """All statements by party."""

    summary: str
    groups: tuple[tuple[Ref, tuple[StatementRow, ...]], ...]
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor in the index."""

    ref: Ref
    role: str
    also_known_as: tuple[str, ...]
    statements: str


@dataclass(frozen=True, slots=True)
class ActorsView:
    """All actors by party."""

    summary: str
    groups: tuple[tuple[Ref, tuple[ActorRow, ...]], ...]
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class DetailRow:
    """A detail in the index."""

    ref: Ref
    question: str
    answers: str


@dataclass(frozen=True, slots=True)
class DetailsView:
    """All details."""

    summary: str
    rows: tuple[DetailRow, ...]
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class BriefRow:
    """A brief in the index."""

    ref: Ref
    summary: str
    updated: When | None


@dataclass(frozen=True, slots=True)
class BriefsView:
    """All briefs."""

    summary: str
    rows: tuple[BriefRow, ...]
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class TagsView:
    """All tags with the number of records that have each."""

    summary: str
    rows: tuple[tuple[Ref, str], ...]
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class TagView:
    """Everything with one tag."""

    tag: str
    claims: tuple[ClaimRow, ...]
    events: tuple[EventRow, ...]
    details: tuple[Ref, ...]
    briefs: tuple[Ref, ...]
    pager: Pager | None = None
