"""Pictures in a browser: the large view by keyboard, on a narrow screen, and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from claimline.diagnostics import Report
from claimline.options import BuildOptions
from claimline.pipeline import build
from tests.browser.axe import violations, with_axe
from tests.browser.conftest import OpenPage
from tests.browser.waiting import focused, holds
from tests.publish.media.pictured import LISTED, drawn, project_with, saved

PICTURE = "#media-1 img"
LARGE = "#media-1-large"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page with a pair of pictures, and a sensitive one."""
    listed = LISTED.format(file="a.jpg") + (
        "    compare: {file: b.png, alt: The gate later., credit: The board}\n"
        "  - {file: c.jpg, alt: Somebody, credit: The board, sensitive: It shows someone hurt.}\n"
    )
    files = {"a.jpg": saved(drawn((1600, 1200)), "JPEG"), "b.png": saved(drawn(), "PNG"),
             "c.jpg": saved(drawn((900, 700)), "JPEG")}  # fmt: skip
    folder = tmp_path_factory.mktemp("pictures")
    build(BuildOptions(project_with(folder / "p", files, listed), folder / "site"), Report())
    return (folder / "site/sources/board-notice.html").as_uri()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_large_view_opens_and_closes_by_keyboard(
    scripts: bool, width: int, address: str, open_page: OpenPage
) -> None:
    page = open_page(viewport={"width": width, "height": 640}, java_script_enabled=scripts)
    page.goto(address)
    expect(page.locator(LARGE)).to_be_hidden()
    page.locator("#media-1 a.enlarge").focus()
    page.keyboard.press("Enter")
    expect(page.locator(LARGE)).to_be_visible()
    expect(page.locator("h1")).to_be_hidden()
    picture = page.locator(f"{LARGE} img")
    expect(picture).to_have_js_property("complete", value=True)
    box = picture.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert 0 <= box["y"] <= box["y"] + box["height"] <= 640
    # Nothing behind it takes the focus: the first thing after it opens is the way back.
    page.keyboard.press("Tab")
    focused(page, "it.textContent.trim() === 'Close'")
    page.keyboard.press("Enter")
    expect(page.locator(LARGE)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    page.keyboard.press("Tab")
    focused(page, "it.textContent.trim() === 'Enlarge'")
    needed = page.evaluate("document.documentElement.scrollWidth")
    assert needed <= width


def test_a_sensitive_picture_loads_when_it_is_opened(address: str, open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 1280, "height": 2000})
    page.goto(address)
    picture = page.locator("#media-2 img")
    expect(page.locator(PICTURE)).to_have_js_property("complete", value=True)
    assert picture.evaluate("it => it.currentSrc") == ""
    page.locator(".sensitive summary").first.click()
    expect(picture).to_be_visible()
    holds(page, "document.querySelector('#media-2 img').naturalWidth > 0")


def test_paper_has_each_picture_once_with_its_credit(address: str, open_page: OpenPage) -> None:
    page = open_page()
    page.emulate_media(media="print")
    page.goto(f"{address}{LARGE}")
    expect(page.locator(LARGE)).to_be_hidden()
    expect(page.locator(PICTURE)).to_be_visible()
    expect(page.locator("#media-1 figcaption")).to_contain_text("Credit: The Orla notebook")
    expect(page.locator("#media-2")).to_be_hidden()


@pytest.mark.parametrize("fragment", ["", LARGE])
def test_axe_finds_nothing_beside_or_in_the_large_view(
    fragment: str, address: str, open_page: OpenPage
) -> None:
    assert violations(with_axe(open_page()), f"{address}{fragment}") == []
