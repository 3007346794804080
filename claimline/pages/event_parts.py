"""The parts of a record that somebody states, roles and numbers, and an event's position."""

from __future__ import annotations

from claimline.locale import plain_number
from claimline.model.attributed import Attributed
from claimline.model.records import Event, Place
from claimline.model.schema import Loc
from claimline.pages.address import address
from claimline.pages.amounts import amount_words
from claimline.pages.record_paths import place_page_path
from claimline.pages.references import References
from claimline.pages.shared_views import CitedRef, Passage, Ref
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value


class AttributedEntry(Value, frozen=True):
    """A role or number: who states it, and where.

    ``by`` leads to the statement, or to the source that says so in its own words. ``at`` is the
    place in it if no source is cited, or "".
    """

    anchor: str
    by: Ref
    cited: CitedRef | None
    note: Passage | None
    at: str


class RoleEntry(AttributedEntry, frozen=True):
    """The role of an actor, as somebody stated it."""

    actor: Ref
    role: str


class CountEntry(AttributedEntry, frozen=True):
    """A number, as somebody stated it. ``number`` is in words, such as "40 to 58"."""

    what: str
    number: str


def roles(builder: ViewBuilder, references: References, id_: str) -> tuple[RoleEntry, ...]:
    """Return the roles that somebody states for actors in an event."""
    return tuple(
        RoleEntry(
            *attribution(
                builder, references, ("event", id_), ("involved", nth), f"role-{id_}-{nth + 1}", it
            ),
            builder.ref("actor", it.actor),
            it.role,
        )
        for nth, it in enumerate(builder.dossier.events[id_].involved)
    )


def counts(builder: ViewBuilder, references: References, id_: str) -> tuple[CountEntry, ...]:
    """Return the numbers that somebody states about an event."""
    return tuple(
        CountEntry(
            *attribution(
                builder, references, ("event", id_), ("counts", nth), f"count-{id_}-{nth + 1}", it
            ),
            it.what,
            amount_words(it.at_least, it.at_most, builder.language),
        )
        for nth, it in enumerate(builder.dossier.events[id_].counts)
    )


def attribution(
    builder: ViewBuilder,
    references: References,
    record: tuple[str, str],
    loc: Loc,
    anchor: str,
    part: Attributed,
) -> tuple[str, Ref, CitedRef | None, Passage | None, str]:
    """Return the fields of an ``AttributedEntry``.

    ``record`` is the kind and id of the record, ``loc`` the place of ``part`` in it, and ``anchor``
    its fragment on the page.
    """
    cited = None
    if part.source:
        title = builder.dossier.titles[record]
        cited = references.cite(part.source, part.at or "", f"#{anchor}", title)
    note = references.passage(*record, *loc, "note")
    return anchor, said_by(builder, part), cited, note, "" if cited else part.at or ""


def said_by(builder: ViewBuilder, part: Attributed) -> Ref:
    """Return who states a role or number: a speaker, or the publisher of a source."""
    if part.statement:
        speaker = builder.dossier.statements[part.statement].by
        name = builder.dossier.titles["actor", speaker]
        return Ref(address("statement", part.statement), name)
    assert part.source is not None
    return builder.card(part.source).named


def position(builder: ViewBuilder, event: Event | None, place: Place | None) -> str:
    """Return degrees north and east, and how exactly they are known, or "" if they are not known.

    The event's own position is preferred to that of its place. The note on a place is left to the
    page of the place, if it has one.
    """
    it = event if event and event.latitude is not None else place
    if it is None:
        return ""
    degrees = ""
    if it.latitude is not None and it.longitude is not None:
        degrees = f"{plain_number(it.latitude)}, {plain_number(it.longitude)}"
    within = ""
    if it.within is not None:
        within = within_words(builder, it.within)
    elsewhere = event and event.place and place_page_path(builder, event.place)
    note = place.note if place and it is place and not elsewhere else None
    return "; ".join(filter(None, (degrees, within, note)))


def within_words(builder: ViewBuilder, metres: int) -> str:
    """Say how exact a position is."""
    if metres % 1000 or not metres:
        return builder.n("within {n} metre", "within {n} metres", metres)
    return builder.n("within {n} kilometre", "within {n} kilometres", metres // 1000)
