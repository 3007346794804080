"""What has changed in a claim since it was first published, as its record says."""

from __future__ import annotations

from claimline.dates import PartialDate
from claimline.model.records import Claim
from claimline.model.shared_fields import Change


def is_other_verdict(change: Change) -> bool:
    """Whether readers saw another verdict before."""
    return change.from_ not in (None, change.to)


def change_dates(claim: Claim) -> tuple[PartialDate, ...]:
    """Return the dates of a claim's history and of its corrections."""
    history = (change.date for change in claim.history)
    return (*history, *(correction.date for correction in claim.corrections))
