"""The page of an actor: who it is, for which party it speaks, what it said and asserted."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from claimline.model.chains import role_is_assumed
from claimline.pages.actor_sections import ACTOR_SECTIONS, SectionRows, actor_lists
from claimline.pages.address import page_of
from claimline.pages.answer_history import AnswerHistory, answer_histories
from claimline.pages.references import References
from claimline.pages.shared_views import (
    ExternalLink,
    HtmlPage,
    Passage,
    Ref,
    Reference,
)
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import ACCESS, ACTOR_KINDS, ROLES
from claimline.value import Value


class OtherVoice(Value, frozen=True):
    """A statement in which the actor speaks for another party than usual, or in another role."""

    statement: Ref
    party: Ref
    role: str


class ActorView(Value, frozen=True):
    """Everything about one actor. A long section has more pages."""

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
    histories: tuple[AnswerHistory, ...]
    """The questions to which it gave several different numbers."""
    sections: SectionRows
    elsewhere: tuple[OtherVoice, ...]
    """The statements in which it speaks for another party than usual, or in another role."""
    references: tuple[Reference, ...]


def actor_page(builder: ViewBuilder, id_: str) -> HtmlPage:
    """Make the page of an actor."""
    dossier = builder.dossier
    actor = dossier.actors[id_]
    references = References(builder)
    access_note = references.passage("actor", id_, "access_note")
    note = references.passage("actor", id_, "note")
    members = dossier.backlinks("actor", id_).members
    statements = actor_lists(builder, id_)["statements"]
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
        country=builder.language.conventions.country(actor.country or ""),
        party=builder.ref("actor", dossier.party(id_)) if dossier.party(id_) != id_ else None,
        members=builder.refs("actor", members),
        access=builder.t(ACCESS[actor.access]),
        access_note=access_note,
        note=note,
        histories=answer_histories(builder, id_),
        sections=ACTOR_SECTIONS.sections(builder, id_),
        elsewhere=_elsewhere(builder, id_, statements),
        references=references.entries(),
    )
    named = f"{actor.name}, {actor.position}" if actor.position else actor.name
    said = builder.n("{n} statement.", "{n} statements.", len(statements))
    description = f"{named}. {said}"
    return HtmlPage(
        page_of("actor", id_), "pages/actor.html", actor.name, description, "actors", view
    )


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


def kind_words(builder: ViewBuilder, kind: str) -> str:
    """Return the words for a kind of actor."""
    message = ACTOR_KINDS[kind]
    return builder.t(message) if isinstance(message, str) else builder.p(*message)
