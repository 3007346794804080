"""The views of the lists of records, and of a tag."""

from __future__ import annotations

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
from claimline.value import Value


class VerdictShare(Value, frozen=True):
    """A verdict and the claims that have it. Claims without a verdict come last."""

    verdict: VerdictMark | None
    anchor: str
    claims: tuple[ClaimRow, ...]


class ClaimsView(Value, frozen=True):
    """All claims, by verdict."""

    summary: str
    shares: tuple[VerdictShare, ...]
    pager: Pager | None = None


class SourceRow(Value, frozen=True):
    """A source in the index: how often it is cited, and how many statements it carries."""

    card: SourceCard
    cited: str
    carries: str


class SourcesView(Value, frozen=True):
    """All sources by kind."""

    summary: str
    groups: tuple[tuple[str, tuple[SourceRow, ...]], ...]
    pager: Pager | None = None


class StatementsView(Value, frozen=True):
    """All statements by party."""

    summary: str
    groups: tuple[tuple[Ref, tuple[StatementRow, ...]], ...]
    pager: Pager | None = None


class ActorRow(Value, frozen=True):
    """An actor in the index."""

    ref: Ref
    role: str
    also_known_as: tuple[str, ...]
    statements: str


class ActorsView(Value, frozen=True):
    """All actors by party."""

    summary: str
    groups: tuple[tuple[Ref, tuple[ActorRow, ...]], ...]
    pager: Pager | None = None


class DetailRow(Value, frozen=True):
    """A question in the index."""

    ref: Ref
    question: str
    answers: str


class DetailsView(Value, frozen=True):
    """All questions."""

    summary: str
    rows: tuple[DetailRow, ...]
    pager: Pager | None = None


class BriefRow(Value, frozen=True):
    """A brief in the index."""

    ref: Ref
    summary: str
    updated: When | None


class BriefsView(Value, frozen=True):
    """All briefs."""

    summary: str
    rows: tuple[BriefRow, ...]
    pager: Pager | None = None


class TagsView(Value, frozen=True):
    """All tags, each with its number of records."""

    summary: str
    rows: tuple[tuple[Ref, str], ...]
    pager: Pager | None = None


class TagView(Value, frozen=True):
    """All records with one tag."""

    tag: str
    claims: tuple[ClaimRow, ...]
    events: tuple[EventRow, ...]
    details: tuple[Ref, ...]
    briefs: tuple[Ref, ...]
    pager: Pager | None = None
