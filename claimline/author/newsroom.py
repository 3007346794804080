"""``claimline check --newsroom``: what two lists for newsrooms ask, and what the site states of it.

The lists are the commitments of the International Fact-Checking Network (IFCN) and the standard of
the Journalism Trust Initiative (JTI). Each item is here in short words of our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from claimline.author.linked_records import linked_records
from claimline.diagnostics import Report
from claimline.model.dossier import Dossier
from claimline.model.publisher_fields import Policies
from claimline.value import Value

State = Literal["stated", "lacking", "not in records"]
_IFCN, _JTI = "IFCN", "JTI"
LISTS = {
    _IFCN: "https://ifcncodeofprinciples.poynter.org/",
    _JTI: "https://www.journalismtrustinitiative.org/",
}
"""The lists, each with the address of its own words."""
_FIELDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (_IFCN, "Who publishes the site", ("publisher",)),
    (_IFCN, "Who owns the publisher, and its legal form", ("ownership",)),
    (_IFCN, "How the work is kept free of parties", ("policies.independence",)),
    (_IFCN, "Who pays for the work", ("funding", "policies.funding")),
    (_IFCN, "A way to write to the publisher", ("contact",)),
    (_IFCN, "How claims are chosen and judged", ("policies.method",)),
    (_IFCN, "How readers propose a claim", ("policies.suggestions",)),
    (_IFCN, "How mistakes are corrected", ("policies.corrections",)),
    (_IFCN, "The list of corrections", ("sections.corrections",)),
    (_IFCN, "Where to complain about the site", ("policies.complaints",)),
    (_JTI, "Who publishes the site", ("publisher",)),
    (_JTI, "Who owns the publisher, and its legal form", ("ownership",)),
    (_JTI, "Who answers for what the site says", ("editors",)),
    (_JTI, "A way to write to the publisher", ("contact",)),
    (_JTI, "What the site is for", ("policies.mission",)),
    (_JTI, "What the publisher holds itself to", ("policies.ethics",)),
    (_JTI, "Who pays for the work", ("funding", "policies.funding")),
    (_JTI, "How accuracy is ensured", ("policies.method",)),
    (_JTI, "How mistakes are corrected", ("policies.corrections",)),
    (_JTI, "How the work uses artificial intelligence", ("policies.ai",)),
)
"""Items that a field of ``site.yaml`` answers: the list, what is asked, and the fields of which one
is enough."""
PLACEHOLDER = "[To be written]"
"""What stands in a new project where a newsroom writes its own words."""
_PAGES = frozenset(f"policies.{name}" for name in Policies.model_fields)
_OUTSIDE = (
    (_IFCN, "The publisher is registered as a legal body"),
    (_IFCN, "A check is published each week"),
)
"""Items that no record can answer."""


class NewsroomItem(Value, frozen=True):
    """One item of a list: what is asked, where the site says it, and whether it does."""

    standard: str
    asked: str
    where: str
    """Where the answer belongs, or "" if no record can hold it."""
    state: State


def newsroom_items(project: Path) -> tuple[NewsroomItem, ...] | None:
    """Return the items of both lists for a project, or None if its records have errors."""
    dossier = linked_records(project, Report())
    if dossier is None:
        return None
    items = (*_of_fields(dossier), _editors(dossier), _sources(dossier), *_outside())
    order = list(LISTS)
    return tuple(sorted(items, key=lambda item: order.index(item.standard)))


def _of_fields(dossier: Dossier) -> Iterator[NewsroomItem]:
    for standard, asked, fields in _FIELDS:
        stated = any(_value(dossier, field) for field in fields)
        where = " or ".join(f"`{field}`" for field in fields)
        yield _item(standard, asked, f"{where} in site.yaml", stated=stated)


def _editors(dossier: Dossier) -> NewsroomItem:
    """Return the item on the background of editors. Each of them must have one."""
    editors = dossier.site.editors if _value(dossier, "editors") else ()
    stated = bool(editors) and all(editor.background for editor in editors)
    asked = "Who the key people are, and their background"
    return _item(_IFCN, asked, "`editors`, each with `background`, in site.yaml", stated=stated)


def _sources(dossier: Dossier) -> NewsroomItem:
    """Return the item on sources that others can find. Each needs an address or an archive copy."""
    sources = dossier.sources.values()
    lacking = sum(not source.url and not source.archives for source in sources)
    where = f"`url` or `archives` of sources ({lacking:,} of {len(sources):,} have neither)"
    stated = bool(sources) and not lacking
    return _item(_IFCN, "Sources that readers can look up themselves", where, stated=stated)


def _outside() -> Iterator[NewsroomItem]:
    for standard, asked in _OUTSIDE:
        yield NewsroomItem(standard, asked, "", "not in records")


def _item(standard: str, asked: str, where: str, *, stated: bool) -> NewsroomItem:
    return NewsroomItem(standard, asked, where, "stated" if stated else "lacking")


def _value(dossier: Dossier, field: str) -> object:
    """Return the value of a field of the site, such as ``policies.method``.

    Words that are still to be written count as no value, and so does a page that has them.
    """
    value: object = dossier.site
    for name in field.split("."):
        value = getattr(value, name)
    words = dossier.pages[str(value)].body if field in _PAGES and value else str(value)
    return None if PLACEHOLDER in words else value
