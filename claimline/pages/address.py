"""Addresses in the site. Others link to them, so they must not change. All are made here."""

from __future__ import annotations

import re

from claimline.read.ids import latin_slug

A_TO_Z = "a-z.html"
SEARCH = "search.html"
MATRIX = "matrix.html"
ORIGINS = "origins.html"
CORRECTIONS = "corrections.html"
PUBLISHER = "publisher.html"
MORE = "more.html"
"""The page with links to all that the navigation leaves out."""
CHRONOLOGY = "chronology.html"
"""The chronology. A long one is cut, and this page leads to the others."""
KEY_DAYS = "chronology/key-days.html"
"""The timeline of the days with key moments."""
DATA = "data/index.html"
EMBEDDED = "embed/"
"""The folder of the small pages that other sites can frame."""
SELECTIONS = "lists/"
"""The folder of the parts of lists, such as the sources without an address."""
NOT_FOUND = "404.html"
"""The page that hosts show for an address that does not exist, at any depth."""
RESERVED = frozenset(
    {
        *("index", "chronology", "matrix", "origins", "corrections", "publisher", "more"),
        *("search", "a-z", "404"),
    }
)
"""Ids that records in ``content/pages/`` cannot have, because the program writes these pages."""
_LISTS = re.compile(r"(?:index|page-[0-9]+)\Z")


def folder_of(kind: str) -> str:
    """Return the folder of the pages of a kind of record, or of tags, and of their list."""
    return f"{kind}s"


def list_of(kind: str) -> str:
    """Return the path of the first page of the list of a kind of record, or of tags."""
    return f"{folder_of(kind)}/index.html"


def is_list(id_: str) -> bool:
    """Return whether a record with this id would have the path of a page of a list."""
    return _LISTS.match(id_) is not None


def selection_path(kind: str, name: str) -> str:
    """Return the path of the first page of a part of a list, such as sources without address."""
    return f"{SELECTIONS}{folder_of(kind)}-{name}.html"


def list_path(path: str, number: int) -> str:
    """Return the path of a page of a list. ``path`` is that of the first page, with ``number`` 1.

    The second page of ``claims/index.html`` is ``claims/page-2.html``, and that of
    ``tags/drones.html`` is ``tags/drones/page-2.html``.
    """
    if number == 1:
        return path
    return f"{stem_of(path).removesuffix('/index')}/page-{number}.html"


def page_of(kind: str, id_: str) -> str:
    """Return the path of the page that shows a record, or the records with a tag.

    A tag may be written in any script, but its path is in Latin letters. For an event, this is the
    chronology, which always leads to it. ``record_paths.path_of_event`` says where it is shown.
    """
    if kind == "event":
        return CHRONOLOGY
    if kind == "page":
        return f"{id_}.html"
    return f"{folder_of(kind)}/{tag_slug(id_) if kind == 'tag' else id_}.html"


def tag_slug(tag: str) -> str:
    """Return the name of a tag's page in Latin letters, or "" if it has none."""
    return tag if tag.isascii() else latin_slug(tag)


def address(kind: str, id_: str) -> str:
    """Return a record's address: its page, with a fragment if it shares the page."""
    return address_on(page_of(kind, id_), kind, id_)


def address_on(page: str, kind: str, id_: str) -> str:
    """Return the address of a record on a page, with a fragment if it shares the page."""
    fragment = "" if page == own_page(kind, id_) else fragment_of(kind, id_)
    return f"{page}#{fragment}" if fragment else page


def own_page(kind: str, id_: str) -> str:
    """Return the path of the page of a record alone. Not every event has one."""
    return f"{folder_of(kind)}/{id_}.html"


def stem_of(page: str) -> str:
    """Return a page's path without its ending. The files and pages that belong to it begin so."""
    return page.removesuffix(".html")


def fragment_of(kind: str, id_: str) -> str:
    """Return the fragment of a record that shares a page with others, or ""."""
    return f"event-{id_}" if kind == "event" else ""


def day_path(day: str) -> str:
    """Return the path of the timeline of a day, such as ``2025-12-29``, by the hour."""
    return f"{CHRONOLOGY.removesuffix('.html')}/{day.lower()}.html"


def embedded_path(page: str) -> str:
    """Return the path of the small page that other sites can frame. ``page`` is the claim's."""
    return EMBEDDED + page


def reference_key(path: str) -> str:
    """Return the key of a page in a bibliography: ``claims-roof`` for ``claims/roof.html``."""
    return stem_of(path).replace("/", "-")


def usage_anchor(kind: str, id_: str, anchor: str) -> str:
    """Return the fragment of the entry on a source's page that links to a citation.

    ``kind`` and ``id_`` name the citing record, and ``anchor`` the citation's fragment on its page.
    """
    return f"from-{kind}-{id_}-{anchor}"
