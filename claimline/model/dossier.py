"""The Dossier: all records of an investigation with their links and backlinks. It never changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

from claimline.dates import PartialDate
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

    ``carrier`` is the record that cites, and ``loc`` the path in it. ``anchor`` is the fragment of
    the place on the record's page. ``words`` are the sentence, claim, event or answer there.
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
    """The language of the quote, if it is not that of the source."""
    partial: bool = False
    """Whether the source has only part of what is cited."""


class Backlinks(Value, frozen=True):
    """The records that name a record, by kind, in the order of their ids."""

    claims: tuple[str, ...] = ()
    """Claims that name it: made by the actor, resting on the statement, about the event, ..."""
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
    """Sources whose texts link to it. A link says nothing of what a source carries."""
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
    """The Markdown texts of each record. Their sentences are numbered through the record."""
    usages: Mapping[str, tuple[Usage, ...]]
    """For each source, every place that cites it."""
    back: Mapping[Key, Backlinks]
    event_dates: Mapping[str, PartialDate]
    """When each event was: its date, by the clock of its place where it states no zone."""
    titles: Mapping[Key, str]
    """The words by which each record is named in lists and links."""
    tagged: Mapping[str, tuple[Key, ...]]
    """The records that have each tag, by the tag."""
    parties: Mapping[str, str]
    roles: Mapping[str, Role]
    voices: Mapping[str, Voice]
    origins: Mapping[str, Voice]
    passed_on: Mapping[str, tuple[str, ...]]
    carried_by: Mapping[str, tuple[str, ...]]
    same_as: Mapping[str, str]
    """For each source with several records, the record that stands for all of them."""
    where: Mapping[Key, Where]
    """Where each record was written, for findings."""

    def records(self, kind: str) -> Mapping[str, Record]:
        """Return all records of a kind, by id, in the order of ids."""
        by_id: Mapping[str, Record] = getattr(self, f"{kind}s")
        return by_id

    def backlinks(self, kind: str, id_: str) -> Backlinks:
        """Return the records that name a record."""
        return self.back.get((kind, id_), NOTHING)

    def party(self, actor: str) -> str:
        """The id of the party for which an actor speaks, where a statement says nothing else."""
        return self.parties[actor]

    def voice(self, statement: str) -> Voice:
        """Who speaks in a statement, and for whom, whether or not it repeats another."""
        return self.voices[statement]

    def origin(self, statement: str) -> Voice:
        """The statement that this one repeats in the end (itself if none), and who speaks in it.

        Evidence is counted, listed and searched by it.
        """
        return self.origins[statement]

    def carried(self, source: str) -> tuple[str, ...]:
        """The statements that a source passes on, itself or by copying another, in order."""
        return self.passed_on[source]

    def carriers(self, statement: str) -> tuple[str, ...]:
        """The sources that pass a statement on, themselves or by copying another, by id."""
        return self.carried_by.get(statement, ())

    def distinct(self, sources: Iterable[str], without: Iterable[str] = ()) -> tuple[str, ...]:
        """Sources in the order given, each once, also where it has several records.

        Those that are among ``without``, under whichever record, are left out.
        """
        known = {self.same_as.get(id_, id_) for id_ in without}
        first: dict[str, str] = {}
        for id_ in sources:
            source = self.same_as.get(id_, id_)
            if source not in known:
                first.setdefault(source, id_)
        return tuple(first.values())

    def cited_statement(self, source: str, named: str | None) -> str | None:
        """The statement that a citation traces to: the one it names, or the only one carried.

        None where the source carries none, or several of which none is named.
        """
        if named is not None:
            return named
        carried = self.carried(source)
        return carried[0] if len(carried) == 1 else None

    def prose_at(self, kind: str, id_: str, *loc: str | int) -> Prose | None:
        """A record's Markdown field, read; None where it was left out."""
        return self.prose.get((kind, id_), {}).get(loc)


NO_DOSSIER = Dossier(
    site=Site.model_validate({"title": "None", "summary": "None"}),
    **{name: MappingProxyType({}) for name in Dossier.__struct_fields__ if name != "site"},
)
"""A Dossier without a record."""


def title(record: Record) -> str:
    """The words by which a record is named in lists and links."""
    for name in ("short", "title", "name"):
        words = getattr(record, name, None)
        if words:
            return str(words)
    return record.id
