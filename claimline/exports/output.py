"""One file of the site that is not a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from claimline.analysis import Analysis
from claimline.model.dossier import Dossier
from claimline.value import Value


class Output(Value, frozen=True):
    """A file of the site.

    ``path`` is its place in the site, with ``/`` between the parts. ``media_type`` is that of
    RFC 6838, such as ``application/json``. ``render`` gives its bytes; they follow from the records
    alone, so that the same records give the same bytes on every machine.
    """

    path: str
    media_type: str
    render: Callable[[], bytes]


Export = Callable[[Dossier, Analysis], Iterable[Output]]
"""Makes outputs from the records and from what follows from them."""
