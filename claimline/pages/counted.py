"""The counts in words, such as "4 sources carry it, tracing to 1 statement from ..."."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.analysis.corroboration import Side
from claimline.locale import Translator


def counted(
    language: Translator,
    side: Side,
    vantage_points: list[str],
    commentators: list[str],
    *,
    against: bool,
) -> str:
    """Return the counts of one side of a claim, in sentences.

    ``vantage_points`` and ``commentators`` are the names of those on that side. ``against`` is true
    for the side that disputes the claim.
    """
    t, n = language.t, language.n
    if not side.sources:
        return t("No source disputes it.") if against else t("No source carries it.")
    number = len(side.sources)
    if against:
        does = n("{n} source disputes it", "{n} sources dispute it", number)
    else:
        does = n("{n} source carries it", "{n} sources carry it", number)
    partial = len(side.partial)
    if partial == number:
        does = n("{does}, in part", "{does}, all of them in part", number, does=does)
    elif partial:
        does = n("{does}, {n} of them in part", "{does}, {n} of them in part", partial, does=does)
    if vantage_points:
        statements = n("tracing to {n} statement", "tracing to {n} statements",
                       len(side.statements))  # fmt: skip
        names = language.conventions.listed(language.names(vantage_points))
        points = n("from {n} vantage point: {names}", "from {n} vantage points: {names}",
                   len(vantage_points), names=names)  # fmt: skip
        sentences = [t("{does}, {statements} {points}.", does=does, statements=statements,
                       points=points)]  # fmt: skip
    elif commentators:
        sentences = [t("{does}, but no vantage point stands behind that.", does=does)]
    else:
        return n("{does}, and cannot be traced.", "{does}, and none can be traced.", number,
                 does=does)  # fmt: skip
    return " ".join([*sentences, *_uncounted(language, side, commentators)])


def uncounted(language: Translator, side: Side, commentators: list[str]) -> str:
    """Return what does not count on one side of a claim, in sentences, or ""."""
    return " ".join(_uncounted(language, side, commentators))


def _uncounted(language: Translator, side: Side, commentators: list[str]) -> Iterator[str]:
    n = language.n
    if commentators:
        names = language.conventions.listed(language.names(commentators))
        yield n("{n} commentator says so, and does not count: {names}.",
                "{n} commentators say so, and do not count: {names}.", len(commentators),
                names=names)  # fmt: skip
    if side.untraced:
        yield n("{n} source cannot be traced.", "{n} sources cannot be traced.",
                len(side.untraced))  # fmt: skip


def speakers(language: Translator, vantage_points: int, commentators: int) -> str:
    """Return the number of speakers in words: "from 5 vantage points and 2 commentators"."""
    words = language.n("from {n} vantage point", "from {n} vantage points", vantage_points)
    if not commentators:
        return words
    return language.n(
        "{points} and {n} commentator", "{points} and {n} commentators", commentators, points=words
    )
