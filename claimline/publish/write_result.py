"""The result of writing a site: how many files changed, or why nothing was written."""

from __future__ import annotations

from claimline.diagnostics import Code
from claimline.errors import ClaimlineError
from claimline.value import Value


class Written(Value, frozen=True):
    """How many files of the site are created, replaced, removed, and the same as before."""

    created: int
    replaced: int
    removed: int
    same: int

    @property
    def changed(self) -> bool:
        """Whether any file of the site changed."""
        return bool(self.created or self.replaced or self.removed)


class OutputError(ClaimlineError):
    """The site could not be written.

    ``code`` is one of ``OUTPUT_PLACE``, ``OUTPUT_FOREIGN``, ``OUTPUT_LOCKED`` and
    ``OUTPUT_FAILED``.
    """

    def __init__(self, code: Code, message: str, suggestion: str = "") -> None:
        super().__init__(message, suggestion)
        self.code = code
