"""The ViewBuilder makes the parts of views. It makes each recurring part only once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from msgspec.structs import replace

from claimline.analysis import Analysis
from claimline.analysis.corroboration import Side
from claimline.dates import BEGINNING, PartialDate, machine, sort_key, words
from claimline.dates.plain_day import listed_day
from claimline.locale import direction, word
from claimline.model.claim_changes import change_dates
from claimline.model.dossier import Dossier, Usage
from claimline.model.link import PLAIN_SCALE
from claimline.model.records import Claim, Source
from claimline.model.shared_fields import Fragment, Pointer, Translation
from claimline.model.site import Site
from claimline.model.tag_names import tag_name
from claimline.pages.address import address_on, page_of, usage_anchor
from claimline.pages.counted import counted, uncounted
from claimline.pages.external_links import external_links
from claimline.pages.long_sections import place_of_usage
from claimline.pages.parts import PARTS, STORED
from claimline.pages.parts import part as part
from claimline.pages.record_paths import path_of_event
from claimline.pages.shared_views import (
    ClaimRow,
    Counts,
    EventRow,
    ExternalLink,
    ForeignText,
    Quote,
    Ref,
    SourceCard,
    StatementRow,
    VerdictMark,
    When,
)
from claimline.pages.vocabulary import (
    CONFIDENCE,
    KINDS,
    RECORD_MEANING,
    STANCES,
    STANDINGS,
    STATUSES,
    TRANSLATED,
)


class ViewBuilder:
    """A Dossier with its Analysis, and the parts made from them so far."""

    def __init__(self, dossier: Dossier, analysis: Analysis) -> None:
        self.dossier, self.analysis = analysis.dossier, analysis
        self.zone = dossier.site.time_zone
        self.queries = analysis.queries
        """The results of all queries so far, including parts, and what each was computed from."""
        self.queries.define({name: partial(make, self) for name, make in PARTS.items()})
        self.queries.stored = STORED
        site = dossier.site
        self.language = dossier.interface
        self.t, self.n, self.p = self.language.t, self.language.n, self.language.p
        self._plain = site.verdicts == PLAIN_SCALE
        self._scale = {step.id: step for step in site.verdicts}
        self._refs: dict[tuple[str, str], Ref] = {}
        self._dates: dict[PartialDate, When] = {}
        self._orders: dict[PartialDate, tuple[int, int, str]] = {}

    # Links and dates

    def page_of(self, kind: str, id_: str) -> str:
        """Return the path of the page that shows a record."""
        return path_of_event(self, id_) if kind == "event" else page_of(kind, id_)

    def address(self, kind: str, id_: str) -> str:
        """Return a record's address: its page, with a fragment if it shares the page."""
        return address_on(self.page_of(kind, id_), kind, id_)

    def place_of_usage(self, usage: Usage) -> str:
        """Return the address of the sentence or entry that cites a source."""
        return place_of_usage(usage, self.page_of(*usage.carrier))

    def ref(self, kind: str, id_: str) -> Ref:
        """Return a link to a record, labelled with its title."""
        key = (kind, id_)
        label, href = self.dossier.titles[key], self.address(kind, id_)
        link = self._refs.get(key)
        if link is None:
            link = self._refs[key] = Ref(href, label)
        return link

    def refs(self, kind: str, ids: Iterable[str]) -> tuple[Ref, ...]:
        """Return links to several records of one kind, in the order given."""
        return tuple(self.ref(kind, id_) for id_ in ids)

    def when(self, date: PartialDate | None) -> When | None:
        """Return a date as readers see it, or None."""
        return None if date is None else self.must_when(date)

    def must_when(self, date: PartialDate) -> When:
        """Return a date as readers see it."""
        when = self._dates.get(date)
        if when is None:
            in_words = words(date, language=self.language)
            when = self._dates[date] = When(in_words, machine(date))
        return when

    def tags(self, names: Iterable[str]) -> tuple[Ref, ...]:
        """Return links to the pages of tags. They have no address if tags have no pages."""
        site = self.dossier.site
        path = page_of if site.sections.tags else lambda *_: ""
        return tuple(Ref(path("tag", name), tag_name(site, name)) for name in names)

    # Words of others

    def foreign(self, text: str, lang: str | None) -> ForeignText:
        """Return a text, with its language and direction if these are not the interface's."""
        interface = self.language
        if not lang:
            return ForeignText(
                text, "", "auto" if self.dossier.site.language != interface.language else ""
            )
        is_interface = _same_language(lang, interface.language)
        text_direction = direction(lang)
        return ForeignText(
            text,
            "" if is_interface else lang,
            "" if text_direction == interface.direction else text_direction,
        )

    def quote(
        self,
        text: str | None,
        lang: str | None,
        translation: Translation | None,
        gone_since: PartialDate | None = None,
    ) -> Quote | None:
        """Return a quote with its translation, or None if there is no quote."""
        if text is None:
            return None
        ours = (translation.text, self.t(TRANSLATED[translation.by])) if translation else ("", "")
        return Quote(self.foreign(text, lang), *ours, self.when(gone_since))

    def quoted(self, pointer: Pointer) -> Quote | None:
        """Return the quote of a citation, in the source's language if the citation names none."""
        lang = pointer.lang or self.dossier.sources[pointer.source].language
        return self.quote(pointer.quote, lang, pointer.translation, pointer.gone_since)

    # Sources

    def cited(self, source: str, carrier: tuple[str, str], anchor: str, label: str = "") -> Ref:
        """Return a link to the entry of a citation on the page of its source.

        ``carrier`` is the kind and id of the citing record, and ``anchor`` the citation's fragment
        on its page. The label is the source's title if none is given.
        """
        href = f"{page_of('source', source)}#{usage_anchor(*carrier, anchor)}"
        return Ref(href, label or self.dossier.sources[source].title)

    def card(self, id_: str) -> SourceCard:
        """Return what every page that cites a source shows of it."""
        return _card(self, id_)

    def stance(self, stance: str, *, partial: bool) -> str:
        """Return the stance of a citation in words. ``partial`` is true for part of a claim."""
        stance_words = self.t(STANCES.get(stance, ""))
        return self.t("{stance}, in part", stance=stance_words) if partial else stance_words

    def one_source(self, id_: str) -> str:
        """Return the record that stands for a source if the source has several records."""
        return self.dossier.same_as.get(id_, id_)

    def source_count(self, ids: Iterable[str]) -> int:
        """Return the number of sources behind records of sources, each counted once."""
        return len(self.dossier.distinct(ids))

    def outside(
        self, source: Source, quote: str | None = None, fragment: Fragment | None = None,
        at: str | None = None,
    ) -> tuple[ExternalLink, ...]:  # fmt: skip
        """Return links to a source's address, then to its archive copies.

        Each leads to the page that the locator ``at`` names if it is a PDF, or else to ``quote``
        if a text fragment can find it.
        """
        return tuple(external_links(source, self.language, self.when, quote, fragment, at))

    # Claims

    def verdict(self, claim: Claim) -> VerdictMark | None:
        """Return a claim's verdict as readers see it, or None."""
        if claim.verdict is None:
            return None
        return self.mark_of(claim, claim.verdict, claim.confidence)

    def mark_of(self, claim: Claim, step: str, confidence: str | None = None) -> VerdictMark:
        """Return a step of the scale as readers see it on a claim.

        On a claim of kind ``record``, it says "On record": it judges only the record.
        """
        mark = self.mark(step, confidence)
        if claim.kind != "record":
            return mark
        if mark.tone == "supported":
            return replace(
                mark, label=self.t("On record"), meaning=self.t(RECORD_MEANING), plain=True
            )
        return replace(mark, label=self.t("Whether on record: {verdict}", verdict=mark.label))

    def mark(self, id_: str, confidence: str | None = None) -> VerdictMark:
        """Return a step of the verdict scale as readers see it."""
        step, plain = self._scale[id_], self._plain
        label, meaning = (
            (self.t(step.label), self.t(step.meaning)) if plain else (step.label, step.meaning)
        )
        confidence_words = self.t(CONFIDENCE[confidence]) if confidence else ""
        return VerdictMark(
            id_, label, meaning, step.tone, confidence or "", confidence_words, plain
        )

    def verdict_changed(self, claim: Claim, before: str, after: str) -> str:
        """Return a change of verdict in words: "Verdict changed from Unproven to Disputed"."""
        before, after = (self.mark_of(claim, step).label for step in (before, after))
        return self.t("Verdict changed from {before} to {after}", before=before, after=after)

    def counts(self, side: Side, *, against: bool = False) -> Counts:
        """Return the counts of one side of a claim. ``against`` is true if the side disputes it."""
        points = self.refs("actor", side.vantage_points)
        commentators = self.refs("actor", side.commentators)
        names = [[ref.label for ref in refs] for refs in (points, commentators)]
        return Counts(
            sources=len(side.sources),
            statements=len(side.statements),
            vantage_points=len(points),
            untraced=len(side.untraced),
            partial=len(side.partial),
            sentence=counted(self.language, side, *names, against=against),
            uncounted=uncounted(self.language, side, names[1]),
            vantage_point_refs=points,
            commentator_refs=commentators,
        )

    def claim_row(self, id_: str) -> ClaimRow:
        """Return a claim as a row of a list."""
        return _claim_row(self, id_)

    def claim_rows(self, ids: Iterable[str]) -> tuple[ClaimRow, ...]:
        """Return several claims as rows, in the order given."""
        return tuple(self.claim_row(id_) for id_ in ids)

    def event_rows(self, ids: Iterable[str], *, by_day: bool = False) -> tuple[EventRow, ...]:
        """Return several events as rows, in the order of their dates.

        With ``by_day``, a row has the day under which its event is listed, and no time.
        """
        dates = self.dossier.event_dates
        return tuple(
            EventRow(
                self.ref("event", id_),
                self.must_when(listed_day(dates[id_], self.zone) if by_day else dates[id_]),
                event_status(self, id_),
                self.t(STATUSES[event_status(self, id_)]),
            )
            for id_ in self.events_by_date(ids)
        )

    def events_by_date(self, ids: Iterable[str]) -> list[str]:
        """Return the ids of events by date."""
        dates = self.dossier.event_dates
        return sorted(ids, key=lambda id_: (self.order(dates[id_]), id_))

    def statement_rows(self, ids: Iterable[str]) -> tuple[StatementRow, ...]:
        """Return several statements as rows, by date. Those without a date come last."""
        return tuple(self.statement_row(id_) for id_ in self.statements_by_date(ids))

    def statements_by_date(self, ids: Iterable[str]) -> list[str]:
        """Return the ids of statements by date. Those without a date come last."""
        statements = self.dossier.statements
        return sorted(
            ids,
            key=lambda id_: (statements[id_].said is None, self.order(statements[id_].said), id_),
        )

    def statement_row(self, id_: str) -> StatementRow:
        """Return a statement as a row of a list."""
        return _statement_row(self, id_)

    def last_change(self, claim: Claim) -> When | None:
        """Return the day of a claim's latest change of verdict or correction, or None."""
        return self.when(max(change_dates(claim), key=self.order, default=None))

    def order(self, date: PartialDate | None) -> tuple[int, int, str]:
        """Return a key that sorts dates by their earliest bound. None comes first."""
        if date is None:
            return (BEGINNING, BEGINNING, "")
        key = self._orders.get(date)
        if key is None:
            key = self._orders[date] = sort_key(date, self.zone)
        return key


@part("tags of", tuple[str, ...])
def tags_of(builder: ViewBuilder, key: str) -> tuple[str, ...]:
    """Return the tags of a record. ``key`` is its kind, a space, and its id."""
    kind, _, id_ = key.partition(" ")
    tags: tuple[str, ...] = getattr(builder.dossier.records(kind)[id_], "tags", ())
    return tags


@part("status", str)
def event_status(builder: ViewBuilder, id_: str) -> str:
    """Return the status of an event."""
    return builder.dossier.events[id_].status


@part("source total", int)
def source_total(builder: ViewBuilder, _: str) -> int:
    """Return the number of sources of the site, each counted once."""
    return builder.source_count(builder.dossier.sources)


@part("card")
def _card(builder: ViewBuilder, id_: str) -> SourceCard:
    source = builder.dossier.sources[id_]
    site = builder.dossier.site
    return SourceCard(
        ref=builder.ref("source", id_),
        title=builder.foreign(source.title, _title_language(source, site)),
        translation=source.title_translation.text if source.title_translation else "",
        publisher=source.known_publisher,
        published=builder.when(source.published),
        kind=builder.t(KINDS[source.kind]),
        language=builder.language.conventions.language(source.language),
        outside=builder.outside(source),
        address_note=builder.t(_address_note(source)),
        excerpt=source.seen != "whole",
        foreign=source.language not in NO_ONE_LANGUAGE
        and not _same_language(source.language, site.language),
    )


@part("row", ClaimRow)
def _claim_row(builder: ViewBuilder, id_: str) -> ClaimRow:
    claim = builder.dossier.claims[id_]
    corroboration = builder.analysis.corroboration[id_]
    return ClaimRow(
        ref=builder.ref("claim", id_),
        claim=claim.claim,
        verdict=builder.verdict(claim),
        kind=claim.kind,
        standing=builder.t(STANDINGS[claim.kind]),
        counts=builder.counts(corroboration.backing),
        against=builder.counts(corroboration.against, against=True),
        by=builder.refs("actor", claim.by),
        tags=builder.tags(claim.tags),
    )


@part("statement row", StatementRow)
def _statement_row(builder: ViewBuilder, id_: str) -> StatementRow:
    statement = builder.dossier.statements[id_]
    return StatementRow(
        ref=builder.ref("statement", id_),
        by=builder.ref("actor", statement.by),
        said=builder.when(statement.said),
        channel=statement.channel or "",
        sources=builder.source_count(builder.dossier.carriers(id_)),
    )


def _title_language(source: Source, site: Site) -> str:
    """Return the language of a source's title. A title in brackets is in the site's language."""
    ours = source.title.startswith("[") and source.title.endswith("]")
    return site.language if ours else source.language


NO_ONE_LANGUAGE = frozenset({"mul", "und", "zxx"})
"""Codes for several languages, for an unknown one, and for none. None of them names a language."""


def _same_language(first: str, second: str) -> bool:
    return first.split("-")[0] == second.split("-")[0]


def _address_note(source: Source) -> str:
    if source.url:
        return ""
    if source.archives:
        return word("The original address is not known.")
    return word("No address is known.")
