"""The search: its page, what it can find, and the page for an address that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from claimline.pages.address import A_TO_Z, NOT_FOUND, SEARCH, fragment_of, page_of
from claimline.pages.shared_views import Page, Ref, SearchEntry
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import RECORDS
from claimline.prose import plain_words
from claimline.value import Value

_RECORD = re.compile("\x02(?P<kind>[^:\x03]*):(?P<id>[^\x03]*)\x03")


class SearchView(Value, frozen=True):
    """The page of the search.

    ``engine`` is the path of its script. ``facets`` are pairs of a name, as in ``SearchEntry``,
    and a label. ``ways`` are links to the lists.
    """

    engine: str
    facets: tuple[tuple[str, str], ...]
    ways: tuple[Ref, ...]


class MissingView(Value, frozen=True):
    """The page for an address that does not exist, with links to lists."""

    ways: tuple[Ref, ...]


ENGINE = "pagefind/pagefind.js"


def search_page(builder: ViewBuilder) -> Page:
    """Make the page of the search. Without scripts it links to the lists."""
    t = builder.t
    facets = (("kind", t("Kind")), ("verdict", t("Verdict")), ("party", t("Party")))
    view = SearchView(ENGINE, facets, _ways(builder)[1:])
    summary = t("Search claims, sources, statements, actors, questions, events and briefs.")
    return Page(SEARCH, "pages/search.html", t("Search"), summary, SEARCH, view)


def not_found_page(builder: ViewBuilder) -> Page:
    """Make the page that a host shows for an address that does not exist."""
    ways = _ways(builder)
    if builder.dossier.site.sections.search:
        ways = (Ref(SEARCH, builder.t("Search the site")), *ways)
    title, description = builder.t("Page not found"), builder.t("There is no such page.")
    return Page(NOT_FOUND, "pages/404.html", title, description, "", MissingView(ways))


def _ways(builder: ViewBuilder) -> tuple[Ref, ...]:
    t = builder.t
    return (
        Ref("index.html", t("The overview")),
        Ref(A_TO_Z, t("Claims, sources and actors from A to Z")),
        Ref("claims/index.html", t("All claims, by verdict")),
        Ref("sources/index.html", t("All sources, by kind")),
        Ref("chronology.html", t("The chronology")),
    )


def search_entries(builder: ViewBuilder) -> tuple[SearchEntry, ...]:
    """Return what the search can find: every record that has a page, and each event.

    The facet ``party`` names each party whose word the record holds. Lists, redirects and the
    project's own pages are left out.
    """
    return tuple(_entries(builder))


def _entries(builder: ViewBuilder) -> Iterator[SearchEntry]:
    dossier = builder.dossier
    words = {kind: builder.t(label) for kind, label in RECORDS.items()}
    for id_, claim in dossier.claims.items():
        corroboration = builder.analysis.corroboration[id_]
        verdict = builder.verdict(claim)
        parties = [
            *map(dossier.party, claim.by),
            *corroboration.backing.parties,
            *corroboration.against.parties,
        ]
        yield _entry(
            builder, "claim", id_, words["claim"], parties, verdict.label if verdict else ""
        )
    for id_ in dossier.sources:
        yield _entry(builder, "source", id_, words["source"], _speak(builder, dossier.carried(id_)))
    for id_ in dossier.statements:
        yield _entry(builder, "statement", id_, words["statement"], _speak(builder, [id_]))
    for id_, actor in dossier.actors.items():
        entry = _entry(builder, "actor", id_, words["actor"], [dossier.party(id_)])
        yield replace(entry, names=actor.also_known_as)
    for id_ in dossier.details:
        yield _entry(
            builder, "detail", id_, words["detail"], builder.analysis.comparison[id_].parties
        )
    for id_, event in dossier.events.items():
        parties = [dossier.party(actor) for actor in event.actors]
        entry = _entry(builder, "event", id_, words["event"], parties)
        text = _RECORD.sub(lambda link: _named(builder, link), plain_words(event.text))
        when = builder.must_when(dossier.event_dates[id_]).words
        yield replace(entry, text=f"{entry.title}. {when}. {text}")
    for id_ in dossier.briefs:
        yield _entry(builder, "brief", id_, words["brief"], [])


def _entry(
    builder: ViewBuilder, kind: str, id_: str, label: str, parties: Iterable[str], verdict: str = ""
) -> SearchEntry:
    return SearchEntry(
        page_of(kind, id_),
        builder.ref(kind, id_).label,
        _facets(builder, label, parties, verdict),
        fragment=fragment_of(kind, id_),
    )


def _facets(
    builder: ViewBuilder, kind: str, parties: Iterable[str], verdict: str = ""
) -> tuple[tuple[str, str], ...]:
    facets = [("kind", kind), *([("verdict", verdict)] if verdict else [])]
    labels = sorted({builder.ref("actor", party).label for party in parties})
    return (*facets, *(("party", label) for label in labels))


def _speak(builder: ViewBuilder, statements: Iterable[str]) -> list[str]:
    """The parties of the origins of statements."""
    return [builder.dossier.origin(id_).party for id_ in statements]


def _named(builder: ViewBuilder, link: re.Match[str]) -> str:
    records = builder.dossier.records(link["kind"])
    return builder.ref(link["kind"], link["id"]).label if link["id"] in records else link["id"]
