"""The page for an address that does not exist, as a host serves it: at any depth."""

from __future__ import annotations

from collections.abc import Callable
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from claimline.diagnostics import Report
from tests.browser.conftest import Faults
from tests.browser.waiting import until
from tests.dossiers import Data, planned
from tests.pages.test_plan import ONE_OF_EACH
from tests.rendering import render

HOST = "http://127.0.0.1:1"
MISSING = ("claims/gone.html", "a/b/c/gone.html")
Serve = Callable[[str, Data], str]


@pytest.fixture
def serve(page: Page, tmp_path: Path) -> Serve:
    """Makes a site, plays a host that serves it below a path, and returns its address."""

    def served(below: str, site: Data) -> str:
        files = render(planned(ONE_OF_EACH | {"site": site}), tmp_path, Report()).files

        def answer(route: Route) -> None:
            path = urlsplit(route.request.url).path.removeprefix(below)
            found = path if path in files else f"{path}index.html"
            known = found in files
            body: Any = files[found if known else "404.html"]
            kind = guess_type(found)[0] if known else "text/html"
            route.fulfill(status=200 if known else 404, body=body, content_type=kind)

        page.route(f"{HOST}/**", answer)
        return f"{HOST}{below}"

    return served


@pytest.mark.parametrize("below", ["/", "/some/sub/path/"])
def test_with_an_address_every_link_works_at_any_depth(
    page: Page, serve: Serve, faults: Faults, below: str
) -> None:
    faults.provoke("404")
    root = serve(below, {"base_url": f"{HOST}{below}"})
    hrefs: set[str] = set()
    for missing in MISSING:
        page.goto(f"{root}{missing}", wait_until="networkidle")
        expect(page.locator("h1")).to_have_text("There is no such page")
        found = page.locator("a[href]:not(.skip)").evaluate_all("all => all.map(it => it.href)")
        assert len(found) > 10
        hrefs.update(found)
    until(page, lambda: len(faults.provoked) >= len(MISSING))
    for href in sorted(hrefs):
        page.goto(href)
        expect(page.locator("h1")).not_to_have_text("There is no such page")
    assert faults.unforeseen == []
    assert len(faults.provoked) == len(MISSING), "style sheets, scripts and icons are found"


@pytest.mark.parametrize(
    ("missing", "heading"),
    [
        ("gone.html", "The title"),
        ("claims/gone.html", "Claims"),
        ("sources/gone", "Sources"),
        ("data/gone.csv", "Data"),
        ("a/b/c/gone.html", "There is no such page"),
    ],
)
def test_without_one_its_link_leads_to_the_start_of_the_folder(
    page: Page, serve: Serve, faults: Faults, missing: str, heading: str
) -> None:
    faults.provoke("404")
    root = serve("/some/sub/path/", {"title": "The title"})
    page.goto(f"{root}{missing}", wait_until="networkidle")  # also for sheets of lower priority
    expect(page.locator("a:not(.skip)")).to_have_count(1)
    expect(page.get_by_text("shorten the address")).to_be_visible()
    page.get_by_role("link", name="To the start of this part").click()
    expect(page.locator("h1")).to_have_text(heading)
