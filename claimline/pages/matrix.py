"""The matrix: what each source says about each claim."""

from __future__ import annotations

from claimline.locale import word_in
from claimline.pages.shared_views import Choice, ClaimRow, Page, SourceCard
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import STANCES
from claimline.value import Value


class Cell(Value, frozen=True):
    """What a source says about a claim: a letter, words, and a link. Empty if it is silent."""

    stance: str
    letter: str
    words: str
    href: str


class MatrixRow(Value, frozen=True):
    """A claim with its cells, and the tags and parties to filter by, with spaces between."""

    claim: ClaimRow
    cells: tuple[Cell, ...]
    tags: str
    parties: str


class MatrixView(Value, frozen=True):
    """Rows are claims, columns are sources; ``cells`` follow ``sources`` in each row."""

    summary: str
    sources: tuple[SourceCard, ...]
    rows: tuple[MatrixRow, ...]
    tags: tuple[Choice, ...]
    parties: tuple[Choice, ...]
    legend: tuple[tuple[str, str], ...]


LETTERS = {
    "supports": word_in("letter for: supports", "S"),
    "disputes": word_in("letter for: disputes", "D"),
    "repeats": word_in("letter for: repeats", "R"),
    "context": word_in("letter for: gives context", "C"),
}
SILENT = Cell("silent", "", "silent", "")


def matrix_page(builder: ViewBuilder) -> Page:
    """Make the page of claims by sources."""
    dossier = builder.dossier
    cited: dict[str, int] = {}
    for claim in dossier.claims.values():
        for source in {citation.source for citation in claim.citations}:
            cited[source] = cited.get(source, 0) + 1
    sources = sorted(cited, key=lambda id_: (-cited[id_], id_))
    rows = tuple(_row(builder, id_, sources) for id_ in dossier.claims)
    tags = sorted({tag for row in rows for tag in row.tags.split()})
    parties = sorted({party for row in rows for party in row.parties.split()})
    summary = builder.t(
        "{claims} by {sources}.",
        claims=builder.n("{n} claim", "{n} claims", len(rows)),
        sources=builder.n("{n} source", "{n} sources", len(sources)),
    )
    view = MatrixView(
        summary,
        tuple(builder.card(id_) for id_ in sources),
        rows,
        tuple(Choice(tag, tag) for tag in tags),
        tuple(Choice(party, dossier.actors[party].name) for party in parties),
        tuple((builder.p(*LETTERS[stance]), builder.t(words)) for stance, words in STANCES.items()),
    )
    return Page(
        "matrix.html", "pages/matrix.html", builder.t("Matrix"), summary, "matrix.html", view
    )


def _row(builder: ViewBuilder, id_: str, sources: list[str]) -> MatrixRow:
    corroboration = builder.analysis.corroboration[id_]
    parties = dict.fromkeys((*corroboration.backing.parties, *corroboration.against.parties))
    return MatrixRow(
        builder.claim_row(id_),
        _cells(builder, id_, sources),
        " ".join(builder.dossier.claims[id_].tags),
        " ".join(parties),
    )


def _cells(builder: ViewBuilder, id_: str, sources: list[str]) -> tuple[Cell, ...]:
    by_source: dict[str, Cell] = {}
    for nth, citation in enumerate(builder.dossier.claims[id_].citations):
        cell = Cell(
            citation.stance,
            builder.p(*LETTERS[citation.stance]),
            builder.t(STANCES[citation.stance]),
            f"claims/{id_}.html#cite-{nth + 1}",
        )
        before = by_source.get(citation.source)
        if before is None or before.stance == "context":
            by_source[citation.source] = cell
    return tuple(by_source.get(source, SILENT) for source in sources)
