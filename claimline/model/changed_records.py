"""Which records have changed since they were last linked, and whether they can be linked alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from claimline.model.cycles import in_a_loop
from claimline.model.dossier import NOTHING, Backlinks
from claimline.model.link import with_scale
from claimline.model.records import KINDS, Claim, Record, Statement
from claimline.model.same_source import SourcePages
from claimline.model.scan import names_of
from claimline.model.validate import Key, Records
from claimline.value import Value

Tables = Mapping[str, Mapping[Any, Any]]
"""The tables of a Dossier that have links, by name."""

_ORDER = {kind: nth for nth, kind in enumerate(KINDS)}
_LINKED_ALONE = frozenset({"claim", "source", "statement", "event", "detail", "brief", "page"})
"""The kinds whose records decide few entries."""
_UNLISTED = frozenset({"site", "place", "page"})
"""The kinds whose texts can name a record without standing in its ``Backlinks``."""


def order(key: Key) -> tuple[int, str]:
    """Return a value that sorts records as ``Records.all`` does."""
    return _ORDER[key[0]], key[1]


class RecordChanges(Value, frozen=True):
    """The records that are new, that have changed, and that are gone."""

    added: frozenset[Key]
    changed: frozenset[Key]
    gone: frozenset[Key]

    @property
    def present(self) -> list[Key]:
        """The records that are there now, in order."""
        return sorted(self.added | self.changed, key=order)

    @property
    def all(self) -> frozenset[Key]:
        """All of them."""
        return self.added | self.changed | self.gone


class Before(Value, frozen=True):
    """What is known of the last links.

    ``named`` has what each changed or removed record named. ``pages`` are those of all sources.
    ``uncited`` are names that stand in texts like a citation, and may become one.
    """

    tables: Tables
    named: Mapping[Key, tuple[Key, ...]]
    pages: Mapping[str, SourcePages]
    uncited: frozenset[str]

    def back(self, key: Key) -> Backlinks:
        """Return the backlinks of a record."""
        back: Backlinks = self.tables["back"].get(key, NOTHING)
        return back


def can_be_linked_alone(before: Before, records: Records, changes: RecordChanges) -> bool:
    """Return whether nothing is wrong in the changed records, and nothing of them is kept back.

    Whether a record that stays names one that is gone, ``relink`` finds out, except for the few
    kinds in ``_UNLISTED``.
    """
    gone = changes.gone
    if any(kind not in _LINKED_ALONE for kind, _ in changes.all):
        return False
    if records.broken or records.unread or records.site is None:
        return False
    if gone and (records.hidden or _are_named(gone, records)):
        return False
    if any(kind == "source" and id_ in before.uncited for kind, id_ in changes.added):
        return False
    return all(_is_sound(key, records) for key in changes.present) and _have_one_speaker(
        before, records, changes
    )


def _are_named(gone: Iterable[Key], records: Records) -> bool:
    """Return whether a record of an unlisted kind names one that is gone."""
    scans = records.scans
    unlisted = (key for key in scans if key[0] in _UNLISTED)
    return any(not {*names_of(scans[key])}.isdisjoint(gone) for key in unlisted)


def _is_sound(key: Key, records: Records) -> bool:
    kind, id_ = key
    of_kind, scan = records.by_kind[kind], records.scans[key]
    record = of_kind[id_]
    if record.private or record.stage != "ready" or record.not_before is not None:
        return False
    if key in records.hidden or any(it.problems or it.uncited for it in scan.texts.values()):
        return False
    if any(name not in records.by_kind[named] for named, name in names_of(scan)):
        return False
    if any((named, name) == key for _, named, name in scan.references):
        return False
    return not in_a_loop(of_kind, id_) and _has_known_verdicts(record, records)


def _has_known_verdicts(record: Record, records: Records) -> bool:
    if not isinstance(record, Claim) or records.site is None:
        return True
    scale = {step.id for step in with_scale(records.site).verdicts}
    steps = {step for change in record.history for step in (change.from_, change.to)}
    return {record.verdict, *steps} - {None} <= scale


def _have_one_speaker(before: Before, records: Records, changes: RecordChanges) -> bool:
    """Return whether each statement has the speaker of the one that it revises."""
    statements: Any = records.by_kind["statement"]
    changed = {id_ for kind, id_ in changes.present if kind == "statement"}
    revising = {it for id_ in changed for it in before.back(("statement", id_)).statements}
    for id_ in (revising | changed) & statements.keys():
        statement: Statement = statements[id_]
        earlier = statements.get(statement.revises or "")
        if earlier is not None and earlier.by != statement.by:
            return False
    return True
