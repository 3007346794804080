"""Long lists in pages, the A to Z and its letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.diagnostics import Report
from claimline.pages import a_to_z, indexes, tag_pages
from claimline.pages.a_to_z import AToZView
from claimline.pages.address import list_path
from claimline.pages.index_views import ClaimsView, TagView
from claimline.pages.paging import ListPage, page_of_list, pages_of
from tests.dossiers import Data, planned

SIZES = st.lists(st.integers(0, 12), max_size=8)


def cut(sizes: Sequence[int], size: int) -> list[ListPage[str, int]]:
    groups = [(f"g{nth}", list(range(number))) for nth, number in enumerate(sizes)]
    path, total = "claims/index.html", pages_of(sum(sizes), size)
    return [page_of_list(path, groups, size, nth, str.upper) for nth in range(1, total + 1)]


@given(SIZES, st.integers(1, 9))
def test_every_row_stands_on_one_page_in_its_order(sizes: list[int], size: int) -> None:
    pages = cut(sizes, size)
    rows = [(head, row) for page in pages for head, group in page.groups for row in group]
    assert rows == [(f"g{nth}", row) for nth, many in enumerate(sizes) for row in range(many)]
    assert all(len(page.rows()) == size for page in pages[:-1])
    assert len(pages) == max(1, -(-sum(sizes) // size))
    assert all(group for page in pages for _, group in page.groups)


@given(SIZES, st.integers(1, 9))
def test_every_page_leads_to_its_neighbours_and_the_ends(sizes: list[int], size: int) -> None:
    pages = cut(sizes, size)
    paths = [page.path for page in pages]
    assert len({*paths}) == len(paths)
    if len(pages) == 1:
        assert pages[0].pager is None
        return
    for nth, page in enumerate(pages):
        pager = page.pager
        assert pager
        assert (pager.number, pager.total) == (nth + 1, len(pages))
        shown = [ref.href for ref in pager.numbers if ref]
        assert shown == sorted(shown, key=paths.index)
        assert {paths[0], paths[-1], page.path} <= {*shown}
        assert (pager.before.href if pager.before else None) == (paths[nth - 1] if nth else None)
        assert (pager.after.href if pager.after else None) == next(iter(paths[nth + 1 :]), None)
        assert len(pager.counts) == len(pager.anchors) == len(page.groups)
        assert bool(pager.parts) <= (nth == 0)


def test_parts_lead_to_where_each_group_begins() -> None:
    first = cut([3, 4, 2], 4)[0].pager
    assert first
    assert [(ref.href, ref.label) for ref in first.parts] == [
        ("claims/index.html#part-1", "G0"),
        ("claims/index.html#part-2", "G1"),
        ("claims/page-2.html#part-3", "G2"),
    ]
    assert first.counts == ("3", "1–1 of 4")


def test_numbers_are_few_however_many_pages() -> None:
    pages = cut([1000], 1)
    assert all(page.pager and len(page.pager.numbers) <= 9 for page in pages)
    middle = pages[499].pager
    assert middle
    assert [ref.label if ref else "…" for ref in middle.numbers] == [
        "1", "…", "498", "499", "500", "501", "502", "…", "1000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "second"),
    [
        ("claims/index.html", "claims/page-2.html"),
        ("tags/gate.html", "tags/gate/page-2.html"),
        ("a-z/b.html", "a-z/b/page-2.html"),
    ],
)
def test_addresses_of_further_pages(path: str, second: str) -> None:
    assert (list_path(path, 1), list_path(path, 2)) == (path, second)


def many(number: int) -> dict[str, Data]:
    found: dict[str, Any] = {"actor/x": {}, "source/s": {}}
    for nth in range(number):
        found[f"claim/c{nth:02}"] = {
            "short": f"{'XY'[nth % 2]} claim {nth}", "tags": ["t"],
            "verdict": "disputed" if nth % 3 else "supported",
        }  # fmt: skip
    return found


def test_long_lists_go_on_and_keep_their_address(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (indexes, tag_pages):
        monkeypatch.setattr(module, "CLAIMS_ON_PAGE", 4)
    pages = {page.path: page for page in planned(many(10)).pages}
    lists = ["claims/index.html", "claims/page-2.html", "claims/page-3.html"]
    assert [path for path in lists if path in pages] == lists
    assert "claims/page-4.html" not in pages
    shown = []
    for path in lists:
        view = pages[path].view
        assert isinstance(view, ClaimsView)
        assert view.pager
        shown += [row.ref.href for share in view.shares for row in share.claims]
    assert sorted(shown) == [f"claims/c{nth:02}.html" for nth in range(10)]
    assert pages["claims/page-2.html"].title == "Claims, page 2"
    assert pages["claims/index.html"].title == "Claims"
    tags = [pages[list_path("tags/t.html", number)].view for number in (1, 2, 3)]
    assert [len(view.claims) for view in tags if isinstance(view, TagView)] == [4, 4, 2]


def test_short_lists_have_no_pager() -> None:
    pages = planned(many(10)).pages
    assert not [page.path for page in pages if "page-" in page.path]
    assert not [page.path for page in pages if getattr(page.view, "pager", None)]


def a_to_zs(given: dict[str, Data]) -> dict[str, AToZView]:
    pages = planned(given).pages
    return {page.path: page.view for page in pages if isinstance(page.view, AToZView)}


def test_names_and_titles_lead_to_their_records() -> None:
    found = a_to_zs({
        "actor/p": {"name": "Dmitry Peskov", "also_known_as": ["Песков", "Dmitry Peskov"]},
        "actor/o": {"name": "Town hall", "kind": "office"},
        "claim/c": {"short": "The roof fell in"},
        "source/s": {"title": "Das Dach", "language": "de",
                     "title_translation": {"text": "The roof", "by": "human"}},
    })["a-z.html"]  # fmt: skip
    entries = {
        letter.label: [(entry.words.text, entry.see, entry.href) for entry in letter.entries]
        for letter in found.letters
    }
    peskov = "actors/p.html"
    assert entries == {
        "D": [("Das Dach", "", "sources/s.html"), ("Dmitry Peskov", "", peskov)],
        "P": [("Dmitry Peskov", "", peskov)],
        "R": [("The roof", "Das Dach", "sources/s.html"),
              ("The roof fell in", "", "claims/c.html")],
        "T": [("Town hall", "", "actors/o.html")],
        "П": [("Песков", "Dmitry Peskov", peskov)],
    }  # fmt: skip
    assert [[letter.label for letter in row] for row in found.jumps] == [
        ["D", "P", "R", "T"],
        ["П"],
    ]


def test_a_long_a_to_z_has_a_page_for_each_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(a_to_z, "MOST_ON_ONE_PAGE", 9)
    monkeypatch.setattr(a_to_z, "ROWS_ON_PAGE", 3)
    found = a_to_zs(many(10))
    assert set(found) == {
        "a-z.html", "a-z/a.html", "a-z/s.html", "a-z/x.html", "a-z/x/page-2.html",
        "a-z/y.html", "a-z/y/page-2.html",
    }  # fmt: skip
    assert found["a-z.html"].letters == ()
    leads = [letter.href for row in found["a-z.html"].jumps for letter in row]
    assert leads == [f"a-z/{letter}.html#letter-{letter}" for letter in "asxy"]
    shown = [entry.href for view in found.values() for one in view.letters for entry in one.entries]
    claims = [f"claims/c{nth:02}.html" for nth in range(10)]
    assert sorted(shown) == ["actors/x.html", *claims, "sources/s.html"]


@pytest.mark.parametrize("kind", ["claim", "source", "statement", "actor", "detail", "brief"])
def test_no_record_takes_the_place_of_a_further_page(kind: str) -> None:
    report = Report()
    planned({"actor/x": {}, f"{kind}/page-2": {}, f"{kind}/page-x": {}}, report)
    assert [found.message for found in report] == [
        f'The id "page-2" is taken by the list of all {kind}s.'
    ]
