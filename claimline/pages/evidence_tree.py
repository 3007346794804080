"""The drawing of who stands behind what: parties, their statements, and a dot for each source.

The eye sees what the counts say: many dots, few rows, fewer parties. Coordinates are in the
units of the drawing's view box; the page's own lists are its equivalent in words.
"""

from __future__ import annotations

from collections.abc import Iterable

from claimline.locale import ENGLISH, Translator
from claimline.pages.parts import Ref
from claimline.value import Value

WIDTH = 720
ROW = 24
GAP = 14
LABEL = 150
"""Where the labels of statements begin."""
DOTS = 450
"""Where the dots begin."""
STEP = 17
"""From one dot to the next."""
TOP = 30
LONGEST = 41
"""Characters of a label that fit between the columns."""


class SourceDot(Value, frozen=True):
    """One source: where it stands, and where it leads."""

    ref: Ref
    stance: str
    x: int
    y: int


class StatementLine(Value, frozen=True):
    """One statement, or the sources that trace to none."""

    ref: Ref | None
    label: str
    y: int
    dots: tuple[SourceDot, ...]


class PartyBranch(Value, frozen=True):
    """One party. The line from it spans ``top`` to ``bottom``."""

    ref: Ref | None
    label: str
    top: int
    bottom: int
    rows: tuple[StatementLine, ...]


class EvidenceTree(Value, frozen=True):
    """A drawing with its size and its summary in words.

    It runs as its language is written: ``forward`` is 1, or -1 from right to left.
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
    """What is to be drawn: one source of one statement of one party."""

    party: Ref | None
    statement: Ref | None
    source: Ref
    stance: str = ""


def evidence_tree(
    leaves: Iterable[TracedSource], summary: str, language: Translator = ENGLISH
) -> EvidenceTree | None:
    """Lay out a drawing; None where there is nothing to draw. Order is that of the leaves."""
    grouped: dict[Ref | None, dict[Ref | None, list[TracedSource]]] = {}
    for leaf in leaves:
        grouped.setdefault(leaf.party, {}).setdefault(leaf.statement, []).append(leaf)
    if not grouped:
        return None
    y = TOP
    branches = []
    mirrored = language.direction == "rtl"
    for party, statements in grouped.items():
        rows = []
        for statement, members in statements.items():
            dots, lines = _dots(members, y, mirrored)
            label = _short(statement.label) if statement else language.t("No statement")
            rows.append(StatementLine(statement, label, y, dots))
            y += ROW * lines
        top, bottom = rows[0].y, rows[-1].y
        label = party.label if party else language.t("Origin not known")
        branches.append(PartyBranch(party, label, top, bottom, tuple(rows)))
        y += GAP
    party_x, label_x, dots_x = (_across(x, mirrored) for x in (0, LABEL, DOTS - STEP // 2))
    forward = -1 if mirrored else 1
    return EvidenceTree(
        WIDTH, y - GAP, summary, forward, party_x, label_x, dots_x, tuple(branches)
    )  # fmt: skip


def _across(x: int, mirrored: bool) -> int:
    return WIDTH - x if mirrored else x


def _dots(members: list[TracedSource], y: int, mirrored: bool) -> tuple[tuple[SourceDot, ...], int]:
    """The dots of a row, each source once, and how many lines they take."""
    per_line = (WIDTH - DOTS) // STEP
    once = {leaf.source: leaf for leaf in members}
    dots = tuple(
        SourceDot(
            leaf.source,
            leaf.stance,
            _across(DOTS + nth % per_line * STEP, mirrored),
            y + nth // per_line * ROW,
        )
        for nth, leaf in enumerate(once.values())
    )
    return dots, (len(dots) - 1) // per_line + 1


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip(" ,") + "\u2026"
