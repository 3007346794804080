"""The page of a source: what it is, what it carries, and every sentence that cites it."""

from __future__ import annotations

from claimline.locale import word
from claimline.model.dossier import Usage
from claimline.pages.address import page_of, usage_anchor
from claimline.pages.locators import locator
from claimline.pages.media_view import MediaItem, media_items
from claimline.pages.references import References
from claimline.pages.shared_views import (
    FieldEntry,
    ForeignText,
    Locator,
    Page,
    Passage,
    Ref,
    Reference,
    SourceCard,
    When,
)
from claimline.pages.source_account import FEW, SourceAccount, citing_places, source_account
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import PASSING, RECORDS, capital
from claimline.value import Value


class CarriedEntry(Value, frozen=True):
    """A statement or another source that the source carries. ``manner`` comes before ``ref``."""

    manner: str
    ref: Ref
    speaker: Ref | None
    party: Ref | None
    said: When | None
    note: Passage | None
    through: tuple[Ref, ...] = ()
    """The statements that the source has from another source."""


class PassedOn(Value, frozen=True):
    """The sources that carry this one in the same manner, such as "Reprinted by"."""

    manner: str
    sources: tuple[Ref, ...]


class UsageEntry(Value, frozen=True):
    """One place that cites the source. ``back`` is its address."""

    anchor: str
    back: str
    words: str
    interface: bool
    """Whether ``words`` are words of the interface, which can have the site's words inside."""
    cited_as: str
    """What it is cited for, or "" if ``words`` say it."""
    quote: ForeignText | None
    locator: Locator | None


class UsageGroup(Value, frozen=True):
    """The places on one page that cite the source."""

    kind: str
    kind_words: str
    page: Ref
    entries: tuple[UsageEntry, ...]


class KeptCopy(Value, frozen=True):
    """A capture, which is not published: when it was saved, and its SHA-256."""

    when: When
    sha256: str


class SourceView(Value, frozen=True):
    """Everything about one source."""

    id: str
    card: SourceCard
    authors: tuple[str, ...]
    published_note: str
    perspective: Passage | None
    fields: tuple[FieldEntry, ...]
    reliability: str
    reliability_reason: str
    seen: str
    note: Passage | None
    account: SourceAccount | None
    carries: tuple[CarriedEntry, ...]
    unknown_origin: bool
    passed_on: tuple[PassedOn, ...]
    other_records: tuple[Ref, ...]
    """Other records of the same source."""
    usages: tuple[UsageGroup, ...]
    usage_count: str
    folded: bool
    """Whether the places that cite it are too many to be shown unfolded."""
    references: tuple[Reference, ...]
    digests: tuple[tuple[str, str], ...]
    """URLs of archive copies, each with the SHA-256 of the saved file."""
    captures: tuple[KeptCopy, ...]
    media: tuple[MediaItem, ...]
    reference_files: tuple[tuple[str, str], ...]
    """The formats of the source's files for reference managers, each with its path."""


REFERENCE_FORMS = (("CSL-JSON", "csl.json"), ("BibTeX", "bib"), ("RIS", "ris"))
"""The formats of a reference, each with the ending of its file beside the source's page."""

_SEEN = {
    "whole": word("The project read all of it."),
    "excerpt": word("The project read only an excerpt."),
    "copy": word("The project read a copy made by someone else."),
}


_CITED = {
    "stance": word("Cited for a stance"),
    "answer": word("Cited for an answer"),
    "role": word("Cited for a role in an event"),
    "number": word("Cited for a number"),
}


_STOOD = {
    "asserts": word("asserts"),
    "denies": word("denies"),
    "partly-confirms": word("partly confirms"),
    "declines": word("declines"),
    "no-statement-found": word("no statement found"),
}


def source_page(builder: ViewBuilder, id_: str) -> Page:
    """Make the page of a source."""
    source = builder.dossier.sources[id_]
    references = References(builder)
    fields = references.fields("source", id_, source.fields)
    perspective = references.passage("source", id_, "perspective")
    note = references.passage("source", id_, "note")
    carries = _carries(builder, references, id_)
    usages = _usages(builder, id_)
    used = len(citing_places(builder, id_))
    view = SourceView(
        id=id_,
        card=builder.card(id_),
        authors=source.authors,
        published_note=source.published_note or "",
        perspective=perspective,
        fields=fields,
        reliability=source.reliability or "",
        reliability_reason=source.reliability_reason or "",
        seen=builder.t(_SEEN[source.seen]),
        note=note,
        account=source_account(builder, id_),
        carries=carries,
        unknown_origin=source.origin == "unknown" or not carries,
        passed_on=_passed_on(builder, id_),
        other_records=_other_records(builder, id_),
        usages=usages,
        usage_count=builder.n("{n} place", "{n} places", used),
        folded=used > FEW,
        references=references.entries(),
        digests=tuple((copy.url, copy.sha256) for copy in source.archives if copy.sha256),
        captures=tuple(KeptCopy(builder.must_when(c.captured), c.sha256) for c in source.captures),
        media=media_items(builder, "source", id_),
        reference_files=tuple(
            (form, page_of("source", id_).removesuffix("html") + ending)
            for form, ending in REFERENCE_FORMS
        ),
    )
    card = view.card
    date = f", {card.published.words}" if card.published else ""
    cited = builder.n("Cited in {n} place.", "Cited in {n} places.", used)
    description = f"{capital(card.kind)}, {card.publisher}{date}. {cited}"
    path = page_of("source", id_)
    return Page(path, "pages/source.html", source.title, description, "sources", view)


def _carries(builder: ViewBuilder, references: References, id_: str) -> tuple[CarriedEntry, ...]:
    dossier = builder.dossier
    entries = []
    for nth, passed in enumerate(dossier.sources[id_].carries):
        note = references.passage("source", id_, "carries", nth, "note")
        manner = builder.t(PASSING[passed.how][0])
        if passed.statement:
            statement = dossier.statements[passed.statement]
            entries.append(
                CarriedEntry(
                    manner, builder.ref("statement", passed.statement),
                    builder.ref("actor", statement.by),
                    builder.ref("actor", dossier.voice(passed.statement).party),
                    builder.when(statement.said), note,
                )
            )  # fmt: skip
        if passed.source:
            ref = builder.ref("source", passed.source)
            through = builder.refs("statement", dossier.carried(passed.source))
            entries.append(CarriedEntry(manner, ref, None, None, None, note, through))
    return tuple(entries)


def _passed_on(builder: ViewBuilder, id_: str) -> tuple[PassedOn, ...]:
    """Return the sources that carry this one, by what they do to it."""
    by_manner: dict[str, list[str]] = {manner: [] for manner in PASSING}
    for other in builder.dossier.backlinks("source", id_).carriers:
        manners = {it.how for it in builder.dossier.sources[other].carries if it.source == id_}
        for manner in manners:
            by_manner[manner].append(other)
    return tuple(
        PassedOn(builder.t(PASSING[manner][1]), builder.refs("source", sources))
        for manner, sources in by_manner.items()
        if sources
    )


def _other_records(builder: ViewBuilder, id_: str) -> tuple[Ref, ...]:
    same_as = builder.dossier.same_as
    first = same_as.get(id_)
    if first is None:
        return ()
    same = (other for other in same_as if same_as[other] == first and other != id_)
    return builder.refs("source", sorted(same))


def _usages(builder: ViewBuilder, id_: str) -> tuple[UsageGroup, ...]:
    groups: dict[tuple[str, str], list[UsageEntry]] = {}
    for usage in citing_places(builder, id_):
        groups.setdefault(usage.carrier, []).append(_entry(builder, usage))
    return tuple(
        UsageGroup(kind, builder.t(RECORDS[kind]), builder.ref(kind, carrier), tuple(entries))
        for (kind, carrier), entries in groups.items()
    )


def _entry(builder: ViewBuilder, usage: Usage) -> UsageEntry:
    lang = usage.lang or builder.dossier.sources[usage.source].language
    interface, words, cited_as = _words(builder, usage)
    return UsageEntry(
        anchor=usage_anchor(*usage.carrier, usage.anchor),
        back=builder.place_of_usage(usage),
        words=words,
        interface=interface,
        cited_as=cited_as,
        quote=builder.foreign(usage.quote, lang) if usage.quote else None,
        locator=locator(builder, usage.source, usage.locator),
    )


def _words(builder: ViewBuilder, usage: Usage) -> tuple[bool, str, str]:
    """Return words that describe the citing place, and what the source is cited for there.

    Words of the interface come with True. The heading of the group names the claim, event or
    question, so they do not say it again.
    """
    if usage.form == "citation":
        return True, capital(builder.stance(usage.stance, partial=usage.partial)), ""
    if usage.form == "sentence":
        return False, usage.words, ""
    cited_as = builder.t(_CITED[usage.form])
    if usage.form == "stance":
        return True, capital(builder.t(_STOOD[usage.stance])), cited_as
    return False, usage.words, cited_as
