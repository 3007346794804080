"""Makes the parts of views from the Dossier. Each part that recurs is made once."""

from __future__ import annotations

from collections.abc import Iterable

from claimline.analysis import Findings
from claimline.analysis.corroboration import Side
from claimline.dates import PartialDate, machine, words
from claimline.model.dossier import Dossier, title
from claimline.model.parts import Fragment, Pointer, Translation
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
from claimline.pages.words import KINDS, count, direction, language_name, listed


class Book:
    """A Dossier with its findings, and the parts made from them so far."""

    def __init__(self, dossier: Dossier, findings: Findings) -> None:
        self.dossier = dossier
        self.findings = findings
        self.zone = dossier.site.time_zone
        self._scale = {step.id: step for step in dossier.site.verdicts}
        self._refs: dict[tuple[str, str], Ref] = {}
        self._rows: dict[str, ClaimRow] = {}
        self._cards: dict[str, SourceCard] = {}

    # Links and dates

    def ref(self, kind: str, id_: str) -> Ref:
        """A link to a record, by its title."""
        key = (kind, id_)
        found = self._refs.get(key)
        if found is None:
            label = title(self.dossier.records(kind)[id_])
            found = self._refs[key] = Ref(address(kind, id_), label)
        return found

    def refs(self, kind: str, ids: Iterable[str]) -> tuple[Ref, ...]:
        """Links to several records of one kind, in the order given."""
        return tuple(self.ref(kind, id_) for id_ in ids)

    def when(self, date: PartialDate | None) -> When | None:
        """A date as readers see it."""
        return None if date is None else When(words(date), machine(date))

    def must_when(self, date: PartialDate) -> When:
        """A date that is there, as readers see it."""
        return When(words(date), machine(date))

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
        found = self._cards.get(id_)
        if found is None:
            source = self.dossier.sources[id_]
            found = self._cards[id_] = SourceCard(
                ref=self.ref("source", id_),
                title=self.foreign(source.title, source.language),
                translation=source.title_translation.text if source.title_translation else "",
                publisher=source.publisher,
                published=self.when(source.published),
                kind=KINDS[source.kind],
                language=language_name(source.language),
                outside=self.outside(source),
                address_note=_address_note(source),
                excerpt=source.seen != "whole",
            )
        return found

    def outside(
        self, source: Source, quote: str | None = None, fragment: Fragment | None = None
    ) -> tuple[Outside, ...]:
        """The ways out of the site to a source: its address, then archived copies."""
        ways = []
        if source.url:
            label = "Read at the source"
            note = {"dead": "no longer there", "paywalled": "behind a paywall"}.get(
                source.url_status, ""
            )
            ways.append(Outside(with_text_fragment(source.url, quote, fragment), label, note))
        for archive in source.archives:
            captured = words(archive.captured) if archive.captured else ""
            href = with_text_fragment(archive.url, quote, fragment)
            ways.append(Outside(href, "Archived copy", captured))
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
        found = self._rows.get(id_)
        if found is None:
            claim = self.dossier.claims[id_]
            corroboration = self.findings.corroboration[id_]
            found = self._rows[id_] = ClaimRow(
                ref=self.ref("claim", id_),
                claim=claim.claim,
                verdict=self.verdict(claim),
                kind=claim.kind,
                counts=self.counts(corroboration.backing),
                against=self.counts(corroboration.against, against=True),
                by=self.refs("actor", claim.by),
                tags=self.tags(claim.tags),
            )
        return found

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
        earliest, latest = date.earliest(self.zone), date.latest(self.zone)
        return (earliest.isoformat(), latest.isoformat(), str(date))


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
