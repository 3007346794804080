"""The front page, and redirects."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from claimline.analysis.corroboration import totals
from claimline.pages.address import CORRECTIONS, DATA, ORIGINS, list_of
from claimline.pages.batches import in_batches
from claimline.pages.document import DocumentView, document_view
from claimline.pages.front_map import MapView, front_map
from claimline.pages.index_views import BriefRow
from claimline.pages.indexes import brief_rows
from claimline.pages.schema_org import json_ld, website
from claimline.pages.selections import ASKED_FIRST, selection_ref, selections
from claimline.pages.shared_views import ClaimRow, EventRow, HtmlPage, Ref
from claimline.pages.site_pages import linked_pages
from claimline.pages.view_builder import ViewBuilder, source_total
from claimline.value import Value

SHOWN = 8
"""How many claims and events the front page lists if the records name no main ones."""


class Figure(Value, frozen=True):
    """A number about the main claims, and the page where readers can check it.

    ``href`` is "" if that page has nothing to show.
    """

    number: int
    kind: str
    noun: str
    href: str


class FrontView(Value, frozen=True):
    """The view of the front page. ``ways`` are links to the pages where a reader can check.

    ``short`` says that the brief and the claims are shorter than what stands beside them on a wide
    screen. All sections then run on from column to column, and the gap is smaller.
    """

    brief: DocumentView | None
    brief_ref: Ref | None
    figures: tuple[Figure, ...]
    claims: tuple[ClaimRow, ...]
    map: MapView | None
    events: tuple[EventRow, ...]
    briefs: tuple[BriefRow, ...]
    ways: tuple[Ref, ...]
    short: bool = False


class RedirectView(Value, frozen=True):
    """The new address of an old page."""

    to: Ref


def front_page(builder: ViewBuilder) -> HtmlPage:
    """Make the front page: the figures, the brief, the main claims and the key moments."""
    dossier = builder.dossier
    site = dossier.site
    main = site.key_claims or tuple(dossier.claims)[:SHOWN]
    view = FrontView(
        brief=document_view(builder, "brief", site.front) if site.front else None,
        brief_ref=builder.ref("brief", site.front) if site.front else None,
        figures=_figures(builder, main),
        claims=builder.claim_rows(main),
        map=front_map(builder, _main_events(builder, main)),
        events=builder.event_rows(_key_events(builder), by_day=True),
        briefs=brief_rows(builder, left_out=site.front),
        ways=_ways(builder),
    )
    view = replace(view, short=_is_short(builder, view))
    return HtmlPage(
        "index.html", "pages/index.html", site.title, site.summary, "index.html", view,
        json_ld=json_ld(website(site)),
    )  # fmt: skip


def _is_short(builder: ViewBuilder, view: FrontView) -> bool:
    """Return whether the first column is shorter than the second, by a rough count of lines."""
    front = builder.dossier.site.front
    brief = builder.dossier.prose.get(("brief", front), {}).get(("body",)) if front else None
    known = 4 + 3 * len(view.claims)
    known += 2 + len(brief.text) // 85 if brief else 0
    known += 5 + 2 * len(view.briefs) if view.briefs else 0
    course = 3 + 1.6 * len(view.ways)
    course += 4.5 + 2.6 * len(view.events) if view.events else 0
    course += 18 if view.map else 0
    return known + 2 < course


def _figures(builder: ViewBuilder, main: Iterable[str]) -> tuple[Figure, ...]:
    """Return the numbers of the main claims, or nothing if there is no claim."""
    dossier, npgettext = builder.dossier, builder.language.npgettext
    if not dossier.claims:
        return ()
    corroboration = builder.analysis.corroboration
    counted = totals(dossier, (corroboration[id_] for id_ in main))
    sources, points, confirmed = counted.sources, counted.vantage_points, counted.confirmations
    numbers = (
        (sources, "sources", npgettext("figure", "source", "sources", sources), "sources"),
        (
            points, "vantage-points",
            npgettext("figure", "vantage point", "vantage points", points),
            "origins" if dossier.site.sections.origins else "actors",
        ),
        (
            confirmed, "confirmations",
            npgettext(
                "figure", "independent confirmation", "independent confirmations", confirmed
            ),
            "claims",
        ),
    )  # fmt: skip
    linked = dict(linked_pages(dossier))
    return tuple(
        Figure(number, kind, noun, linked[page].href if page in linked else "")
        for number, kind, noun, page in numbers
    )


def _key_events(builder: ViewBuilder) -> list[str]:
    """Return the key moments. If none is marked, return the first events."""
    key = [id_ for id_, (is_key, _) in _key_and_claims(builder, "event") if is_key]
    return key or builder.events_by_date(builder.dossier.events)[:SHOWN]


def _main_events(builder: ViewBuilder, claims: Iterable[str]) -> set[str]:
    """Return the key moments and the events that bear on the main claims."""
    main = frozenset(claims)
    events = _key_and_claims(builder, "event")
    return {*_key_events(builder), *(id_ for id_, (_, named) in events if main & set(named))}


@in_batches("key and claims of event", tuple[bool, tuple[str, ...]])
def _key_and_claims(builder: ViewBuilder, key: str) -> tuple[bool, tuple[str, ...]]:
    """Return whether an event is a key moment, and the claims that it names.

    ``key`` is "event", space, id.
    """
    event = builder.dossier.events[key.partition(" ")[2]]
    return event.key, tuple(event.claims)


def _ways(builder: ViewBuilder) -> tuple[Ref, ...]:
    """Return links to the pages where a reader can check, as far as they have something to show."""
    dossier, n = builder.dossier, builder.n
    sections = dossier.site.sections
    asked = [
        selection_ref(builder, it, number)
        for it, number in selections(builder)
        if it.name in ASKED_FIRST
    ]
    ways: list[Ref | None] = [
        *asked,
        Ref(list_of("detail"),
            n("{n} question on which sources differ", "{n} questions on which sources differ",
              len(dossier.details))) if dossier.details else None,
        Ref(ORIGINS, builder.t("From whom each source has it"))
        if sections.origins and dossier.statements else None,
        Ref(list_of("source"), n("{n} source, with its address and copies",
                                    "{n} sources, with their addresses and copies",
                                    source_total(builder, ""))) if dossier.sources else None,
        Ref(DATA, builder.t("All records as data, to check or to keep")),
        Ref(CORRECTIONS, builder.t("Corrections to this site"))
        if sections.corrections else None,
    ]  # fmt: skip
    return tuple(replace(way, interface=True) for way in ways if way)


def redirect_page(builder: ViewBuilder, old: str, to: Ref) -> HtmlPage:
    """Make a page that leads from an old path to the new address."""
    title, description = builder.t("This page has moved"), builder.t("This page has moved.")
    return HtmlPage(old, "pages/redirect.html", title, description, "", RedirectView(to))
