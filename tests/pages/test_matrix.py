"""The matrix in pages: nothing is left out, and no page grows without end."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from claimline.pages import matrix
from claimline.pages.matrix import MatrixView
from tests.dossiers import planned

SOURCES = [f"s{nth}" for nth in range(8)]
CITED = st.lists(st.sets(st.sampled_from(SOURCES)), max_size=12)


def views(cited: list[set[str]], most: int) -> dict[str, MatrixView]:
    """The pages of the matrix of claims that cite these sources, by path."""
    records: dict[str, dict[str, Any]] = {f"source/{id_}": {} for id_ in SOURCES}
    for nth, sources in enumerate(cited):
        citations = [{"source": id_, "stance": "supports"} for id_ in sorted(sources)]
        records[f"claim/c{nth:02}"] = {"citations": citations}
    with patch.object(matrix, "MOST_CELLS", most):
        pages = planned(records).pages
    return {page.path: page.view for page in pages if isinstance(page.view, MatrixView)}


@given(CITED, st.integers(1, 30))
def test_every_citation_stands_on_one_page(cited: list[set[str]], most: int) -> None:
    by_path = views(cited, most)
    shown = [
        (row.claim.ref.href, card.ref.href)
        for view in by_path.values()
        for row in view.rows
        for card, cell in zip(view.sources, row.cells, strict=True)
        if cell.href
    ]
    expected = {
        (f"claims/c{nth:02}.html", f"sources/{id_}.html")
        for nth, sources in enumerate(cited)
        for id_ in sources
    }
    assert len(shown) == len(set(shown))
    assert set(shown) == expected
    assert sum(len(view.rows) for view in by_path.values()) == len(cited)
    for view in by_path.values():
        assert len(view.rows) == 1 or len(view.rows) * len(view.sources) <= most
        assert all(any(row.cells[at].href for row in view.rows) for at in range(len(view.sources)))


def test_pages_lead_to_one_another() -> None:
    by_path = views([{"s1"}, {"s1"}, {"s2"}], 2)
    assert list(by_path) == ["matrix.html", "matrix/page-2.html"]
    first, second = (view.pager for view in by_path.values())
    assert first is not None
    assert second is not None
    assert (first.before, second.after) == (None, None)
    assert first.after is not None
    assert second.before is not None
    assert (first.after.href, second.before.href) == ("matrix/page-2.html", "matrix.html")
    assert views([{"s1"}, {"s2"}], 4)["matrix.html"].pager is None
