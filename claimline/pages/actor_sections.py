"""The sections of an actor's page: what it said and claims, where it stands, its part in events."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from claimline.locale import word
from claimline.pages.event_parts import said_by
from claimline.pages.long_sections import section_pager, section_part, section_path, section_total
from claimline.pages.paging import Pager, paged_title
from claimline.pages.shared_views import ClaimRow, EventRow, Page, Quote, Ref, StatementRow, When
from claimline.pages.view_builder import ViewBuilder, part
from claimline.pages.vocabulary import ACTOR_STANCES
from claimline.value import Value

HEADINGS = {
    "statements": word("Statements"),
    "claims": word("Claims made"),
    "stances": word("Stances"),
    "roles": word("Roles in events, as others name them"),
    "events": word("In the timeline"),
}
"""The sections in their order, each with its heading."""


class ActorStance(Value, frozen=True):
    """What the actor says about a claim. ``href`` leads to the stance on the claim's page."""

    stance: str
    words: str
    claim: Ref
    href: str
    when: When | None
    quote: Quote | None


class EventRole(Value, frozen=True):
    """A role that the actor is said to have had in an event, and who says so."""

    event: Ref
    role: str
    by: Ref


class ActorLists(Value, frozen=True):
    """What each section lists, in order. A stance or role is a record's id and a number."""

    stances: tuple[str, ...]
    statements: tuple[str, ...]
    claims: tuple[str, ...]
    roles: tuple[str, ...]
    events: tuple[str, ...]


class Pagers(Value, frozen=True):
    """Links to the other pages of each section that has several."""

    stances: Pager | None = None
    statements: Pager | None = None
    claims: Pager | None = None
    roles: Pager | None = None
    events: Pager | None = None


class SectionRows(Value, frozen=True):
    """The entries of each section that are on a page. ``pagers`` is None if none has another."""

    stances: tuple[ActorStance, ...]
    statements: tuple[StatementRow, ...]
    claims: tuple[ClaimRow, ...]
    roles: tuple[EventRole, ...]
    events: tuple[EventRow, ...]
    pagers: Pagers | None


class SectionView(Value, frozen=True):
    """A further page of a long section."""

    actor: Ref
    sections: SectionRows


def section_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], Page]]:
    """Return the functions that make the further pages of long sections, by path."""
    return {
        section_path("actor", id_, section, number): partial(
            _section_page, id_=id_, section=section, number=number
        )
        for id_ in builder.dossier.actors
        for section in HEADINGS
        for number in range(2, section_total(_entries(builder, id_, section)) + 1)
    }


@part("actor lists", ActorLists)
def actor_lists(builder: ViewBuilder, id_: str) -> ActorLists:
    """Return what the sections of an actor's page list, in order."""
    dossier = builder.dossier
    back = dossier.backlinks("actor", id_)
    stances = {f"{claim} {nth}": _stance(builder, f"{claim} {nth}") for claim, nth in back.stances}
    steps = list(ACTOR_STANCES)
    statements = {
        statement: None
        for speaker in (id_, *back.members)
        for statement in dossier.backlinks("actor", speaker).statements
        if _is_its_word(builder, statement, id_)
    }
    events = [event for event in back.events if id_ in _actors_of_event(builder, event)[0]]
    return ActorLists(
        tuple(sorted(stances, key=lambda it: (steps.index(stances[it].stance), stances[it].href))),
        tuple(builder.statements_by_date(statements)),
        tuple(claim for claim in back.claims if id_ in _makers(builder, claim)),
        tuple(
            f"{event} {nth}"
            for event in back.events
            for nth, actor in enumerate(_actors_of_event(builder, event)[1])
            if actor == id_
        ),
        tuple(builder.events_by_date(events)),
    )


def section_rows(builder: ViewBuilder, id_: str, only: str = "", number: int = 1) -> SectionRows:
    """Return the entries of a page: one page of the section ``only``, or the first of each."""
    lists = actor_lists(builder, id_)

    def listed(section: str) -> tuple[str, ...]:
        return section_part(getattr(lists, section), number) if only in ("", section) else ()

    pagers = {
        section: links
        for section in HEADINGS
        if only in ("", section)
        and (links := section_pager("actor", id_, section, number, len(getattr(lists, section))))
    }
    return SectionRows(
        tuple(_stance(builder, key) for key in listed("stances")),
        tuple(map(builder.statement_row, listed("statements"))),
        builder.claim_rows(listed("claims")),
        tuple(_role(builder, key) for key in listed("roles")),
        builder.event_rows(listed("events")),
        Pagers(**pagers) if pagers else None,
    )


def _section_page(builder: ViewBuilder, id_: str, section: str, number: int) -> Page:
    actor = builder.ref("actor", id_)
    heading = builder.t(HEADINGS[section])
    title = paged_title(f"{actor.label}: {heading}", number, builder.language)
    view = SectionView(actor, section_rows(builder, id_, section, number))
    path = section_path("actor", id_, section, number)
    return Page(path, "pages/actor_section.html", title, title, "actors", view)


def _entries(builder: ViewBuilder, id_: str, section: str) -> int:
    return len(getattr(actor_lists(builder, id_), section))


def _is_its_word(builder: ViewBuilder, id_: str, actor: str) -> bool:
    """Return whether an actor, or somebody who speaks for it, makes a statement."""
    dossier = builder.dossier
    (by, speaks_for), voice = _speakers(builder, id_), dossier.voice(id_)
    if actor in (by, speaks_for, voice.party):
        return True
    for_its_party = speaks_for is None and voice.party != by
    return for_its_party and _party(builder, by) == actor


@part("speakers")
def _speakers(builder: ViewBuilder, id_: str) -> tuple[str, str | None]:
    """Return who makes a statement, and for whom by the statement's own record."""
    statement = builder.dossier.statements[id_]
    return statement.by, statement.speaks_for


@part("party of actor")
def _party(builder: ViewBuilder, id_: str) -> str | None:
    """Return the party that an actor's record names."""
    return builder.dossier.actors[id_].party


@part("makers")
def _makers(builder: ViewBuilder, id_: str) -> tuple[str, ...]:
    """Return who makes a claim."""
    return builder.dossier.claims[id_].by


@part("actors of event")
def _actors_of_event(builder: ViewBuilder, id_: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the actors of an event, and those for whom somebody names a role."""
    event = builder.dossier.events[id_]
    return event.actors, tuple(it.actor for it in event.involved)


@part("stance")
def _stance(builder: ViewBuilder, key: str) -> ActorStance:
    """Return an actor's stance. ``key`` is the claim's id, a space, and the stance's number."""
    claim, _, nth = key.partition(" ")
    stance = builder.dossier.claims[claim].stances[int(nth)]
    ref = builder.ref("claim", claim)
    return ActorStance(
        stance.stance,
        builder.t(ACTOR_STANCES[stance.stance]),
        ref,
        f"{ref.href}#stance-{int(nth) + 1}",
        builder.when(stance.date),
        builder.quoted(stance.citation) if stance.citation else None,
    )


@part("role")
def _role(builder: ViewBuilder, key: str) -> EventRole:
    """Return a role in an event. ``key`` is the event's id, a space, and the number of the role."""
    event, _, nth = key.partition(" ")
    it = builder.dossier.events[event].involved[int(nth)]
    return EventRole(builder.ref("event", event), it.role, said_by(builder, it))
