"""One file of the site: what it is, and how its bytes are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from claimline.diagnostics import Diagnostic
from claimline.errors import ClaimlineError
from claimline.value import Value


class RenderError(ClaimlineError):
    """An output could not be rendered. ``diagnostic`` says which, where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message, diagnostic.suggestion)
        self.diagnostic = diagnostic


class Output(Value, frozen=True):
    """A file of the site: a page, a picture, an asset, or what an export makes.

    ``path`` is its place in the site, with ``/`` between the parts. ``media_type`` is that of
    RFC 6838, such as ``application/json``. ``render`` gives its bytes; they follow from the records
    and the templates alone, so that the same project gives the same bytes on every machine.
    """

    path: str
    media_type: str
    render: Callable[[], bytes]
    diagnostics: Callable[[], Iterable[Diagnostic]] = tuple
    """What the author should know of it."""
    large: bool = False
    """Whether it grows with the number of records, as a list of all records does."""
    traced: bool = False
    """Whether its reads are recorded while it renders, so that it is rendered anew only when
    something that it read has changed."""
