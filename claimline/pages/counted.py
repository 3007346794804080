"""The counts in a sentence: "4 sources carry it, tracing to 1 statement by 1 party: Russia."."""

from __future__ import annotations

from claimline.analysis.corroboration import Side
from claimline.locale import Translator


def counted(language: Translator, side: Side, parties: list[str], *, against: bool) -> str:
    """Return the counts of one side of a claim, as a sentence.

    ``parties`` are the names of its parties; ``against`` is for the side that disputes the claim.
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
    if not side.parties:
        return n("{does}, and cannot be traced.", "{does}, and none can be traced.", number,
                 does=does)  # fmt: skip
    statements = n("tracing to {n} statement", "tracing to {n} statements", len(side.statements))
    names = language.conventions.listed(language.names(parties))
    by = n("by {n} party: {names}", "by {n} parties: {names}", len(parties), names=names)
    sentence = t("{does}, {statements} {by}.", does=does, statements=statements, by=by)
    if not side.untraced:
        return sentence
    untraced = n(
        "{n} source cannot be traced.", "{n} sources cannot be traced.", len(side.untraced)
    )
    return f"{sentence} {untraced}"
