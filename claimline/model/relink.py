"""Links a few changed records anew, and leaves the links of all others as they were.

``link`` goes through all records. Here, only those entries of the tables of links are made that the
changed records decide: their own, and those of the records that they name now or named before. The
result is what ``link`` would find, or nothing where this way is not certain: an actor, a place or
the site itself has changed, something is wrong, or something is not published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from claimline.dates import DateError, PartialDate
from claimline.model.backlinks import Note, backlinks_of, notes_of
from claimline.model.chains import Voice, carried, origin_of, voice_of
from claimline.model.changed_records import Before, RecordChanges, can_be_linked_alone, order
from claimline.model.dossier import NOTHING, Backlinks, Usage
from claimline.model.link import event_date
from claimline.model.publishable import public_record
from claimline.model.records import KINDS, Claim, Event, Record, Statement
from claimline.model.same_source import SourcePages, pages_of, same_sources
from claimline.model.scan import names_of
from claimline.model.usages import usages_in
from claimline.model.validate import Key, Records
from claimline.value import Value

_FIELDS = {
    "claim": ("claims", "stances"),
    "statement": ("statements",),
    "event": ("events",),
    "detail": ("details",),
    "brief": ("briefs",),
    "source": ("carriers", "sources"),
}
"""For each kind, the fields of ``Backlinks`` that hold its records."""


class Relinked(Value, frozen=True):
    """The entries that differ now, by table and key. An entry that is gone is None.

    ``named`` is what the changed records name, and ``pages`` are those of the changed sources. That
    of a record that is gone is None.
    """

    entries: Mapping[str, Mapping[Any, Any]]
    named: Mapping[Key, tuple[Key, ...] | None]
    pages: Mapping[str, SourcePages | None]


def relink(
    before: Before, records: Records, changes: RecordChanges, titles: Mapping[Key, str]
) -> Relinked | None:
    """Return what changes of the links, or None if all records must be linked.

    Args:
        before: the links of the last build, in which nothing was wrong.
        records: the records that the site shows.
        changes: the records whose skeletons have changed since.
        titles: the titles of all records now.
    """
    if not can_be_linked_alone(before, records, changes):
        return None
    work = _Relinking(before, records, changes, titles)
    back, usages = dict(work.back()), dict(work.usages())
    if any(back[key] or (key[0] == "source" and usages[key[1]]) for key in changes.gone):
        return None  # another record still names it
    try:
        entries: dict[str, dict[Any, Any]] = {"back": back, "usages": usages, **work.entries()}
    except DateError:
        return None
    differing = {
        name: {key: it for key, it in table.items() if it != before.tables[name].get(key)}
        for name, table in entries.items()
    }
    named = {key: names_of(records.scans[key]) for key in changes.present}
    return Relinked(
        {name: table for name, table in differing.items() if table},
        {**dict.fromkeys(changes.gone), **named},
        work.pages,
    )


class _Relinking:
    """Makes entries anew. The tables of the last build have all others."""

    def __init__(
        self, before: Before, records: Records, changes: RecordChanges, titles: Mapping[Key, str]
    ) -> None:
        self.before, self.tables = before, before.tables
        self.records, self.changes, self.titles = records, changes, titles
        self.touched = changes.all
        self.of_kind: dict[str, list[str]] = {kind: [] for kind in KINDS}
        """The ids of the records that are there now, by kind."""
        for kind, id_ in changes.present:
            self.of_kind[kind].append(id_)

    def record(self, key: Key) -> Record:
        """Return a record as the site shows it."""
        return public_record(self.records.by_kind[key[0]][key[1]])

    def _statement(self, id_: str) -> Statement:
        statement = self.records.by_kind["statement"][id_]
        assert isinstance(statement, Statement)
        return statement

    def back(self) -> Iterator[tuple[Key, Backlinks | None]]:
        """Yield the backlinks of all records that a changed record names, or named."""
        dropped: defaultdict[Key, set[Key]] = defaultdict(set)
        for key, named in self.before.named.items():
            for to in (*named, key):  # a claim notes its event in its own backlinks
                dropped[to].add(key)
        added: defaultdict[Key, list[tuple[str, Any]]] = defaultdict(list)
        for key in self.changes.present:
            for to, field, value in self._notes(key):
                added[to].append((field, value))
        for to in dropped.keys() | added.keys():
            back = self.before.back(to)
            fields = {name: {*getattr(back, name)} for name in back.__struct_fields__}
            for kind, id_ in dropped[to]:
                for name in _FIELDS.get(kind, ()):
                    fields[name] = {it for it in fields[name] if _id_in(it) != id_}
            if to[0] == "claim":
                fields["events"] = self._still_noted(to, fields["events"], dropped[to])
            for name, value in added[to]:
                fields[name].add(value)
            entry = backlinks_of(fields)
            yield to, None if entry == NOTHING else entry

    def _notes(self, key: Key) -> Iterator[Note]:
        return notes_of(key, self.record(key), self.records.scans[key].texts)

    def _still_noted(self, claim: Key, events: set[str], dropped: set[Key]) -> set[str]:
        """Return those events in the backlinks of a claim that still belong there.

        Such an event names the claim, or the claim is about the event. A changed claim notes the
        event that it is about anew.
        """
        of_kind = self.records.by_kind["event"]
        if claim in self.touched:
            return {
                id_
                for id_ in events & of_kind.keys()
                if any(to == claim for to, *_ in self._notes(("event", id_)))
            }
        record = self.record(claim)
        about = record.event if isinstance(record, Claim) else None
        return events | {about} if about and ("event", about) in dropped else events

    def usages(self) -> Iterator[tuple[str, tuple[Usage, ...] | None]]:
        """Yield the usages of all sources that a changed record cites, or cited."""
        own: defaultdict[str, list[Usage]] = defaultdict(list)
        for key in self.changes.present:
            texts = self.records.scans[key].texts
            for usage in usages_in(key, self.record(key), texts, self.titles):
                own[usage.source].append(usage)
        cited = {id_ for it in self.before.named.values() for kind, id_ in it if kind == "source"}
        changed = {id_ for kind, id_ in self.touched if kind == "source"}
        for source in cited | changed | own.keys():
            last: tuple[Usage, ...] = self.tables["usages"].get(source, ())
            others = [usage for usage in last if usage.carrier not in self.touched]
            now = tuple(sorted([*others, *own[source]], key=lambda it: order(it.carrier)))
            yield source, now or (None if ("source", source) in self.changes.gone else ())

    def entries(self) -> dict[str, dict[Any, Any]]:
        """Return the entries of the other tables. Some turn out to be as before.

        No record may name one that is gone.

        Raises:
            DateError: an event has a time that there is not at its place.
        """
        passed_on = self._passed_on()
        voices = self._voices()
        return {
            "titles": {
                **{key: self.titles[key] for key in self.changes.present},
                **dict.fromkeys(self.changes.gone),
            },
            "event_dates": self._event_dates(),
            "tagged": dict(self._tagged()),
            "voices": voices,
            "origins": self._origins(voices),
            "passed_on": passed_on,
            "carried_by": dict(self._carried_by(passed_on)),
            "same_as": self._same_as(),
        }

    def _gone(self, of_kind: str) -> dict[str, Any]:
        return {id_: None for kind, id_ in self.changes.gone if kind == of_kind}

    def _event_dates(self) -> dict[str, PartialDate | None]:
        """Raises DateError."""
        dates: dict[str, PartialDate | None] = dict(self._gone("event"))
        for id_ in self.of_kind["event"]:
            event = self.records.by_kind["event"][id_]
            assert isinstance(event, Event)
            dates[id_] = event_date(event, self.records.by_kind["place"])
        return dates

    def _tagged(self) -> Iterator[tuple[str, tuple[Key, ...] | None]]:
        """Yield the records of the tags that a changed record has, or had."""
        now: defaultdict[str, list[Key]] = defaultdict(list)
        for key in self.changes.present:
            for tag in getattr(self.record(key), "tags", ()):
                now[tag].append(key)
        for tag in self.tables["tagged"].keys() | now.keys():
            last: tuple[Key, ...] = self.tables["tagged"].get(tag, ())
            if tag in now or not self.touched.isdisjoint(last):
                others = [key for key in last if key not in self.touched]
                yield tag, tuple(sorted([*others, *now[tag]], key=order)) or None

    def _voices(self) -> dict[str, Voice | None]:
        actors: Any = self.records.by_kind["actor"]
        tables = self.tables["parties"], self.tables["roles"]
        changed = self.of_kind["statement"]
        spoken = {id_: voice_of(self._statement(id_), actors, *tables) for id_ in changed}
        return {**self._gone("statement"), **spoken}

    def _origins(self, voices: Mapping[str, Voice | None]) -> dict[str, Voice | None]:
        """Return the origins of the changed statements, and of those that repeat them."""
        statements: Any = self.records.by_kind["statement"]
        repeated = {id_ for kind, id_ in self.touched if kind == "statement"}
        waiting = [*repeated]
        while waiting:
            id_ = waiting.pop()
            for after in self.before.back(("statement", id_)).statements:
                if after not in repeated and statements[after].repeats == id_:
                    repeated.add(after)
                    waiting.append(after)
        origins: dict[str, Voice | None] = dict(self._gone("statement"))
        for id_ in repeated - origins.keys():
            first = origin_of(id_, statements)
            origins[id_] = voices.get(first) or self.tables["voices"][first]
        return origins

    def _passed_on(self) -> dict[str, tuple[str, ...] | None]:
        """Return what the changed sources carry, and those that copy them."""
        sources: Any = self.records.by_kind["source"]
        copied = {id_ for kind, id_ in self.touched if kind == "source"}
        waiting = [*copied]
        while waiting:
            for after in self.before.back(("source", waiting.pop())).carriers:
                if after not in copied:
                    copied.add(after)
                    waiting.append(after)
        gone = self._gone("source")
        present = sorted(copied - gone.keys())
        named = {link.source for id_ in present for link in sources[id_].carries if link.source}
        known = {id_: self.tables["passed_on"][id_] for id_ in named - copied}
        return {**gone, **carried(sources, present, known)}

    def _carried_by(
        self, passed_on: Mapping[str, tuple[str, ...] | None]
    ) -> Iterator[tuple[str, tuple[str, ...] | None]]:
        """Yield the carriers of the statements that these sources carry, or carried."""
        last = self.tables["passed_on"]
        statements = {it for passed in passed_on.values() for it in passed or ()}
        statements |= {it for id_ in passed_on for it in last.get(id_, ())}
        for statement in statements:
            before: tuple[str, ...] = self.tables["carried_by"].get(statement, ())
            others = {id_ for id_ in before if id_ not in passed_on}
            now = {id_ for id_, passed in passed_on.items() if statement in (passed or ())}
            yield statement, tuple(sorted(others | now)) or None

    @cached_property
    def pages(self) -> dict[str, SourcePages | None]:
        """The pages of the changed sources."""
        sources: Any = self.records.by_kind["source"]
        changed = {id_: pages_of(sources[id_]) for id_ in self.of_kind["source"]}
        return {**self._gone("source"), **changed}

    def _same_as(self) -> dict[str, str | None]:
        if not self.pages:
            return {}
        all_pages = {**self.before.pages, **self.pages}
        now = same_sources({id_: it for id_, it in all_pages.items() if it is not None})
        return {id_: now.get(id_) for id_ in now.keys() | self.tables["same_as"].keys()}


def _id_in(value: str | tuple[str, int]) -> str:
    """Return the id in a value of ``Backlinks``."""
    return value if isinstance(value, str) else value[0]
