"""The matrix: what each source says about each claim.

A large matrix is cut into pages. Each has some of the claims, and a column for each source that
these claims cite. So no page grows with the number of records, and nothing is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from claimline.locale import word_in
from claimline.pages.address import MATRIX, list_path, page_of
from claimline.pages.paging import Pager, paged_title, pager
from claimline.pages.shared_views import Choice, ClaimRow, Page, SourceCard
from claimline.pages.view_builder import ViewBuilder, part
from claimline.pages.vocabulary import STANCES
from claimline.value import Value


class Cell(Value, frozen=True):
    """What a source says about a claim: a letter, words and a link. Silence has only words."""

    stance: str
    letter: str
    words: str
    partial: bool
    href: str


class MatrixRow(Value, frozen=True):
    """A claim with its cells. ``tags`` and ``points``, for the filters, have spaces between."""

    claim: ClaimRow
    cells: tuple[Cell, ...]
    tags: str
    points: str


class MatrixView(Value, frozen=True):
    """Rows are claims and columns are sources. In each row, ``cells`` has the order of ``sources``.

    ``summary`` counts the whole matrix. ``pager`` is None if the matrix has only one page.
    """

    summary: str
    sources: tuple[SourceCard, ...]
    rows: tuple[MatrixRow, ...]
    tags: tuple[Choice, ...]
    points: tuple[Choice, ...]
    """The vantage points to filter by."""
    legend: tuple[tuple[str, str], ...]
    pager: Pager | None


MOST_CELLS = 10_000
"""The most cells on a page with more than one claim. An empty cell takes 20 bytes, any other
200."""
LETTERS = {
    "supports": word_in("letter for: supports", "S"),
    "disputes": word_in("letter for: disputes", "D"),
    "repeats": word_in("letter for: repeats", "R"),
    "context": word_in("letter for: gives context", "C"),
}
SILENT = Cell("silent", "", "silent", False, "")


def matrix_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], Page]]:
    """Return the functions that make the pages of claims by sources, by path."""
    total = max(1, len(_cut(builder, "")))
    return {
        list_path(MATRIX, number): partial(_matrix_page, number=number)
        for number in range(1, total + 1)
    }


@part("matrix cut")
def _cut(builder: ViewBuilder, key: str) -> tuple[tuple[str, ...], ...]:
    """Return the claims of each page. A page takes claims until it has ``MOST_CELLS`` cells."""
    pages: list[list[str]] = []
    columns: set[str] = set()
    for id_, claim in builder.dossier.claims.items():
        cited = {citation.source for citation in claim.citations}
        if not pages or (len(pages[-1]) + 1) * len(columns | cited) > MOST_CELLS:
            pages.append([])
            columns = set()
        pages[-1].append(id_)
        columns |= cited
    return tuple(map(tuple, pages))


@part("matrix size")
def _size(builder: ViewBuilder, key: str) -> tuple[int, int]:
    """Return the number of claims and the number of cited sources in the whole matrix."""
    claims = builder.dossier.claims.values()
    cited = {citation.source for claim in claims for citation in claim.citations}
    return len(claims), builder.source_count(cited)


def _matrix_page(builder: ViewBuilder, number: int) -> Page:
    dossier = builder.dossier
    pages = _cut(builder, "")
    claims = pages[number - 1] if pages else ()
    cited: dict[str, int] = {}
    for id_ in claims:
        for source in {citation.source for citation in dossier.claims[id_].citations}:
            cited[source] = cited.get(source, 0) + 1
    sources = sorted(cited, key=lambda id_: (-cited[id_], id_))
    rows = tuple(_row(builder, id_, sources) for id_ in claims)
    tags = sorted({tag for row in rows for tag in row.tags.split()})
    points = sorted({point for row in rows for point in row.points.split()})
    all_claims, all_sources = _size(builder, "")
    summary = builder.t(
        "{claims} by {sources}.",
        claims=builder.n("{n} claim", "{n} claims", all_claims),
        sources=builder.n("{n} source", "{n} sources", all_sources),
    )
    view = MatrixView(
        summary,
        tuple(builder.card(id_) for id_ in sources),
        rows,
        tuple(Choice(tag, tag) for tag in tags),
        tuple(Choice(point, dossier.actors[point].name) for point in points),
        (
            *((builder.p(*LETTERS[stance]), builder.t(words)) for stance, words in STANCES.items()),
            ("( )", builder.t("only part of the claim")),
        ),
        pager(MATRIX, number, len(pages)) if len(pages) > 1 else None,
    )
    title = paged_title(builder.t("Matrix"), number, builder.language)
    return Page(list_path(MATRIX, number), "pages/matrix.html", title, summary, MATRIX, view)


def _row(builder: ViewBuilder, id_: str, sources: list[str]) -> MatrixRow:
    corroboration = builder.analysis.corroboration[id_]
    points = dict.fromkeys(
        (*corroboration.backing.vantage_points, *corroboration.against.vantage_points)
    )
    return MatrixRow(
        builder.claim_row(id_),
        _cells(builder, id_, sources),
        " ".join(builder.dossier.claims[id_].tags),
        " ".join(points),
    )


def _cells(builder: ViewBuilder, id_: str, sources: list[str]) -> tuple[Cell, ...]:
    by_source: dict[str, Cell] = {}
    for nth, citation in enumerate(builder.dossier.claims[id_].citations):
        letter, partial = builder.p(*LETTERS[citation.stance]), citation.extent == "part"
        cell = Cell(
            citation.stance,
            f"({letter})" if partial else letter,
            builder.stance(citation.stance, partial=partial),
            partial,
            f"{page_of('claim', id_)}#cite-{nth + 1}",
        )
        before = by_source.get(citation.source)
        # A citation of the whole claim says more than one of a part.
        more = before and before.partial and not partial and citation.stance != "context"
        if before is None or before.stance == "context" or more:
            by_source[citation.source] = cell
    return tuple(by_source.get(source, SILENT) for source in sources)
