"""axe-core on every kind of page and every state of a component: two widths, light and dark."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from claimline.diagnostics import Report
from claimline.pipeline import build
from claimline.reference import pattern_pages
from tests.browser.conftest import OpenPage
from tests.small import write_small

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


def _axe(
    page: Page, address: str, only: tuple[str, ...] = ALL, without: tuple[str, ...] = ()
) -> list[str]:
    """What axe-core finds on a page."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN, [list(only), list(without)])
    return found


MATRIX = "matrix.html"
"""Its ten thousand cells, all alike, take axe half a minute. In the shipped case they are looked at
once; at every width and in every scheme those of a small investigation are."""


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("axe")
    build(write_small(folder / "project"), folder / "site", Report())
    return folder / "site"


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
    open_page: OpenPage, site_url: str, kinds: list[str], small_site: Path, width: int, scheme: str
) -> None:
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    rules = COLOURS if scheme == "dark" else ALL
    once = (width, scheme) == (1280, "light")
    found = {
        path: _axe(page, f"{site_url}{path}", rules) for path in kinds if once or path != MATRIX
    }
    found[f"small {MATRIX}"] = _axe(page, (small_site / MATRIX).as_uri())
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
