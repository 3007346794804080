"""The matrix: what each source says about each claim.

The claims stand in groups, by the party that makes them. Each group has a column for each source
that its claims cite. A large matrix is cut into pages. So no page grows with the number of records,
and nothing is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import chain

from claimline.locale import word_in
from claimline.model.tag_names import tag_name, tags_in_order
from claimline.pages.address import MATRIX, list_path, page_of
from claimline.pages.headline import parties_of
from claimline.pages.paging import Pager, paged_title, pager
from claimline.pages.shared_views import Choice, ClaimRow, HtmlPage, Ref, SourceCard
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


class MatrixColumn(Value, frozen=True):
    """A source as the heading of a column. ``date`` is "" if no other column has its publisher."""

    card: SourceCard
    date: str


class MatrixGroup(Value, frozen=True):
    """The claims of a party. In each row, ``cells`` has the order of ``columns``.

    ``party`` is None for claims without a named speaker, or of several parties. ``others`` says how
    many sources the claims do not cite, or is "".
    """

    anchor: str
    party: Ref | None
    heading: str
    others: str
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]


class MatrixView(Value, frozen=True):
    """The groups of a page. Rows are claims and columns are sources.

    ``summary`` counts the whole matrix. ``pager`` is None if the matrix has only one page.
    """

    summary: str
    groups: tuple[MatrixGroup, ...]
    tags: tuple[Choice, ...]
    points: tuple[Choice, ...]
    """The vantage points to filter by."""
    legend: tuple[tuple[str, str], ...]
    pager: Pager | None


MOST_BYTES = 250_000
"""Roughly the most bytes of a page with more than one claim."""
GROUP_BYTES, ROW_BYTES, COLUMN_BYTES, CITED_BYTES, EMPTY_BYTES = 700, 900, 200, 150, 9
"""Roughly the bytes of the parts of a page: a group, a row and a column of it, and cells."""
SEVERAL = "several parties"
"""In place of a party, for claims of several parties. No id has a space."""
LETTERS = {
    "supports": word_in("letter for: supports", "S"),
    "disputes": word_in("letter for: disputes", "D"),
    "repeats": word_in("letter for: repeats", "R"),
    "context": word_in("letter for: gives context", "C"),
}
_ANCHORS = {SEVERAL: "of-several", "": "of-nobody"}
SILENT = Cell("silent", "", "silent", False, "")


def matrix_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], HtmlPage]]:
    """Return the functions that make the pages of claims by sources, by path."""
    total = max(1, len(_cut(builder, "")))
    return {
        list_path(MATRIX, number): partial(_matrix_page, number=number)
        for number in range(1, total + 1)
    }


Group = tuple[str, tuple[str, ...]]
"""A party, ``SEVERAL`` or "", and the ids of its claims."""


@part("party and sources")
def _party_and_sources(builder: ViewBuilder, id_: str) -> tuple[str, tuple[str, ...]]:
    """Return the party of a claim, or ``SEVERAL`` or "", and the sources that it cites."""
    claim = builder.dossier.claims[id_]
    parties = parties_of(builder, claim)
    party = parties[0] if len(parties) == 1 else SEVERAL if parties else ""
    return party, tuple(sorted({citation.source for citation in claim.citations}))


@part("matrix cut", tuple[tuple[Group, ...], ...])
def _cut(builder: ViewBuilder, key: str) -> tuple[tuple[Group, ...], ...]:
    """Return the groups of each page. A page takes claims until it has ``MOST_BYTES``."""
    pages: list[dict[str, list[str]]] = []
    full = 0
    for party, ids in _groups(builder):
        rows, citations, columns = 0, 0, set[str]()
        for id_ in ids:
            cited = set(_party_and_sources(builder, id_)[1])
            more = _bytes(rows + 1, len(columns | cited), citations + len(cited))
            if not pages or full + more > MOST_BYTES:
                pages.append({})
                full, rows, citations, columns = 0, 0, 0, set()
            pages[-1].setdefault(party, []).append(id_)
            rows, citations, columns = rows + 1, citations + len(cited), columns | cited
        full += _bytes(rows, len(columns), citations)
    return tuple(tuple((party, tuple(ids)) for party, ids in page.items()) for page in pages)


def _bytes(rows: int, columns: int, cited: int) -> int:
    """Return roughly the bytes of a group, in which ``cited`` cells cite a source."""
    cells = cited * CITED_BYTES + (rows * columns - cited) * EMPTY_BYTES
    return GROUP_BYTES + rows * ROW_BYTES + columns * COLUMN_BYTES + cells


def _groups(builder: ViewBuilder) -> list[tuple[str, list[str]]]:
    """Return the claims by party. Those of several parties come late, and those of nobody last."""
    by_party: dict[str, list[str]] = {}
    for id_ in builder.dossier.claims:
        by_party.setdefault(_party_and_sources(builder, id_)[0], []).append(id_)
    return sorted(
        by_party.items(), key=lambda it: (it[0] == "", it[0] == SEVERAL, -len(it[1]), it[0])
    )


@part("matrix size", tuple[int, int])
def _size(builder: ViewBuilder, key: str) -> tuple[int, int]:
    """Return the number of claims and the number of cited sources in the whole matrix."""
    claims = builder.dossier.claims
    cited = {source for id_ in claims for source in _party_and_sources(builder, id_)[1]}
    return len(claims), builder.source_count(sorted(cited))


def _matrix_page(builder: ViewBuilder, number: int) -> HtmlPage:
    dossier = builder.dossier
    pages = _cut(builder, "")
    all_claims, all_sources = _size(builder, "")
    groups = tuple(
        _group(builder, *group, all_sources)
        for group in chain.from_iterable(pages[number - 1 : number])
    )
    rows = [row for group in groups for row in group.rows]
    tags = {tag for row in rows for tag in row.tags.split()}
    points = sorted({point for row in rows for point in row.points.split()})
    summary = builder.t(
        "{claims} by {sources}.",
        claims=builder.n("{n} claim", "{n} claims", all_claims),
        sources=builder.n("{n} source", "{n} sources", all_sources),
    )
    view = MatrixView(
        summary,
        groups,
        tuple(
            Choice(tag, tag_name(dossier.site, tag)) for tag in tags_in_order(dossier.site, tags)
        ),
        tuple(Choice(point, dossier.actors[point].name) for point in points),
        (
            *((builder.p(*LETTERS[stance]), builder.t(words)) for stance, words in STANCES.items()),
            ("( )", builder.t("only part of the claim")),
        ),
        pager(MATRIX, number, len(pages)) if len(pages) > 1 else None,
    )
    title = paged_title(builder.t("Matrix"), number, builder.language)
    return HtmlPage(list_path(MATRIX, number), "pages/matrix.html", title, summary, MATRIX, view)


def _group(
    builder: ViewBuilder, key: str, claims: tuple[str, ...], all_sources: int
) -> MatrixGroup:
    cited: dict[str, int] = {}
    for id_ in claims:
        for source in _claim_cells(builder, id_).by_source:
            cited[source] = cited.get(source, 0) + 1
    sources = sorted(cited, key=lambda id_: (-cited[id_], id_))
    cards = [builder.card(id_) for id_ in sources]
    publishers = Counter(card.name for card in cards)
    others = all_sources - builder.source_count(sources)
    party = builder.ref("actor", key) if key not in ("", SEVERAL) else None
    heading = (
        builder.t("Claims by several parties")
        if key
        else builder.t("Claims without a named speaker")
    )
    return MatrixGroup(
        anchor=f"by-{key}" if party else _ANCHORS[key],
        party=party,
        heading="" if party else heading,
        others=builder.n(
            "{n} other source is not cited for these claims, and has no column.",
            "{n} other sources are not cited for these claims, and have no column.",
            others,
        )
        if others
        else "",
        columns=tuple(
            MatrixColumn(
                card,
                (card.published.words if card.published else builder.t("date not known"))
                if publishers[card.name] > 1
                else "",
            )
            for card in cards
        ),
        rows=tuple(_row(builder, id_, sources) for id_ in claims),
    )


def _row(builder: ViewBuilder, id_: str, sources: list[str]) -> MatrixRow:
    own = _claim_cells(builder, id_)
    cells = tuple(own.by_source.get(source, SILENT) for source in sources)
    return MatrixRow(builder.claim_row(id_), cells, own.tags, own.points)


class ClaimCells(Value, frozen=True):
    """What the matrix has of a claim besides its row: the cells that are not silent, by source.

    ``tags`` and ``points`` are those of ``MatrixRow``.
    """

    by_source: dict[str, Cell]
    tags: str
    points: str


@part("matrix cells")
def _claim_cells(builder: ViewBuilder, id_: str) -> ClaimCells:
    """Return the cells of a claim. So an edit of its text makes no page of the matrix anew."""
    claim, corroboration = builder.dossier.claims[id_], builder.analysis.corroboration[id_]
    by_source: dict[str, dict[bool, Cell]] = {}
    for nth, citation in enumerate(claim.citations):
        letter, partial = builder.p(*LETTERS[citation.stance]), citation.extent == "part"
        cell = Cell(
            citation.stance,
            f"({letter})" if partial else letter,
            builder.stance(citation.stance, partial=partial),
            partial,
            f"{page_of('claim', id_)}#cite-{nth + 1}",
        )
        sides = by_source.setdefault(citation.source, {})
        before = sides.get(citation.stance == "disputes")
        # A citation of the whole claim says more than one of a part.
        more = before and before.partial and not partial and citation.stance != "context"
        if before is None or before.stance == "context" or more:
            sides[citation.stance == "disputes"] = cell
    cells = {source: _cell(builder, sides) for source, sides in by_source.items()}
    points = dict.fromkeys(
        (*corroboration.backing.vantage_points, *corroboration.against.vantage_points)
    )
    return ClaimCells(cells, " ".join(claim.tags), " ".join(points))


def _cell(builder: ViewBuilder, sides: dict[bool, Cell]) -> Cell:
    """Return the cell of a source from those of its sides. True is the side that disputes."""
    against = sides.get(True)
    backing = sides.get(False, against)
    assert backing
    if against is None or against is backing:
        return backing
    if backing.stance == "context":
        return against
    words = builder.language.conventions.listed([backing.words, against.words])
    letters = f"{backing.letter} {against.letter}"
    return Cell(against.stance, letters, words, backing.partial and against.partial, backing.href)
