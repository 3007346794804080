"""The error of an author's command that cannot be carried out."""

from __future__ import annotations

from claimline.errors import ClaimlineError


class AuthorError(ClaimlineError):
    """A command cannot be carried out, and nothing was written.

    ``field`` is the key of the field that is wrong, or empty.
    """

    def __init__(self, message: str, suggestion: str = "", field: str = "") -> None:
        super().__init__(message, suggestion)
        self.field = field
