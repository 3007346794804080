"""Where each record stands in the site. Addresses are promises: they are made only here."""

from __future__ import annotations

from claimline.model.dossier import Usage

RESERVED = frozenset({"index", "chronology", "matrix", "origins", "corrections", "404"})
"""Ids that content/pages/ cannot use, since the program writes these pages."""


def page_of(kind: str, id_: str) -> str:
    """The path of the page on which a record stands."""
    if kind == "event":
        return "chronology.html"
    if kind == "page":
        return f"{id_}.html"
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
