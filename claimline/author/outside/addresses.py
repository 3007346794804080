"""The outside addresses of an investigation, and where each is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from claimline.diagnostics import Location
from claimline.model.dossier import Dossier
from claimline.model.records import KINDS
from claimline.value import Value

_SCHEMES = ("http://", "https://")


class OutsideAddress(Value, frozen=True):
    """One place where an address is written.

    ``source`` is the id of the source whose page or copy it is, or empty. ``quotes`` are the words
    that the records quote from that source.
    """

    url: str
    at: Location
    kind: Literal["page", "copy", "text"]
    source: str = ""
    quotes: tuple[str, ...] = ()


def outside_addresses(dossier: Dossier, quotes: dict[str, tuple[str, ...]]) -> list[OutsideAddress]:
    """Return the web addresses of sources, of their archive copies and of links in texts.

    ``quotes`` are those of each source, by its id.
    """
    return [each for each in _all(dossier, quotes) if each.url.startswith(_SCHEMES)]


def _all(dossier: Dossier, quotes: dict[str, tuple[str, ...]]) -> Iterator[OutsideAddress]:
    for id_, source in dossier.sources.items():
        where = dossier.where["source", id_]
        if source.url:
            words = quotes.get(id_, ())
            yield OutsideAddress(source.url, where.at("url"), "page", id_, words)
        for nth, copy in enumerate(source.archives):
            yield OutsideAddress(copy.url, where.at("archives", nth, "url"), "copy", id_)
    for kind in KINDS:
        for id_ in dossier.records(kind):
            key = (kind, id_)
            for loc, prose in dossier.prose.get(key, {}).items():
                for url in prose.addresses:
                    at = dossier.where[key].inside(loc, url)
                    yield OutsideAddress(url, at, "text")
