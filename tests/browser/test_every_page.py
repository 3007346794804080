"""One page of every kind, opened once: what large text, less motion, forced colours, paper, small
screens and a quiet network show of it.

A page is dear to open, so each is opened once, and what each test needs is observed there in turn.
To lay it out again is dear too. So an observation begins by undoing what the one before it changed,
in one go with what it changes itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import Faults, OpenPage, settled, watch
from tests.browser.waiting import MS, resize

Observe = Callable[[Page], Any]
Visits = dict[str, dict[str, Any]]
"""What was seen, by what was looked for and by the path of the page."""

LISTEN = """window.shifts = [];
new PerformanceObserver(list => list.getEntries().forEach(one => shifts.push(one.value)))
  .observe({type: "layout-shift", buffered: true});"""

MOVING = """() => [...document.querySelectorAll("*")].filter(one => {
  const style = getComputedStyle(one);
  return style.animationName !== "none" || style.scrollBehavior !== "auto"
    || style.transitionDuration.split(",").some(time => parseFloat(time) > 0);
}).length + document.getAnimations().length"""
"""Counts the elements that move or may move."""

CUT = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one);
  return !one.closest(".hidden, svg, [hidden], [title]") && one.checkVisibility()
    && style.overflowX !== "visible" && style.overflowX !== "auto"
    && one.childNodes.length && one.scrollWidth > one.clientWidth + 1;
}).map(one => one.outerHTML.slice(0, 100))"""
"""Lists the elements that hide a part of their words."""

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

HEADINGS = "document.querySelectorAll('main :is(h1, h2, h3)').length"
PRINTED = """() => [
  [...document.querySelectorAll("main :is(h1, h2, h3)")]
    .filter(one => one.checkVisibility() && one.getClientRects().length).length,
  [...document.querySelectorAll("main a.outside")]
    .map(one => getComputedStyle(one, "::after").content.includes("http"))]"""
"""Counts the headings on paper, and says of each external link whether its address follows it."""

UNPRINTED = """() => [...document.querySelectorAll("main, main *")].filter(one =>
    !one.closest("nav, form, [hidden], .hidden, .backs, .tags, summary, svg")
    // Nor what is made to be copied: paper has the plain words.
    && !one.closest(".cite-this :is(button, output, details)")
    && [...one.childNodes].some(node =>
        node.nodeType === Node.TEXT_NODE && /[\\p{L}\\p{N}]/u.test(node.data))
    && !(one.checkVisibility({visibilityProperty: true, opacityProperty: true})
         && one.getClientRects().length)
).map(one => one.textContent.trim().slice(0, 60))"""
"""Lists the words that paper lacks."""

OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
WIDTH = "document.documentElement.scrollWidth"
VIEWPORT: ViewportSize = {"width": 1280, "height": 800}


def _shifts(page: Page) -> list[float]:
    return list(page.evaluate("shifts"))


def _moving(page: Page) -> int:
    page.emulate_media(reduced_motion="reduce")
    return int(page.evaluate(MOVING))


def _forced(page: Page) -> dict[str, Any]:
    """By scheme: the outline of what has the focus, and the counts of ``MARKS``."""
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    seen = {}
    for scheme in ("light", "dark"):
        page.emulate_media(forced_colors="active", color_scheme=scheme, reduced_motion="null")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        seen[scheme] = outline, *page.evaluate(MARKS)
    return seen


def _paper(page: Page) -> tuple[int, int, list[bool], list[str]]:
    page.emulate_media(media="print", forced_colors="null", color_scheme="null")
    return (page.evaluate(HEADINGS), *page.evaluate(PRINTED), page.evaluate(UNPRINTED))


def _large_text(page: Page) -> tuple[int, list[str]]:
    page.emulate_media(media="null")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    return page.evaluate(WIDTH), page.evaluate(CUT)


def _narrow(page: Page) -> dict[int, int]:
    """The width that the page needs, by the width that it has; all that is folded is open."""
    page.evaluate(f"document.documentElement.style.fontSize = ''; {OPEN_ALL}")
    needed = {}
    for width in (320, 768):
        resize(page, width, 640)
        needed[width] = page.evaluate(WIDTH)
    return needed


OBSERVE: dict[str, Observe] = {
    "shifts": _shifts,
    "moving": _moving,
    "forced": _forced,
    "paper": _paper,
    "large text": _large_text,
    "narrow": _narrow,
}


@pytest.fixture(scope="module")
def visits(browser: Browser, site_url: str, kinds: list[str]) -> Iterator[Visits]:
    """What each of ``OBSERVE`` saw, and what the pages asked for and met as faults."""
    context = browser.new_context(viewport=VIEWPORT)
    context.set_default_timeout(MS)
    context.add_init_script(LISTEN)
    faults = Faults()
    asked: list[str] = []
    watch(context, faults.append)
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    seen: Visits = {name: {} for name in OBSERVE}
    for path in kinds:
        settled(page, f"{site_url}{path}")
        for name, observe in OBSERVE.items():
            seen[name][path] = observe(page)
        page.evaluate("document.body.remove()")  # or it would be laid out once more
        page.set_viewport_size(VIEWPORT)
    page.wait_for_load_state("networkidle")
    seen["asked"] = {site_url: asked}
    seen["faults"] = {site_url: faults.unforeseen}
    yield seen
    context.close()


def test_no_page_asks_anybody_else(visits: Visits, site_url: str) -> None:
    """Nor does it from a folder: see ``test_policy.py``."""
    asked = visits["asked"][site_url]
    assert asked
    assert [url for url in asked if not url.startswith(site_url)] == []
    assert visits["faults"][site_url] == []


def test_nothing_shifts_while_a_page_loads(visits: Visits) -> None:
    assert {path: shifts for path, shifts in visits["shifts"].items() if shifts} == {}


def test_nothing_moves_where_less_motion_is_asked_for(visits: Visits) -> None:
    assert {path: moving for path, moving in visits["moving"].items() if moving} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_focus_and_marks(visits: Visits, scheme: str) -> None:
    marks = 0
    for path, seen in visits["forced"].items():
        outline, shown, without_ink = seen[scheme]
        assert outline != "none", path
        assert without_ink == 0, path
        marks += shown
    assert marks > 20


def test_text_twice_as_large_loses_nothing(visits: Visits) -> None:
    faults = {
        path: (needed, cut)
        for path, (needed, cut) in visits["large text"].items()
        if needed > 1280 or cut
    }
    assert faults == {}


def test_paper_shows_addresses_and_every_section(visits: Visits) -> None:
    outside = 0
    for path, (headings, shown, addresses, _) in visits["paper"].items():
        assert shown == headings, path
        assert all(addresses), path
        outside += len(addresses)
    assert outside > 20


def test_print_hides_no_words(visits: Visits) -> None:
    """Also not those that the screen folds away; what only leads about may go."""
    hidden = {path: words for path, (*_, words) in visits["paper"].items() if words}
    assert hidden == {}


def test_a_page_prints(open_page: OpenPage, site_url: str) -> None:
    page = open_page()
    page.goto(f"{site_url}index.html")
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_no_page_scrolls_sideways(visits: Visits) -> None:
    wide = {
        path: needed
        for path, needed in visits["narrow"].items()
        if any(each > width for width, each in needed.items())
    }
    assert wide == {}
