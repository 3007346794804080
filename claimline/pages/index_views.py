"""The views of the lists of records, and of a tag."""

from __future__ import annotations

from typing import Generic

from claimline.pages.paging import GroupLink, Head, Pager, Row
from claimline.pages.selections import SelectionLink
from claimline.pages.shared_views import (
    ClaimRow,
    EventRow,
    Ref,
    SourceCard,
    VerdictMark,
    When,
)
from claimline.value import Value


class VerdictShare(Value, frozen=True):
    """A verdict and the claims that have it. Claims on record and without a verdict come last.

    ``heading`` names claims that are not grouped by a verdict.
    """

    verdict: VerdictMark | None
    heading: str
    anchor: str
    claims: tuple[ClaimRow, ...]


class ClaimsView(Value, frozen=True):
    """All claims, by verdict."""

    summary: str
    shares: tuple[VerdictShare, ...]
    pager: Pager | None = None
    heading: str = ""
    choices: tuple[SelectionLink, ...] = ()
    jumps: tuple[GroupLink, ...] = ()


class GroupedView(Value, Generic[Head, Row], frozen=True):
    """A list of sources by kind, or of statements or actors by the party that they speak for."""

    summary: str
    groups: tuple[tuple[Head, tuple[Row, ...]], ...]
    pager: Pager | None = None
    heading: str = ""
    choices: tuple[SelectionLink, ...] = ()
    jumps: tuple[GroupLink, ...] = ()


class RowsView(Value, Generic[Row], frozen=True):
    """A list without groups: questions, briefs, or tags with their numbers of records."""

    summary: str
    rows: tuple[Row, ...]
    pager: Pager | None = None
    heading: str = ""
    choices: tuple[SelectionLink, ...] = ()


class SourceRow(Value, frozen=True):
    """A source in the index: how often it is cited, and how many statements it carries."""

    card: SourceCard
    cited: str
    carries: str


class ActorRow(Value, frozen=True):
    """An actor in the index."""

    ref: Ref
    position: str
    commentary: bool
    also_known_as: tuple[str, ...]
    statements: str


class DetailRow(Value, frozen=True):
    """A question in the index."""

    ref: Ref
    question: str
    answers: str


class BriefRow(Value, frozen=True):
    """A brief in the index."""

    ref: Ref
    summary: str
    updated: When | None


class TagView(Value, frozen=True):
    """All records with one tag."""

    tag: str
    claims: tuple[ClaimRow, ...]
    events: tuple[EventRow, ...]
    details: tuple[Ref, ...]
    briefs: tuple[Ref, ...]
    pager: Pager | None = None
