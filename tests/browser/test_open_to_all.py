"""Pages for everyone: large text, less motion, forced colours, paper, a steady layout."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import OpenPage, settled

CUT = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one);
  return !one.closest(".hidden, svg, [hidden], [title]") && one.checkVisibility()
    && style.overflowX !== "visible" && style.overflowX !== "auto"
    && one.childNodes.length && one.scrollWidth > one.clientWidth + 1;
}).map(one => one.outerHTML.slice(0, 100))"""

MARKS = """() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  const marks = [...document.querySelectorAll(".mark")].filter(one => one.checkVisibility());
  const shown = mark => [...mark.children].some(part => {
    const {fill, stroke} = getComputedStyle(part);
    return [fill, stroke].some(ink => ink !== "none" && ink !== ground);
  });
  return [marks.length, marks.filter(mark => !shown(mark)).length];
}"""
"""Counts the marks of the drawings that can be seen, and those without an ink of their own."""


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


def test_forced_colours_leave_focus_and_marks(
    open_page: OpenPage, site_url: str, kinds: list[str]
) -> None:
    page = open_page(forced_colors="active")
    marks = {"light": 0, "dark": 0}
    for path in kinds:
        page.goto(f"{site_url}{path}")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            outline = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(outline) != "none", (path, scheme)
            seen, unseen = page.evaluate(MARKS)
            marks[scheme] += seen
            assert unseen == 0, (path, scheme)
    assert min(marks.values()) > 20


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
        settled(page, f"{site_url}{path}")
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
