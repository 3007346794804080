"""Stances that answer a claim before it was made."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.analysis.violation import Violation
from claimline.diagnostics import Code
from claimline.model.records import Claim

_ANSWERS = frozenset({"denies", "partly-confirms", "declines"})


def early_stances(claim: Claim) -> Iterator[Violation]:
    """Find answers that are dated wholly before the claim. Dates that may overlap pass.

    Who asserts the same earlier is no mistake: that makes nobody answer a claim.
    """
    if claim.said is None:
        return
    claimed = claim.said.earliest("UTC")  # days without a zone are compared in one zone, whichever
    for nth, stance in enumerate(claim.stances):
        if stance.stance in _ANSWERS and stance.date and stance.date.latest("UTC") < claimed:
            message = (
                f'The stance of "{stance.actor}" is of {stance.date}, '
                f"and the claim was made on {claim.said}."
            )
            hint = "Give an answer to the claim, or cite the words as context."
            yield Violation(("stances", nth, "date"), Code.STANCE_BEFORE_CLAIM, message, hint)
