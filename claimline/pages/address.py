"""Where each record stands in the site. Addresses are promises: they are made only here."""

from __future__ import annotations

import re

from claimline.model.dossier import Usage
from claimline.read.ids import latin_slug

A_TO_Z = "a-z.html"
SEARCH = "search.html"
RESERVED = frozenset(
    {"index", "chronology", "matrix", "origins", "corrections", "search", "a-z", "404"}
)
"""Ids that content/pages/ cannot use, since the program writes these pages."""
_LISTS = re.compile(r"(?:index|page-[0-9]+)\Z")


def is_list(id_: str) -> bool:
    """Whether a record with this id would stand where its kind's list does, or goes on."""
    return _LISTS.match(id_) is not None


def list_path(path: str, number: int) -> str:
    """The path of the ``number``-th page, from 1, of a list whose first page is at ``path``.

    ``claims/index.html`` goes on at ``claims/page-2.html``, ``tags/drones.html`` at
    ``tags/drones/page-2.html``.
    """
    if number == 1:
        return path
    return f"{path.removesuffix('.html').removesuffix('/index')}/page-{number}.html"


def page_of(kind: str, id_: str) -> str:
    """The path of the page on which a record stands, or the records with a tag.

    A tag may be written in any script; its address is in Latin letters.
    """
    if kind == "event":
        return "chronology.html"
    if kind == "page":
        return f"{id_}.html"
    if kind == "tag" and not id_.isascii():
        id_ = latin_slug(id_)
    return f"{kind}s/{id_}.html"


def address(kind: str, id_: str) -> str:
    """The address of a record: its page, with a fragment where it shares one."""
    page = page_of(kind, id_)
    return f"{page}#event-{id_}" if kind == "event" else page


def place_of_usage(usage: Usage) -> str:
    """The address of the sentence or entry that cites a source."""
    return f"{page_of(*usage.carrier)}#{usage.anchor}"


def usage_anchor(kind: str, id_: str, anchor: str) -> str:
    """On a source's page, the fragment of the entry that leads back to a citing place."""
    return f"from-{kind}-{id_}-{anchor}"
