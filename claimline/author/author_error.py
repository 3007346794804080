"""What an author's command cannot do, in words for the author."""

from __future__ import annotations

from claimline.errors import ClaimlineError


class AuthorError(ClaimlineError):
    """A command that cannot be done; nothing was written.

    ``field`` is the key of the record's field at fault, or empty.
    """

    def __init__(self, message: str, suggestion: str = "", field: str = "") -> None:
        super().__init__(message, suggestion)
        self.field = field
