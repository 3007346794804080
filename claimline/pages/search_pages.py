"""The page of the search, what the search can find, and the page for a missing address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from claimline.pages.address import NOT_FOUND, SEARCH, fragment_of
from claimline.pages.headline import unjudged
from claimline.pages.plain_prose import plain_prose
from claimline.pages.shared_views import Page, Ref, SearchEntry
from claimline.pages.site_pages import linked_pages
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import RECORDS
from claimline.value import Value


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
    facets = (
        ("kind", t("Kind")),
        ("verdict", t("Verdict")),
        ("vantage-point", t("Vantage point")),
        ("commentator", t("Commentator")),
    )
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
    """Return links to the lists that have something to show."""
    t = builder.t
    labels = {
        "overview": t("The summary"),
        "a-z": t("Claims, sources and actors from A to Z"),
        "claims": t("All claims, by verdict"),
        "sources": t("All sources, by kind"),
        "chronology": t("The timeline"),
    }
    linked = dict(linked_pages(builder.dossier))
    return tuple(Ref(linked[name].href, label) for name, label in labels.items() if name in linked)


def search_entries(builder: ViewBuilder) -> tuple[SearchEntry, ...]:
    """Return what the search can find: every record that has a page, and each event.

    The facets ``vantage-point`` and ``commentator`` name the parties whose word the record holds.
    Lists, redirects and the project's own pages are left out.
    """
    return tuple(_entries(builder))


def _entries(builder: ViewBuilder) -> Iterator[SearchEntry]:
    dossier = builder.dossier
    words = {kind: builder.t(label) for kind, label in RECORDS.items()}
    for id_, claim in dossier.claims.items():
        corroboration = builder.analysis.corroboration[id_]
        verdict = builder.verdict(claim)
        sides = (corroboration.backing, corroboration.against)
        speakers: list[tuple[str, bool]] = [
            *_actors(builder, claim.by),
            *((point, True) for side in sides for point in side.vantage_points),
            *((commentator, False) for side in sides for commentator in side.commentators),
        ]
        yield _entry(
            builder, "claim", id_, words["claim"], speakers,
            verdict.label if verdict else unjudged(builder, claim),
        )  # fmt: skip
    for id_ in dossier.sources:
        carried = _voices(builder, dossier.carried(id_))
        yield _entry(builder, "source", id_, words["source"], carried)
    for id_ in dossier.statements:
        yield _entry(builder, "statement", id_, words["statement"], _voices(builder, [id_]))
    for id_, actor in dossier.actors.items():
        entry = _entry(builder, "actor", id_, words["actor"], _actors(builder, [id_]))
        yield replace(entry, names=actor.also_known_as)
    for id_ in dossier.details:
        compared = builder.analysis.comparison[id_]
        answering = [
            *((point, True) for point in compared.vantage_points),
            *((commentator, False) for commentator in compared.commentators),
        ]
        yield _entry(builder, "detail", id_, words["detail"], answering)
    for id_, event in dossier.events.items():
        entry = _entry(builder, "event", id_, words["event"], _actors(builder, event.actors))
        texts = [event.text, *(f"{field.label}: {field.text}" for field in event.fields)]
        texts += filter(None, [event.no_source])
        text = " ".join(plain_prose(builder, it) for it in texts)
        when = builder.must_when(dossier.event_dates[id_]).words
        yield replace(entry, text=f"{entry.title}. {when}. {text}")
    for id_ in dossier.briefs:
        yield _entry(builder, "brief", id_, words["brief"], [])


_Speakers = Iterable[tuple[str, bool]]
"""Ids of actors, each with whether it counts as a vantage point."""


def _entry(
    builder: ViewBuilder, kind: str, id_: str, label: str, speakers: _Speakers, verdict: str = ""
) -> SearchEntry:
    return SearchEntry(
        builder.page_of(kind, id_),
        builder.ref(kind, id_).label,
        _facets(builder, label, speakers, verdict),
        fragment=fragment_of(kind, id_),
    )


def _facets(
    builder: ViewBuilder, kind: str, speakers: _Speakers, verdict: str = ""
) -> tuple[tuple[str, str], ...]:
    facets = [("kind", kind), *([("verdict", verdict)] if verdict else [])]
    named = {
        ("vantage-point" if counts else "commentator", builder.ref("actor", id_).label)
        for id_, counts in speakers
    }
    return (*facets, *sorted(named))


def _actors(builder: ViewBuilder, ids: Iterable[str]) -> _Speakers:
    """Return the parties for which actors speak unless a statement says otherwise."""
    dossier = builder.dossier
    return [(dossier.party(id_), dossier.roles[id_] != "commentator") for id_ in ids]


def _voices(builder: ViewBuilder, statements: Iterable[str]) -> _Speakers:
    """Return the parties for which the origins of statements speak."""
    origins = map(builder.dossier.origin, statements)
    return [(origin.party, origin.counts) for origin in origins]
