"""The page of a source: what it is, what it carries, and every sentence that cites it."""

from __future__ import annotations

from claimline.locale import word
from claimline.model.dossier import Usage
from claimline.pages.address import page_of, place_of_usage, usage_anchor
from claimline.pages.book import Book
from claimline.pages.parts import Page, Passage, Ref, Reference, SourceCard, When, Words
from claimline.pages.references import References
from claimline.pages.words import HOW, RECORDS, STANCES, capital
from claimline.value import Value


class CarriedEntry(Value, frozen=True):
    """A statement or another source that the source passes on."""

    ref: Ref
    is_source: bool
    how: str
    speaker: Ref | None
    party: Ref | None
    said: When | None
    note: Passage | None
    through: tuple[Ref, ...] = ()
    """The statements that come with another source."""


class UsageEntry(Value, frozen=True):
    """One place that cites the source. ``back`` leads to it."""

    anchor: str
    back: str
    words: str
    interface: bool
    """Whether ``words`` is a sentence of the interface, around the site's own."""
    how: str
    stance: str
    quote: Words | None
    locator: str


class UsageGroup(Value, frozen=True):
    """The places on one page that cite the source."""

    kind: str
    kind_words: str
    page: Ref
    entries: tuple[UsageEntry, ...]


class KeptCopy(Value, frozen=True):
    """A copy that the project keeps, unpublished: when it was saved, and its SHA-256."""

    when: When
    sha256: str


class SourceView(Value, frozen=True):
    """Everything about one source."""

    id: str
    card: SourceCard
    authors: tuple[str, ...]
    published_note: str
    perspective: Passage | None
    reliability: str
    reliability_reason: str
    seen: str
    note: Passage | None
    carries: tuple[CarriedEntry, ...]
    unknown_origin: bool
    copied_by: tuple[Ref, ...]
    usages: tuple[UsageGroup, ...]
    usage_count: str
    references: tuple[Reference, ...]
    digests: tuple[tuple[str, str], ...]
    """Addresses of archived copies, with the SHA-256 of the saved file."""
    kept: tuple[KeptCopy, ...]


_SEEN = {
    "whole": word("The project read all of it."),
    "excerpt": word("The project read only an excerpt."),
    "copy": word("The project read a copy made by someone else."),
}


_CITED = {
    "sentence": word("Cited in a sentence"),
    "citation": word("Cited as evidence"),
    "stance": word("Cited for a stance"),
    "answer": word("Cited for an answer"),
    "silent": word("Cited for an answer"),
}


_STOOD = {
    "asserts": word("asserts"),
    "denies": word("denies"),
    "partly-confirms": word("partly confirms"),
    "declines": word("declines"),
    "no-statement-found": word("no statement found"),
}


def source_page(book: Book, id_: str) -> Page:
    """The page of one source."""
    source = book.dossier.sources[id_]
    references = References(book)
    perspective = references.passage("source", id_, "perspective")
    note = references.passage("source", id_, "note")
    carries = _carries(book, references, id_)
    usages = _usages(book, id_)
    used = len(book.dossier.usages[id_])
    view = SourceView(
        id=id_,
        card=book.card(id_),
        authors=source.authors,
        published_note=source.published_note or "",
        perspective=perspective,
        reliability=source.reliability or "",
        reliability_reason=source.reliability_reason or "",
        seen=book.t(_SEEN[source.seen]),
        note=note,
        carries=carries,
        unknown_origin=source.origin == "unknown" or not carries,
        copied_by=book.refs("source", book.dossier.backlinks("source", id_).sources),
        usages=usages,
        usage_count=book.n("{n} place", "{n} places", used),
        references=references.entries(),
        digests=tuple((copy.url, copy.sha256) for copy in source.archives if copy.sha256),
        kept=tuple(KeptCopy(book.must_when(c.captured), c.sha256) for c in source.captures),
    )
    card = view.card
    date = f", {card.published.words}" if card.published else ""
    cited = book.n("Cited in {n} place.", "Cited in {n} places.", used)
    description = f"{capital(card.kind)}, {card.publisher}{date}. {cited}"
    path = page_of("source", id_)
    return Page(path, "pages/source.html", source.title, description, "sources", view)


def _carries(book: Book, references: References, id_: str) -> tuple[CarriedEntry, ...]:
    dossier = book.dossier
    found = []
    for nth, passed in enumerate(dossier.sources[id_].carries):
        note = references.passage("source", id_, "carries", nth, "note")
        how = book.t(HOW[passed.how])
        if passed.statement:
            statement = dossier.statements[passed.statement]
            found.append(
                CarriedEntry(
                    book.ref("statement", passed.statement), False, how,
                    book.ref("actor", statement.by), book.ref("actor", dossier.party(statement.by)),
                    book.when(statement.said), note,
                )
            )  # fmt: skip
        if passed.source:
            ref = book.ref("source", passed.source)
            through = book.refs("statement", dossier.carried(passed.source))
            found.append(CarriedEntry(ref, True, how, None, None, None, note, through))
    return tuple(found)


def _usages(book: Book, id_: str) -> tuple[UsageGroup, ...]:
    groups: dict[tuple[str, str], list[UsageEntry]] = {}
    for usage in book.dossier.usages[id_]:
        groups.setdefault(usage.carrier, []).append(_entry(book, usage))
    return tuple(
        UsageGroup(kind, book.t(RECORDS[kind]), book.ref(kind, carrier), tuple(entries))
        for (kind, carrier), entries in groups.items()
    )


def _entry(book: Book, usage: Usage) -> UsageEntry:
    lang = usage.lang or book.dossier.sources[usage.source].language
    return UsageEntry(
        anchor=usage_anchor(*usage.carrier, usage.anchor),
        back=place_of_usage(usage),
        words=_words(book, usage),
        interface=usage.how in ("stance", "silent"),
        how=book.t(_CITED[usage.how]),
        stance=book.t(STANCES.get(usage.stance, "")),
        quote=book.foreign(usage.quote, lang) if usage.quote else None,
        locator=usage.locator,
    )


def _words(book: Book, usage: Usage) -> str:
    """What stands at the citing place, in short."""
    if usage.how == "stance":
        stood = book.t(_STOOD[usage.stance])
        return book.t("{claim}: {stance}", claim=usage.words, stance=stood)
    if usage.how == "silent":
        return book.t("{question} Not mentioned.", question=usage.words)
    return usage.words
