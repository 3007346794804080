"""The view of a claim's page."""

from __future__ import annotations

from claimline.pages.media_view import MediaItem
from claimline.pages.provenance_flow import Flow
from claimline.pages.shared_views import (
    Counts,
    EventRow,
    ExternalLink,
    FieldEntry,
    Locator,
    Passage,
    Quote,
    Ref,
    Reference,
    ReturnLink,
    SourceCard,
    VerdictMark,
    When,
)
from claimline.value import Value


class Evidence(Value, frozen=True):
    """One citation. ``number`` is its number in the sentences of the page."""

    number: int
    anchor: str
    stance: str
    stance_words: str
    card: SourceCard
    source: Ref
    """The entry on the source's page that links back to the citation."""
    quote: Quote | None
    locator: Locator | None
    checkable: bool
    missing: Passage | None
    """What the source leaves out of the claim, or None."""
    note: Passage | None
    outside: tuple[ExternalLink, ...]
    backs: tuple[ReturnLink, ...]


class CitationGroup(Value, frozen=True):
    """The citations that trace to one statement.

    ``why`` says why no statement is known, or what the statement repeats, and in which statements
    its speaker later revised it. ``sources`` is the number of sources: ten citations of one source
    count once.
    """

    party: Ref | None
    speaker: Ref | None
    statement: Ref | None
    said: When | None
    why: str
    sources: int
    evidence: tuple[Evidence, ...]
    folded: tuple[Evidence, ...] = ()
    """Citations of a long group that no sentence of the page cites. They are shown on request."""
    commentary: bool = False
    """Whether the statement is a commentator's, which counts for no vantage point."""


class EvidenceSide(Value, frozen=True):
    """The citations on one side of the claim. ``flow`` is None if the side has few sources."""

    id: str
    title: str
    counts: Counts | None
    flow: Flow | None
    groups: tuple[CitationGroup, ...]


class StanceEntry(Value, frozen=True):
    """What an actor says about the claim."""

    anchor: str
    actor: Ref
    stance: str
    words: str
    when: When | None
    source: Ref | None
    card: SourceCard | None
    quote: Quote | None
    locator: Locator | None
    notes: tuple[Passage, ...]
    outside: tuple[ExternalLink, ...]


class RelationEntry(Value, frozen=True):
    """A link to another claim, and every way in which the two are related."""

    relations: tuple[str, ...]
    ref: Ref
    verdict: VerdictMark | None
    notes: tuple[Passage, ...]


class OvertakenEntry(Value, frozen=True):
    """A change after the verdict: of a claim, a statement or a source on which the verdict rests.

    ``reason`` is ``refuted``, ``no-longer-supported``, ``revised`` or ``quote-gone``.
    """

    reason: str
    ref: Ref
    when: When | None


class ChangeEntry(Value, frozen=True):
    """A change of verdict or a correction."""

    when: When
    words: str
    why: Passage | None


class ClaimView(Value, frozen=True):
    """Everything about one claim: the verdict, the counts, the reasons, the evidence.

    ``limits`` says what a claim of kind ``record`` does not show, or is "" if its verdict says so.
    """

    id: str
    claim: str
    short: str
    kind: str
    kicker: str
    unjudged: str
    """The words of a claim that could have a verdict and has none, or ""."""
    standing: str
    """The words for a claim that has no verdict."""
    limits: str
    by: tuple[Ref, ...]
    said: When | None
    statement: Ref | None
    about: When | None
    event: Ref | None
    verdict: VerdictMark | None
    overtaken: tuple[OvertakenEntry, ...]
    """The changes since which the verdict was not judged again."""
    backing: Counts
    against: Counts
    description: Passage | None
    fields: tuple[FieldEntry, ...]
    reasoning: Passage | None
    media: tuple[MediaItem, ...]
    unknowns: tuple[Passage, ...]
    would_change: tuple[Passage, ...]
    stances: tuple[StanceEntry, ...]
    sides: tuple[EvidenceSide, ...]
    references: tuple[Reference, ...]
    related: tuple[RelationEntry, ...]
    events: tuple[EventRow, ...]
    details: tuple[Ref, ...]
    briefs: tuple[Ref, ...]
    tags: tuple[Ref, ...]
    history: tuple[ChangeEntry, ...]
    corrections: tuple[ChangeEntry, ...]
