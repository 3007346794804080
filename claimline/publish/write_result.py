"""What writing a site comes to: the counts of files, or the reason why nothing was written."""

from __future__ import annotations

from claimline.diagnostics import Code
from claimline.errors import ClaimlineError
from claimline.value import Value


class Written(Value, frozen=True):
    """How many files of the site are new, have other bytes, are gone, or are as they were."""

    created: int
    replaced: int
    removed: int
    same: int

    @property
    def changed(self) -> bool:
        """Whether the site is another than before."""
        return bool(self.created or self.replaced or self.removed)


class OutputError(ClaimlineError):
    """The site could not be written.

    ``code`` is one of ``OUTPUT_PLACE``, ``OUTPUT_FOREIGN``, ``OUTPUT_LOCKED`` and
    ``OUTPUT_FAILED``.
    """

    def __init__(self, code: Code, message: str, suggestion: str = "") -> None:
        super().__init__(message, suggestion)
        self.code = code
