"""What an author's command cannot do, in words for the author."""

from __future__ import annotations


class AuthorError(Exception):
    """A command that cannot be done; nothing was written.

    ``message`` says why and ``suggestion``, which may be empty, what to do. ``field`` is the key
    of the record's field at fault, or empty.
    """

    def __init__(self, message: str, suggestion: str = "", field: str = "") -> None:
        super().__init__(f"{message} {suggestion}".rstrip())
        self.message = message
        self.suggestion = suggestion
        self.field = field
