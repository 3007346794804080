"""The page of an actor: who it is, which party it speaks for, what it said and asserted."""

from __future__ import annotations

from claimline.locale import word
from claimline.pages.address import page_of
from claimline.pages.references import References
from claimline.pages.shared_views import (
    ClaimRow,
    EventRow,
    Page,
    Passage,
    Quote,
    Ref,
    Reference,
    StatementRow,
    When,
)
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import ACTOR_KINDS, ACTOR_STANCES
from claimline.value import Value


class ActorStance(Value, frozen=True):
    """What the actor says about a claim. ``href`` leads to the stance on the claim's page."""

    stance: str
    words: str
    claim: Ref
    href: str
    when: When | None
    quote: Quote | None


class ActorView(Value, frozen=True):
    """Everything about one actor."""

    id: str
    name: str
    kind: str
    kind_words: str
    role: str
    also_known_as: tuple[str, ...]
    country: str
    party: Ref | None
    """The party it speaks for; None where it is a party itself."""
    members: tuple[Ref, ...]
    access: str
    access_note: Passage | None
    note: Passage | None
    claims: tuple[ClaimRow, ...]
    stances: tuple[ActorStance, ...]
    statements: tuple[StatementRow, ...]
    events: tuple[EventRow, ...]
    references: tuple[Reference, ...]


ACCESS = {
    "direct": word("Has direct access to the facts."),
    "indirect": word("Knows the facts from others."),
    "none": word("Has no access to the facts."),
    "unknown": "",
}


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
        if dossier.statements[statement].by == speaker
    }
    claims = [claim for claim in back.claims if id_ in dossier.claims[claim].by]
    view = ActorView(
        id=id_,
        name=actor.name,
        kind=actor.kind,
        kind_words=kind_words(builder, actor.kind),
        role=actor.role or "",
        also_known_as=actor.also_known_as,
        country=actor.country or "",
        party=builder.ref("actor", dossier.party(id_)) if actor.party else None,
        members=builder.refs("actor", members),
        access=builder.t(ACCESS[actor.access]),
        access_note=access_note,
        note=note,
        claims=builder.claim_rows(claims),
        stances=_stances(builder, back.stances),
        statements=builder.statement_rows(statements),
        events=builder.event_rows(
            event for event in back.events if id_ in dossier.events[event].actors
        ),
        references=references.entries(),
    )
    name_and_role = f"{actor.name}, {actor.role}" if actor.role else actor.name
    said = builder.n("{n} statement.", "{n} statements.", len(statements))
    description = f"{name_and_role}. {said}"
    return Page(page_of("actor", id_), "pages/actor.html", actor.name, description, "actors", view)


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
