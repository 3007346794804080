"""The titles of records in lists and links. Records that share a title are told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from claimline.dates import PartialDate
from claimline.model.dossier import title
from claimline.model.records import Actor, Claim, Event, Place, Record, Source, Statement
from claimline.model.validate import Key, Records


def titles(records: Records) -> dict[Key, str]:
    """Return the title of each record.

    If records of one kind share a title, the facts that differ follow it in brackets: a date, a
    place, a publisher, an office.
    """
    named = {key: title(record) for key, record in records.all()}
    for keys in sharing(named):
        named |= told_apart(records, keys)
    return named


def told_apart(records: Records, keys: Sequence[Key]) -> dict[Key, str]:
    """Return the titles of all records of a kind that share one. Facts that differ follow it."""
    of_keys = [records.by_kind[kind][id_] for kind, id_ in keys]
    facts = [_facts(records.by_kind, record) for record in of_keys]
    differing = [nth for nth, column in enumerate(zip(*facts, strict=True))
                 if len(set(column)) > 1]  # fmt: skip
    named: dict[Key, str] = {}
    for key, record, row in zip(keys, of_keys, facts, strict=True):
        said = ", ".join(row[nth] for nth in differing if row[nth])
        named[key] = f"{title(record)} ({said})" if said else title(record)
    return named


def sharing(named: Mapping[Key, str]) -> list[list[Key]]:
    """Return the records of each title that several of one kind have. Case makes no difference."""
    by_title: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key, words in named.items():
        by_title[group_of(key, words)].append(key)
    return [keys for keys in by_title.values() if len(keys) > 1]


def group_of(key: Key, words: str) -> tuple[str, str]:
    """Return what the records of a kind with this title have in common."""
    return key[0], words.casefold()


def _facts(by_kind: Mapping[str, Mapping[str, Record]], record: Record) -> tuple[str, ...]:
    """Return the facts that may tell a record apart from others with its title, in order."""
    match record:
        case Claim():
            event = by_kind["event"].get(record.event or "")
            date, place = _facts(by_kind, event) if event else ("", "")
            return _day(record.when) or date or _day(record.said), place
        case Event():
            place_record = by_kind["place"].get(record.place or "")
            return _day(record.date), place_record.name if isinstance(place_record, Place) else ""
        case Source():
            return record.known_publisher, _day(record.published)
        case Statement():
            return (_day(record.said),)
        case Actor():
            return (record.position or "",)
        case _:
            return ()


def _day(date: PartialDate | None) -> str:
    """Return a date as its record has it, without the name of its zone."""
    return "" if date is None else str(date).partition("[")[0]
