"""Compares two states of the records: what is new, gone and changed, and the reasons given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from claimline.analysis.corroboration import Side
from claimline.dates import words as date_words
from claimline.locale import translator
from claimline.model.dossier import title as record_title
from claimline.model.private_fields import as_kept_back
from claimline.model.records import KINDS, Actor, Claim, Record
from claimline.pages.address import page_of
from claimline.pages.counted import counted
from claimline.prose import plain_words
from claimline.revisions.field_changes import ended, field_changes
from claimline.revisions.record_state import RecordState
from claimline.value import Value

Entry = TypeVar("Entry")

_ORDER = ("claim", "detail", "event", "statement", "source", "actor", "place", "brief", "page")
_ACTORS = ("by", "party", "speaks_for", "actors")
_VERDICTS = ("verdict", "from", "to")
_SIDES = (("backing", False), ("against", True))


class RecordChange(Value, frozen=True):
    """Whether a record is new, gone or changed, and each change in a sentence.

    ``reasons`` are the reasons that the new record gives to readers.
    """

    kind: str
    id: str
    title: str
    outcome: str
    sentences: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class Changes(Value, frozen=True):
    """All changes between two states. ``unknown`` says what could not be compared, and why."""

    before: str
    after: str
    records: tuple[RecordChange, ...]
    unknown: tuple[str, ...]

    def number(self, kind: str, outcome: str) -> int:
        """Return how many records of a kind are new, gone or changed."""
        return sum(each.kind == kind and each.outcome == outcome for each in self.records)


def compare_states(old: RecordState, new: RecordState) -> Changes:
    """Compare two states of the records of one project."""
    comparison = _Comparison(old, new)
    changes = list(comparison.site())
    for kind in _ORDER:
        changes += comparison.of_kind(kind)
    return Changes(old.name, new.name, tuple(changes), tuple(comparison.unknown()))


class _Comparison:
    """Compares the records of two states.

    A record with another id is the same record if its old page redirects to the new one.
    """

    def __init__(self, old: RecordState, new: RecordState) -> None:
        self.old = old
        self.new = new

    def site(self) -> Iterator[RecordChange]:
        """Yield what changed in ``site.yaml``."""
        before, after = self.old.records.site, self.new.records.site
        if before and after and before != after:
            sentences = tuple(field_changes(before, after, self._label))
            yield RecordChange("site", "site", after.title, "changed", sentences)

    def of_kind(self, kind: str) -> Iterator[RecordChange]:
        """Yield the records of a kind that are new or changed, by id, then those that are gone."""
        before, after = _public(self.old, kind), _public(self.new, kind)
        moved = self._moved(kind, before, after)
        for id_, record in after.items():
            old_id = moved.get(id_, id_)
            if not self._known(self.old, kind, old_id):
                continue
            if old_id not in before:
                sentences = tuple(self._first_words(record))
                yield _change(kind, id_, record, "new", sentences)
                continue
            earlier = as_kept_back(before[old_id], record)
            sentences = tuple(self._sentences(kind, old_id, id_, earlier, record))
            if sentences:
                reasons = tuple(self._reasons(before[old_id], record))
                yield _change(kind, id_, record, "changed", sentences, reasons)
        for id_, record in before.items():
            is_there = id_ in after or id_ in moved.values()
            if not is_there and self._known(self.new, kind, id_):
                yield _change(kind, id_, record, "gone")

    def unknown(self) -> Iterator[str]:
        """Yield what could not be compared, and why."""
        for state in (self.old, self.new):
            broken = sorted(
                f"{kind} {id_}" for kind, id_ in state.records.broken
            ) + [f"some {kind}s" for kind in sorted(state.records.unread)]  # fmt: skip
            if broken:
                yield f"{state.name}: these cannot be read: {', '.join(broken)}."
            elif state.records.site is None:
                yield f"{state.name}: there is no sound site.yaml."
            if state.analysis is None:
                first = state.errors[0] if state.errors else "the records do not fit together"
                yield f"{state.name}: nothing can be counted. The first error is {first}"

    def _known(self, state: RecordState, kind: str, id_: str) -> bool:
        """Whether it is known that a state has, or lacks, a record."""
        records = state.records
        return (kind, id_) not in records.broken and kind not in records.unread

    def _moved(
        self, kind: str, before: Mapping[str, Record], after: Mapping[str, Record]
    ) -> dict[str, str]:
        """Return the old id of each record that moved: its old page redirects to the new one."""
        site = self.new.records.site
        redirects = site.redirects if site else {}
        pages = {page_of(kind, id_): id_ for id_ in after if id_ not in before}
        moved: dict[str, str] = {}
        for id_ in before:
            target = pages.get(redirects.get(page_of(kind, id_), ""))
            if id_ not in after and target:
                moved.setdefault(target, id_)
        return moved

    def _sentences(
        self, kind: str, old_id: str, id_: str, before: Record, after: Record
    ) -> Iterator[str]:
        if old_id != id_:
            yield f"Its id was {old_id}. A redirect leads from the old page to the new one."
        if isinstance(before, Claim) and isinstance(after, Claim):
            # New entries in these are not changes: they are given as the reasons.
            before_entries = {
                "history": _not_in(before.history, after.history),
                "corrections": _not_in(before.corrections, after.corrections),
            }
            yield from field_changes(
                before.model_copy(update=before_entries),
                after.model_copy(update={"history": (), "corrections": ()}),
                self._label,
            )
            yield from self._counts(old_id, id_)
        else:
            yield from field_changes(before, after, self._label)

    def _counts(self, old_id: str, id_: str) -> Iterator[str]:
        """Yield the counts of a claim's evidence that changed, as readers see them."""
        if not self.old.analysis or not self.new.analysis:
            return
        before = self.old.analysis.corroboration[old_id]
        after = self.new.analysis.corroboration[id_]
        for side, against in _SIDES:
            was = _counted(self.old, getattr(before, side), against=against)
            now = _counted(self.new, getattr(after, side), against=against)
            if was != now:
                yield f"The count was: “{was}” It is: “{now}”"
        if before.confirmed != after.confirmed:
            yield (
                "It is now an independent confirmation."
                if after.confirmed
                else "It is no longer an independent confirmation."
            )

    def _reasons(self, before: Record, after: Record) -> Iterator[str]:
        """Yield the reasons that a claim gives to readers for what changed."""
        if not isinstance(before, Claim) or not isinstance(after, Claim):
            return
        added = _not_in(after.history, before.history)
        mended = _not_in(after.corrections, before.corrections)
        for change in added:
            yield ended(f"{date_words(change.date)}: {plain_words(change.why)}")
        for correction in mended:
            yield ended(f"{date_words(correction.date)}: {plain_words(correction.text)}")
        reworded = before.claim != after.claim and not mended
        judged = before.verdict not in (None, after.verdict) and not (added or mended)
        if reworded or judged:
            yield "No reason is given to readers."

    def _first_words(self, record: Record) -> Iterator[str]:
        """Yield the main words of a new record: of a claim, its sentence and its verdict."""
        for name in ("claim", "verdict", "says", "question", "text", "summary"):
            value = getattr(record, name, None)
            if isinstance(value, str):
                words = value if name == "verdict" else plain_words(value)
                yield ended(f"{name}: {self._label(name, words)}")

    def _label(self, name: str, value: str) -> str:
        kind = "actor" if name in _ACTORS else name.removesuffix("s")
        if name in _VERDICTS:
            label = self.new.verdict(value)
            return f"“{self.old.verdict(value) if label == value else label}”"
        if kind in KINDS and any(value in each.records.by_kind[kind] for each in self._states):
            label = self.new.label(kind, value)
            return self.old.label(kind, value) if label == value else label
        return f"“{value}”"

    @property
    def _states(self) -> tuple[RecordState, RecordState]:
        return self.old, self.new


def _change(
    kind: str,
    id_: str,
    record: Record,
    outcome: str,
    sentences: tuple[str, ...] = (),
    reasons: tuple[str, ...] = (),
) -> RecordChange:
    return RecordChange(kind, id_, record_title(record), outcome, sentences, reasons)


def _not_in(entries: tuple[Entry, ...], others: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(each for each in entries if each not in others)


def _public(state: RecordState, kind: str) -> Mapping[str, Record]:
    """Return the published records of a kind. For readers, a private record is gone."""
    of_kind = state.records.by_kind[kind]
    return {id_: record for id_, record in of_kind.items() if not record.private}


def _counted(state: RecordState, side: Side, *, against: bool) -> str:
    """Return the counts of one side of a claim in words, as its page in English has them."""

    def names(ids: tuple[str, ...]) -> list[str]:
        actors = state.records.by_kind["actor"]
        return [actor.name for id_ in ids if isinstance(actor := actors[id_], Actor)]

    points, commentators = names(side.vantage_points), names(side.commentators)
    return counted(translator("en"), side, points, commentators, against=against)
