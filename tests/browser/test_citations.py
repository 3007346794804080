"""Citations in place: what a number shows without a click, and the ways out of it and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import focused, stable, until, until_equal
from tests.html_tree import Node, read_html

CLAIM = "claims/russia-showed-verified-evidence.html"
BRIEF = "briefs/what-is-claimed-and-what-is-known.html"
BOX = ".cited-here"
# Nothing of the page is there: no number, no link.
CORNER = (2, 2)


def _numbers(page: Page) -> Locator:
    return page.locator("section.prose .cite a, div.prose .cite a")


def _to(page: Page, path: str, *, evidence: bool) -> Locator:
    """Open a page; gives a number that leads to an entry of evidence, or to a plain reference."""
    page.goto(path)
    start = "#cite-" if evidence else "#ref-"
    number = page.locator(f"main .cite a[href^='{start}']").first
    number.scroll_into_view_if_needed()
    return number


def _entry(page: Page, number: Locator) -> Locator:
    return page.locator(f"[id='{(number.get_attribute('href') or '')[1:]}']")


def _fits(page: Page) -> bool:
    found: bool = page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    return found


@pytest.fixture(scope="module")
def quoted(built_site: Path) -> tuple[str, str]:
    """A claim whose reasoning cites an entry with a quote, of a statement that others repeat."""
    for file in sorted((built_site / "claims").glob("*.html")):
        tree = read_html(file.read_bytes())
        for cite in tree.all("cite", tag="sup"):
            for href in cite.hrefs():
                for origin in tree.all("origin", tag="div"):
                    entry = origin.id(href[1:])
                    if entry and entry.all("quote") and "repeat this one" in origin.text():
                        return f"claims/{file.name}", href
    raise AssertionError("no claim cites a quote of a statement that several sources repeat")


def test_a_number_under_the_pointer_shows_source_quote_and_origin(
    page: Page, site_url: str, quoted: tuple[str, str]
) -> None:
    path, href = quoted
    page.goto(f"{site_url}{path}")
    number = page.locator(f"main .cite a[href='{href}']").first
    entry = _entry(page, number)
    box = page.locator(BOX)
    address = page.url
    number.hover()
    expect(box).to_be_visible()
    for part in (".source", ".quote blockquote", ".stance"):
        expect(box.locator(part)).to_have_text(entry.locator(part).first.inner_text())
    expect(box).to_contain_text(re.compile(r"\d+ sources here repeat this one statement\."))
    # The words keep their language, and no id stands twice.
    language = entry.locator("blockquote [lang]")
    if language.count():
        expect(box.locator("blockquote [lang]")).to_have_attribute(
            "lang", language.first.get_attribute("lang") or ""
        )
    assert page.evaluate(
        "(all => all.length === new Set(all).size)"
        "([...document.querySelectorAll('[id]')].map(one => one.id))"
    )
    assert page.url == address
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.fixture
def timed_page(open_page: OpenPage) -> Page:
    """A page whose time stands still, but for ``page.clock.run_for``.

    So a slow machine makes no pointer slow.
    """
    page = open_page()
    page.clock.install(time=0)
    page.clock.pause_at(1)
    return page


def test_the_pointer_can_go_into_what_is_shown(timed_page: Page, site_url: str) -> None:
    page = timed_page
    number = _to(page, f"{site_url}{CLAIM}", evidence=True)
    box = page.locator(BOX)
    number.hover()
    page.clock.run_for(500)
    expect(box).to_be_visible()
    place = box.bounding_box()
    assert place
    # On its way it may be beside both for a moment.
    page.mouse.move(*CORNER)
    page.clock.run_for(200)
    page.mouse.move(place["x"] + 30, place["y"] + place["height"] / 2, steps=12)
    page.clock.run_for(1000)
    expect(box).to_be_visible()
    # It stays as long as the pointer does, and goes with it.
    page.mouse.move(*CORNER, steps=12)
    page.clock.run_for(1000)
    expect(box).to_be_hidden()


def test_a_pointer_that_passes_by_shows_nothing(timed_page: Page, site_url: str) -> None:
    page = timed_page
    number = _to(page, f"{site_url}{CLAIM}", evidence=True)
    number.hover()
    page.clock.run_for(80)
    page.mouse.move(*CORNER)
    page.clock.run_for(1000)
    expect(page.locator(BOX)).to_have_count(0)
    # A pointer that stays longer than the same while is shown it.
    number.hover()
    page.clock.run_for(1000)
    expect(page.locator(BOX)).to_be_visible()


def test_focus_shows_it_and_escape_closes_it(page: Page, site_url: str) -> None:
    number = _to(page, f"{site_url}{CLAIM}", evidence=True)
    box = page.locator(BOX)
    page.locator("section.prose a").first.evaluate("link => link.scrollIntoView()")
    for _ in range(100):
        page.keyboard.press("Tab")
        if number.evaluate("link => link === document.activeElement"):
            break
    expect(number).to_be_focused()
    expect(box).to_be_visible()
    expect(number).to_have_attribute("aria-describedby", re.compile("."))
    described = number.get_attribute("aria-describedby") or ""
    expect(page.locator(f"[id='{described}']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(number).to_be_focused()
    expect(number).not_to_have_attribute("aria-describedby", re.compile("."))
    # It adds no stop for the Tab key: the next one is the next link of the sentence.
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(box).to_be_visible()
    page.keyboard.press("Tab")
    focused(page, "!it.closest('.cited-here')")
    page.keyboard.press("Shift+Tab")
    expect(box).to_be_visible()
    # Enter leads to the entry, as without a script.
    href = number.get_attribute("href") or ""
    page.keyboard.press("Enter")
    expect(page.locator(f"{href}:target")).to_be_in_viewport()
    expect(box).to_be_hidden()


def test_escape_closes_what_the_pointer_has_opened(page: Page, site_url: str) -> None:
    number = _to(page, f"{site_url}{CLAIM}", evidence=True)
    number.hover()
    expect(page.locator(BOX)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_be_hidden()
    stable(page, page.locator(BOX).is_visible, False, 400)


@pytest.mark.parametrize("width", [320, 360, 768])
def test_a_tap_shows_it_and_its_link_leads_to_the_entry(
    open_page: OpenPage, site_url: str, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 640}, has_touch=True, is_mobile=True)
    number = _to(page, f"{site_url}{CLAIM}", evidence=True)
    box = page.locator(BOX)
    address = page.url
    number.tap()
    expect(box).to_be_visible()
    assert page.url == address
    until(page, lambda: _fits(page))
    expect(box).to_be_in_viewport(ratio=0.99)
    # A tap elsewhere closes it.
    page.locator("h2").first.tap()
    expect(box).to_be_hidden()
    number.tap()
    href = number.get_attribute("href") or ""
    box.get_by_role("link").tap()
    expect(page.locator(f"{href}:target")).to_be_in_viewport()
    expect(box).to_be_hidden()


def test_a_second_tap_follows_the_number(open_page: OpenPage, site_url: str) -> None:
    page = open_page(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    number = _to(page, f"{site_url}{CLAIM}", evidence=True)
    number.tap()
    expect(page.locator(BOX)).to_be_visible()
    number.tap()
    expect(page.locator(f"{number.get_attribute('href')}:target")).to_be_in_viewport()
    expect(page.locator(BOX)).to_be_hidden()


@pytest.mark.parametrize("path", [BRIEF, "index.html", "chronology.html"])
def test_a_plain_reference_shows_its_card(open_page: OpenPage, file_url: str, path: str) -> None:
    page = open_page(viewport={"width": 1000, "height": 700})
    number = _to(page, f"{file_url}{path}", evidence=False)
    number.hover()
    card = _entry(page, number).locator(".source").text_content() or ""
    expect(page.locator(f"{BOX} .source")).to_have_text(card)


def test_it_keeps_to_the_window_wherever_the_number_is(open_page: OpenPage, site_url: str) -> None:
    page = open_page(viewport={"width": 320, "height": 500})
    page.goto(f"{site_url}{BRIEF}")
    box = page.locator(BOX)
    numbers = page.locator("div.prose .cite a").all()
    assert len(numbers) > 10
    for number in numbers[:: len(numbers) // 10]:
        page.keyboard.press("Escape")
        number.hover()
        expect(number).to_have_attribute("aria-describedby", re.compile("."))
        expect(box).to_be_in_viewport(ratio=0.99)
        until(page, lambda: _fits(page))


def test_without_scripts_a_reference_jumps_and_returns(open_page: OpenPage, file_url: str) -> None:
    page = open_page(java_script_enabled=False)
    number = _to(page, f"{file_url}{CLAIM}", evidence=True)
    sentence = number.locator("xpath=ancestor::span[@id][1]").get_attribute("id")
    number.click()
    entry = page.locator("li.evidence:target")
    expect(entry).to_be_in_viewport()
    entry.locator(f"a[role=doc-backlink][href='#{sentence}']").click()
    back = page.locator(f"[id='{sentence}']:target")
    expect(back).to_be_in_viewport()
    expect(page.locator(BOX)).to_have_count(0)


# The way back

MEDIA: dict[str, dict[str, Any]] = {
    "plain": {},
    "dark": {"color_scheme": "dark", "reduced_motion": "reduce"},
    "forced colours": {"forced_colors": "active"},
}
KINDS = {
    "sentence": r"#s-\d+$", "citation": r"#cite-\d+$", "stance": r"#stance-\d+$",
    "answer": r"#answer-\d+$", "event": r"events/[^/]*#cite-.*$",
}  # fmt: skip


def _backs(tree: Node) -> list[str]:
    entries = (entry for places in tree.all("usages") for entry in places.all(tag="li"))
    return [entry.hrefs()[0] for entry in entries]


def _ways_back(site: Path, pattern: str) -> tuple[str, str]:
    for file in sorted((site / "sources").glob("*.html")):
        for href in _backs(read_html(file.read_bytes())):
            if re.search(pattern, href):
                return f"sources/{file.name}", href
    raise AssertionError(f"no source is cited in a place like {pattern}")


LOOK = """one => {
  const { backgroundColor, outlineStyle, borderInlineStartWidth } = getComputedStyle(one);
  return [backgroundColor, outlineStyle, borderInlineStartWidth];
}"""


@contextmanager
def _as_seen(page: Page, media: dict[str, Any]) -> Iterator[None]:
    """For a while, show a page as another reader has it."""
    page.emulate_media(**media)
    yield
    nothing: dict[str, Any] = dict.fromkeys(media, "null")
    page.emulate_media(**nothing)


@pytest.mark.parametrize("kind", KINDS)
def test_the_way_back_from_a_source_ends_at_a_marked_place(
    page: Page, site_url: str, built_site: Path, kind: str
) -> None:
    source, href = _ways_back(built_site, KINDS[kind])
    page.goto(f"{site_url}{source}")
    for fold in page.locator(".usages summary").all():
        fold.click()
    page.locator(f".usages li > a[href='{href}']").first.click()
    page.wait_for_url(re.compile(re.escape(href.removeprefix("../")) + "$"))
    place = page.locator(f"[id='{href.partition('#')[2]}']:target")
    expect(place).to_be_in_viewport()
    marked = {}
    for name, media in MEDIA.items():
        with _as_seen(page, media):
            # It lasts: a while later it looks the same, and without the fragment otherwise.
            marked[name] = place.evaluate(LOOK)
            stable(page, lambda: place.evaluate(LOOK), marked[name], 300)
    assert marked["plain"][0] != marked["dark"][0]
    assert marked["forced colours"][1] == "solid"
    page.evaluate("location.hash = ''")
    place = page.locator(f"[id='{href.partition('#')[2]}']")
    for name, media in MEDIA.items():
        with _as_seen(page, media):
            if name == "forced colours":
                until_equal(page, lambda: place.evaluate(LOOK)[1], "none")
            else:
                until(page, lambda: place.evaluate(LOOK)[0], lambda it: it != marked[name][0])  # noqa: B023


# Sharing


def test_a_copy_button_copies_and_says_so(open_page: OpenPage, site_url: str) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}{CLAIM}")
    page.get_by_role("button", name="Copy: How to cite this page").click()
    expect(page.locator(".cite-this output").first).to_have_text("Copied")
    copied = "navigator.clipboard.readText()"
    plain = page.locator(".cite-this p").inner_text().strip()
    until_equal(page, lambda: page.evaluate(copied), plain)
    for name, start in (("BibTeX", "@misc{"), ("RIS", "TY  - ELEC")):
        page.get_by_text(name, exact=True).click()
        page.get_by_role("button", name=f"Copy: {name}").click()
        expect(page.get_by_role("status").filter(visible=True).last).to_have_text("Copied")
        until(page, lambda: page.evaluate(copied), lambda words: words.startswith(start))  # noqa: B023


def test_without_a_clipboard_the_words_are_marked(open_page: OpenPage, site_url: str) -> None:
    page = open_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"{site_url}{CLAIM}")
    page.get_by_role("button", name="Copy: How to cite this page").click()
    expect(page.locator(".cite-this output").first).to_have_text("Selected: now copy it")
    words = page.locator(".cite-this p").inner_text().strip()
    until_equal(page, lambda: page.evaluate("getSelection().toString().trim()"), words)


@pytest.mark.parametrize(
    ("path", "row"),
    [
        (CLAIM, "li.evidence"),
        ("chronology.html", "li.event"),
        ("details/how-many-drones.html", "table.answers tbody tr"),
    ],
)
def test_each_entry_has_a_link_to_itself(
    open_page: OpenPage, site_url: str, path: str, row: str
) -> None:
    page = open_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{site_url}{path}")
    rows = page.locator(row)
    links = rows.evaluate_all(
        """rows => rows.map(row => [row.id, ...[...row.querySelectorAll("a.here")].flatMap(
          link => [link.getAttribute("href"), link.getAttribute("aria-label")])])"""
    )
    assert [link for link in links if len(link) != 3 or link[1] != f"#{link[0]}"] == []
    assert len({name for _, _, name in links}) == len(links) > 1
    link = rows.nth(1).locator("a.here")
    expect(link).not_to_have_css("clip-path", "none")
    link.focus()
    expect(link).to_have_css("clip-path", "none")
    page.keyboard.press("Enter")
    expect(page.locator(f"{row}:target")).to_have_count(1)
    rows.first.hover()
    expect(rows.first.locator("a.here")).to_have_css("clip-path", "none")
    # Where nothing can hover, it is always there.
    touch = open_page(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    touch.goto(f"{site_url}{path}")
    expect(touch.locator(f"{row} a.here").first).to_have_css("clip-path", "none")
