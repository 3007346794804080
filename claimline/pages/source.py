"""The page of a source: what it is, what it carries, and every sentence that cites it."""

from __future__ import annotations

from dataclasses import dataclass

from claimline.model.dossier import Usage
from claimline.pages.address import page_of, place_of_usage, usage_anchor
from claimline.pages.book import Book
from claimline.pages.parts import Page, Passage, Ref, Reference, SourceCard, When
from claimline.pages.references import References
from claimline.pages.words import HOW, STANCES, count


@dataclass(frozen=True, slots=True)
class CarriedEntry:
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


@dataclass(frozen=True, slots=True)
class UsageEntry:
    """One place that cites the source. ``back`` leads to it."""

    anchor: str
    back: str
    words: str
    how: str
    stance: str
    quote: str
    locator: str


@dataclass(frozen=True, slots=True)
class UsageGroup:
    """The places on one page that cite the source."""

    kind: str
    page: Ref
    entries: tuple[UsageEntry, ...]


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A copy that the project keeps, unpublished: when it was saved, and its SHA-256."""

    when: When
    sha256: str


@dataclass(frozen=True, slots=True)
class SourceView:
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
    "whole": "The project read all of it.",
    "excerpt": "The project read an excerpt only.",
    "copy": "The project read a copy made by someone else.",
}


def source_page(book: Book, id_: str) -> Page:
    """The page of one source."""
    source = book.dossier.sources[id_]
    references = References(book)
    perspective = references.passage("source", id_, "perspective")
    note = references.passage("source", id_, "note")
    carries = _carries(book, references, id_)
    usages = _usages(book, id_)
    view = SourceView(
        id=id_,
        card=book.card(id_),
        authors=source.authors,
        published_note=source.published_note or "",
        perspective=perspective,
        reliability=source.reliability or "",
        reliability_reason=source.reliability_reason or "",
        seen=_SEEN[source.seen],
        note=note,
        carries=carries,
        unknown_origin=source.origin == "unknown" or not carries,
        copied_by=book.refs("source", book.dossier.backlinks("source", id_).sources),
        usages=usages,
        usage_count=count(len(book.dossier.usages[id_]), "place"),
        references=references.entries(),
        digests=tuple((copy.url, copy.sha256) for copy in source.archives if copy.sha256),
        kept=tuple(KeptCopy(book.must_when(c.captured), c.sha256) for c in source.captures),
    )
    card = view.card
    date = f", {card.published.words}" if card.published else ""
    description = f"{card.kind.capitalize()}, {card.publisher}{date}. Cited in {view.usage_count}."
    path = page_of("source", id_)
    return Page(path, "pages/source.html", source.title, description, "sources", view)


def _carries(book: Book, references: References, id_: str) -> tuple[CarriedEntry, ...]:
    dossier = book.dossier
    found = []
    for nth, passed in enumerate(dossier.sources[id_].carries):
        note = references.passage("source", id_, "carries", nth, "note")
        how = HOW[passed.how]
        if passed.statement:
            statement = dossier.statements[passed.statement]
            party = dossier.party(dossier.statements[dossier.root(passed.statement)].by)
            found.append(
                CarriedEntry(
                    book.ref("statement", passed.statement), False, how,
                    book.ref("actor", statement.by), book.ref("actor", party),
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
        groups.setdefault(usage.carrier, []).append(_entry(usage))
    return tuple(
        UsageGroup(kind, book.ref(kind, carrier), tuple(entries))
        for (kind, carrier), entries in groups.items()
    )


def _entry(usage: Usage) -> UsageEntry:
    how = {
        "sentence": "in a sentence", "citation": "as evidence", "stance": "for a stance",
        "answer": "for an answer",
    }[usage.how]  # fmt: skip
    return UsageEntry(
        anchor=usage_anchor(*usage.carrier, usage.anchor),
        back=place_of_usage(usage),
        words=usage.words,
        how=how,
        stance=STANCES.get(usage.stance, ""),
        quote=usage.quote,
        locator=usage.locator,
    )
