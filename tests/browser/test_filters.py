"""The filters of the matrix: from the page, from the address, by keyboard, and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import until

ROWS = "tr[data-items]"
SHOWN = """rows => rows.map(row => {
  const {width, height} = row.getBoundingClientRect();
  return [width > 0 && height > 0 && row.checkVisibility({visibilityProperty: true}),
    row.dataset];
})"""


def _rows(page: Page) -> list[tuple[bool, dict[str, str]]]:
    """Of each row: whether it can be seen, and what it says for the filter."""
    found: list[tuple[bool, dict[str, str]]] = page.locator(ROWS).evaluate_all(SHOWN)
    return found


def _filtered(page: Page, name: str, word: str) -> tuple[int, int]:
    """Wait until a filter leaves some rows, and all of them fit; return how many of how many."""

    def some(rows: list[tuple[bool, dict[str, str]]]) -> bool:
        return 0 < sum(seen for seen, _ in rows) < len(rows)

    rows = until(page, lambda: _rows(page), some)
    shown = [said for seen, said in rows if seen]
    assert all(word in said.get(name, "").split() for said in shown)
    return len(shown), len(rows)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_filter_shows_the_rows_that_fit(open_page: OpenPage, site_url: str, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(f"{site_url}/matrix.html")
    page.locator("select[name=tags]").select_option("talks")
    shown, everything = _filtered(page, "tags", "talks")
    expect(page).to_have_url(re.compile("#tags=talks$"))
    expect(page.locator("output")).to_have_text(f"{shown} of {everything} shown")


def test_an_address_brings_its_filter(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/matrix.html#points=russia")
    _filtered(page, "points", "russia")
    expect(page.locator("select[name=points]")).to_have_value("russia")


def test_an_unknown_word_in_the_address_filters_nothing(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/matrix.html#tags=no-such-tag")
    expect(page.locator("form.filters")).to_be_visible()  # its script has run
    rows = _rows(page)
    assert rows
    assert all(seen for seen, _ in rows)


def test_without_scripts_the_whole_matrix_stands(open_page: OpenPage, site_url: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site_url}/matrix.html#tags=talks")
    expect(page.locator("form.filters")).to_be_hidden()
    rows = _rows(page)
    assert rows
    assert all(seen for seen, _ in rows)
