"""The ways to a record for a reader who knows a word of it: the search, and what is not found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimline.model.prose import plain_words
from claimline.pages.address import A_TO_Z, SEARCH
from claimline.pages.book import Book
from claimline.pages.parts import Find, Page, Ref
from claimline.pages.words import RECORDS
from claimline.value import Value

_RECORD = re.compile("\x02(?P<kind>[^:\x03]*):(?P<id>[^\x03]*)\x03")


class SearchView(Value, frozen=True):
    """The search: where its program lies, by which facets it narrows down, what else there is.

    ``facets`` are pairs of a name, as in ``Find``, and a label.
    """

    engine: str
    facets: tuple[tuple[str, str], ...]
    ways: tuple[Ref, ...]


class MissingView(Value, frozen=True):
    """Where to look from a page that is not there."""

    ways: tuple[Ref, ...]


ENGINE = "pagefind/pagefind.js"


def search_page(book: Book) -> Page:
    """The page with the search. Without it, or without scripts, it leads to the lists."""
    t = book.t
    facets = (("kind", t("Kind")), ("verdict", t("Verdict")), ("party", t("Party")))
    view = SearchView(ENGINE, facets, _ways(book)[1:])
    summary = t("Search claims, sources, statements, actors, questions, events and briefs.")
    return Page(SEARCH, "pages/search.html", t("Search"), summary, SEARCH, view)


def not_found_page(book: Book) -> Page:
    """What a host shows for an address that does not exist."""
    ways = _ways(book)
    if book.dossier.site.sections.search:
        ways = (Ref(SEARCH, book.t("Search the site")), *ways)
    title, description = book.t("Page not found"), book.t("There is no such page.")
    return Page("404.html", "pages/404.html", title, description, "", MissingView(ways))


def _ways(book: Book) -> tuple[Ref, ...]:
    t = book.t
    return (
        Ref("index.html", t("The overview")),
        Ref(A_TO_Z, t("Claims, sources and actors from A to Z")),
        Ref("claims/index.html", t("All claims, by verdict")),
        Ref("sources/index.html", t("All sources, by kind")),
        Ref("chronology.html", t("The chronology")),
    )


def finds(book: Book) -> tuple[Find, ...]:
    """What the search can find, with its facets: every record that has a page, and each event.

    A record's facet ``party`` names each party whose word it holds. Lists, redirects and the
    project's own pages are left out.
    """
    return tuple(_finds(book))


def _finds(book: Book) -> Iterator[Find]:
    dossier = book.dossier
    words = {kind: book.t(label) for kind, label in RECORDS.items()}
    for id_, claim in dossier.claims.items():
        found = book.findings.corroboration[id_]
        verdict = book.verdict(claim)
        parties = [*map(dossier.party, claim.by), *found.backing.parties, *found.against.parties]
        yield _find(book, "claim", id_, words["claim"], parties, verdict.label if verdict else "")
    for id_ in dossier.sources:
        yield _find(book, "source", id_, words["source"], _speak(book, dossier.carried(id_)))
    for id_ in dossier.statements:
        yield _find(book, "statement", id_, words["statement"], _speak(book, [id_]))
    for id_, actor in dossier.actors.items():
        ref, facets = book.ref("actor", id_), _facets(book, words["actor"], [dossier.party(id_)])
        yield Find(ref.href, ref.label, facets, names=actor.also_known_as)
    for id_ in dossier.details:
        yield _find(book, "detail", id_, words["detail"], book.findings.comparison[id_].parties)
    for id_, event in dossier.events.items():
        ref, parties = book.ref("event", id_), [dossier.party(actor) for actor in event.actors]
        text = _RECORD.sub(lambda link: _named(book, link), plain_words(event.text))
        told = f"{ref.label}. {book.must_when(event.date).words}. {text}"
        yield Find(ref.href, ref.label, _facets(book, words["event"], parties), told)
    for id_ in dossier.briefs:
        yield _find(book, "brief", id_, words["brief"], [])


def _find(
    book: Book, kind: str, id_: str, label: str, parties: Iterable[str], verdict: str = ""
) -> Find:
    ref = book.ref(kind, id_)
    return Find(ref.href, ref.label, _facets(book, label, parties, verdict))


def _facets(
    book: Book, kind: str, parties: Iterable[str], verdict: str = ""
) -> tuple[tuple[str, str], ...]:
    found = [("kind", kind), *([("verdict", verdict)] if verdict else [])]
    labels = sorted({book.ref("actor", party).label for party in parties})
    return (*found, *(("party", label) for label in labels))


def _speak(book: Book, statements: Iterable[str]) -> list[str]:
    """The parties at which the statements start."""
    return [book.dossier.origin(id_).party for id_ in statements]


def _named(book: Book, link: re.Match[str]) -> str:
    found = book.dossier.records(link["kind"])
    return book.ref(link["kind"], link["id"]).label if link["id"] in found else link["id"]
