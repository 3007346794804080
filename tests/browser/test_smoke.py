"""The site opens in a browser, from a host and from a folder, and asks nobody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("place", ["site_url", "file_url"])
def test_front_page_opens(page: Page, place: str, request: pytest.FixtureRequest) -> None:
    address: str = request.getfixturevalue(place)
    page.goto(f"{address}index.html", wait_until="networkidle")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).not_to_be_empty()
    assert page.title().strip()
    # Without an icon of its own, a page sends every reader's browser to the top of the host.
    assert page.locator("head link[rel~=icon]").count() == 1
