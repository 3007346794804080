"""Makes the parts of views from the Dossier. Each part that recurs is made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from claimline.analysis import Findings
from claimline.analysis.corroboration import Side
from claimline.dates import PartialDate, machine, words
from claimline.model.dossier import Dossier
from claimline.model.parts import Pointer, Translation
from claimline.model.records import Claim, Source
from claimline.pages.address import address
from claimline.pages.fragment import with_text_fragment
from claimline.pages.parts import (
    ClaimRow,
    Counts,
    EventRow,
    Outside,
    Quote,
    Ref,
    SourceCard,
    StatementRow,
    VerdictMark,
    When,
    Words,
)
from claimline.pages.reads import Read, Reads, watched
from claimline.pages.words import KINDS, count, direction, language_name, listed

T = TypeVar("T")
Part = Callable[["Book", str], T]

PARTS: dict[str, Part[Any]] = {}
"""What makes each kind of part, by name."""


def part(name: str) -> Callable[[Part[T]], Part[T]]:
    """Make a function of a Book and a key into a part: made once for each key.

    A page that reads a part depends on what the part holds, not on what it was made from:
    another reasoning of a claim does not change the claim's row.
    """

    def decorate(make: Part[T]) -> Part[T]:
        def get(book: Book, key: str) -> T:
            read = (name, key)
            if book.reads.now is not None:
                book.reads.now.add(read)
            found = book.parts.get(read)
            if found is None:
                with book.reads.noted() as inner:
                    made = make(book, key)
                found = book.parts[read] = (made, frozenset(inner))
            given: T = found[0]
            return given

        PARTS[name] = get
        return get

    return decorate


class Book:
    """A Dossier with its findings, and the parts made from them so far."""

    def __init__(self, dossier: Dossier, findings: Findings) -> None:
        self.reads = Reads()
        self.dossier, self.findings = watched(dossier, findings, self.reads)
        self.zone = dossier.site.time_zone
        self.parts: dict[Read, tuple[Any, frozenset[Read]]] = {}
        """Each part made so far, and what it was made from; inner parts come first."""
        self._scale = {step.id: step for step in dossier.site.verdicts}
        self._refs: dict[tuple[str, str], Ref] = {}
        self._dates: dict[PartialDate, When] = {}
        self._orders: dict[PartialDate, tuple[str, str, str]] = {}

    # Links and dates

    def ref(self, kind: str, id_: str) -> Ref:
        """A link to a record, by its title."""
        key = (kind, id_)
        label = self.dossier.titles[key]
        found = self._refs.get(key)
        if found is None:
            found = self._refs[key] = Ref(address(kind, id_), label)
        return found

    def refs(self, kind: str, ids: Iterable[str]) -> tuple[Ref, ...]:
        """Links to several records of one kind, in the order given."""
        return tuple(self.ref(kind, id_) for id_ in ids)

    def when(self, date: PartialDate | None) -> When | None:
        """A date as readers see it."""
        return None if date is None else self.must_when(date)

    def must_when(self, date: PartialDate) -> When:
        """A date that is there, as readers see it."""
        found = self._dates.get(date)
        if found is None:
            found = self._dates[date] = When(words(date), machine(date))
        return found

    def tags(self, names: Iterable[str]) -> tuple[Ref, ...]:
        """Links to the pages of tags."""
        if not self.dossier.site.sections.tags:
            return tuple(Ref("", name) for name in names)
        return tuple(Ref(f"tags/{name}.html", name) for name in names)

    # Words of others

    def foreign(self, text: str, lang: str | None) -> Words:
        """Words that are not ours, with their language where it is not the site's."""
        lang = lang or ""
        own = lang.split("-")[0] == self.dossier.site.language.split("-")[0]
        return Words(text, "" if own else lang, direction(lang))

    def quote(
        self, text: str | None, lang: str | None, translation: Translation | None
    ) -> Quote | None:
        """A quote with its translation, or None where there is none."""
        if text is None:
            return None
        by = {"human": "our translation", "machine": "machine translation",
              "official": "official translation", "outlet": "the outlet's translation"}  # fmt: skip
        if translation is None:
            return Quote(self.foreign(text, lang))
        return Quote(self.foreign(text, lang), translation.text, by[translation.by])

    def quoted(self, pointer: Pointer) -> Quote | None:
        """The quote at a place in a source, in the source's language if none is named."""
        lang = pointer.lang or self.dossier.sources[pointer.source].language
        return self.quote(pointer.quote, lang, pointer.translation)

    # Sources

    def card(self, id_: str) -> SourceCard:
        """A source as it is named wherever it is cited."""
        return _card(self, id_)

    def outside(self, source: Source, quote: str | None = None) -> tuple[Outside, ...]:
        """The ways out of the site to a source: its address, then archived copies."""
        ways = []
        if source.url:
            label = "Read at the source"
            note = {"dead": "no longer there", "paywalled": "behind a paywall"}.get(
                source.url_status, ""
            )
            ways.append(Outside(with_text_fragment(source.url, quote), label, note))
        for archive in source.archives:
            captured = words(archive.captured) if archive.captured else ""
            ways.append(Outside(with_text_fragment(archive.url, quote), "Archived copy", captured))
        return tuple(ways)

    # Claims

    def verdict(self, claim: Claim) -> VerdictMark | None:
        """A claim's verdict as readers see it."""
        if claim.verdict is None:
            return None
        step = self._scale[claim.verdict]
        return VerdictMark(step.id, step.label, step.meaning, step.tone, claim.confidence or "")

    def counts(self, side: Side, *, against: bool = False) -> Counts:
        """How much stands on one side of a claim."""
        parties = self.refs("actor", side.parties)
        return Counts(
            sources=len(side.sources),
            statements=len(side.statements),
            parties=len(side.parties),
            untraced=len(side.untraced),
            sentence=_counted(side, [ref.label for ref in parties], against=against),
            party_refs=parties,
        )

    def claim_row(self, id_: str) -> ClaimRow:
        """A claim in a list."""
        return _claim_row(self, id_)

    def claim_rows(self, ids: Iterable[str]) -> tuple[ClaimRow, ...]:
        """Several claims in a list."""
        return tuple(self.claim_row(id_) for id_ in ids)

    def event_rows(self, ids: Iterable[str]) -> tuple[EventRow, ...]:
        """Several events in the order of their dates."""
        events = self.dossier.events
        ordered = sorted(ids, key=lambda id_: (self.order(events[id_].date), id_))
        return tuple(
            EventRow(self.ref("event", id_), self.must_when(events[id_].date), events[id_].status)
            for id_ in ordered
        )

    def statement_rows(self, ids: Iterable[str]) -> tuple[StatementRow, ...]:
        """Several statements in the order in which they were made; those without a date last."""
        statements = self.dossier.statements
        ordered = sorted(
            ids,
            key=lambda id_: (statements[id_].said is None, self.order(statements[id_].said), id_),
        )
        return tuple(
            StatementRow(
                ref=self.ref("statement", id_),
                by=self.ref("actor", statements[id_].by),
                said=self.when(statements[id_].said),
                channel=statements[id_].channel or "",
                sources=len(self.dossier.backlinks("statement", id_).sources),
            )
            for id_ in ordered
        )

    def order(self, date: PartialDate | None) -> tuple[str, str, str]:
        """A key that sorts dates by their earliest bound; no date comes first."""
        if date is None:
            return ("", "", "")
        found = self._orders.get(date)
        if found is None:
            earliest, latest = date.earliest(self.zone), date.latest(self.zone)
            found = (earliest.isoformat(), latest.isoformat(), str(date))
            self._orders[date] = found
        return found


@part("card")
def _card(book: Book, id_: str) -> SourceCard:
    source = book.dossier.sources[id_]
    return SourceCard(
        ref=book.ref("source", id_),
        title=book.foreign(source.title, source.language),
        translation=source.title_translation.text if source.title_translation else "",
        publisher=source.publisher,
        published=book.when(source.published),
        kind=KINDS[source.kind],
        language=language_name(source.language),
        outside=book.outside(source),
        address_note=_address_note(source),
        excerpt=source.seen != "whole",
    )


@part("row")
def _claim_row(book: Book, id_: str) -> ClaimRow:
    claim = book.dossier.claims[id_]
    corroboration = book.findings.corroboration[id_]
    return ClaimRow(
        ref=book.ref("claim", id_),
        claim=claim.claim,
        verdict=book.verdict(claim),
        kind=claim.kind,
        counts=book.counts(corroboration.backing),
        against=book.counts(corroboration.against, against=True),
        by=book.refs("actor", claim.by),
        tags=book.tags(claim.tags),
    )


def _address_note(source: Source) -> str:
    if source.url:
        return ""
    if source.archives:
        return "The original address is not known."
    return "No address is known."


def _counted(side: Side, parties: list[str], *, against: bool) -> str:
    """The counts in a sentence: "4 sources back it, tracing to 1 statement by 1 party: Russia."."""
    if not side.sources:
        return "No source disputes it." if against else "No source backs it."
    number = len(side.sources)
    verb = "dispute" if against else "back"
    does = f"{count(number, 'source')} {verb}{'s' if number == 1 else ''} it"
    if not side.parties:
        return f"{does}, and {'cannot' if number == 1 else 'none can'} be traced."
    told = (
        f"{does}, tracing to {count(len(side.statements), 'statement')} "
        f"by {count(len(side.parties), 'party', 'parties')}: {listed(parties)}."
    )
    if side.untraced:
        told += f" {count(len(side.untraced), 'source')} cannot be traced."
    return told
