"""An output: one file of the site, and the function that renders it."""

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
    """A file of the site: a page, a picture, an asset, or a file that an export makes.

    ``path`` is its path in the site, with ``/`` between the parts. ``media_type`` follows RFC 6838,
    such as ``application/json``. ``render`` returns its bytes. They follow from the records and
    the templates alone, so that the same project gives the same bytes on every machine.
    """

    path: str
    media_type: str
    render: Callable[[], bytes]
    diagnostics: Callable[[], Iterable[Diagnostic]] = tuple
    """Returns what the author should know about it. Called after ``render``."""
    large: bool = False
    """Whether it grows with the number of records, as a list of all records does."""
    traced: bool = False
    """Whether its reads are recorded while it renders. It is then rendered again only if
    something that it read has changed."""
