"""axe-core on every kind of page and every state of a component: two widths, light and dark."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from claimline.reference import pattern_pages
from tests.browser.conftest import OpenPage

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RUN = """async ([only, without]) => (await axe.run(document, {
  resultTypes: ["violations"], preload: false,
  ...(only.length && {runOnly: only}),
  rules: Object.fromEntries(without.map(id => [id, {enabled: false}])),
})).violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.html.slice(0, 120)).slice(0, 3)}`)
"""
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that look at colours. Nothing else differs from light to dark."""
ALL: tuple[str, ...] = ()
SHORT = """() => {
  document.querySelectorAll("details").forEach(one => one.open = true);
  document.querySelectorAll("#matrix tbody tr:nth-child(n + 21)").forEach(one => one.remove());
}"""
"""Opens what is folded. Of the matrix twenty rows stay: all are alike, and it has ten thousand
cells."""


def _axe(
    page: Page, address: str, only: tuple[str, ...] = ALL, without: tuple[str, ...] = ()
) -> list[str]:
    """What axe-core finds on a page."""
    page.goto(address)
    page.evaluate(SHORT)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN, [list(only), list(without)])
    return found


@pytest.fixture(scope="module")
def components(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pattern pages: every component in each of its states."""
    folder = tmp_path_factory.mktemp("patterns")
    for name, data in pattern_pages().items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return sorted(folder.rglob("*.html"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(
    open_page: OpenPage, site_url: str, kinds: list[str], width: int, scheme: str
) -> None:
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    rules = COLOURS if scheme == "dark" else ALL
    found = {path: _axe(page, f"{site_url}{path}", rules) for path in kinds}
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_any_state_of_a_component(
    open_page: OpenPage, components: list[Path], width: int, scheme: str
) -> None:
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    rules = COLOURS if scheme == "dark" else ALL
    found = {}
    for file in components:
        # The same component stands there many times, so its landmarks share their names.
        without = () if rules else ("landmark-unique",)
        found[file.name] = _axe(page, file.as_uri(), rules, without)
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            found[file.name].append(f"{needed} pixels wide")
    assert {name: faults for name, faults in found.items() if faults} == {}
