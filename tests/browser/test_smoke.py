"""The site opens in a browser, from a host and from a folder, and asks nobody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import VIEWPORT, Faults, Kept
from tests.browser.waiting import until

NOBODY = "http://127.0.0.1:1"


@pytest.mark.parametrize("place", ["site_url", "file_url"])
def test_front_page_opens(page: Page, place: str, request: pytest.FixtureRequest) -> None:
    address: str = request.getfixturevalue(place)
    page.goto(f"{address}index.html", wait_until="networkidle")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).not_to_be_empty()
    assert page.title().strip()
    # Without an icon of its own, a page sends every reader's browser to the top of the host.
    assert page.locator("head link[rel~=icon]").count() == 1


def test_a_page_that_is_used_again_is_as_new(browser: Browser, site_url: str) -> None:
    kept = Kept(browser, {})
    looks = {"viewport": {"width": 400, "height": 300}, "color_scheme": "dark"}
    page = kept.begin(Faults(), looks)
    page.goto(f"{site_url}index.html")
    assert page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [
        400, True,
    ]  # fmt: skip
    page.evaluate("localStorage.a = sessionStorage.a = document.cookie = 'a=b'")
    page.route("**/about.html", lambda route: route.abort())
    assert kept.end()
    faults = Faults()
    page = kept.begin(faults, {})
    page.goto(f"{site_url}about.html")
    assert page.evaluate(
        """[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches, document.cookie,
          localStorage.length, sessionStorage.length]"""
    ) == [VIEWPORT["width"], False, "", 0, 0]
    page.evaluate("console.error('a fault')")
    until(page, lambda: faults.unforeseen)
    # What stays in a page goes with it.
    page.add_init_script("window.added = true")
    assert not kept.end()


def test_what_a_page_still_asks_for_at_the_end_of_a_test_is_answered(browser: Browser) -> None:
    kept, faults = Kept(browser, {}), Faults()
    page = kept.begin(faults, {})
    asks = "<script>setInterval(() => { new Image().src = Math.random() })</script>"
    page.route(f"{NOBODY}/**", lambda route: route.fulfill(body=asks, content_type="text/html"))
    page.goto(NOBODY, wait_until="commit")
    assert kept.end()
    kept.context.close()
    assert faults.unforeseen == []
