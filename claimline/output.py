"""An output: one file of the site, and the function that renders it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from claimline.diagnostics import Diagnostic
from claimline.errors import ClaimlineError
from claimline.value import Value


class RenderError(ClaimlineError):
    """An output could not be rendered. ``diagnostic`` says which, where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message, diagnostic.suggestion)
        self.diagnostic = diagnostic


class LastFile(Value, frozen=True):
    """A file of the last build: its bytes, its layout, and the results that differ since.

    ``layout`` describes the bytes, in a form that only the output itself reads. ``changed`` has the
    name and the key of each query whose result is not that of the last build. ``beside`` are the
    other files to which this one led, by path.
    """

    data: bytes
    layout: bytes
    changed: Collection[tuple[str, Any]]
    beside: Mapping[str, bytes] = {}


class Composed(Value, frozen=True):
    """The bytes of a file that has a share of each of many records, and where each share is.

    ``same_reads`` says that it was made from the shares of the same records as the last file, so
    it has read the same results. ``beside`` are new files that it leads to, by path. ``reused`` are
    the paths of files of the last build that it still leads to.
    """

    data: bytes
    layout: bytes
    same_reads: bool = False
    beside: Mapping[str, bytes] = {}
    reused: frozenset[str] = frozenset()


Compose = Callable[[LastFile | None], Composed]
"""Makes a file from its shares. The bytes are the same with the last file as without it."""


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
    compose: Compose | None = None
    """Makes the same bytes as ``render``, and takes from the file of the last build what is still
    right in it. None if the output is always rendered as a whole."""


def composed(path: str, media_type: str, compose: Compose) -> Output:
    """Return a traced output that is made from shares."""
    return Output(path, media_type, lambda: compose(None).data, traced=True, compose=compose)
