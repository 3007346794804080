"""The Dossier: all records of an investigation with their links and backlinks. It never changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal

from claimline.dates import PartialDate
from claimline.locale import ENGLISH, Translator
from claimline.media_facts import MediaFacts
from claimline.model.chains import Voice
from claimline.model.records import (
    Actor,
    Brief,
    Claim,
    Detail,
    Event,
    Page,
    Place,
    Record,
    Source,
    Statement,
)
from claimline.model.schema import Loc
from claimline.model.shared_fields import Role
from claimline.model.site import Site
from claimline.model.validate import Key
from claimline.prose import Prose
from claimline.read import Where
from claimline.value import Value


class Usage(Value, frozen=True):
    """One place in the site that cites a source.

    ``carrier`` is the citing record, and ``loc`` the path in it. ``anchor`` is the fragment of the
    place on the record's page. ``words`` are the sentence, claim, event or answer at that place.
    ``stance`` is that of the citation, or of the actor whose stance is cited.
    """

    source: str
    carrier: Key
    anchor: str
    form: Literal["sentence", "citation", "stance", "answer", "silent", "role", "number"]
    words: str
    loc: Loc
    locator: str = ""
    quote: str = ""
    stance: str = ""
    statement: str = ""
    lang: str = ""
    """The language of the quote, if it differs from that of the source."""
    partial: bool = False
    """Whether the source has only part of what is cited."""
    total: float | None = None
    """The number, if the source is cited for the total of a sum."""


class Backlinks(Value, frozen=True):
    """The records that name a record, by kind, in the order of their ids."""

    claims: tuple[str, ...] = ()
    """Claims that name it: made by the actor, based on the statement, about the event, ..."""
    statements: tuple[str, ...] = ()
    """Statements by the actor, or statements that revise or repeat the statement."""
    stances: tuple[tuple[str, int], ...] = ()
    """Claims on which the actor takes a stance, with the stance's index."""
    events: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    briefs: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    """Sources that say that they carry the statement, or the source."""
    members: tuple[str, ...] = ()
    """Actors that speak for the party."""
    sources: tuple[str, ...] = ()
    """Sources whose texts link to it. A link does not mean that the source carries it."""
    actors: tuple[str, ...] = ()
    """Actors whose texts link to it."""


NOTHING = Backlinks()


class Dossier(Value, frozen=True):
    """An investigation in which every reference leads to a record."""

    site: Site
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]
    claims: Mapping[str, Claim]
    events: Mapping[str, Event]
    details: Mapping[str, Detail]
    places: Mapping[str, Place]
    briefs: Mapping[str, Brief]
    pages: Mapping[str, Page]
    prose: Mapping[Key, Mapping[Loc, Prose]]
    """The Markdown texts of each record. Sentences are numbered throughout the record."""
    usages: Mapping[str, tuple[Usage, ...]]
    """For each source, every place that cites it."""
    back: Mapping[Key, Backlinks]
    event_dates: Mapping[str, PartialDate]
    """The date of each event. Without a zone of its own, it has the zone of the event's place."""
    titles: Mapping[Key, str]
    """The words by which each record is named in lists and links."""
    tagged: Mapping[str, tuple[Key, ...]]
    """For each tag, the records that have it."""
    parties: Mapping[str, str]
    roles: Mapping[str, Role]
    voices: Mapping[str, Voice]
    origins: Mapping[str, Voice]
    passed_on: Mapping[str, tuple[str, ...]]
    carried_by: Mapping[str, tuple[str, ...]]
    same_as: Mapping[str, str]
    """For each source with several records, the record that stands for all of them."""
    same_actors: Mapping[str, tuple[tuple[int, str], ...]]
    """For each actor with the page of an earlier one: the index in ``same_as``, and that actor."""
    where: Mapping[Key, Where]
    """Where each record is written, for diagnostics."""
    media: Mapping[str, MediaFacts] = MappingProxyType({})
    """The pictures and files that records list, by their path in ``content/media/``."""
    interface: Translator = ENGLISH
    """The words of the interface, in the site's language or another."""
    preview: bool = False
    """Whether it also holds records that are not published yet. Every page then says so."""

    def records(self, kind: str) -> Mapping[str, Record]:
        """Return all records of a kind, by id, in the order of ids."""
        by_id: Mapping[str, Record] = getattr(self, f"{kind}s")
        return by_id

    def backlinks(self, kind: str, id_: str) -> Backlinks:
        """Return the records that name this record."""
        return self.back.get((kind, id_), NOTHING)

    def party(self, actor: str) -> str:
        """Return the id of the party of an actor. A statement may name another party."""
        return self.parties[actor]

    def voice(self, statement: str) -> Voice:
        """Return who speaks in a statement, and for whom, whether or not it repeats another."""
        return self.voices[statement]

    def origin(self, statement: str) -> Voice:
        """Return who speaks in the origin of a statement: the start of the chain that it repeats.

        Evidence is counted, listed and searched by origins.
        """
        return self.origins[statement]

    def carried(self, source: str) -> tuple[str, ...]:
        """Return the statements that a source passes on, itself or by copying another, in order."""
        return self.passed_on[source]

    def carriers(self, statement: str) -> tuple[str, ...]:
        """Return the sources that pass a statement on, themselves or by copying another, by id."""
        return self.carried_by.get(statement, ())

    def distinct(self, sources: Iterable[str], without: Iterable[str] = ()) -> tuple[str, ...]:
        """Return sources in the given order, each once even if it has several records.

        Sources in ``without`` are left out, also under another record of the same source.
        """
        known = {self.same_as.get(id_, id_) for id_ in without}
        first: dict[str, str] = {}
        for id_ in sources:
            source = self.same_as.get(id_, id_)
            if source not in known:
                first.setdefault(source, id_)
        return tuple(first.values())

    def cited_statement(self, source: str, named: str | None) -> str | None:
        """Return the statement that a citation names, or else the only one that its source carries.

        Returns None if the citation names none and the source carries none or several, or if the
        origin of what else it says is not known.
        """
        if named is not None:
            return named
        carried = self.carried(source)
        return carried[0] if len(carried) == 1 and not self.sources[source].origin else None


_NO_TABLES: dict[str, Any] = {
    name: MappingProxyType({})
    for name in Dossier.__struct_fields__
    if name not in ("site", "interface", "preview")
}
NO_DOSSIER = Dossier(site=Site.model_validate({"title": "None", "summary": "None"}), **_NO_TABLES)
"""A Dossier without a record."""


def title(record: Record) -> str:
    """Return the title of a record for lists and links."""
    for name in ("short", "title", "name"):
        words = getattr(record, name, None)
        if words:
            return str(words)
    return record.id
