"""A reader's way: from a sentence to the evidence under it and back, however the page is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.keyboard import tab_to
from tests.browser.waiting import focused, until, until_equal
from tests.html_tree import Node, read_html

CITE = "sup.cite a[role=doc-noteref]"
# What a reader can step to with the Tab key.
STOPS = "a[href], button, summary, input, select, [tabindex='0']"

SHOWN = """() => {
  const main = document.querySelector("main");
  const shown = what => [...main.querySelectorAll(what)].filter(one => {
    const {width, height} = one.getBoundingClientRect();
    return width && height && one.checkVisibility({visibilityProperty: true});
  }).length;
  return [shown("button, input, select"), shown("a[href]"), main.innerText.split(/\\s+/).length];
}"""
"""Counts the controls, the links and the words of a page that can be seen."""

EACH_END = 12
"""Stops at the start of a page, and at its end, that are stepped to with the Tab key."""

LISTEN = """stops => {
  const all = [...document.querySelectorAll(stops)].filter(
    one => one.checkVisibility({visibilityProperty: true}) && !one.disabled);
  const elsewhere = [...document.querySelectorAll("[tabindex]")].filter(one => one.tabIndex > 0);
  const never = all.filter(one => one.tabIndex < 0 || one.closest("[inert]"));
  if (elsewhere.length + never.length) throw new Error("the Tab key has an order of its own");
  const seen = one => {
    const {outlineStyle, outlineWidth} = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
  };
  window.stops = all, window.reached = [], window.unseen = [];
  addEventListener("focusin", ({target}) => {
    reached.push(all.indexOf(target));
    if (!seen(target)) unseen.push(target.outerHTML.slice(0, 80));
  });
  return all.length;
}"""
"""Notes each stop that is reached, and those that do not show it. Returns how many there are."""

IN_VIEW = """() => {
  const {top, bottom, left, right} = document.querySelector("a.skip").getBoundingClientRect();
  return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
}"""
"""Whether the whole skip link is in view."""


@pytest.fixture(scope="session")
def cited(built_site: Path) -> tuple[str, str]:
    """A claim that the front page links to, and the evidence, with a quote, of its reasoning."""
    front = read_html((built_site / "index.html").read_bytes())
    for href in front.hrefs():
        if re.fullmatch(r"claims/(?!index)[a-z0-9-]+\.html", href):
            page = read_html((built_site / href).read_bytes())
            for anchor in _cited_in_reasoning(page):
                entry = page.id(anchor)
                if entry and entry.all(tag="blockquote") and entry.all("outside", tag="a"):
                    return href, anchor
    raise AssertionError("no claim on the front page cites a quote in its reasoning")


def _cited_in_reasoning(page: Node) -> Iterator[str]:
    heading = page.id("reasoning")
    for section in page.all(tag="section"):
        if heading in section.inside:
            for cite in section.all("cite", tag="sup"):
                yield from (href[1:] for href in cite.hrefs() if href.startswith("#cite-"))


@pytest.fixture(params=["site_url", "file_url"])
def address(request: pytest.FixtureRequest) -> str:
    """Where the site stands: on a host under a sub-path, and in a folder."""
    found: str = request.getfixturevalue(request.param)
    return found


def _follow(page: Page, link: Locator, by: str) -> None:
    """Follow a link by mouse, or by Tab and Enter alone."""
    if by == "mouse":
        link.click()
        return
    tab_to(page, link)
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")


def _at(page: Page, fragment: str) -> Locator:
    """The place at which a link has arrived: the reader sees it."""
    until_equal(page, lambda: urlsplit(page.url).fragment, fragment)
    place = page.locator(f"[id='{fragment}']:target")
    expect(place).to_have_count(1)
    expect(place).to_be_in_viewport()
    return place


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_from_a_sentence_to_the_source_and_back(
    open_page: Any, address: str, cited: tuple[str, str], by: str, script: bool
) -> None:
    href, anchor = cited
    page: Page = open_page(java_script_enabled=script)
    page.goto(f"{address}index.html")
    _follow(page, page.locator(f"main a[href='{href}']").first, by)
    page.wait_for_url(f"{address}{href}")

    # The sentence, and by its number the evidence.
    cite = page.locator(f"section.prose {CITE}[href='#{anchor}']").first
    sentence = cite.locator("xpath=ancestor::span[@id][1]").get_attribute("id")
    _follow(page, cite, by)
    entry = _at(page, anchor)
    expect(entry).to_have_class(re.compile(r"\bevidence\b"))
    quote = entry.locator("blockquote").inner_text().strip()
    assert quote
    outside = entry.locator("a.outside").first.get_attribute("href") or ""
    assert urlsplit(outside).scheme in ("http", "https")
    assert urlsplit(outside).hostname
    assert ":~:text=" in urlsplit(outside).fragment

    # The source, at the entry that leads back.
    source = entry.locator("cite a").first
    inside = source.get_attribute("href") or ""
    _follow(page, source, by)
    page.wait_for_url(f"{address}{inside.removeprefix('../')}")
    usage = _at(page, inside.partition("#")[2])
    expect(page.locator(".usages").locator(usage)).to_have_count(1)
    _follow(page, usage.locator("a"), by)
    page.wait_for_url(f"{address}{href}#{anchor}")
    entry = _at(page, anchor)

    # The way back to the sentence, which stands at the first entry of the source.
    back = page.locator(f"a[role=doc-backlink][href='#{sentence}']").first
    _follow(page, back, by)
    assert cite.inner_text() in _at(page, sentence or "").inner_text()

    # And from the source's page straight to the sentence.
    page.goto(f"{address}{inside.removeprefix('../').partition('#')[0]}")
    for fold in page.locator(".usages summary").all():
        _follow(page, fold, by)
    straight = page.locator(f".usages li > a[href='../{href}#{sentence}']")
    _follow(page, straight, by)
    page.wait_for_url(f"{address}{href}#{sentence}")
    _at(page, sentence or "")


def test_from_a_brief_to_its_references_and_back(
    open_page: Any, address: str, built_site: Path
) -> None:
    page: Page = open_page(java_script_enabled=False)
    page.goto(f"{address}briefs/index.html")
    page.locator("main a[href]").first.click()
    expect(page).not_to_have_url(re.compile(r"briefs/index\.html"))
    expect(page.locator(f"main {CITE}").first).to_be_visible()
    for nth in range(min(5, page.locator(f"main {CITE}").count())):
        cite = page.locator(f"main {CITE}").nth(nth)
        target = (cite.get_attribute("href") or "")[1:]
        cite.click()
        reference = _at(page, target)
        back = reference.locator("a[role=doc-backlink]").first
        sentence = (back.get_attribute("href") or "")[1:]
        back.click()
        _at(page, sentence)
    assert nth >= 1


def test_every_kind_of_page_works_without_scripts_and_by_keyboard(
    open_page: Any, site_url: str, kinds: list[str]
) -> None:
    """Both in one visit: a page takes longer to open than to look at."""
    # A window of few lines: each press may scroll, and then all of the window is drawn again.
    with_script: Page = open_page(viewport={"width": 1280, "height": 120})
    without: Page = open_page(viewport={"width": 1280, "height": 120}, java_script_enabled=False)
    for path in kinds:
        with_script.goto(f"{site_url}{path}")
        without.goto(f"{site_url}{path}")
        _stands_without_scripts(without, with_script, path)
        _keyboard_reaches_everything(with_script, path)


def _stands_without_scripts(without: Page, with_script: Page, path: str) -> None:
    """Nothing that only a script could serve is shown, and nothing is missing."""
    controls, links, words = without.evaluate(SHOWN)
    assert controls == 0, path
    assert words > 5, path
    assert links == with_script.evaluate(SHOWN)[1], path


def _keyboard_reaches_everything(page: Page, path: str) -> None:
    """In its order, showing where it is, and the skip link leads past the navigation.

    The Tab key follows the order of the document where no element asks for another place. So the
    key itself is tried at the two ends of a page; what stands between gets the focus by a script.
    """
    total = page.evaluate(LISTEN, STOPS)
    assert page.evaluate(IN_VIEW) is False, path
    first = min(total, EACH_END)
    # The key stays down: each press takes the browser as long as its release.
    page.keyboard.down("Tab")
    focused(page, "it === stops[0] && it.matches('a.skip')")
    assert page.evaluate(IN_VIEW), path
    for _ in range(first - 1):
        page.keyboard.down("Tab")
    last = max(first, total - EACH_END)
    page.evaluate(
        "([from, to]) => stops.slice(from, to).forEach(one => one.focus())", [first, last + 1]
    )
    for _ in range(total - last - 1):
        page.keyboard.down("Tab")
    page.keyboard.up("Tab")
    until(page, lambda: page.evaluate("reached.length"), lambda reached: reached >= total)
    assert page.evaluate("reached") == [*range(total)], path
    assert page.evaluate("unseen") == [], path
    page.evaluate("stops[0].focus()")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#main$"))
    if page.locator("main").locator(STOPS).count():
        page.keyboard.press("Tab")
        focused(page, "document.querySelector('main').contains(it)")
