"""The page of a source: what it is, what it carries, and every sentence that cites it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from claimline.analysis.ways import ways_of_source
from claimline.locale import word
from claimline.model.capture_fields import Capture
from claimline.model.chains import Voice
from claimline.model.dossier import Usage
from claimline.pages.address import page_of, stem_of, usage_anchor
from claimline.pages.amounts import number_words
from claimline.pages.locators import locator
from claimline.pages.media_view import MediaItem, media_items
from claimline.pages.provenance_flow import DEEPEST, FlowStep, first_ways, nested_sources
from claimline.pages.references import References
from claimline.pages.shared_views import (
    FieldEntry,
    ForeignText,
    HtmlPage,
    Locator,
    Passage,
    Ref,
    Reference,
    SourceCard,
    When,
)
from claimline.pages.source_account import FEW, SourceAccount, citing_places, source_account
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import HOW, PASSING, RECORDS, TRANSLATED, capital
from claimline.value import Value


class CarriedEntry(Value, frozen=True):
    """A statement or another source that the source carries. ``manner`` comes before ``ref``.

    ``speaker`` is None if the group's party speaks. ``party`` is None if it is that or the speaker.
    """

    manner: str
    ref: Ref
    speaker: Ref | None
    party: Ref | None
    said: When | None
    note: Passage | None
    through: tuple[Ref, ...] = ()
    """The statements that the source has from another source."""


class CarriedGroup(Value, frozen=True):
    """What the source carries of one speaker, or what it has from another source.

    ``speakers`` are the parties or commentators whose word it is. There are none if nobody knows.
    ``kind`` is ``vantage-point`` if one of them is one, else ``commentator`` or ``unknown``.
    """

    kind: str
    speakers: tuple[Ref, ...]
    entries: tuple[CarriedEntry, ...]


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


class KeptFile(Value, frozen=True):
    """A file of a capture: its media type, its SHA-256, and whether it is a working copy."""

    type: str
    sha256: str
    working_copy: bool


class KeptCopy(Value, frozen=True):
    """A capture, which is not published. ``when`` is None if its date is withheld.

    ``method`` says whether a person or a program saved it. ``tool`` and ``method`` may be empty.
    """

    when: When | None
    files: tuple[KeptFile, ...]
    tool: str
    method: str
    hashed_at_once: bool


class SourceView(Value, frozen=True):
    """Everything about one source."""

    id: str
    card: SourceCard
    translated_by: str
    """Who translated its title, in words, or ""."""
    authors: tuple[str, ...]
    published_note: str
    perspective: Passage | None
    fields: tuple[FieldEntry, ...]
    reliability: str
    reliability_reason: str
    seen: str
    note: Passage | None
    account: SourceAccount | None
    carries: tuple[CarriedGroup, ...]
    unknown_origin: bool
    copies: tuple[FlowStep, ...]
    """The sources that copy this one, with the nearest of their own copies."""
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


_METHODS = {"by-hand": word("By hand"), "automatic": word("By a program")}

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


def source_page(builder: ViewBuilder, id_: str) -> HtmlPage:
    """Make the page of a source."""
    source = builder.dossier.sources[id_]
    translated = source.title_translation
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
        translated_by=builder.t(TRANSLATED[translated.by]) if translated else "",
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
        copies=_copies(builder, id_),
        other_records=_other_records(builder, id_),
        usages=usages,
        usage_count=builder.n("{n} place", "{n} places", used),
        folded=used > FEW,
        references=references.entries(),
        digests=tuple((copy.url, copy.sha256) for copy in source.archives if copy.sha256),
        captures=tuple(_kept_copy(builder, capture) for capture in source.captures),
        media=media_items(builder, "source", id_),
        reference_files=tuple(
            (form, f"{stem_of(page_of('source', id_))}.{ending}")
            for form, ending in REFERENCE_FORMS
        ),
    )
    card = view.card
    date = f", {card.published.words}" if card.published else ""
    cited = builder.n("Cited in {n} place.", "Cited in {n} places.", used)
    publisher = f", {card.publisher}" if card.publisher else ""
    description = f"{capital(card.kind)}{publisher}{date}. {cited}"
    path = page_of("source", id_)
    return HtmlPage(path, "pages/source.html", source.title, description, "sources", view)


def _kept_copy(builder: ViewBuilder, capture: Capture) -> KeptCopy:
    hidden = capture.captured_shown == "none"
    copies = {each.file for each in capture.other_files if each.made_from}
    return KeptCopy(
        when=None if hidden else builder.must_when(capture.captured),
        files=tuple(KeptFile(it.type, it.sha256, it.file in copies) for it in capture.files),
        tool=capture.tool or "",
        method=builder.t(_METHODS[capture.method]) if capture.method else "",
        hashed_at_once=capture.hashed == "when-collected",
    )


_Group = tuple[str, str, tuple[str, ...]]
"""The kind of a group, the source that it comes through or "", and the ids of its speakers."""


def _carries(builder: ViewBuilder, references: References, id_: str) -> tuple[CarriedGroup, ...]:
    dossier = builder.dossier
    by_speaker: dict[_Group, list[CarriedEntry]] = {}
    for nth, passed in enumerate(dossier.sources[id_].carries):
        note = references.passage("source", id_, "carries", nth, "note")
        manner = builder.t(PASSING[passed.how])
        if passed.statement:
            statement, voice = dossier.statements[passed.statement], dossier.voice(passed.statement)
            origin = dossier.origin(passed.statement)
            entry = CarriedEntry(
                manner, builder.ref("statement", passed.statement),
                builder.ref("actor", statement.by) if statement.by != origin.party else None,
                builder.ref("actor", voice.party)
                if voice.party not in (origin.party, statement.by) else None,
                builder.when(statement.said), note,
            )  # fmt: skip
            key: _Group = (_kind([origin]), "", (origin.party,))
            by_speaker.setdefault(key, []).append(entry)
        if passed.source:
            carried = dossier.carried(passed.source)
            origins = [dossier.origin(statement) for statement in carried]
            speakers = tuple(dict.fromkeys(origin.party for origin in origins))
            ref, through = builder.ref("source", passed.source), builder.refs("statement", carried)
            entry = CarriedEntry(manner, ref, None, None, None, note, through)
            by_speaker.setdefault((_kind(origins), passed.source, speakers), []).append(entry)
    return tuple(
        CarriedGroup(kind, builder.refs("actor", speakers), tuple(entries))
        for (kind, _, speakers), entries in by_speaker.items()
    )


def _kind(origins: Sequence[Voice]) -> str:
    """Return what stands at the start of a group. A vantage point goes before commentators."""
    if not origins:
        return "unknown"
    return "vantage-point" if any(origin.counts for origin in origins) else "commentator"


def _copies(builder: ViewBuilder, id_: str) -> tuple[FlowStep, ...]:
    """Return the sources that copy this one, their copies, and the copies of those."""
    this, ways = builder.one_source(id_), {}
    steps: dict[str, FlowStep] = {}
    for copy, way in ways_of_source(builder.dossier, id_, DEEPEST).items():
        source = builder.one_source(copy)
        if source != this:
            at_first_hand = builder.one_source(way.through) == this
            ways[copy] = replace(way, through="") if at_first_hand else way
            note = builder.t(HOW[way.manner])
            steps.setdefault(source, FlowStep("source", builder.ref("source", copy), note=note))
    return nested_sources(builder, first_ways(builder, ways).get, steps)


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
    if usage.total is not None:
        return False, f"{usage.words}: {number_words(usage.total, builder.language)}", cited_as
    return False, usage.words, cited_as
