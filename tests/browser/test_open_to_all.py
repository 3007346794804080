"""Pages for everyone: axe-core, large text, less motion, forced colours, paper, a steady layout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from claimline.diagnostics import Report
from claimline.pipeline import build
from claimline.reference import pattern_pages
from tests.browser.conftest import OpenPage
from tests.small import write_small

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RUN = """async without => (await axe.run(document, {
  resultTypes: ["violations"], preload: false,
  rules: Object.fromEntries(without.map(id => [id, {enabled: false}])),
})).violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.html.slice(0, 120)).slice(0, 3)}`)
"""


def _axe(page: Page, address: str, without: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds on a page."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN, list(without))
    return found


LONG = ("chronology.html", "matrix.html", "origins.html")
"""Pages on which axe takes half a minute in the shipped case. There they are looked at once; at
every width and in every scheme those of a small investigation are."""


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("axe")
    build(write_small(folder / "project"), folder / "site", Report())
    return folder / "site"


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing(
    open_page: OpenPage, site_url: str, kinds: list[str], small_site: Path, width: int, scheme: str
) -> None:
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    once = (width, scheme) == (1280, "light")
    found = {path: _axe(page, f"{site_url}{path}") for path in kinds if once or path not in LONG}
    for path in LONG:
        found[f"small {path}"] = _axe(page, (small_site / path).as_uri())
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_in_any_state_of_a_component(
    open_page: OpenPage, tmp_path: Path, width: int, scheme: str
) -> None:
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    found = {}
    files = pattern_pages()
    for name, data in files.items():
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    for name in files:
        if name.endswith(".html"):
            # The same component stands there many times, so its landmarks share their names.
            found[name] = _axe(page, (tmp_path / name).as_uri(), ("landmark-unique",))
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                found[name].append(f"{needed} pixels wide")
    assert {name: faults for name, faults in found.items() if faults} == {}


CUT = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one);
  return !one.closest(".hidden, svg, [hidden], [title]") && one.checkVisibility()
    && style.overflowX !== "visible" && style.overflowX !== "auto"
    && one.childNodes.length && one.scrollWidth > one.clientWidth + 1;
}).map(one => one.outerHTML.slice(0, 100))"""


def test_text_twice_as_large_loses_nothing(
    open_page: OpenPage, site_url: str, kinds: list[str]
) -> None:
    page = open_page(viewport={"width": 1280, "height": 800})
    faults: dict[str, Any] = {}
    for path in kinds:
        page.goto(f"{site_url}{path}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        needed, cut = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(CUT)
        if needed > 1280 or cut:
            faults[path] = (needed, cut)
    assert faults == {}


def test_nothing_moves_where_less_motion_is_asked_for(
    open_page: OpenPage, site_url: str, kinds: list[str]
) -> None:
    page = open_page(reduced_motion="reduce")
    for path in kinds:
        page.goto(f"{site_url}{path}")
        moving = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter(one => {
                const style = getComputedStyle(one);
                return style.animationName !== "none" || style.scrollBehavior !== "auto"
                  || style.transitionDuration.split(",").some(time => parseFloat(time) > 0);
            }).length + document.getAnimations().length"""
        )
        assert moving == 0, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_focus_and_marks(
    open_page: OpenPage, site_url: str, kinds: list[str], scheme: str
) -> None:
    page = open_page(forced_colors="active", color_scheme=scheme)
    marks = 0
    for path in kinds:
        page.goto(f"{site_url}{path}")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.evaluate(outline) != "none", path
        seen, unseen = page.evaluate(
            """() => {
              const ground = getComputedStyle(document.body).backgroundColor;
              const marks = [...document.querySelectorAll(".mark")]
                .filter(one => one.checkVisibility());
              const shown = mark => [...mark.children].some(part => {
                const {fill, stroke} = getComputedStyle(part);
                return [fill, stroke].some(ink => ink !== "none" && ink !== ground);
              });
              return [marks.length, marks.filter(mark => !shown(mark)).length];
            }"""
        )
        marks += seen
        assert unseen == 0, path
    assert marks > 20


def test_nothing_shifts_while_a_page_loads(
    open_page: OpenPage, site_url: str, kinds: list[str]
) -> None:
    page = open_page(viewport={"width": 1000, "height": 800})
    page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver(list => list.getEntries().forEach(one => shifts.push(one.value)))
          .observe({type: "layout-shift", buffered: true});"""
    )
    for path in kinds:
        page.goto(f"{site_url}{path}", wait_until="networkidle")
        assert page.evaluate("shifts") == [], path


def test_paper_shows_addresses_and_every_section(
    open_page: OpenPage, site_url: str, kinds: list[str]
) -> None:
    page = open_page()
    outside = 0
    for path in kinds:
        page.goto(f"{site_url}{path}")
        headings = page.evaluate("document.querySelectorAll('main :is(h1, h2, h3)').length")
        page.emulate_media(media="print")
        shown, addresses = page.evaluate(
            """() => [
              [...document.querySelectorAll("main :is(h1, h2, h3)")]
                .filter(one => one.checkVisibility() && one.getClientRects().length).length,
              [...document.querySelectorAll("main a.outside")]
                .map(one => getComputedStyle(one, "::after").content.includes("http"))]"""
        )
        assert shown == headings, path
        assert all(addresses), path
        outside += len(addresses)
        page.emulate_media(media="screen")
    assert outside > 20
    assert page.pdf(format="A4").startswith(b"%PDF")
