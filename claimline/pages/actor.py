"""The page of an actor: who it is, for which party it speaks, what it said and asserted."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from claimline.model.chains import role_is_assumed
from claimline.model.dossier import Dossier
from claimline.pages.address import page_of
from claimline.pages.event_parts import said_by
from claimline.pages.references import References
from claimline.pages.shared_views import (
    ClaimRow,
    EventRow,
    ExternalLink,
    Page,
    Passage,
    Quote,
    Ref,
    Reference,
    StatementRow,
    When,
)
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import ACCESS, ACTOR_KINDS, ACTOR_STANCES, ROLES
from claimline.value import Value


class ActorStance(Value, frozen=True):
    """What the actor says about a claim. ``href`` leads to the stance on the claim's page."""

    stance: str
    words: str
    claim: Ref
    href: str
    when: When | None
    quote: Quote | None


class OtherVoice(Value, frozen=True):
    """A statement in which the actor speaks for another party than usual, or in another role."""

    statement: Ref
    party: Ref
    role: str


class EventRole(Value, frozen=True):
    """A role that the actor is said to have had in an event, and who says so."""

    event: Ref
    role: str
    by: Ref


class ActorView(Value, frozen=True):
    """Everything about one actor."""

    id: str
    name: str
    kind: str
    kind_words: str
    position: str
    role: str
    role_assumed: bool
    """Whether the role is only assumed, because no record states it."""
    also_known_as: tuple[str, ...]
    same_as: tuple[ExternalLink, ...]
    country: str
    party: Ref | None
    """The party for which it speaks. None if it is a party itself."""
    members: tuple[Ref, ...]
    access: str
    access_note: Passage | None
    note: Passage | None
    claims: tuple[ClaimRow, ...]
    stances: tuple[ActorStance, ...]
    statements: tuple[StatementRow, ...]
    elsewhere: tuple[OtherVoice, ...]
    """The statements in which it speaks for another party than usual, or in another role."""
    roles: tuple[EventRole, ...]
    events: tuple[EventRow, ...]
    references: tuple[Reference, ...]


def actor_page(builder: ViewBuilder, id_: str) -> Page:
    """Make the page of an actor."""
    dossier = builder.dossier
    actor = dossier.actors[id_]
    references = References(builder)
    access_note = references.passage("actor", id_, "access_note")
    note = references.passage("actor", id_, "note")
    back = dossier.backlinks("actor", id_)
    members = back.members
    statements = {
        statement: None
        for speaker in (id_, *members)
        for statement in dossier.backlinks("actor", speaker).statements
        if _is_its_word(dossier, statement, id_)
    }
    claims = [claim for claim in back.claims if id_ in dossier.claims[claim].by]
    view = ActorView(
        id=id_,
        name=actor.name,
        kind=actor.kind,
        kind_words=kind_words(builder, actor.kind),
        position=actor.position or "",
        role=builder.t(ROLES[dossier.roles[id_]]),
        role_assumed=role_is_assumed(dossier.actors, id_),
        also_known_as=actor.also_known_as,
        same_as=tuple(ExternalLink(url, urlsplit(url).hostname or url) for url in actor.same_as),
        country=actor.country or "",
        party=builder.ref("actor", dossier.party(id_)) if dossier.party(id_) != id_ else None,
        members=builder.refs("actor", members),
        access=builder.t(ACCESS[actor.access]),
        access_note=access_note,
        note=note,
        claims=builder.claim_rows(claims),
        stances=_stances(builder, back.stances),
        statements=builder.statement_rows(statements),
        elsewhere=_elsewhere(builder, id_, statements),
        roles=_roles(builder, id_, back.events),
        events=builder.event_rows(
            event for event in back.events if id_ in dossier.events[event].actors
        ),
        references=references.entries(),
    )
    named = f"{actor.name}, {actor.position}" if actor.position else actor.name
    said = builder.n("{n} statement.", "{n} statements.", len(statements))
    description = f"{named}. {said}"
    return Page(page_of("actor", id_), "pages/actor.html", actor.name, description, "actors", view)


def _is_its_word(dossier: Dossier, id_: str, actor: str) -> bool:
    """Return whether an actor, or somebody who speaks for it, makes a statement."""
    statement, voice = dossier.statements[id_], dossier.voice(id_)
    if actor in (statement.by, statement.speaks_for, voice.party):
        return True
    for_its_party = statement.speaks_for is None and voice.party != statement.by
    return for_its_party and dossier.actors[statement.by].party == actor


def _elsewhere(
    builder: ViewBuilder, actor: str, statements: Iterable[str]
) -> tuple[OtherVoice, ...]:
    dossier = builder.dossier
    usual = (dossier.party(actor), dossier.roles[actor])
    return tuple(
        OtherVoice(
            builder.ref("statement", id_), builder.ref("actor", voice.party),
            builder.t(ROLES[voice.role]),
        )
        for id_ in statements
        if (voice := dossier.voice(id_)).speaker == actor and (voice.party, voice.role) != usual
    )  # fmt: skip


def _roles(builder: ViewBuilder, actor: str, events: Iterable[str]) -> tuple[EventRole, ...]:
    return tuple(
        EventRole(builder.ref("event", id_), it.role, said_by(builder, it))
        for id_ in events
        for it in builder.dossier.events[id_].involved
        if it.actor == actor
    )


def kind_words(builder: ViewBuilder, kind: str) -> str:
    """Return the words for a kind of actor."""
    message = ACTOR_KINDS[kind]
    return builder.t(message) if isinstance(message, str) else builder.p(*message)


def _stances(builder: ViewBuilder, places: tuple[tuple[str, int], ...]) -> tuple[ActorStance, ...]:
    entries = []
    for claim, nth in places:
        stance = builder.dossier.claims[claim].stances[nth]
        ref = builder.ref("claim", claim)
        entries.append(
            ActorStance(
                stance.stance, builder.t(ACTOR_STANCES[stance.stance]), ref,
                f"{ref.href}#stance-{nth + 1}",
                builder.when(stance.date),
                builder.quoted(stance.citation) if stance.citation else None,
            )
        )  # fmt: skip
    order = list(ACTOR_STANCES)
    return tuple(sorted(entries, key=lambda entry: (order.index(entry.stance), entry.href)))
