"""Which records a build shows, and which it holds back.

Only values are here, so that a run in which nothing has changed need not load the records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from claimline.value import Value

if TYPE_CHECKING:
    from claimline.dates import PartialDate

Reason = Literal["draft", "review", "not-before"]


class Edition(Value, frozen=True):
    """Which records a build shows.

    With ``preview``, it shows also those that are not published yet. ``as_of`` is the day of
    publication. Without it, every record with ``not_before`` is held back, since no build reads
    the clock.
    """

    preview: bool = False
    as_of: PartialDate | None = None


PUBLISHED = Edition()
"""The edition of a build without a day of publication."""
EVERYTHING = Edition(preview=True)
"""All records, for an author's own tools and for a preview."""


class HeldBack(Value, frozen=True):
    """A record that is not published: why, and before which day if that is the reason."""

    kind: str
    id: str
    reason: Reason
    until: str = ""

    @property
    def words(self) -> str:
        """Why it is not published, as words that follow its name and a comma."""
        if self.reason == "not-before":
            return f"which is held back until {self.until}"
        return "a draft" if self.reason == "draft" else "which is in review"
