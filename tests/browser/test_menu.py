"""The navigation and the front page on a phone: a menu without a script, and few screens."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("path", ["index.html", "claims/index.html"])
def test_a_menu_opens_by_keyboard_and_without_scripts(
    open_page: OpenPage, site_url: str, path: str
) -> None:
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{site_url}{path}")
    nav = page.get_by_role("navigation", name="Contents")
    expect(nav.get_by_role("link")).to_have_count(0)
    button = nav.get_by_role("button", name="Menu")
    line = button.bounding_box()
    assert line
    assert 24 <= line["height"] < 48, "one line while it is closed"
    for _ in range(3):  # past the skip link and the name of the site
        page.keyboard.press("Tab")
        if button.evaluate("it => it === document.activeElement"):
            break
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    links = nav.get_by_role("link")
    expect(links).to_have_text(["Summary", "Claims", "Timeline", "Sources", "Who said it", "More"])
    expect(nav.locator("[aria-current]")).to_be_visible()
    page.keyboard.press("Tab")
    expect(links.first).to_be_focused()
    expect(links.first).not_to_have_css("outline-style", "none")
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    button.click()
    links.nth(3).click()
    expect(page.locator("h1")).to_have_text("Sources")


def test_the_menu_fits_a_narrow_window_and_a_long_navigation(
    open_page: OpenPage, site_url: str
) -> None:
    page = open_page(viewport={"width": 320, "height": 256})
    page.goto(f"{site_url}claims/index.html")
    page.get_by_role("button", name="Menu").click()
    menu = page.locator("#site-nav")
    last = menu.get_by_role("link").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=1)
    box = menu.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert page.locator(":root").evaluate("it => it.scrollWidth") <= 320


def test_a_wide_window_has_no_menu(open_page: OpenPage, site_url: str) -> None:
    page = open_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{site_url}claims/index.html")
    nav = page.get_by_role("navigation", name="Contents")
    expect(nav.get_by_role("button")).to_have_count(0)
    expect(nav.get_by_role("link")).to_have_count(6)
    assert nav.bounding_box()["height"] < 48  # type: ignore[index]


def test_the_front_page_is_short_and_says_the_same_on_paper(
    open_page: OpenPage, site_url: str
) -> None:
    for width, height, screens in ((390, 844, 4), (1280, 900, 3)):
        page = open_page(viewport={"width": width, "height": height}, java_script_enabled=False)
        page.goto(f"{site_url}index.html")
        assert page.locator(":root").evaluate("it => it.scrollHeight") <= screens * height
    page = open_page(viewport=PHONE)
    page.goto(f"{site_url}index.html")
    moments = page.locator(".event-list li")
    # They stand side by side, and the page is no wider for it.
    expect(moments.first).to_be_visible()
    tops = {round(it.bounding_box()["y"]) for it in moments.all()[:3]}  # type: ignore[index]
    assert len(tops) == 1
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    expect(page.get_by_role("link", name="The whole timeline, with the evidence")).to_be_visible()
    expect(page.get_by_role("link", name="All briefs")).to_be_visible()
    page.emulate_media(media="print")
    expect(moments.first).to_be_visible()


@pytest.mark.parametrize("path", ["claims/index.html", "statements/index.html"])
def test_the_jumps_of_a_list_are_not_on_paper(
    open_page: OpenPage, site_url: str, path: str
) -> None:
    page = open_page(viewport=PHONE)
    page.goto(f"{site_url}{path}")
    jumps = page.locator("main .jumps").first
    expect(jumps).to_be_visible()
    page.emulate_media(media="print")
    expect(jumps).to_be_hidden()


def test_the_name_of_the_site_keeps_clear_of_the_menu(open_page: OpenPage, site_url: str) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    page.goto(f"{site_url}claims/index.html")
    expect(page.locator(".site-head")).to_have_css("column-gap", "12px")


def test_on_a_phone_the_claims_of_the_matrix_stand_apart(
    open_page: OpenPage, site_url: str
) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    page.goto(f"{site_url}matrix.html")
    row = page.locator(".matrix tbody tr").first
    expect(row).to_have_css("padding-block-start", "12px")
    expect(row).to_have_css("border-top-width", "1px")


def test_on_narrow_paper_the_matrix_is_the_list_that_a_phone_has(
    open_page: OpenPage, site_url: str
) -> None:
    page = open_page(viewport={"width": 720, "height": 900})
    page.goto(f"{site_url}matrix.html")
    head, cell = page.locator(".matrix thead").first, page.locator(".matrix tbody th a").first
    expect(head).to_be_hidden()
    page.emulate_media(media="print")
    expect(head).to_be_hidden()
    expect(cell).not_to_have_css("font-size", "6.66667px")
    page.set_viewport_size({"width": 1400, "height": 900})
    expect(head).to_be_visible()
    expect(cell).to_have_css("font-size", "6.66667px")
