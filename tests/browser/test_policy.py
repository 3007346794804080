"""Every kind of page meets the strict policy: from a host that sends it, and from a folder."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from claimline.exports.headers import policy
from tests.browser.conftest import Faults, headers_in, settled
from tests.browser.waiting import holds, until

OpenPage = Callable[..., Page]

# Written before anything of the page's own runs.
LISTEN = """
addEventListener("securitypolicyviolation", (event) => {
  (window.violations ??= []).push(`${event.effectiveDirective}: ${event.blockedURI}`);
});
"""
# A style sheet that was stopped leaves its link without one.
LOADED = """
() => ({
  violations: window.violations ?? [],
  sheets: [...document.querySelectorAll("link[rel~=stylesheet]")].map((link) => !!link.sheet),
})
"""


def look(page: Page, address: str) -> None:
    settled(page, address)
    until(page, lambda: page.evaluate(LOADED)["sheets"], lambda sheets: sheets and all(sheets))
    assert page.evaluate(LOADED)["violations"] == [], address


@pytest.fixture
def with_meta(built_site: Path) -> Callable[[str], str]:
    """Gives a page with the policy in itself, as ``docs/publishing.md`` puts it there, for hosts
    that send no headers."""
    meta = policy().replace("; frame-ancestors 'none'", "")
    put = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{meta}">'

    def page(path: str) -> str:
        text = (built_site / path).read_text(encoding="utf-8")
        return re.sub(r'<meta charset="utf-8">', put, text, count=1)

    return page


def test_from_a_host_that_sends_the_headers_and_with_the_policy_in_the_page_too(
    open_page: OpenPage,
    site_url: str,
    kinds: list[str],
    built_site: Path,
    with_meta: Callable[[str], str],
) -> None:
    """Each of the two policies is in force, and says what it stops."""
    page = open_page()
    page.add_init_script(LISTEN)
    sent = page.goto(f"{site_url}index.html")
    assert sent is not None
    assert sent.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert sent.headers["x-content-type-options"] == "nosniff"
    headers = dict(headers_in(built_site / "_headers"))
    assert len(kinds) > 15
    for path in kinds:
        body = with_meta(path)
        assert "Content-Security-Policy" in body
        answer = partial(Route.fulfill, body=body, content_type="text/html", headers=headers)
        page.route(site_url + path, answer)
        look(page, site_url + path)


def test_from_a_folder_with_the_policy_in_the_page_itself(
    open_page: OpenPage,
    kinds: list[str],
    built_site: Path,
    tmp_path: Path,
    with_meta: Callable[[str], str],
) -> None:
    """Nor does a page ask for anything outside of the folder, also with all unfolded."""
    page = open_page()
    page.add_init_script(LISTEN)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    copy = tmp_path / "site"
    shutil.copytree(built_site, copy, copy_function=os.link)
    for path in kinds:
        (copy / path).unlink()
        (copy / path).write_text(with_meta(path), encoding="utf-8")
        look(page, (copy / path).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(LOADED)["violations"] == []
    assert len(asked) > len(kinds)
    assert [url for url in asked if not url.startswith(f"{copy.as_uri()}/")] == []


def test_the_policy_stops_what_is_not_the_sites_own(
    open_page: OpenPage, site_url: str, faults: Faults
) -> None:
    faults.provoke("Content Security Policy")
    page = open_page()
    page.add_init_script(LISTEN)
    page.goto(f"{site_url}index.html")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          document.body.setAttribute("style", "color: red");
        }"""
    )
    assert page.evaluate("window.ran") is None
    holds(page, "window.violations?.length >= 2")
    assert {found.split(":")[0] for found in page.evaluate("window.violations")} == {
        "script-src-elem", "style-src-attr",
    }  # fmt: skip
    assert page.evaluate("window.ran") is None
    until(page, lambda: faults.provoked)
