"""The page of an event: when and where it happened, who says so, and what came before and after."""

from __future__ import annotations

from claimline.dates import overlaps
from claimline.pages.address import address_on
from claimline.pages.chronology_cut import page_of_event
from claimline.pages.chronology_event import EventEntry, claims_of_event, event_entry
from claimline.pages.claim_view import Evidence
from claimline.pages.record_paths import event_page_path
from claimline.pages.references import References
from claimline.pages.same_time import SameTime
from claimline.pages.shared_views import ClaimRow, EventRow, HtmlPage, Reference, ReturnLink
from claimline.pages.view_builder import ViewBuilder, part
from claimline.pages.vocabulary import STANCES, back_letter
from claimline.value import Value


class Neighbour(Value, frozen=True):
    """The event before or after this one. ``open_order`` is true if the dates overlap."""

    row: EventRow
    open_order: bool


class EventView(Value, frozen=True):
    """Everything about one event. ``row`` is its address in the chronology."""

    id: str
    event: EventEntry
    row: str
    zone: str
    evidence: tuple[Evidence, ...]
    claims: tuple[ClaimRow, ...]
    before: Neighbour | None
    after: Neighbour | None
    references: tuple[Reference, ...]


def event_page(builder: ViewBuilder, id_: str) -> HtmlPage:
    """Make the page of an event."""
    event = builder.dossier.events[id_]
    numbers: dict[str, tuple[int, str]] = {}
    for nth, citation in enumerate(event.citations, 1):
        numbers.setdefault(citation.source, (len(numbers) + 1, f"cite-{id_}-{nth}"))
    references = References(builder, numbers, (number for number, _ in numbers.values()))
    entry = event_entry(builder, references, id_, SameTime(builder, ()), "")
    before, after = _neighbours(builder, id_)
    view = EventView(
        id=id_,
        event=entry,
        row=address_on(page_of_event(builder, id_), "event", id_),
        zone=builder.zone,
        evidence=tuple(
            _evidence(builder, references, id_, entry, nth, numbers)
            for nth in range(len(event.citations))
        ),
        claims=builder.claim_rows(claims_of_event(builder, id_)),
        before=_neighbour(builder, id_, before),
        after=_neighbour(builder, id_, after),
        references=references.entries(),
    )
    title = builder.ref("event", id_).label
    where = f", {entry.place.label}" if entry.place else ""
    description = f"{entry.when.words}{where}. {entry.status_words}."
    path = event_page_path(builder, id_)
    return HtmlPage(path, "pages/event.html", title, description, "chronology.html", view)


def _evidence(
    builder: ViewBuilder,
    references: References,
    id_: str,
    entry: EventEntry,
    nth: int,
    numbers: dict[str, tuple[int, str]],
) -> Evidence:
    """Return a citation with links back to the sentences that cite its source."""
    citation, shown = builder.dossier.events[id_].citations[nth], entry.citations[nth]
    number, first = numbers[citation.source]
    backs = [it for it in references.backs(citation.source) if not it.href.startswith("#cite-")]
    return Evidence(
        number=number,
        anchor=shown.anchor,
        stance=citation.stance,
        stance_words=builder.t(STANCES[citation.stance]),
        card=shown.card,
        source=shown.source,
        quote=shown.quote,
        locator=shown.locator,
        checkable=citation.checkable,
        missing=shown.missing,
        note=shown.note,
        outside=shown.outside,
        backs=tuple(ReturnLink(it.href, back_letter(nth), it.words) for nth, it in enumerate(backs))
        if shown.anchor == first
        else (),
    )


def _neighbour(builder: ViewBuilder, id_: str, other: str) -> Neighbour | None:
    if not other:
        return None
    dates = builder.dossier.event_dates
    (row,) = builder.event_rows([other])
    return Neighbour(row, overlaps(dates[id_], dates[other], builder.zone))


@part("neighbours of event")
def _neighbours(builder: ViewBuilder, id_: str) -> tuple[str, str]:
    """Return the events before and after one by date, or ""."""
    return _all_neighbours(builder, "")[id_]


@part("neighbours of events")
def _all_neighbours(builder: ViewBuilder, _: str) -> dict[str, tuple[str, str]]:
    ids = ["", *builder.events_by_date(builder.dossier.events), ""]
    return {ids[nth]: (ids[nth - 1], ids[nth + 1]) for nth in range(1, len(ids) - 1)}
