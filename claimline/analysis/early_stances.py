"""Stances that answer a claim before it was made."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.analysis.violation import Violation
from claimline.diagnostics import Code
from claimline.model.records import Claim

_ANSWERS = frozenset({"denies", "partly-confirms", "declines"})


def early_stances(claim: Claim) -> Iterator[Violation]:
    """Find answers that are surely earlier than the claim.

    To assert the same thing earlier is not a mistake, because that answers no claim.
    """
    if claim.said is None:
        return
    claimed = claim.said.earliest("UTC")  # any zone will do, if it is the same for both
    for nth, stance in enumerate(claim.stances):
        if stance.stance in _ANSWERS and stance.date and stance.date.latest("UTC") < claimed:
            message = (
                f'The stance of "{stance.actor}" is of {stance.date}, '
                f"and the claim was made on {claim.said}."
            )
            hint = "Give an answer to the claim, or cite the words as context."
            yield Violation(("stances", nth, "date"), Code.STANCE_BEFORE_CLAIM, message, hint)
