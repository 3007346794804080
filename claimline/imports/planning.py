"""Says which proposed records are new, and gives them ids. Existing records do not change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Mapping
from typing import Any

from claimline.author.author_error import AuthorError
from claimline.author.new_ids import check_id, suggest
from claimline.imports.fitting import fit
from claimline.imports.identity import natural_keys
from claimline.imports.page_texts import capture_of
from claimline.imports.proposal import (
    TEXT_OF_PAGE,
    Findings,
    Leftover,
    Proposal,
    RecordLink,
    words_of_value,
)
from claimline.imports.sources import UNKNOWN_LANGUAGE
from claimline.model.web_address import page_key
from claimline.read import Entry
from claimline.value import Value

_STAND_INS = ("unknown", UNKNOWN_LANGUAGE, "document")
"""Values that a proposed source has if the file says nothing."""


class Imported(Value, frozen=True, tag=False):
    """What the ledger has of an item: its record, as "kind/id", and digests of its versions."""

    record: str
    digests: tuple[str, ...]


class NewRecord(Value, frozen=True):
    """A record that will be written. ``title`` is for people.

    ``copies`` are the files that its ``captures`` name, by their names.
    """

    kind: str
    id: str
    data: Mapping[str, Any]
    origin: str
    title: str
    copies: Mapping[str, bytes] = {}


class KnownItem(Value, frozen=True):
    """An item that has a record already, as "kind/id". ``state`` compares the two in words."""

    record: str
    origin: str
    state: str


class ImportPlan(Value, frozen=True):
    """The records that an import would write, the items that have one, and the leftovers.

    ``ledger`` has all items that the next import will recognise.
    """

    new: tuple[NewRecord, ...]
    known: tuple[KnownItem, ...]
    leftovers: tuple[Leftover, ...]
    ledger: Mapping[str, Imported]


def plan_import(
    findings: Findings, entries: list[Entry], ledger: Mapping[str, Imported], language: str
) -> ImportPlan:
    """Compare what a file holds with the records of the project and with earlier imports.

    ``language`` is for sources for which the file names none. It may be empty.
    """
    return _Planner(entries, ledger, language).plan(findings)


class _Planner:
    def __init__(self, entries: list[Entry], ledger: Mapping[str, Imported], language: str) -> None:
        self.language = language
        self.ledger = dict(ledger)
        self.ids: dict[tuple[str, str], str] = {}
        self.taken: dict[str, set[str]] = {}
        self.there: dict[str, Mapping[str, Any]] = {}
        for entry in entries:
            self.taken.setdefault(entry.kind, set()).add(entry.id)
            self.there[f"{entry.kind}/{entry.id}"] = entry.data
            for key in natural_keys(entry.kind, entry.data):
                self.ids.setdefault((entry.kind, key), entry.id)
        self.new: list[NewRecord] = []
        self.known: list[KnownItem] = []
        self.leftovers: list[Leftover] = []

    def plan(self, findings: Findings) -> ImportPlan:
        known_origins = set()
        for proposal in findings.proposals:
            if self._is_known(proposal):
                known_origins.add(proposal.origin)
            else:
                self._plan_new(proposal)
        new_origins = {record.origin for record in self.new}
        self.leftovers += [
            leftover for leftover in findings.leftovers
            if leftover.origin in new_origins or leftover.origin not in known_origins
        ]  # fmt: skip
        ledger = dict(sorted(self.ledger.items()))
        return ImportPlan(tuple(self.new), tuple(self.known), tuple(self.leftovers), ledger)

    def _is_known(self, proposal: Proposal) -> bool:
        """Whether an item has or had a record. If so, it is added to ``known``."""
        digest, kind = _digest(proposal), proposal.kind
        for key in proposal.keys:
            if imported := self.ledger.get(f"{kind}:{key}"):
                state = "imported before"
                if imported.record not in self.there:
                    state = "imported before, and no longer there"
                elif digest not in imported.digests:
                    state = self._compared(proposal, imported.record)
                self._remember(proposal, imported.record, (*imported.digests, digest))
                self.known.append(KnownItem(imported.record, proposal.origin, state))
                return True
        for key in proposal.keys:
            if id_ := self.ids.get((kind, key), ""):
                record = f"{kind}/{id_}"
                state = self._compared(proposal, record)
                self._remember(proposal, record, (digest,))
                self.known.append(KnownItem(record, proposal.origin, state))
                return True
        return False

    def _remember(self, proposal: Proposal, record: str, digests: tuple[str, ...]) -> None:
        imported = Imported(record, tuple(dict.fromkeys(digests)))
        for key in proposal.keys:
            self.ids[proposal.kind, key] = record.partition("/")[2]
            self.ledger[f"{proposal.kind}:{key}"] = imported

    def _plan_new(self, proposal: Proposal) -> None:
        kind = proposal.kind
        keys = ("short", "title", "name")
        title = next((str(proposal.data[key]) for key in keys if key in proposal.data), "")
        taken = self.taken.setdefault(kind, set())
        id_ = proposal.id
        if not _is_free(id_, kind, taken):
            id_ = suggest(title, kind, taken) or suggest(f"{kind} 1", kind, taken)
        resolved = {key: self._resolved(value) for key, value in proposal.data.items()}
        if self.language and resolved.get("language") == UNKNOWN_LANGUAGE:
            resolved["language"] = self.language
        data, misfits = fit(kind, id_, {k: it for k, it in resolved.items() if it is not None})
        for key, value in misfits:
            label = f"`{key}`" if data else f"`{key}` of a {kind} that could not be written"
            self.leftovers.append(Leftover(proposal.origin, label, words_of_value(value)))
        if data is None:
            return
        taken.add(id_)
        self._remember(proposal, f"{kind}/{id_}", (_digest(proposal),))
        copies = {}
        if proposal.page_text:
            entry, copy = capture_of(id_, proposal.page_text)
            data["captures"] = [entry]
            copies[entry["file"]] = copy
        self.new.append(NewRecord(kind, id_, data, proposal.origin, title, copies))

    def _resolved(self, value: Any) -> Any:
        """Return a value with ids instead of links, or None if one of its links has no record."""
        if isinstance(value, RecordLink):
            return self.ids.get((value.kind, value.key))
        if isinstance(value, Mapping):
            # A citation of a source that could not be written cites nothing.
            resolved = {key: self._resolved(item) for key, item in value.items()}
            return None if None in resolved.values() else resolved
        if isinstance(value, list | tuple):
            return [item for item in map(self._resolved, value) if item is not None]
        return value

    def _compared(self, proposal: Proposal, record: str) -> str:
        """Return how a record and its item in the file compare. Differences become leftovers."""
        there = self.there.get(record, {})
        differs = False
        for key, value in proposal.data.items():
            words = words_of_value(self._resolved(value))
            stands_in = words in _STAND_INS or (key == "title" and words.startswith("["))
            if stands_in or key == "url_status" or words == words_of_value(there.get(key, "")):
                continue
            if key == "url" and page_key(words) == page_key(str(there.get(key, ""))):
                continue
            differs = True
            label = f"{record} is there already; the file has another `{key}`"
            self.leftovers.append(Leftover(proposal.origin, label, words))
        if page := proposal.page_text:
            label = f"{record} is there already; {TEXT_OF_PAGE.lower()} in the file"
            self.leftovers.append(Leftover(proposal.origin, label, page.text))
        return "there already; the file has other words" if differs else "there already"


def _is_free(id_: str, kind: str, taken: Container[str]) -> bool:
    """Whether a record can have the id that the file gives it."""
    try:
        check_id(id_, kind, taken)
    except AuthorError:
        return False
    return True


def _digest(proposal: Proposal) -> str:
    def plain(value: Any) -> Any:
        return [value.kind, value.key] if isinstance(value, RecordLink) else str(value)

    canonical = json.dumps(proposal.data, default=plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode(errors="surrogatepass")).hexdigest()[:16]
