"""The matrix: which source says what of which claim."""

from __future__ import annotations

from dataclasses import dataclass

from claimline.pages.book import Book
from claimline.pages.parts import ClaimRow, Page, SourceCard
from claimline.pages.words import STANCES, count


@dataclass(frozen=True, slots=True)
class Cell:
    """What a source says of a claim: a letter, the words, and where it does. Empty if silent."""

    stance: str
    letter: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Rows are claims, columns are sources; ``cells`` follow ``sources`` in each row."""

    summary: str
    sources: tuple[SourceCard, ...]
    rows: tuple[tuple[ClaimRow, tuple[Cell, ...]], ...]
    legend: tuple[tuple[str, str], ...]


LETTERS = {"supports": "S", "disputes": "D", "repeats": "R", "context": "C"}
SILENT = Cell("silent", "", "silent", "")


def matrix_page(book: Book) -> Page:
    """Claims by sources."""
    dossier = book.dossier
    cited: dict[str, int] = {}
    for claim in dossier.claims.values():
        for source in {citation.source for citation in claim.citations}:
            cited[source] = cited.get(source, 0) + 1
    sources = sorted(cited, key=lambda id_: (-cited[id_], id_))
    rows = tuple((book.claim_row(id_), _cells(book, id_, sources)) for id_ in dossier.claims)
    summary = f"{count(len(rows), 'claim')} by {count(len(sources), 'source')}."
    view = MatrixView(
        summary,
        tuple(book.card(id_) for id_ in sources),
        rows,
        tuple((LETTERS[stance], words) for stance, words in STANCES.items()),
    )
    return Page("matrix.html", "pages/matrix.html", "Matrix", summary, "matrix.html", view)


def _cells(book: Book, id_: str, sources: list[str]) -> tuple[Cell, ...]:
    found: dict[str, Cell] = {}
    for nth, citation in enumerate(book.dossier.claims[id_].citations):
        here = Cell(
            citation.stance,
            LETTERS[citation.stance],
            STANCES[citation.stance],
            f"claims/{id_}.html#cite-{nth + 1}",
        )
        before = found.get(citation.source)
        if before is None or before.stance == "context":
            found[citation.source] = here
    return tuple(found.get(source, SILENT) for source in sources)
