"""The matrix in pages: nothing is left out, and no page grows without end."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from claimline.diagnostics import Report
from claimline.pages import matrix
from claimline.pages.matrix import MatrixGroup, MatrixView
from tests.dossiers import planned
from tests.rendering import render

SOURCES = [f"s{nth}" for nth in range(8)]
CITED = st.lists(st.sets(st.sampled_from(SOURCES)), max_size=12)


def views(cited: list[set[str]], most: int) -> dict[str, MatrixView]:
    """The pages of the matrix of claims that cite these sources, by path."""
    records: dict[str, dict[str, Any]] = {
        **{f"source/{id_}": {} for id_ in SOURCES},
        "actor/a": {},
        "actor/b": {},
        "actor/clerk": {"party": "a"},
    }
    for nth, sources in enumerate(cited):
        citations = [{"source": id_, "stance": "supports"} for id_ in sorted(sources)]
        makers = [[], ["a"], ["b"], ["a", "b"], ["clerk"]][nth % 5]
        records[f"claim/c{nth:02}"] = {"citations": citations, "by": makers}
    with patch.object(matrix, "MOST_BYTES", most):
        pages = planned(records).pages
    return {page.path: page.view for page in pages if isinstance(page.view, MatrixView)}


def size(view: MatrixView) -> int:
    """About the bytes of a page, by its rows, columns and cells."""
    return sum(
        matrix._bytes(
            len(group.rows),
            len(group.columns),
            sum(bool(cell.href) for row in group.rows for cell in row.cells),
        )
        for group in view.groups
    )


@given(CITED, st.integers(1, 9000))
def test_every_citation_stands_on_one_page(cited: list[set[str]], most: int) -> None:
    by_path = views(cited, most)
    shown = [
        (row.claim.ref.href, card.ref.href)
        for view in by_path.values()
        for group in view.groups
        for row in group.rows
        for card, cell in zip((it.card for it in group.columns), row.cells, strict=True)
        if cell.href
    ]
    expected = {
        (f"claims/c{nth:02}.html", f"sources/{id_}.html")
        for nth, sources in enumerate(cited)
        for id_ in sources
    }
    assert len(shown) == len(set(shown))
    assert set(shown) == expected
    groups = [group for view in by_path.values() for group in view.groups]
    assert sum(len(group.rows) for group in groups) == len(cited)
    for view in by_path.values():
        assert sum(len(group.rows) for group in view.groups) == 1 or size(view) <= most
    for group in groups:
        assert all(any(row.cells[at].href for row in group.rows)
                   for at in range(len(group.columns)))  # fmt: skip


def test_pages_lead_to_one_another() -> None:
    by_path = views([{"s1"}, {"s1"}, {"s2"}], 4000)
    assert list(by_path) == ["matrix.html", "matrix/page-2.html"]
    first, second = (view.pager for view in by_path.values())
    assert first is not None
    assert second is not None
    assert (first.before, second.after) == (None, None)
    assert first.after is not None
    assert second.before is not None
    assert (first.after.href, second.before.href) == ("matrix/page-2.html", "matrix.html")
    assert views([{"s1"}, {"s2"}], 5000)["matrix.html"].pager is None


def _groups(records: dict[str, dict[str, Any]]) -> tuple[MatrixGroup, ...]:
    (view,) = (it.view for it in planned(records).pages if isinstance(it.view, MatrixView))
    return view.groups


def _cites(*sources: str) -> list[dict[str, str]]:
    return [{"source": source, "stance": "supports"} for source in sources]


def test_claims_stand_by_the_party_that_makes_them() -> None:
    groups = _groups({
        "source/s": {}, "source/t": {}, "actor/town": {"name": "The town"},
        "actor/clerk": {"party": "town"}, "actor/river": {"name": "The river"},
        "claim/a": {"citations": _cites("s")},
        "claim/b": {"by": ["clerk", "river"], "citations": _cites("t")},
        "claim/c": {"by": ["clerk"], "citations": _cites("s")},
        "claim/d": {"by": ["clerk", "town"], "citations": _cites("s")},
        "claim/e": {"by": ["river"]},
    })  # fmt: skip
    shown = [(it.anchor, it.party and it.party.label, it.heading, len(it.rows)) for it in groups]
    assert shown == [
        ("by-town", "The town", "", 2), ("by-river", "The river", "", 1),
        ("of-several", None, "Claims by several parties", 1),
        ("of-nobody", None, "Claims without a named speaker", 1),
    ]  # fmt: skip
    assert [[it.card.ref.href for it in group.columns] for group in groups] == [
        ["sources/s.html"], [], ["sources/t.html"], ["sources/s.html"],
    ]  # fmt: skip
    assert groups[0].others == ("1 other source is not cited for these claims, and has no column.")


def test_columns_of_one_publisher_are_told_apart_by_their_dates() -> None:
    daily = {"publisher": "Daily"}
    (group,) = _groups({
        "source/a": {**daily, "published": "2024-03-02"}, "source/b": daily, "source/c": {},
        "claim/c": {"citations": _cites("a", "b", "c")},
    })  # fmt: skip
    assert [it.date for it in group.columns] == ["2 March 2024", "date not known", ""]
    assert group.others == ""


def test_a_party_with_the_id_of_the_group_of_several_stays_apart() -> None:
    groups = _groups({
        "actor/several": {"name": "Several"}, "actor/b": {}, "source/s": {},
        "claim/a": {"by": ["several"]}, "claim/b": {"by": ["several", "b"]},
    })  # fmt: skip
    assert [it.party and it.party.label for it in groups] == ["Several", None]


def test_a_page_is_about_as_large_as_it_was_planned(tmp_path: Path) -> None:
    """Also if it has many groups, rows or columns with few cells."""
    shapes = (
        (1, 40, 1, 2),  # one party, few citations, many columns
        (40, 2, 1, 5),  # many parties
        (1, 12, 0, 60),  # everything is cited
    )
    for parties, claims, step, length in shapes:
        records: dict[str, dict[str, Any]] = {
            f"source/quay-cargo-{nth:05}": {"publisher": f"The Herald {nth % 9}"}
            for nth in range(100)
        }
        for party in range(parties):
            records[f"actor/pilot-survey-{party:05}"] = {}
            for nth in range(claims):
                cited = range(step * nth, step * nth + length)
                records[f"claim/berth-slip-{party:03}{nth:03}"] = {
                    "by": [f"pilot-survey-{party:05}"], "tags": ["one", "another"],
                    "short": f"The planning desk returned the list of berths {nth}",
                    "citations": _cites(*(f"quay-cargo-{it:05}" for it in cited)),
                }  # fmt: skip
        plan = planned(records)
        specs = tuple(spec for spec in plan.specs if spec.path.startswith("matrix"))
        only = type(plan)(plan.site, specs, plan.builder)
        (file,) = [
            data for path, data in render(only, tmp_path, Report()).files.items()
            if path == "matrix.html"
        ]  # fmt: skip
        (view,) = (page.view for page in plan.pages if isinstance(page.view, MatrixView))
        assert 0.4 < len(file) / size(view) < 400_000 / matrix.MOST_BYTES


def test_a_source_that_supports_a_claim_and_disputes_it_shows_both() -> None:
    """Whatever comes first, and also where it has only part of one."""
    part = {"extent": "part", "missing": "The hour."}
    supports, disputes, context = ({"source": "s", "stance": stance}
                                   for stance in ("supports", "disputes", "context"))  # fmt: skip
    shown = []
    for citations in (
        [supports, disputes],
        [disputes, supports],
        [disputes | part, supports],
        [context, supports | part, disputes],
        [context, disputes],
    ):
        view = planned({"source/s": {}, "claim/c": {"citations": citations}})
        matrix_view = next(it.view for it in view.pages if isinstance(it.view, MatrixView))
        (cell,) = matrix_view.groups[0].rows[0].cells
        shown.append((cell.letter, cell.words, cell.stance, cell.href[-1]))
    assert shown == [
        ("S D", "supports and disputes", "disputes", "1"),
        ("S D", "supports and disputes", "disputes", "2"),
        ("S (D)", "supports and disputes, in part", "disputes", "2"),
        ("(S) D", "supports, in part and disputes", "disputes", "2"),
        ("D", "disputes", "disputes", "2"),
    ]
