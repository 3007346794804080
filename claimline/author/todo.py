"""What is left to do in a project: findings, records that wait, and what the records still lack.

A finding is a diagnostic of ``claimline check``. A gap is something that a record could have and
has not. No rule demands it, so no check reports it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from claimline.analysis import analysis_of
from claimline.analysis.corroboration import corroborate
from claimline.analysis.record_rules import FORM, violations_of
from claimline.author.captures.prose_quotes import start_in
from claimline.author.captures.quoted import quotes
from claimline.diagnostics import Code, Diagnostic, Location
from claimline.model.content_digest import changed_since_review
from claimline.model.dossier import Dossier
from claimline.model.record_places import RecordPlaces
from claimline.model.records import KINDS, Claim
from claimline.model.validate import Key
from claimline.value import Value

TodoKind = Literal[
    "error", "warning", "unfinished", "changed", "held-back", "verdict", "second-origin", "archive",
    "capture", "quote", "statement", "accepted",
]  # fmt: skip
TODO_KINDS: dict[TodoKind, str] = {
    "error": "Errors",
    "warning": "Warnings",
    "unfinished": "Drafts and records in review",
    "changed": "Records that have changed since they were reviewed",
    "held-back": "Records that are held back until a date",
    "verdict": "Claims without a verdict",
    "second-origin": "Claims that rest on fewer than two vantage points",
    "archive": "Sources without an archive copy",
    "capture": "Sources without a capture",
    "quote": "Quotes that no capture can check",
    "statement": "Statements that no claim uses",
    "accepted": "Accepted warnings",
}
"""The kinds of entries in their order, each with its heading."""
_OF_CODE: dict[Code, TodoKind] = {
    Code.CLAIM_WITHOUT_VERDICT: "verdict",
    Code.SUPPORTED_BY_ONE_PARTY: "second-origin",
}
"""The findings that stand under the heading of a gap, so that no record is listed twice for it."""


class TodoItem(Value, frozen=True):
    """One thing to do: its kind, its place, what is the matter, and what to do about it.

    ``record`` is the kind and id of the record, and ``title`` names it. They are None and "" if the
    place is in no valid record. ``code`` is that of a finding or of an accepted warning. A gap has
    none.
    """

    kind: TodoKind
    location: Location
    record: Key | None
    title: str
    message: str
    suggestion: str = ""
    code: Code | None = None


class TodoList(Value, frozen=True):
    """Everything that is left to do, by kind, and by place within each kind."""

    items: tuple[TodoItem, ...]

    def by_kind(self) -> dict[TodoKind, tuple[TodoItem, ...]]:
        """Return the entries of each kind that has any, in the order of ``TODO_KINDS``."""
        groups: dict[TodoKind, list[TodoItem]] = {kind: [] for kind in TODO_KINDS}
        for item in self.items:
            groups[item.kind].append(item)
        return {kind: tuple(items) for kind, items in groups.items() if items}

    def by_record(self) -> dict[Key | None, tuple[TodoItem, ...]]:
        """Return the entries of each record, in the order of kinds and ids.

        Entries that belong to no valid record are under None, at the end.
        """
        groups: dict[Key | None, list[TodoItem]] = defaultdict(list)
        for item in self.items:
            groups[item.record].append(item)
        kinds = ["site", *KINDS]
        keys = sorted((key for key in groups if key), key=lambda key: (kinds.index(key[0]), key[1]))
        in_order = [*keys, *([None] if None in groups else [])]
        return {key: tuple(groups[key]) for key in in_order}


def todo(dossier: Dossier | None, findings: Iterable[Diagnostic]) -> TodoList:
    """Return what is left to do.

    Args:
        dossier: all records, as ``linked_records.all_records`` returns them. None if they have
            errors: then only findings are listed.
        findings: the diagnostics of a check.
    """
    places = RecordPlaces(dossier.where if dossier else {})
    items = [_finding(dossier, diagnostic, places) for diagnostic in findings]
    if dossier is not None:
        items += _workflow(dossier)
        listed = {(item.kind, item.record) for item in items}
        items += [gap for gap in _gaps(dossier) if (gap.kind, gap.record) not in listed]
    kinds = list(TODO_KINDS)
    items.sort(key=lambda item: (kinds.index(item.kind), item.location, item.message))
    return TodoList(tuple(items))


def _finding(dossier: Dossier | None, diagnostic: Diagnostic, places: RecordPlaces) -> TodoItem:
    code, location = diagnostic.code, diagnostic.location
    kind: TodoKind = _OF_CODE.get(code) or ("error" if diagnostic.level == "error" else "warning")
    record = places.record_at(location)
    return TodoItem(
        kind, location, record, _title(dossier, record), diagnostic.message, diagnostic.suggestion,
        code,
    )  # fmt: skip


def _title(dossier: Dossier | None, key: Key | None) -> str:
    if dossier is None or key is None:
        return ""
    return dossier.site.title if key[0] == "site" else dossier.titles[key]


def _workflow(dossier: Dossier) -> Iterator[TodoItem]:
    """Yield what teams note in records: how far each is, until when it waits, what they accept."""
    analysis = analysis_of(dossier)
    for key in analysis.record_keys():
        record, where = dossier.records(key[0])[key[1]], dossier.where[key]
        if record.stage != "ready":
            words = "a draft" if record.stage == "draft" else "in review"
            hint = "Write `stage: ready` when it can be published."
            at = where.at("stage")
            yield _item(dossier, "unfinished", key, at, f"It is {words}.", hint)
            for broken in (*violations_of(record), *analysis.violations(*key)):
                at = where.at(*broken.loc)
                if broken.code not in FORM and broken.code not in _OF_CODE:
                    yield _item(
                        dossier, "unfinished", key, at, broken.message, broken.suggestion,
                        broken.code,
                    )  # fmt: skip
        if changed_since_review(record):
            last = record.reviewed[-1]
            message = f"It has changed since {last.by} read it on {last.date}."
            at = where.at("reviewed", len(record.reviewed) - 1)
            yield _item(dossier, "changed", key, at, message, "Have it read again.")
        if record.not_before:
            message = f"It waits for {record.not_before}."
            hint = f"Build with --as-of {record.not_before} on that day."
            yield _item(dossier, "held-back", key, where.at("not_before"), message, hint)
        for nth, waiver in enumerate(record.accept):
            who = ", ".join(str(it) for it in (waiver.by, waiver.date) if it)
            message = f"{waiver.why}{f' ({who})' if who else ''}"
            at = where.at("accept", nth, "rule")
            yield _item(dossier, "accepted", key, at, message, "", Code(waiver.rule))


def _gaps(dossier: Dossier) -> Iterator[TodoItem]:
    """Yield what the records lack, though no rule demands it."""
    yield from _claims(dossier)
    yield from _sources(dossier)
    yield from _quotes(dossier)
    yield from _statements(dossier)


def _item(
    dossier: Dossier,
    kind: TodoKind,
    key: Key,
    location: Location,
    message: str,
    suggestion: str,
    code: Code | None = None,
) -> TodoItem:
    return TodoItem(kind, location, key, dossier.titles[key], message, suggestion, code)


def _claims(dossier: Dossier) -> Iterator[TodoItem]:
    refuted = {step.id for step in dossier.site.verdicts if step.tone == "refuted"}
    for id_, claim in dossier.claims.items():
        key = ("claim", id_)
        at = dossier.where[key].at()
        if claim.verdict is None and claim.kind in ("fact", "record"):
            hint = "Add `verdict:` and `reasoning:`."
            yield _item(dossier, "verdict", key, at, "The claim has no verdict.", hint)
        if claim.kind != "fact" or claim.verdict in refuted:
            continue
        backing = corroborate(dossier, claim).backing
        points = len(backing.vantage_points) - len(backing.partial_points)
        if points < 2:
            message = f"The claim rests on {points} vantage point{'' if points == 1 else 's'}."
            hint = "Look for an origin that does not depend on the others."
            yield _item(dossier, "second-origin", key, at, message, hint)


def _sources(dossier: Dossier) -> Iterator[TodoItem]:
    for id_, source in dossier.sources.items():
        key = ("source", id_)
        at = dossier.where[key].at()
        if source.url and not source.archives:
            hint = "Save one, and add it to `archives:`."
            yield _item(dossier, "archive", key, at, "The source has no archive copy.", hint)
        if not source.captures:
            hint = f"Keep a copy: claimline capture add {id_} FILE."
            yield _item(dossier, "capture", key, at, "The source has no capture.", hint)


def _quotes(dossier: Dossier) -> Iterator[TodoItem]:
    """Yield the fields and texts with a quote, if none of its sources has a capture."""
    seen = set()
    for quoted in quotes(dossier):
        sources = [source for source, _ in quoted.cited]
        place = (quoted.key, quoted.loc, quoted.words)
        if place in seen or any(dossier.sources[source].captures for source in sources):
            continue
        seen.add(place)
        where = dossier.where[quoted.key]
        at = where.at(*quoted.loc, "quote")
        if quoted.kind == "prose":
            text = dossier.prose[quoted.key][quoted.loc].text
            at = where.inside(quoted.loc, start_in(text, quoted.words))
        named = ", ".join(f'"{source}"' for source in dict.fromkeys(sources))
        words = " ".join(quoted.words.split())
        message = f'"{words if len(words) <= 60 else f"{words[:57]}..."}" cannot be checked.'
        hint = f"Add a capture of {named}." if named else "Name a source that carries it."
        yield _item(dossier, "quote", quoted.key, at, message, hint)


def _statements(dossier: Dossier) -> Iterator[TodoItem]:
    used = {id_ for claim in dossier.claims.values() for id_ in _used(dossier, claim)}
    for id_ in dossier.statements:
        if id_ not in used:
            key = ("statement", id_)
            hint = "Cite it in a claim, or write the claim that it makes."
            at = dossier.where[key].at()
            yield _item(dossier, "statement", key, at, "No claim uses the statement.", hint)


def _used(dossier: Dossier, claim: Claim) -> Iterator[str]:
    """Yield the statements that a claim rests on, and the origins of those that only repeat."""
    cited = [stance.citation for stance in claim.stances if stance.citation]
    named = [
        claim.statement,
        *(dossier.cited_statement(it.source, it.statement) for it in (*claim.citations, *cited)),
    ]
    for statement in filter(None, named):
        yield statement
        yield dossier.origin(statement).statement
