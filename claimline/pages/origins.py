"""The origins: from parties to statements to the sources that carry them."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.pages.actor import ACCESS
from claimline.pages.book import Book
from claimline.pages.parts import Page, Ref, SourceCard, StatementRow
from claimline.pages.tree import Leaf, Tree, tree
from claimline.pages.words import HOW
from claimline.value import Value


class Carrying(Value, frozen=True):
    """A source that carries a statement, and the sources that copy it, recursively."""

    card: SourceCard
    how: str
    copies: tuple[Carrying, ...]


class TracedStatement(Value, frozen=True):
    """A statement and who carries it."""

    row: StatementRow
    repeats: Ref | None
    carriers: tuple[Carrying, ...]
    summary: str


class PartyOrigins(Value, frozen=True):
    """All statements for which one party stands."""

    party: Ref
    access: str
    summary: str
    statements: tuple[TracedStatement, ...]


class OriginsView(Value, frozen=True):
    """All parties, those with most statements first, and sources of unknown origin."""

    summary: str
    tree: Tree | None
    parties: tuple[PartyOrigins, ...]
    unknown: tuple[SourceCard, ...]


def origins_page(book: Book) -> Page:
    """The tree from parties to sources."""
    dossier = book.dossier
    by_party: dict[str, list[str]] = {}
    for id_ in dossier.statements:
        by_party.setdefault(dossier.origin(id_).party, []).append(id_)
    parties = tuple(
        _party(book, party, ids)
        for party, ids in sorted(by_party.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    unknown = tuple(book.card(id_) for id_ in dossier.sources if not dossier.carried(id_))
    traced = len(dossier.sources) - len(unknown)
    n = book.n
    summary = book.t(
        "{sources} {statements} {parties}.",
        sources=n("{n} source traces", "{n} sources trace", traced),
        statements=n("to {n} statement", "to {n} statements", len(dossier.statements)),
        parties=n("by {n} party", "by {n} parties", len(parties)),
    )
    if unknown:
        told = n(
            "The origin of {n} source is not known.", "The origin of {n} sources is not known.",
            len(unknown),
        )  # fmt: skip
        summary = f"{summary} {told}"
    view = OriginsView(summary, _tree(book, parties, summary), parties, unknown)
    return Page(
        "origins.html", "pages/origins.html", book.t("Origins"), summary, "origins.html", view
    )


def _party(book: Book, party: str, ids: list[str]) -> PartyOrigins:
    rows = book.statement_rows(ids)
    by_href = {book.ref("statement", id_).href: id_ for id_ in ids}
    statements = tuple(_traced(book, by_href[row.ref.href], row) for row in rows)
    carriers = {
        source for id_ in ids for source in book.dossier.backlinks("statement", id_).sources
    }
    summary = book.t(
        "{statements}, {carriers}",
        statements=book.n("{n} statement", "{n} statements", len(ids)),
        carriers=book.n("carried by {n} source", "carried by {n} sources", len(carriers)),
    )
    access = book.t(ACCESS[book.dossier.actors[party].access])
    return PartyOrigins(book.ref("actor", party), access, summary, statements)


def _traced(book: Book, id_: str, row: StatementRow) -> TracedStatement:
    dossier = book.dossier
    carriers = []
    for source in dossier.backlinks("statement", id_).sources:
        for passed in dossier.sources[source].carries:
            if passed.statement == id_:
                carriers.append(_carrying(book, source, passed.how))
                break
    repeats = dossier.statements[id_].repeats
    return TracedStatement(
        row,
        book.ref("statement", repeats) if repeats else None,
        tuple(carriers),
        book.n("Carried by {n} source", "Carried by {n} sources", len(carriers)),
    )


def _carrying(book: Book, source: str, how: str) -> Carrying:
    return Carrying(book.card(source), book.t(HOW[how]), _copies(book, source))


def _tree(book: Book, parties: tuple[PartyOrigins, ...], summary: str) -> Tree | None:
    """The drawing of all parties, statements and sources, copies included."""
    leaves = []
    for group in parties:
        for origin in group.statements:
            leaves += [
                Leaf(group.party, origin.row.ref, carrying.card.ref)
                for carrying in _flat(origin.carriers)
            ]
    return tree(leaves, summary, book.language)


def _flat(carriers: tuple[Carrying, ...]) -> Iterator[Carrying]:
    for carrying in carriers:
        yield carrying
        yield from _flat(carrying.copies)


def _copies(book: Book, source: str) -> tuple[Carrying, ...]:
    found = []
    for copy in book.dossier.backlinks("source", source).sources:
        for passed in book.dossier.sources[copy].carries:
            if passed.source == source:
                found.append(_carrying(book, copy, passed.how))
    return tuple(found)
