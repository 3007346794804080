"""The drawing of the evidence: who speaks, their statements, and a dot for each source.

It shows what the counts say: often many dots, few statements, fewer vantage points. Commentators
come after these and are marked, since they do not count. Coordinates are in units of the view box.
The lists of the page say the same in words.
"""

from __future__ import annotations

from collections.abc import Iterable

from claimline.locale import ENGLISH, Translator
from claimline.pages.shared_views import Ref
from claimline.value import Value

WIDTH = 720
ROW = 24
GAP = 14
LABEL = 150
"""Where the labels of statements begin."""
DOTS = 450
"""Where the dots begin."""
STEP = 17
"""The distance between two dots."""
WHOLE, PART = 6, 3
"""The radius of a dot for a source with the whole claim, and with a part."""
TOP = 30
LONGEST = 41
"""The most characters of a label, so that it fits between the columns."""


class SourceDot(Value, frozen=True):
    """One source: its place in the drawing, and a link. Its ``radius`` is small for a part."""

    ref: Ref
    stance: str
    radius: int
    x: int
    y: int


class StatementLine(Value, frozen=True):
    """One statement, or the sources that trace to no statement."""

    ref: Ref | None
    label: str
    y: int
    dots: tuple[SourceDot, ...]


class PartyBranch(Value, frozen=True):
    """One vantage point or commentator. Its line runs from ``top`` to ``bottom``."""

    ref: Ref | None
    label: str
    top: int
    bottom: int
    rows: tuple[StatementLine, ...]
    commentary: bool = False


class EvidenceTree(Value, frozen=True):
    """A drawing with its size and its summary in words.

    It runs in the direction of its language: ``forward`` is 1, or -1 from right to left.
    """

    width: int
    height: int
    summary: str
    forward: int
    party_x: int
    label_x: int
    dots_x: int
    branches: tuple[PartyBranch, ...]


class TracedSource(Value, frozen=True):
    """One source to be drawn, with the statement and the party that it traces to.

    ``id`` identifies the source. If it is "", the link does. ``partial`` is true if the source
    has only part of a claim.
    """

    party: Ref | None
    statement: Ref | None
    source: Ref
    stance: str = ""
    id: str = ""
    partial: bool = False
    commentary: bool = False
    """Whether the statement is a commentator's, which does not count."""


def evidence_tree(
    leaves: Iterable[TracedSource], summary: str, language: Translator = ENGLISH
) -> EvidenceTree | None:
    """Lay out sources in the order given. Return None if there are no sources."""
    grouped: dict[tuple[bool, Ref | None], dict[Ref | None, list[TracedSource]]] = {}
    for leaf in sorted(leaves, key=lambda leaf: leaf.commentary):
        branch = grouped.setdefault((leaf.commentary, leaf.party), {})
        branch.setdefault(leaf.statement, []).append(leaf)
    if not grouped:
        return None
    y = TOP
    branches = []
    mirrored = language.direction == "rtl"
    for (commentary, party), statements in grouped.items():
        rows = []
        for statement, members in statements.items():
            dots, lines = _dots(members, y, mirrored)
            label = _short(statement.label) if statement else language.t("No statement")
            rows.append(StatementLine(statement, label, y, dots))
            y += ROW * lines
        top, bottom = rows[0].y, rows[-1].y
        label = party.label if party else language.t("Origin not known")
        branches.append(PartyBranch(party, label, top, bottom, tuple(rows), commentary))
        y += GAP
    party_x, label_x, dots_x = (_across(x, mirrored) for x in (0, LABEL, DOTS - STEP // 2))
    forward = -1 if mirrored else 1
    return EvidenceTree(
        WIDTH, y - GAP, summary, forward, party_x, label_x, dots_x, tuple(branches)
    )  # fmt: skip


def _across(x: int, mirrored: bool) -> int:
    return WIDTH - x if mirrored else x


def _dots(members: list[TracedSource], y: int, mirrored: bool) -> tuple[tuple[SourceDot, ...], int]:
    """Return the dots of a statement, each source once, and how many lines they take."""
    per_line = (WIDTH - DOTS) // STEP
    once: dict[tuple[str, bool], TracedSource] = {}
    for leaf in members:
        key = (leaf.id or leaf.source.href, leaf.stance == "disputes")
        if key not in once or (once[key].partial and not leaf.partial):
            once[key] = leaf
    dots = tuple(
        SourceDot(
            leaf.source,
            leaf.stance,
            PART if leaf.partial else WHOLE,
            _across(DOTS + nth % per_line * STEP, mirrored),
            y + nth // per_line * ROW,
        )
        for nth, leaf in enumerate(once.values())
    )
    return dots, (len(dots) - 1) // per_line + 1


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip(" ,") + "\u2026"
