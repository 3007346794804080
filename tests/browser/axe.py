"""axe-core on a page, in the light and in the dark. Each width has a file of its own, so that the
files run side by side."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RUN = """async ([only, without]) => (await axe.run(document, {
  resultTypes: ["violations"], preload: false,
  ...(only.length && {runOnly: only}),
  rules: Object.fromEntries(without.map(id => [id, {enabled: false}])),
})).violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.html.slice(0, 120)).slice(0, 3)}`)
"""
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that look at colours. Nothing else differs from light to dark."""
SHORT = """() => {
  document.querySelectorAll("details").forEach(one => one.open = true);
  document.querySelectorAll("#matrix tbody tr:nth-child(n + 21)").forEach(one => one.remove());
}"""
"""Opens what is folded. Of the matrix twenty rows stay: all are alike, and it has ten thousand
cells."""


def violations(page: Page, address: str, without: tuple[str, ...] = ()) -> list[str]:
    """Return what axe-core finds on a page, in the light and then in the dark.

    ``without`` names rules that are left out.
    """
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(address)
    page.evaluate(SHORT)
    page.evaluate(AXE)
    faults: list[str] = page.evaluate(RUN, [[], list(without)])
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    return [*faults, *(f"dark: {fault}" for fault in page.evaluate(RUN, [list(COLOURS), []]))]


def violations_by_page(
    open_page: OpenPage, site_url: str, paths: list[str], width: int
) -> dict[str, list[str]]:
    """Return the pages on which axe-core finds something, with what it finds."""
    page = open_page(viewport={"width": width, "height": 800})
    by_path = {path: violations(page, f"{site_url}{path}") for path in paths}
    return {path: faults for path, faults in by_path.items() if faults}
