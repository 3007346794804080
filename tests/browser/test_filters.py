"""The filters of the matrix: from the page, from the address, by keyboard, and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import until


def _shown(rows: Locator) -> list[Locator]:
    return [row for row in rows.all() if row.is_visible()]


@pytest.mark.parametrize("width", [1280, 360])
def test_a_filter_shows_the_rows_that_fit(open_page: OpenPage, site_url: str, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(f"{site_url}/matrix.html")
    rows = page.locator("tr[data-items]")
    everything = rows.count()
    page.locator("select[name=tags]").select_option("talks")
    shown = until(page, lambda: _shown(rows), lambda shown: 0 < len(shown) < everything)
    assert all("talks" in (row.get_attribute("data-tags") or "").split() for row in shown)
    expect(page).to_have_url(re.compile("#tags=talks$"))
    expect(page.locator("output")).to_have_text(f"{len(shown)} of {everything} shown")


def test_an_address_brings_its_filter(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/matrix.html#points=russia")
    rows = page.locator("tr[data-items]")
    shown = until(page, lambda: _shown(rows), lambda shown: 0 < len(shown) < rows.count())
    assert all("russia" in (row.get_attribute("data-points") or "").split() for row in shown)
    expect(page.locator("select[name=points]")).to_have_value("russia")


def test_an_unknown_word_in_the_address_filters_nothing(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/matrix.html#tags=no-such-tag")
    expect(page.locator("form.filters")).to_be_visible()  # its script has run
    rows = page.locator("tr[data-items]")
    assert all(row.is_visible() for row in rows.all())


def test_without_scripts_the_whole_matrix_stands(open_page: OpenPage, site_url: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site_url}/matrix.html#tags=talks")
    expect(page.locator("form.filters")).to_be_hidden()
    rows = page.locator("tr[data-items]")
    assert all(row.is_visible() for row in rows.all())
