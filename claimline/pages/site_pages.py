"""The pages that the navigation can name: the lists, and the pages of which there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claimline.locale import word
from claimline.model.dossier import Dossier
from claimline.model.shared_fields import Sections
from claimline.pages.address import (
    A_TO_Z,
    CHRONOLOGY,
    CORRECTIONS,
    DATA,
    MATRIX,
    MORE,
    ORIGINS,
    PUBLISHER,
    SEARCH,
    list_of,
)
from claimline.value import Value

READ = word("Read and compare")
FIND = word("Find a record")
ABOUT = word("About this site")
GROUPS = (READ, FIND, ABOUT)
"""The headings of the page More, in order."""


class SitePage(Value, frozen=True):
    """A page that the navigation can name. Its label is its name in all places."""

    href: str
    label: str
    words: str = ""
    """What a reader finds there, or "" if the label says it."""
    has_content: Callable[[Dossier], object] = lambda _: True
    """Returns whether it has something to show. Otherwise no page links to it."""
    is_on: Callable[[Sections], bool] = lambda _: True
    """Returns whether the site has it."""
    group: str = ""
    """The heading below which the page More links to it, or "" if it does not."""

    def is_linked(self, dossier: Dossier) -> bool:
        """Return whether the site has the page, with something on it."""
        return self.is_on(dossier.site.sections) and bool(self.has_content(dossier))


def _has_tags(dossier: Dossier) -> bool:
    return any(
        record.tags
        for records in (dossier.claims, dossier.events, dossier.details, dossier.briefs)
        for record in records.values()
    )


SITE_PAGES = {
    "overview": SitePage("index.html", word("Summary")),
    "claims": SitePage(list_of("claim"), word("Claims"), has_content=lambda d: d.claims),
    "chronology": SitePage(
        CHRONOLOGY, word("Timeline"), has_content=lambda d: d.events or d.statements or d.claims
    ),
    "sources": SitePage(list_of("source"), word("Sources"), has_content=lambda d: d.sources),
    "actors": SitePage(list_of("actor"), word("Who said it"), has_content=lambda d: d.actors),
    "more": SitePage(MORE, word("More")),
    "briefs": SitePage(
        list_of("brief"), word("Briefs"), word("Single matters, told in order"), lambda d: d.briefs,
        group=READ,
    ),
    "details": SitePage(
        list_of("detail"), word("Questions"), word("What sources answer differently"),
        lambda d: d.details, group=READ,
    ),
    "origins": SitePage(
        ORIGINS, word("Origins"), word("Who repeats whom"), lambda d: d.statements,
        lambda sections: sections.origins, READ,
    ),
    "matrix": SitePage(
        MATRIX, word("Matrix"), word("Which source bears on which claim"),
        lambda d: d.claims and d.sources, lambda sections: sections.matrix, READ,
    ),
    "statements": SitePage(
        list_of("statement"), word("Statements"), word("What was said, by whom and when"),
        lambda d: d.statements, group=READ,
    ),
    "search": SitePage(
        SEARCH, word("Search"), is_on=lambda sections: sections.search, group=FIND
    ),
    "a-z": SitePage(
        A_TO_Z, word("A to Z"), word("Claims, sources and actors by their names"),
        lambda d: d.claims or d.sources or d.actors, group=FIND,
    ),
    "tags": SitePage(
        list_of("tag"), word("Tags"), word("Records on one subject"), _has_tags,
        lambda sections: sections.tags, FIND,
    ),
    "corrections": SitePage(
        CORRECTIONS, word("Corrections"), word("Mistakes of this site, and changed verdicts"),
        is_on=lambda sections: sections.corrections, group=ABOUT,
    ),
    "publisher": SitePage(PUBLISHER, word("Who stands behind this site"), group=ABOUT),
    "data": SitePage(
        DATA, word("Data"), word("All records as data, to check or to keep"), group=ABOUT
    ),
}  # fmt: skip
"""Pages by the name that ``nav:`` of ``site.yaml`` gives them."""
NAV = ("overview", "claims", "chronology", "sources", "actors", "more")
"""The navigation, in order, if ``site.yaml`` names no entries."""


def linked_pages(dossier: Dossier) -> Iterator[tuple[str, SitePage]]:
    """Yield the pages that have something to show, with their names."""
    return ((name, page) for name, page in SITE_PAGES.items() if page.is_linked(dossier))
