"""The sections of an actor's page: what it said and claims, where it stands, its part in events."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.locale import word
from claimline.pages.event_parts import said_by
from claimline.pages.paging import Pager
from claimline.pages.section_pages import Keys, SectionPages, Shown
from claimline.pages.shared_views import ClaimRow, EventRow, Quote, Ref, StatementRow, When
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


@part("actor lists", Keys)
def actor_lists(builder: ViewBuilder, id_: str) -> Keys:
    """Return what each section lists, in order. A stance or role is a record's id and a number."""
    dossier = builder.dossier
    back = dossier.backlinks("actor", id_)
    stances = {f"{claim} {nth}": _stance(builder, f"{claim} {nth}") for claim, nth in back.stances}
    steps = list(ACTOR_STANCES)
    statements = {
        statement: None
        for speaker in _with_members(builder, id_)
        for statement in dossier.backlinks("actor", speaker).statements
        if _is_its_word(builder, statement, id_)
    }
    events = [event for event in back.events if id_ in _actors_of_event(builder, event)[0]]
    return {
        "statements": tuple(builder.statements_by_date(statements)),
        "claims": tuple(claim for claim in back.claims if id_ in _makers(builder, claim)),
        "stances": tuple(
            sorted(stances, key=lambda it: (steps.index(stances[it].stance), stances[it].href))
        ),
        "roles": tuple(
            f"{event} {nth}"
            for event in back.events
            for nth, actor in enumerate(_actors_of_event(builder, event)[1])
            if actor == id_
        ),
        "events": tuple(builder.events_by_date(events)),
    }


def _rows(builder: ViewBuilder, _: str, shown: Shown) -> SectionRows:
    return SectionRows(
        tuple(_stance(builder, key) for key in shown.listed("stances")),
        tuple(map(builder.statement_row, shown.listed("statements"))),
        builder.claim_rows(shown.listed("claims")),
        tuple(_role(builder, key) for key in shown.listed("roles")),
        builder.event_rows(shown.listed("events")),
        Pagers(**shown.pagers) if shown.pagers else None,
    )


ACTOR_SECTIONS = SectionPages("actor", HEADINGS, actor_lists, _rows)


def _is_its_word(builder: ViewBuilder, id_: str, actor: str) -> bool:
    """Return whether an actor, or somebody who speaks for it, makes a statement."""
    dossier = builder.dossier
    (by, speaks_for), voice = _speakers(builder, id_), dossier.voice(id_)
    if actor in (by, speaks_for, voice.party):
        return True
    for_its_party = speaks_for is None and voice.party != by
    return for_its_party and actor in _parties(builder, by)


def _with_members(builder: ViewBuilder, id_: str) -> list[str]:
    """Return an actor, and all who speak for it, themselves or through others."""
    speakers = [id_]
    for speaker in speakers:
        speakers += builder.dossier.backlinks("actor", speaker).members
    return speakers


def _parties(builder: ViewBuilder, id_: str) -> Iterator[str]:
    """Yield the actor for which an actor speaks, and so on to the party."""
    party = _party(builder, id_)
    while party is not None:
        yield party
        party = _party(builder, party)


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
